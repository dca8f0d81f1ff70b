"""The one plan that a user has: a small file of the date, the picks and the marks; the rest is read off what was done.

data/plan.json           rewritten atomically, private to the user
data/written/NAME.txt    the written pieces
data/cheatsheet.html     pages made from the interviews: their commands write them again
data/progress.html
"""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import msgspec

from interviewer.config import private_folder
from interviewer.errors import StoreError
from interviewer.packs import Pack
from interviewer.practice.agenda import Tick
from interviewer.practice.choice import FOLLOW_UP, NOT_PRACTISED, NOT_WHOLE
from interviewer.practice.days import day_of, not_before
from interviewer.practice.plan import DAYS, Task, date_of
from interviewer.practice.writing import FOLDER as WRITTEN
from interviewer.store import By, Row, write_private

NAME = "plan.json"
SHEET = "cheatsheet.html"
PROGRESS = "progress.html"
ENOUGH = 0.5  # share of a drill's items from which it is done; with less, a coach has it done again. Chosen.
REDONE = frozenset(("redo", "record-once", FOLLOW_UP))


class Plan(msgspec.Struct, frozen=True):
    """What is kept of a plan.

    interview  its date, on the user's own calendar wherever they are
    begun      the date on which the plan was made; what was done before does not count
    picks      task -> question, so that a task does not ask something else every day
    marks      task -> when it was marked, by the user or by a command that leaves no interview behind
    begun_at   the very moment of `begun`: who flies west answers on an earlier date, and later all the same
    """

    interview: date
    begun: date
    pack: str
    picks: dict[str, str] = {}
    marks: dict[str, Tick] = {}
    begun_at: str = ""


def load(data: Path) -> Plan | None:
    """The plan under the data folder, None where there is none. Raises StoreError where it cannot be read."""
    path = data / NAME
    try:
        return msgspec.json.decode(path.read_bytes(), type=Plan)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, OSError) as error:
        raise StoreError(f"{path} cannot be read: {error}.", "Remove it and start the plan again.") from None


def save(data: Path, plan: Plan) -> None:
    """Keep it. Raises StoreError, OSError."""
    private_folder(data)
    write_private(data / NAME, msgspec.json.format(msgspec.json.encode(plan), indent=1))


def forget(data: Path, everything: bool) -> None:
    """Remove the pages that hold words of interviews; with `everything` the plan and the written pieces too."""
    for name in (SHEET, PROGRESS, *((NAME,) if everything else ())):
        (data / name).unlink(missing_ok=True)
    if everything and (data / WRITTEN).is_dir():
        shutil.rmtree(data / WRITTEN)


def marked(plan: Plan, task: str, tick: Tick | None) -> Plan:
    """The plan with that task marked, or, with None, unmarked."""
    marks = {name: mark for name, mark in plan.marks.items() if name != task}
    return msgspec.structs.replace(plan, marks=marks if tick is None else {**marks, task: tick})


def ticks(plan: Plan, tasks: Sequence[Task], rows: Sequence[Row]) -> dict[str, Tick]:
    """What is done: read off the marks, and off the interviews since the plan was made, each for one task at most.

    The last evening's tasks are done on that evening or later, whatever was done before.
    """
    evening = date_of(DAYS, plan.interview)
    free = [row for row in rows if row.state == "done" and row.kind not in NOT_PRACTISED]
    found: dict[str, Tick] = {}
    for task in tasks:
        since = evening if task.day == DAYS else date.min if task.do == "story" else plan.begun
        mark = plan.marks.get(task.id)
        if mark is not None and (task.day < DAYS or mark.on >= evening):
            found[task.id] = mark
            continue
        for row in free:
            on = day_of(row.started_at)
            in_time = on is not None and (_during(plan, row) if since == plan.begun else on >= since)
            if on is not None and in_time and shows(row, task, plan.pack):
                found[task.id] = Tick(on, row.id)
                free.remove(row)
                break
    return found


def _during(plan: Plan, row: Row) -> bool:
    """Whether the interview was held since the plan was made, by the calendar or by the clock."""
    on = day_of(row.started_at)
    return on is not None and (on >= plan.begun or not_before(row.started_at, plan.begun_at))


def shows(row: Row, task: Task, pack: str) -> bool:
    """Whether that interview is one that the task asks for."""
    if task.do == "story":
        return row.kind == "story"
    if row.pack != pack:
        return False
    if task.do == "question":
        return row.kind not in ("drill", "story", FOLLOW_UP) and (row.question == task.what or task.day == DAYS)
    if task.do == "drill":
        return row.kind == "drill" and row.question == task.what and _enough(row)
    return task.do == "redo" and row.kind in REDONE


def _enough(row: Row) -> bool:
    return row.drill is None or row.drill.done >= ENOUGH * len(row.drill.items)


def tried(plan: Plan, tasks: Sequence[Task], rows: Sequence[Row]) -> dict[str, str]:
    """Drill task -> what its latest run since the plan was made showed, where that was too little: "2 of 10"."""
    found: dict[str, str] = {}
    for task in (one for one in tasks if one.do == "drill"):
        for row in rows:
            if row.kind != "drill" or (row.pack, row.question) != (plan.pack, task.what) or row.drill is None:
                continue
            if row.state == "done" and _during(plan, row) and not _enough(row):
                found[task.id] = f"{row.drill.done} of {len(row.drill.items)}"
    return found


def weakest(pack: Pack, rows: Sequence[Row], by: By | None) -> str:
    """The question of the answer with the lowest level by that judge, the latest of them; empty where there is none."""
    judged = [
        (row.assessment.overall, -number, row.question)
        for number, row in enumerate(rows)
        if row.pack == pack.id and row.kind not in NOT_WHOLE and row.assessment is not None
        if row.assessment.overall is not None and row.assessment.judge == by
    ]
    return min(judged)[2] if judged else ""
