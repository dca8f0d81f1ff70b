"""The evening before: one known question, the best decisions heard again, the sheet; nothing that takes longer."""

from __future__ import annotations

import json
import shutil
from datetime import datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from audio.frames import to_samples
from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.model import Assessment, Decision, Interview, Judge, Turn
from interviewer.store import Store, turn_audio
from tests.conftest import NO_DEVICES, Spoken
from tests.virtual_card import VirtualCard

NOW = datetime(2026, 5, 19, 20, 0, tzinfo=timezone.utc)
QUOTE = "we block the launch if one customer sees another customer's data"


def run(*words: str, now: datetime = NOW) -> Result:
    return CliRunner().invoke(cli, ["plan", *words], obj=lambda: now, catch_exceptions=False)


def keep(question: str, sound: Path | None, ago: int) -> None:
    """An earlier answer with one decision, and its sound where there is one."""
    store = Store(Paths.from_env().data)
    at = NOW - timedelta(days=ago)
    decision = Decision(QUOTE, "block", "if one customer sees it", "one", "", "gate", 0, 0.0, 3.0)
    made = Assessment(3, "", Judge("rules", "rules", "1"), decisions=(decision,))
    name = store.new_id(question, at)
    turn = Turn(0, closed_by="key", audio=turn_audio(0) if sound else None)
    folder = store.create(
        Interview(
            name, "llm_evals", question, "practice", 60.0, at.isoformat(), state="done", turns=(turn,), assessment=made
        )
    )
    if sound:
        shutil.copy(sound, folder / turn_audio(0))
    store.unlock(name)


@pytest.fixture
def answered(home: Path, spoken: Spoken) -> None:
    keep("q14", spoken(QUOTE), 9)
    run("start", "--date", "2026-05-20")


def test_the_evening_runs_to_its_end_with_a_known_question(
    answered: None, spoken: Spoken, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in NO_DEVICES.items():  # another test's virtual card may be there
        monkeypatch.setenv(name, value)
    answer = spoken(
        "I would keep a locked set that nobody tunes on, and run it once a month. If it stays flat while the weekly "
        "score climbs, the team has fitted the test, so I would stop the rollout and the product lead decides."
    )
    done = run("evening", "--answer", str(answer), "--json")
    shown = json.loads(done.stdout)
    assert shown["question"] == "q14"
    assert QUOTE in {one["quote"] for one in shown["decisions"]}
    assert len(shown["decisions"]) <= 3
    assert Path(shown["sheet"]).is_file()
    assert "could not be played" in done.stderr  # no loudspeaker here, and the evening goes on
    plan = json.loads(run("today", "--json").stdout)
    assert {task["id"] for task in plan["done"]} == {"evening-question", "evening-decisions", "evening-sheet"}
    assert plan["tasks"] == []


def test_the_best_decision_is_heard(answered: None, card: VirtualCard) -> None:
    with card.record_speaker() as heard:
        shown = run("evening", "--no-question").stdout
    assert f'You said: "{QUOTE}"' in shown
    assert "cheat sheet" in shown
    assert np.count_nonzero(np.abs(heard.samples) > 0.01) > to_samples(0.5)


def test_without_recordings_it_says_so_and_marks_nothing(home: Path) -> None:
    run("start", "--date", "2026-05-20")
    keep("q14", None, 2)
    shown = run("evening", "--no-question").stdout
    assert "none to hear again" in shown
    plan = json.loads(run("today", "--json").stdout)
    assert {task["id"] for task in plan["tasks"]} == {"evening-question", "evening-decisions"}


def test_too_early_it_says_what_it_is_for(home: Path) -> None:
    run("start", "--date", "2026-05-20", now=NOW - timedelta(days=4))
    early = run("evening", "--no-question", now=NOW - timedelta(days=4))
    assert "in 5 days" in early.stderr
    assert "in" not in run("evening", "--no-question").stderr.split()
