"""What is said back of an answer: what its speaker holds, whole, and never what is warned of or says nothing."""

from __future__ import annotations

import pytest

from interviewer import nlp, packs
from interviewer.dialogue import picking, reading
from interviewer.dialogue.candidates import spoken
from interviewer.model import Interview


def echoes(said: str) -> list[str]:
    pack = packs.load("llm_evals")
    held = Interview("i", pack.id, "q02", "practice", 1200.0, "", turns=(spoken(0, said),))
    here = reading.read(held, pack.question("q02"), pack, nlp.load(), 1000.0, 3)
    return [echo for one in here.analysis.sentences if (echo := picking.clause(one.text, here))]


@pytest.mark.parametrize(
    ("said", "never"),
    [
        ("Going back would be the worst thing, then you've got two changes and you never learn why.", "two changes"),
        ("Going back would be the worst thing, then you've got two changes and you never learn why.", "never learn"),
        ("The danger is that you ship on Monday and nobody looks at the logs.", "nobody looks"),
        ("Otherwise you'd be shipping noise to ninety shops.", "shipping noise"),
        ("A single score would be a mistake, you lose the rare language in it.", "lose the rare"),
        ("My fear is that the graders get tired and they tick everything.", "tick everything"),
        ("Let a model mark them and then you have five thousand numbers that mean nothing.", "five thousand numbers"),
        ("My old chief would say take the average.", "take the average"),
        ("The council will say that's discrimination.", "discrimination"),
        ("At the bank we lived with eight percent of wrong totals.", "eight percent"),
    ],
)
def test_what_is_warned_of_is_not_said_back(said: str, never: str) -> None:
    assert not [echo for echo in echoes(said) if never in echo and "danger" not in echo and "fear" not in echo]


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("A single score would be a mistake, I'd split the results by language.", "a single score would be a mistake"),
        (
            "First I'd take two hundred tickets, then I'd have both nurses mark them.",
            "you'd have both nurses mark them",
        ),
        ("I'd use the labels on chats where judge and rating differ.", "where judge and rating differ"),
        ("I'd send the files in which the versions disagree to the handlers.", "in which the versions disagree"),
        ("I want to start with the refunds that went wrong last year.", "you want to start with the refunds"),
    ],
)
def test_what_they_would_do_is_said_back_whole(said: str, echo: str) -> None:
    assert [one for one in echoes(said) if echo in one]


@pytest.mark.parametrize(
    ("said", "echo"),
    [
        ("I'll be upfront, I wouldn't label anything.", "you wouldn't label anything"),
        ("I'll be honest, I'd start with the complaints from last winter.", "you'd start with the complaints"),
        ("Let me be blunt: we don't ship the Spanish part in June.", "you don't ship the Spanish part"),
        ("To be fair, I'd take the shops with the most refunds first.", "you'd take the shops"),
    ],
)
def test_a_cleared_throat_is_not_said_back(said: str, echo: str) -> None:
    assert [one for one in echoes(said) if one.startswith(echo)]


@pytest.mark.parametrize(
    "said",
    [
        "I'd prepare the figures.",
        "I'd probably look at both.",
        "You'd have the eval suite under version control.",
        "We'd document the process.",
    ],
)
def test_what_says_next_to_nothing_is_not_said_back(said: str) -> None:
    assert echoes(said) == []
