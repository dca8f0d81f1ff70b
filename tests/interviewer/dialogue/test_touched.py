"""What was said in other words is not asked for."""

from __future__ import annotations

import pytest

from interviewer import nlp, packs
from interviewer.dialogue import picking, policy, reading, touched
from interviewer.dialogue.candidates import spoken
from interviewer.dialogue.situation import Situation
from interviewer.model import Interview
from interviewer.packs import Probing
from tests.interviewer.dialogue import shared


@pytest.mark.parametrize(
    ("said", "named"),
    [
        ("If we get above one in eight, the table comes back.", True),
        ("I iterate till Spearman is above point eight.", True),
        ("At least 95% of them.", True),
        ("Today it's forty, I want ten.", True),
        ("If a group is missing even once, the pages stay here.", True),
        ("When it agrees in ninety percent I believe it.", True),
        ("If it gets one of the twenty wrong it stays off.", True),
        ("One of the twenty was my idea.", False),
        ("If forty percent dislike the tea, that's a finding.", False),
        ("I need three technicians for that.", False),
        ("We had more than three months of logs.", False),
        ("The judge is above suspicion, two people said so.", False),
        ("It took longer than two weeks.", False),
    ],
)
def test_a_bar_is_a_number_that_something_is_held_against(said: str, named: bool) -> None:
    assert touched.bar_named(said) is named


def heard(question: str, said: str) -> Situation:
    pack = packs.load("llm_evals")
    interview = Interview("i", pack.id, question, "practice", 480.0, "", turns=(spoken(0, said),))
    return reading.read(interview, pack.question(question), pack, nlp.load(), 400.0, 2)


def test_what_was_decided_is_not_asked_for_while_there_is_something_else() -> None:
    situation = heard(
        "q06",
        "I'd write new questions from this season's tickets. The old set of four hundred I would throw away. "
        "If a model drops more than ten points on changed figures, it was remembering.",
    )
    ranked = policy.rank(situation)
    asked = next(option for option in ranked if option.probe.key == "q06.blog")
    assert asked.touched
    assert "What do you do with that set?" in asked.probe.text
    assert not ranked[0].touched


def test_what_nobody_decided_is_asked_for() -> None:
    situation = heard("q06", "I'd write new questions from this season's tickets and show them to nobody.")
    assert not next(one for one in policy.rank(situation) if one.probe.key == "q06.blog").touched


def test_what_was_said_in_one_of_its_words_is_not_asked_for() -> None:
    probing = Probing(kind="missing_part", text="What's the worst thing it could do?", unless=("worst", "gets fined"))
    assert touched.answered(probing, shared.situation("The worst is a wrong dose."))
    assert touched.answered(probing, shared.situation("The shop gets fined for that."))
    assert not touched.answered(probing, shared.situation("I'd read fifty of them."))


def test_a_category_that_was_spoken_of_comes_first() -> None:
    situation = shared.situation("I'd look at the black tea.")
    assert picking.named_first(("green mint", "black tea"), situation) == ("black tea",)
    assert picking.named_first(("juice", "water"), situation) == ("juice", "water")
