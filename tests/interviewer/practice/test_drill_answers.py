"""Whole answers to drills, as spoken and as a recogniser may write them, against what a fair listener would tick."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.model import Turn
from interviewer.practice import checker, drills

FOLDER = Path(__file__).parent / "drill_answers"
TABLES = range(4)  # drawn tables that an answer about a disagreement is filled with


def answers(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = packs.read_toml(FOLDER / name)["answer"]
    return found


def ticked(answer: dict[str, Any]) -> Iterator[tuple[set[str], int]]:
    """What is ticked, and of how many items: said and unmarked, and for drawn figures with several tables."""
    pack = packs.load(answer.get("pack", "llm_evals"))
    drill = drills.find(pack, answer["drill"])
    for seed in TABLES if drill.figures else (0,):
        run = drilling.draw(drill, seed)
        run = replace(run, drawn=run.drawn | answer.get("drawn", {}))
        lenient = "judge" not in run.drawn or checker.rate(run.drawn["judge"]) > checker.rate(run.drawn["human"])
        said = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", r"\1" if lenient else r"\2", answer["text"]).format(**run.drawn)
        for text in (said, re.sub(r"[^\w\s']", " ", said).lower()):
            turn = Turn(0, words=tuple(Word(word) for word in text.split()))
            items = checker.check(drill, run, (turn,), pack, nlp.load())
            yield {item.id for item in items if item.done}, len(items)


def agreement(name: str) -> float:
    """Share of items that are ticked as a listener would tick them."""
    same = of = 0
    for answer in answers(name):
        for found, items in ticked(answer):
            same += items - len(found ^ set(answer["has"]))
            of += items
    return same / of


@pytest.mark.parametrize("answer", answers("known.toml"), ids=lambda a: f"{a['drill']}-{a['kind']}")
def test_an_answer_has_what_a_listener_hears(answer: dict[str, Any]) -> None:
    for found, _ in ticked(answer):
        assert found == set(answer["has"])


def test_answers_that_the_rules_were_not_made_on_are_heard_too() -> None:
    assert agreement("blind.toml") >= 0.93
