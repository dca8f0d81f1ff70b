"""Whole answers to drills, as spoken and as a recogniser may write them, against what a fair listener would tick."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.model import DrillItem, DrillRun, Turn
from interviewer.practice import checker, drills

FOLDER = Path(__file__).parent / "drill_answers"
TABLES = range(4)  # drawn tables that an answer about a disagreement is filled with


def answers(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = packs.read_toml(FOLDER / name)["answer"]
    return found


def filled(text: str, run: DrillRun) -> str:
    """The text with what was drawn, and of each [a|b] what is true of it."""
    lenient = "judge" not in run.drawn or checker.rate(run.drawn["judge"]) > checker.rate(run.drawn["human"])
    return re.sub(r"\[([^|\]]*)\|([^\]]*)\]", r"\1" if lenient else r"\2", text).format(**run.drawn)


def unmarked(said: str) -> str:
    """As a recogniser may write it, without a mark or a capital."""
    return re.sub(r"(?<!\d)[.]|[.](?!\d)|[^\w\s'.%]", " ", said).lower()


def heard(drill: drills.Drill, run: DrillRun, text: str, pack: packs.Pack) -> tuple[DrillItem, ...]:
    turn = Turn(0, words=tuple(Word(word) for word in text.split()))
    return checker.check(drill, run, (turn,), pack, nlp.load())


def ticked(answer: dict[str, Any]) -> Iterator[tuple[set[str], int]]:
    """What is ticked, and of how many items: said and unmarked, and for drawn figures with several tables."""
    pack = packs.load(answer.get("pack", "llm_evals"))
    drill = drills.find(pack, answer["drill"])
    for seed in TABLES if drill.figures else (0,):
        run = drilling.draw(drill, seed)
        run = replace(run, drawn=run.drawn | answer.get("drawn", {}))
        said = filled(answer["text"], run)
        for text in (said, unmarked(said)):
            items = heard(drill, run, text, pack)
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


@pytest.mark.parametrize("name", ["blind.toml", "first.toml", "second.toml", "third.toml", "fourth.toml"])
def test_answers_of_many_voices_are_heard_as_a_listener_hears_them(name: str) -> None:
    assert agreement(name) >= 0.95


PHRASES: dict[str, dict[str, dict[str, list[str]]]] = packs.read_toml(FOLDER / "phrases.toml")


def composed(name: str, seed: int) -> tuple[drills.Drill, DrillRun, str, set[str]]:
    """A drawn case, an answer to it put together at random, and the items that it tells: some, all or none."""
    dice = random.Random(seed)
    drill = drills.find(packs.load(), name)
    run = drilling.draw(drill, seed)
    chosen = [(item, dice.choice(["yes", "yes", "no", ""])) for item in PHRASES[name]]
    said = [filled(dice.choice(PHRASES[name][item][kind]), run) for item, kind in chosen if kind]
    if seed % 2:
        dice.shuffle(said)
    text = " ".join(one if one[-1] in ".?!" else one + "." for one in said)
    return drill, run, text, {item for item, kind in chosen if kind == "yes"}


@pytest.mark.parametrize("seed", range(50))
@pytest.mark.parametrize("name", PHRASES)
def test_of_every_drawn_case_just_what_is_told_is_heard(name: str, seed: int) -> None:
    drill, run, text, told = composed(name, seed)
    found = {item.id for item in heard(drill, run, text, packs.load()) if item.found and item.id in PHRASES[name]}
    assert found == told, text


@pytest.mark.parametrize("name", PHRASES)
def test_most_of_it_is_heard_without_marks(name: str) -> None:
    same = of = 0
    for seed in range(30):
        drill, run, text, told = composed(name, seed)
        for item in heard(drill, run, unmarked(text), packs.load()):
            same += bool(item.found) == (item.id in told) if item.id in PHRASES[name] else 0
            of += item.id in PHRASES[name]
    assert same / of >= 0.95
