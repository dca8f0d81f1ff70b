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


def test_two_launch_bars_in_one_turn(reading):
    said = "We launch at ninety-five percent. Support looks at tone. I think we launch at eighty percent."
    assert len(contradictions(reading(said))) == 1
    assert not contradictions(reading("We launch at ninety percent on refunds. We launch at eighty on small talk."))
    assert not contradictions(reading("We launch at ninety-five percent. Below eighty percent we go back."))
