"""How long the history's commands take with 1,000 stored interviews, beside parsing every state file whole.

python -m benchmarks.history [SESSIONS]     5 runs of each, taken in turn; prints medians, spreads and the ratio

The interviews are copies of one that was really judged (a strong sample answer), each with two follow-ups, on
changing questions and dates. Every command is a fresh process, so that Python's start and the imports are in it;
"practice, until the first word" is what `practice` does before it opens the microphone: choose, make the folder, look
up the follow-ups of earlier interviews.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

RUNS = 5
NAIVE = """
import json, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).glob("*/interview.json")):
    json.loads(path.read_text())
"""
PRACTICE = """
from interviewer.cli import thinking, wiring
from interviewer.cli.options import now
from interviewer.practice.choice import next_question
here = wiring.Desk.from_options()
question, why = next_question(here.pack, here.store.rows(), now())
interview = wiring.new_interview(here, question, "practice")
assert thinking.asked_before(here, question.id)
here.store.delete(interview.id)
"""


def fill(home: Path, sessions: int) -> int:
    """Make the interviews; returns the bytes of one state file."""
    from interviewer import nlp
    from interviewer.dialogue.candidates import rehearse
    from interviewer.dialogue.rules import RulesMind
    from interviewer.judging.assess import assess
    from interviewer.judging.rules import RulesReader
    from interviewer.packs import load
    from interviewer.store import STATE, Store

    pack, parse = load(), nlp.load()
    done = rehearse(pack, pack.questions[0], "strong", RulesMind(), parse).interview
    done = replace(done, kind="practice", assessment=assess(done, pack, pack.questions[0], RulesReader(parse), parse))
    store = Store(home / "data")
    began = datetime(2025, 1, 1, 12, tzinfo=timezone.utc)
    for number in range(sessions):
        at = began + timedelta(hours=8 * number)
        question = pack.questions[number % len(pack.questions)]
        name = store.new_id(question.id, at)
        store.create(replace(done, id=name, question=question.id, started_at=at.isoformat()))
        store.unlock(name)
    return (store.folder(name) / STATE).stat().st_size


def run_s(command: list[str], home: Path) -> float:
    began_s = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "INTERVIEWER_HOME": str(home)})
    return time.perf_counter() - began_s


def main() -> None:
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        size = fill(home, sessions)
        interviewer = [sys.executable, "-m", "interviewer"]
        commands = {
            "json.loads of every file": [sys.executable, "-c", NAIVE, str(home / "data" / "interviews")],
            "interviewer history": [*interviewer, "history"],
            "interviewer progress": [*interviewer, "progress"],
            "practice, until the first word": [sys.executable, "-c", PRACTICE],
        }
        times: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            run_s(command, home)  # the first run reads files from the disk
        for _ in range(RUNS):
            for name, command in commands.items():  # in turn, so that a busy moment hits all
                times[name].append(run_s(command, home))
    print(f"{sessions} interviews, {size / 1000:.0f} kB of state each, {RUNS} runs")
    print(f"{'':<32}{'median':>10}{'fastest':>10}{'slowest':>10}{'ratio':>8}")
    base_s = statistics.median(times["json.loads of every file"])
    for name, found in times.items():
        middle_s = statistics.median(found)
        figures = "".join(f"{1000 * value:>7.0f} ms" for value in (middle_s, min(found), max(found)))
        print(f"{name:<32}{figures}{middle_s / base_s:>8.2f}")


if __name__ == "__main__":
    main()
