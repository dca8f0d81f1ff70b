"""Answers that use the field's words and speak about something else."""

from __future__ import annotations

import pytest

from interviewer import nlp, packs
from interviewer.analysis.reading import read
from interviewer.analysis.text import turns_from_text
from interviewer.judging.topic import answers, astray

PACK = packs.load()
CAREER = """
I studied statistics and then I joined a bank, where I ran experiments for the card business. We had holdout groups and
I learned a lot about confidence intervals. Later I led a group of annotators, we measured agreement every month and the
kappa went up from 0.5 to 0.7. My manager liked that and I gave a talk about rubric drift at a conference. After that I
moved to a startup which built a judge model and I wrote the guide for the raters there.
"""


def found(text: str, question: str) -> frozenset[str]:
    return astray(read(turns_from_text(text), PACK, nlp.load()), PACK.question(question), PACK)


def sample(question: str) -> str:
    return " ".join(passage.text for passage in PACK.question(question).strong)


@pytest.mark.parametrize("question", [one.id for one in PACK.questions])
def test_no_sample_answer_is_astray(question: str) -> None:
    one = PACK.question(question)
    for passages in (one.strong, one.middling, one.weak):
        assert not passages or not found(" ".join(passage.text for passage in passages), question)


def test_a_story_in_the_fields_words_is_no_answer() -> None:
    assert "recounts" in found(CAREER, "q13")


def test_good_answers_to_another_question_are_often_heard_as_such() -> None:
    others = [(a.id, b.id) for a in PACK.questions for b in PACK.questions if a is not b][::7]
    assert sum("elsewhere" in found(sample(said), asked) for said, asked in others) >= len(others) / 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I'd take every swap with nuts away from a household with an allergy.", True),
        ("My sister works in a store, and when the milk is sold out she puts oat milk there.", False),
        ("I'd rather talk about football, because that is what I know.", False),
    ],
)
def test_a_plan_in_the_questions_own_words_is_an_answer(text: str, expected: bool) -> None:
    assert answers(read(turns_from_text(text), PACK, nlp.load()), PACK.question("q15"), PACK) is expected


@pytest.mark.parametrize(
    ("end", "planned"),
    [("I'd go every week if I could.", False), ("I'd mark every text before the guide goes live.", True)],
)
def test_a_wish_is_no_plan(end: str, planned: bool) -> None:
    said = "The best audio guide was in a museum in Vienna, with a little blue hippo. "
    question = PACK.question("q07")
    assert answers(read(turns_from_text(said + end), PACK, nlp.load()), question, PACK) is planned
