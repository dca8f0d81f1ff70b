"""What says what an output has to be, and what only praises it."""

from __future__ import annotations

import pytest

from interviewer import nlp
from interviewer.analysis.criteria import criterion
from interviewer.analysis.text import turns_from_text
from interviewer.analysis.tokens import tokens


def heard(text: str) -> bool:
    return criterion(tokens(turns_from_text(text)[0].words, nlp.load(), {}))


@pytest.mark.parametrize(
    "text",
    [
        "They mark each one: is the diagnosis right, does it fit the scan, can a patient follow it.",
        "I look whether it booked the room that was asked for.",
        "Every figure must come from the annual report.",
        "A recipe with a missing step is just a fail.",
        "What is true but not in the files still counts as invented.",
        "We compare the right patient, the right drug and the right dose.",
        "A case passes only if the order was sent once.",
        "A proper label names the allergen in the first line.",
        "A good one is short and has the dose.",
        "A label is fine if the dose stands on it.",
        "No line in the logbook, it's invented.",
        "They point at the shelf, no shelf means a miss.",
        "One wrong dose means it's not printed.",
        "A missing signature, and it is out, however neat the form.",
        "The label is out as soon as one allergen is missing.",
        "We keep a list of facts that have to be on the form.",
        "If the nurse would give the wrong pill, it's a fail.",
    ],
)
def test_a_criterion_is_heard(text: str) -> None:
    assert heard(text)


@pytest.mark.parametrize(
    "text",
    [
        "The answers should be clear and consistent.",
        "We score correctness, grounding and tone.",
        "The judge must agree with people in ninety percent.",
        "Do you know how many users there are?",
        "We should have more reviewers.",
        "A good idea is to start small.",
        "A good label is important.",
        "It is a good product and people like it.",
        "No problem, it's out tomorrow.",
        "No budget, no project.",
        "One wrong decision means we are not in business.",
        "It's out as soon as the team agrees.",
        "We have a list of people to call.",
    ],
)
def test_praise_and_figures_are_none(text: str) -> None:
    assert not heard(text)
