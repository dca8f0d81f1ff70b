from __future__ import annotations

import pytest

from interviewer.dialogue import invented, policy
from interviewer.model import Analysis, Sentence
from interviewer.packs import Probing
from tests.interviewer.dialogue.shared import pack, probe, situation

HALF = Probing("so_what", "You said {said}. What would change if that number were half as big?")


@pytest.mark.parametrize(
    ("said", "clause"),
    [
        ("I'd read two hundred chats a week.", "you'd read two hundred chats a week"),
        ("We'd boil forty percent of the kettles.", "you'd boil forty percent of the kettles"),
        ("I'd read two hundred chats, because a rare leak shows in one of a hundred.", ""),
        ("I'd read two hundred chats so that I see each leak twice.", ""),
        ("I'd stop at more than ten leaks.", ""),
        ("If thirty kettles leak, I'd stop.", ""),
        ("I'd let two people read them.", ""),
        ("I'd ask the forty thousand tea drinkers.", ""),
        ("I'd read the chats.", ""),
    ],
)
def test_a_figure_without_a_reason_is_found_where_it_is_no_bar(said: str, clause: str) -> None:
    found = invented.clauses(situation(said))
    assert [turned for _, turned in found] == ([clause] if clause else [])


def test_a_number_of_the_follow_up_is_nobodys_invention() -> None:
    asked = probe(text="Suppose you have sixty kettles. What do you do?")
    assert invented.clauses(situation("Well.", "I'd boil the sixty kettles.", probes=(asked,))) == []


def test_the_more_figures_the_sooner_they_are_asked_about() -> None:
    owner = Probing("owner", "Who signs it?", when="not who", asks_for=("who",))
    known = pack(HALF, owner)

    def first(*said: str) -> set[str]:
        sentences = tuple(Sentence(at, 0, one, 0, 1) for at, one in enumerate(said))
        analysis = Analysis(sentences=sentences)
        here = (situation(" ".join(said), known=known, analysis=analysis, seed=seed) for seed in range(12))
        return {policy.best(one).probe.kind for one in here}  # type: ignore[union-attr]

    assert first("I'd boil some kettles.") == {"owner"}
    many = ("I'd boil forty kettles a day.", "I'd ask eighty drinkers.", "I'd film ten percent of the boiling.")
    assert first(*many) == {"so_what"}
