"""`interviewer drill`, from the file-fed microphone to what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from audio.frames import to_samples
from interviewer.cli import cli, desk, wiring
from interviewer.config import Paths
from interviewer.errors import UsageFailure
from interviewer.model import DrillItem, DrillRun, Interview, Quote, Turn
from interviewer.report import drill
from interviewer.store import Store
from tests.virtual_card import VirtualCard

GOOD = (
    "A hundred of the three hundred I draw at random, to know the true rates. A hundred and fifty go to severe cases. "
    "Fifty stay locked away until the end. Two pharmacists label every severe case."
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def test_a_spoken_answer_is_checked_kept_and_shown(spoken: Callable[[str], Path]) -> None:
    shown = json.loads(run("drill", "sampling", "--answer", str(spoken(GOOD)), "--json", "--seed", "1").stdout)
    assert shown["drill"] == "sampling"
    done = {item["id"]: item for item in shown["items"]}
    assert done["frequency"]["done"]
    assert done["severity"]["done"]
    assert shown["found"] >= 4
    assert all(quote["end_s"] > quote["start_s"] for item in done.values() for quote in item["evidence"])
    kept = Store(Paths.from_env().data).open(Path(shown["folder"]).name)
    assert (kept.kind, kept.question, kept.state) == ("drill", "sampling", "done")
    assert kept.drill is not None
    assert kept.drill.prompt == shown["prompt"]
    assert "Ten thousand logs" in run("history").stdout
    page = Path(run("report").stdout.strip()).read_text(encoding="utf-8")
    assert f"{shown['found']} of 5 are there" in page
    quote = done["frequency"]["evidence"][0]
    assert f'data-start="{quote["start_s"]}"' in page
    assert done["frequency"]["replay"][0].startswith(f"interviewer replay {kept.id} --from 0:0")


def test_every_quote_comes_with_the_command_that_plays_it(spoken: Callable[[str], Path], card: VirtualCard) -> None:
    shown = run("drill", "sampling", "--answer", str(spoken(GOOD)), "--seed", "1").stdout
    command = next(line for line in shown.splitlines() if line.strip().startswith("interviewer replay"))
    with card.record_speaker() as heard:
        assert run(*command.split()[1:], "--plain").exit_code == 0
    assert np.count_nonzero(np.abs(heard.samples) > 0.01) > to_samples(0.3)


def test_what_is_missing_is_spoken(card: VirtualCard) -> None:
    with card.record_speaker() as heard:
        desk.say(wiring.Desk.from_options(None), "Still missing: who labels.")
    assert np.count_nonzero(np.abs(heard.samples) > 0.01) > to_samples(0.5)


def test_what_is_missing_is_told_in_a_short_sentence() -> None:
    def of(*found: int) -> str:
        items = [DrillItem(str(at), f"item {at}", count, 1) for at, count in enumerate(found)]
        return drill.told(DrillRun({}, "", tuple(items)))

    assert of(1, 1) == "Everything is there."
    assert of(0, 1) == "Still missing: item 0."
    assert of(0, 1, 0) == "Still missing: item 0 and item 2."
    assert of(0, 0, 0, 0, 0) == "Still missing: item 0, item 1, item 2, and two more."


def test_what_was_not_recorded_has_no_command() -> None:
    kept = Interview("x", "llm_evals", "sampling", "drill", 60.0, "2026-05-19T20:00:00+00:00", turns=(Turn(0),))
    assert drill.replay(kept, Quote("at random", 0, 1.2, 3.4)) == ""
    heard = replace(kept, turns=(Turn(0, audio="turn-00.wav"),))
    assert drill.replay(heard, Quote("at random", 0)) == ""
    assert drill.replay(heard, Quote("at random", 0, 1.2, 3.4)) == "interviewer replay x --from 0:01 --until 0:04"


def test_a_drill_of_another_pack_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("Customers can still see their basket, but they cannot pay.")
    run("drill", "outage", "--answer", str(tmp_path / "answer.txt"))
    assert [one["pack"] for one in json.loads(run("history", "--json").stdout)] == ["backend_design"]
    with pytest.raises(UsageFailure, match="no drill 'outage' in the pack 'llm_evals'"):
        run("drill", "outage", "--pack", "llm_evals")


def test_drills_are_listed_and_an_unknown_one_is_named() -> None:
    assert "disagreement" in run("drill").stdout
    assert json.loads(run("drill", "--json").stdout)[0]["id"] == "product"
    with pytest.raises(UsageFailure, match="no drill 'juggling'"):
        run("drill", "juggling")
