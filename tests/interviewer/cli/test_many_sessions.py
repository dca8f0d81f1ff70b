"""With a thousand stored interviews nobody waits for the history, the progress, the next question or the plan."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from benchmarks.history import PRACTICE, fill, run_s

ONE_S = 1.0
TRIES = 4  # the fastest counts: a machine that is busy just then says nothing of the program


@pytest.fixture(scope="module")
def thousand(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("thousand")
    fill(home, 1000)
    return home


COMMANDS = {
    "history": ["-m", "interviewer", "history"],
    "progress": ["-m", "interviewer", "progress"],
    "practice, until the first word": ["-c", PRACTICE],
    "plan today": ["-m", "interviewer", "plan", "today"],
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_thousand_sessions_are_answered_within_a_second(thousand: Path, name: str) -> None:
    if name == "plan today":
        run_s([sys.executable, "-m", "interviewer", "plan", "start"], thousand)
    assert min(run_s([sys.executable, *COMMANDS[name]], thousand) for _ in range(TRIES)) < ONE_S
