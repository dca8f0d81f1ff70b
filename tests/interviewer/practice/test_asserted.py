"""What a drill's answer denies, with the real parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.model import DrillItem, Turn
from interviewer.practice import checker, drills

PACK = packs.load()
DENIED: dict[str, dict[str, dict[str, list[str]]]] = packs.read_toml(
    Path(__file__).parent / "drill_answers" / "denied.toml"
)
CASES = [
    (name, item, sentence, kind == "yes")
    for name, kinds in DENIED.items()
    for kind, by_item in kinds.items()
    for item, sentences in by_item.items()
    for sentence in sentences
]


def item(name: str, which: str, answer: str) -> DrillItem:
    drill = drills.find(PACK, name)
    run = drilling.draw(drill, 3)
    turn = Turn(0, words=tuple(Word(word) for word in answer.format(**run.drawn).split()))
    return next(one for one in checker.check(drill, run, (turn,), PACK, nlp.load()) if one.id == which)


@pytest.mark.parametrize(("name", "which", "sentence", "counts"), CASES)
def test_what_is_denied_never_counts(name: str, which: str, sentence: str, counts: bool) -> None:
    unmarked = re.sub(r"[^\w\s'{}]", " ", sentence).lower()
    assert [bool(item(name, which, said).found) for said in (sentence, unmarked)] == [counts, counts]
