"""Drills' checkers on good, partial and empty answers, and over many drawn cases, with the real parser."""

from __future__ import annotations

from pathlib import Path

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.model import DrillItem, DrillRun, Turn
from interviewer.practice import checker, drills

PACK = packs.load()
ANSWERS: dict[str, dict[str, str]] = packs.read_toml(Path(__file__).with_name("drill_answers.toml"))
# What each good answer has to show, and what the others may show at most.
MOST_OF_PARTIAL = 0.5


def items(name: str, answer: str, seed: int = 3, doubtful: bool = False) -> dict[str, DrillItem]:
    drill = drills.find(PACK, name)
    run = drilling.draw(drill, seed)
    return of(drill, run, answer.format(**run.drawn), doubtful)


def of(drill: drills.Drill, run: DrillRun, answer: str, doubtful: bool = False) -> dict[str, DrillItem]:
    turn = Turn(0, words=tuple(Word(word, doubtful=doubtful) for word in answer.split()))
    return {item.id: item for item in checker.check(drill, run, (turn,), PACK, nlp.load())}


@pytest.mark.parametrize("name", ANSWERS)
def test_a_good_answer_has_everything(name: str) -> None:
    missing = [item.id for item in items(name, ANSWERS[name]["good"]).values() if not item.done]
    assert not missing


@pytest.mark.parametrize("name", ["product", "sampling"])
def test_plain_words_without_a_single_mark_are_heard(name: str) -> None:
    found = items(name, ANSWERS[name]["plain"]).values()
    assert sum(item.done for item in found) >= len(found) - 1


@pytest.mark.parametrize("name", ANSWERS)
def test_a_partial_answer_has_a_part(name: str) -> None:
    found = items(name, ANSWERS[name]["partial"]).values()
    assert 0 < sum(item.done for item in found) <= MOST_OF_PARTIAL * len(found)


@pytest.mark.parametrize("name", ANSWERS)
def test_an_empty_answer_has_nothing(name: str) -> None:
    assert not [item.id for item in items(name, ANSWERS[name]["empty"]).values() if item.done]
    assert not [item.id for item in items(name, "").values() if item.found]


@pytest.mark.parametrize("name", ANSWERS)
def test_words_that_were_heard_uncertainly_never_count(name: str) -> None:
    assert not [item.id for item in items(name, ANSWERS[name]["good"], doubtful=True).values() if item.found]


@pytest.mark.parametrize("name", ANSWERS)
def test_what_counted_is_quoted_verbatim(name: str) -> None:
    drill = drills.find(PACK, name)
    run = drilling.draw(drill, 3)
    answer = ANSWERS[name]["good"].format(**run.drawn)
    for item in of(drill, run, answer).values():
        assert item.evidence
        assert all(quote.quote in " ".join(answer.split()) for quote in item.evidence)


@pytest.mark.parametrize("seed", range(50))
def test_every_drawn_disagreement_is_checked_against_its_own_figures(seed: int) -> None:
    drill = drills.find(PACK, "disagreement")
    run, other = drilling.draw(drill, seed), drilling.draw(drill, seed + 1000)
    fits = of(drill, run, ANSWERS["disagreement"]["good"].format(**run.drawn))
    assert all(item.done for item in fits.values()), [item.id for item in fits.values() if not item.done]
    wrong = of(drill, run, ANSWERS["disagreement"]["wrong"])
    assert not wrong["direction"].found
    assert wrong["direction"].wrong
    assert not wrong["figures"].found
    if run.drawn["category"] != other.drawn["category"]:
        elsewhere = of(drill, run, ANSWERS["disagreement"]["partial"].format(**other.drawn))
        assert not elsewhere["category"].found


@pytest.mark.parametrize("seed", range(50))
def test_every_drawn_incident_is_checked_against_itself(seed: int) -> None:
    drill = drills.find(PACK, "regression")
    run = drilling.draw(drill, seed)
    fits = of(drill, run, ANSWERS["regression"]["good"].format(**run.drawn))
    assert all(item.done for item in fits.values()), [item.id for item in fits.values() if not item.done]
    elsewhere = of(drill, run, "The trigger: whenever a printer runs out of ink. It runs every night.")
    assert not elsewhere["trigger"].found
    assert elsewhere["when"].found


def test_the_same_seed_draws_the_same_and_others_differ() -> None:
    drill = drills.find(PACK, "regression")
    assert drilling.draw(drill, 5) == drilling.draw(drill, 5)
    assert len({drilling.draw(drill, seed).prompt for seed in range(50)}) > 25


def test_sections_keep_levels_apart() -> None:
    found = items("rubric", "Correctness: a one is wrong. Safety: a five leaks nothing. A one leaks a name.")
    assert {item.id for item in found.values() if item.done} == {"correctness_1", "safety_5", "safety_1"}
