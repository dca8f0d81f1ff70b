import pytest

from interviewer.analysis.consistency import contradictions, number
from interviewer.analysis.reading import read
from interviewer.analysis.text import turns_from_text
from interviewer.model import Turn


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("three hundred and fifty", 350),
        ("1,200", 1200),
        ("ninety five", 95),
        ("0.6", 0.6),
        ("point six", 0.6),
        ("two thousand", 2000),
    ],
)
def test_numbers(words, value):
    assert number(words.split()) == pytest.approx(value)


def clashes(pack, parse, *answers):
    turns = tuple(Turn(n, words=turns_from_text(text)[0].words) for n, text in enumerate(answers))
    return contradictions(read(turns, pack, parse))


def test_more_labels_than_there_are(pack, parse):
    found = clashes(pack, parse, "I have three hundred labels to spend.", "Two raters work on 800 labels each week.")
    assert [(a.turn, b.turn) for a, b in found] == [(0, 1)]


def test_the_same_figure_and_a_part_of_it_are_no_contradiction(pack, parse):
    assert not clashes(pack, parse, "I have three hundred labels.", "Those 300 labels are enough.")
    assert not clashes(pack, parse, "I have three hundred labels.", "Forty of those labels stay locked.")


def test_different_things_are_no_contradiction(pack, parse):
    assert not clashes(pack, parse, "I take six hundred tickets.", "I read eighty complaints.")


def test_a_figure_that_is_openly_changed_is_no_contradiction(pack, parse):
    first = "I'd put two hundred tickets into disputes and refunds."
    assert clashes(pack, parse, first, "I have three hundred tickets in disputes and refunds.")
    assert not clashes(pack, parse, first, "So I'd move it to three hundred tickets in disputes and refunds.")


def test_two_launch_bars_in_one_turn(reading):
    said = "We launch at ninety-five percent. Support looks at tone. I think we launch at eighty percent."
    assert len(contradictions(reading(said))) == 1
    assert not contradictions(reading("We launch at ninety percent on refunds. We launch at eighty on small talk."))
    assert not contradictions(reading("We launch at ninety-five percent. Below eighty percent we go back."))


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (
            "I'd label three hundred tickets in total.",
            "Two raters label eight hundred each, so sixteen hundred labels.",
        ),
        ("My budget is 300 labels.", "I'd have two raters on 800 each."),
        ("Disputes must be right ninety five percent of the time.", "For disputes I'd accept eighty percent."),
        ("The p99 latency must stay under 200 milliseconds.", "Under 500 milliseconds latency at p99 is ok for me."),
        ("Two reviewers look at each answer.", "Each answer is looked at by five reviewers."),
        ("we take two hundred questions from the logs", "so the five hundred questions from the logs are labelled"),
        ("Kappa must be at least 0.6 or I rewrite the guide.", "I rewrite the guide when kappa is below 0.8."),
    ],
)
def test_what_cannot_both_hold(first, then, pack, parse):
    assert len(clashes(pack, parse, first, then)) == 1


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("Disputes must be right 95 percent of the time.", "Small talk may be right 80 percent of the time."),
        ("I take 300 tickets for the test set.", "I take 50 tickets for the guide."),
        ("If refunds drop by two points we go back.", "If small talk drops by five points we go back."),
        ("I start with 100 tickets.", "Next month I take 300 tickets, since it grows."),
        ("I read fifty chats a week.", "I read two hundred chats a month."),
        ("Two raters work on 300 tickets.", "That makes 600 labels."),
        ("A p95 over two seconds is bad.", "A p99 over four seconds is bad."),
        ("In Polish I want fifty items.", "In Arabic I want thirty items."),
        ("Below kappa 0.6 I rewrite the guide.", "Above kappa 0.8 the judge marks alone."),
    ],
)
def test_what_can_both_hold(first, then, pack, parse):
    assert not clashes(pack, parse, first, then)


def test_two_bars_for_the_same_cases(reading):
    said = "We launch if at least ninety-five percent of the cases pass. People mark them. "
    assert contradictions(reading(said + "Although I'd say we launch if at least eighty percent of the cases pass."))
    assert not contradictions(reading(said + "We launch if at most five percent of the cases fail."))
    assert not contradictions(reading(said + "We launch if ninety percent of the refunds pass."))
