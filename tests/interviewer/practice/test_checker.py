"""Drills' checkers on good, partial and empty answers, and over many drawn cases, with the real parser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from audio.words import Word
from interviewer import nlp, packs
from interviewer.cli import drilling
from interviewer.dialogue import figures
from interviewer.model import DrillItem, DrillRun, Turn
from interviewer.practice import checker, drills

PACK = packs.load()
ANSWERS: dict[str, dict[str, str]] = packs.read_toml(Path(__file__).with_name("drill_answers.toml"))
RATES: dict[str, list[str]] = packs.read_toml(Path(__file__).parent / "drill_answers" / "rates.toml")
# What each good answer has to show, and what the others may show at most.
MOST_OF_PARTIAL = 0.5


def items(name: str, answer: str, seed: int = 3, doubtful: bool = False) -> dict[str, DrillItem]:
    drill = drills.find(PACK, name)
    run = drilling.draw(drill, seed)
    return of(drill, run, told(answer, run), doubtful)


def of(drill: drills.Drill, run: DrillRun, answer: str, doubtful: bool = False) -> dict[str, DrillItem]:
    turn = Turn(0, words=tuple(Word(word, doubtful=doubtful) for word in answer.split()))
    return {item.id: item for item in checker.check(drill, run, (turn,), PACK, nlp.load())}


def told(answer: str, run: DrillRun, turn: bool = False, rates: dict[str, str] | None = None) -> str:
    """The answer with its figures or other `rates`, and of each [a|b] what is true of them; with `turn` what is not."""
    lenient = "judge" not in run.drawn or checker.rate(run.drawn["judge"]) > checker.rate(run.drawn["human"])
    chosen = re.sub(r"\[([^|\]]*)\|([^\]]*)\]", r"\1" if lenient is not turn else r"\2", answer)
    return chosen.format(**(run.drawn | (rates or {})))


def wrong_rates(run: DrillRun) -> list[dict[str, str]]:
    """The two rates exchanged, and rates that are neither's."""
    judge, human = run.drawn["judge"], run.drawn["human"]
    others = [figures.number(int(checker.rate(text)) - 47) for text in (judge, human)]
    return [{"judge": human, "human": judge}, {"judge": others[0], "human": others[1]}]


def heard(answer: str, unmarked: bool) -> str:
    """The answer, or as a recogniser may write it: without a mark or a capital."""
    return " ".join(re.sub(r"[^\w\s']", " ", answer).lower().split()) if unmarked else answer


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
    answer = told(ANSWERS[name]["good"], run)
    for item in of(drill, run, answer).values():
        assert item.evidence
        assert all(quote.quote in " ".join(answer.split()) for quote in item.evidence)


@pytest.mark.parametrize("seed", range(50))
def test_every_drawn_disagreement_is_checked_against_its_own_figures(seed: int) -> None:
    drill = drills.find(PACK, "disagreement")
    run, other = drilling.draw(drill, seed), drilling.draw(drill, seed + 1000)
    fits = of(drill, run, told(ANSWERS["disagreement"]["good"], run))
    assert all(item.done for item in fits.values()), [item.id for item in fits.values() if not item.done]
    for rates in wrong_rates(run):
        wrong = of(drill, run, told(ANSWERS["disagreement"]["good"], run, turn=True, rates=rates))
        for name in ("direction", "figures"):
            assert not wrong[name].found
            assert wrong[name].wrong
    if run.drawn["category"] != other.drawn["category"]:
        elsewhere = of(drill, run, ANSWERS["disagreement"]["partial"].format(**other.drawn))
        assert not elsewhere["category"].found


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("unmarked", [False, True])
@pytest.mark.parametrize("way", RATES["rates"])
def test_a_rate_counts_for_the_one_that_has_it(way: str, unmarked: bool, seed: int) -> None:
    drill = drills.find(PACK, "disagreement")
    run = drilling.draw(drill, seed)
    right = of(drill, run, heard(told(way, run), unmarked))["figures"]
    assert (right.done, right.wrong) == (True, ())
    for rates in wrong_rates(run):
        wrong = of(drill, run, heard(told(way, run, rates=rates), unmarked))["figures"]
        assert not wrong.done
        assert wrong.wrong


@pytest.mark.parametrize("seed", [1, 2, 3, 4])
@pytest.mark.parametrize("unmarked", [False, True])
@pytest.mark.parametrize("way", RATES["directions"])
def test_the_direction_follows_the_drawn_table(way: str, unmarked: bool, seed: int) -> None:
    drill = drills.find(PACK, "disagreement")
    run = drilling.draw(drill, seed)
    assert of(drill, run, heard(told(way, run), unmarked))["direction"].done
    wrong = of(drill, run, heard(told(way, run, turn=True), unmarked))["direction"]
    assert not wrong.done
    assert wrong.wrong


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


TERSE = [
    "Five: every claim has a source. Three: one is missing. One: I learn nothing.",
    "five every claim has a source three one is missing one i learn nothing",
    "A five names the source, a three hints at it, a one has none.",
    "1 = made up, 3 = a detail is off, 5 = all of it holds.",
    "The top mark: no error. In the middle, one slip. The lowest is a lie.",
]


@pytest.mark.parametrize("told", TERSE)
def test_terse_cells_are_heard_within_their_dimension(told: str) -> None:
    found = items("rubric", f"Safety. {told}")
    assert {item.id for item in found.values() if item.done} == {"safety_1", "safety_3", "safety_5"}


def test_dimensions_may_stand_within_a_level() -> None:
    found = items("rubric", "Five. Correctness: no error. Safety: no harm. One. Correctness: a lie. Safety: harm done.")
    done = {item.id for item in found.values() if item.done}
    assert done == {"correctness_5", "safety_5", "correctness_1", "safety_1"}


@pytest.mark.parametrize(
    "counted",
    [
        "three raters and five days",
        "one of them is new",
        "from one to five",
        "a five point scale",
        "one should be careful",
    ],
)
def test_a_number_that_counts_something_opens_no_cell(counted: str) -> None:
    assert not [item.id for item in items("rubric", f"Safety. We have {counted} here.").values() if item.done]


def test_sections_keep_levels_apart() -> None:
    found = items("rubric", "Correctness: a one is wrong. Safety: a five leaks nothing. A one leaks a name.")
    assert {item.id for item in found.values() if item.done} == {"correctness_1", "safety_5", "safety_1"}
