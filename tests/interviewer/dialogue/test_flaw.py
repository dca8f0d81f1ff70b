"""The spot of an answer that may do harm, or hangs on one figure or one verdict, is asked about first."""

import pytest

from interviewer import nlp, packs
from interviewer.dialogue.reading import read
from interviewer.dialogue.rules import RulesMind
from interviewer.dialogue.wish import Wish
from interviewer.judging.answer import interview_of, words_of
from interviewer.model import Turn

SOUND = (
    "The people are shoppers who order food for the week. I'd take three hundred orders from last month's tickets, a "
    "third of them with allergies. Two dieticians mark each one with a written guide, and a third one breaks ties. "
)
HARM = "And I'd take the allergy filter out, because it slows the page down and hardly ever finds anything. "


@pytest.fixture(scope="module")
def situation():
    pack, parse = packs.load("llm_evals"), nlp.load()

    def of(answer, *replies):
        question = pack.question("q01")
        interview = interview_of(words_of(answer), pack, question)
        for probe, reply in replies:
            turn = Turn(number=len(interview.turns), words=words_of(reply), closed_by="file", probe=probe)
            interview = type(interview)(**{**vars(interview), "turns": (*interview.turns, turn)})
        return read(interview, question, pack, parse, 500.0, 3)

    return of


def test_what_may_do_harm_is_asked_about_with_its_own_words(situation):
    probe = RulesMind().next_probe(situation(SOUND + HARM + SOUND), Wish())
    assert probe.kind == "flaw"
    assert "take the allergy filter out" in probe.text
    assert probe.refers_to in HARM


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("If the average over all cases goes up, we launch it.", "average"),
        ("Whatever the judge says is what we go by, so we go with the judge here.", "judge"),
    ],
)
def test_one_figure_or_one_verdict_that_everything_hangs_on(text, said, situation):
    probe = RulesMind().next_probe(situation(SOUND + text), Wish())
    assert probe.kind == "flaw"
    assert said in probe.text


def test_an_answer_without_such_a_spot_is_asked_something_else(situation):
    assert RulesMind().next_probe(situation(SOUND), Wish()).kind != "flaw"


def test_it_is_asked_once(situation):
    probe = RulesMind().next_probe(situation(SOUND + HARM), Wish())
    then = situation(SOUND + HARM, (probe, "Then somebody could get ill, so we'd put it back after a week."))
    assert RulesMind().next_probe(then, Wish()).kind != "flaw"


def test_to_ask_takes_less_than_to_judge(situation):
    """A sentence that is asked about need not hold a level down."""
    suspected = situation(SOUND + HARM).suspected
    assert suspected["R1"]
    assert all(flag.startswith("R") for flag in suspected)
