"""The plan at this desk: its file, the history that ticks it off, the pack that fills it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import click
import msgspec

from interviewer import config, packs
from interviewer.cli.options import now, print_json
from interviewer.cli.wiring import load_pack
from interviewer.errors import UsageFailure
from interviewer.practice import planbook, writing
from interviewer.practice.agenda import Agenda, Tick, agenda
from interviewer.practice.choice import latest_judge
from interviewer.practice.plan import Task, evening_question, longest_day, picks, tasks
from interviewer.practice.plan import load as words
from interviewer.store import Row, Store, write_private

EVENING = "evening-question"


@dataclass(frozen=True)
class Planning:
    """A plan with everything around it."""

    plan: planbook.Plan
    pack: packs.Pack
    tasks: tuple[Task, ...]
    agenda: Agenda
    tried: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """The plan as the JSON that its commands print."""
        view = self.agenda
        return {
            "interview": view.interview,
            "today": view.today,
            "days_left": (view.interview - view.today).days,
            "phase": view.phase,
            "pack": self.pack.id,
            "begun": self.plan.begun,
            "minutes": sum(task.minutes for task in view.now),
            "tasks": [task_json(task, moved=task in view.moved) for task in view.now],
            "days": [
                {
                    "date": day,
                    "minutes": sum(task.minutes for task in found),
                    "tasks": [task_json(one) for one in found],
                }
                for day, found in view.days.items()
            ],
            "done": [
                task_json(task, on=view.done[task.id].on, by=view.done[task.id].by)
                for task in self.tasks
                if task.id in view.done
            ],
            "missed_days": view.missed,
            "moved": [task_json(task) for task in view.moved],
            "dropped": [task_json(task) for task in view.dropped],
        }


def task_json(task: Task, **more: Any) -> dict[str, Any]:
    """A task as the JSON that these commands print."""
    return {
        "id": task.id, "day": task.day, "do": task.do, "what": task.what or None, "title": task.title,
        "minutes": task.minutes, "worth": task.worth, "command": task.command, **more,
    }  # fmt: skip


def running(today: date) -> planbook.Plan | None:
    """The plan whose interview is still to come, if there is one."""
    plan = planbook.load(config.Paths.from_env().data)
    return plan if plan is not None and plan.interview >= today else None


def begin(interview: date, pack_name: str | None) -> Planning:
    """Begin a plan for that date, or move the running one; a plan whose interview is over makes room for a new one."""
    paths = config.Paths.from_env()
    at = now()
    old = running(at.date())
    name = pack_name or (old.pack if old else config.load(paths).pack)
    pack = load_pack(name, paths)
    if old is not None and old.pack == pack.id:
        kept = {task: question for task, question in old.picks.items() if task != EVENING}
        plan = msgspec.structs.replace(old, interview=interview, picks=kept)
    else:
        plan = planbook.Plan(interview, at.date(), pack.id, begun_at=at.isoformat(timespec="seconds"))
    rows = Store(paths.data).rows()
    plan = msgspec.structs.replace(plan, picks=picks(pack, rows, at, plan.picks))
    planbook.save(paths.data, plan)
    return _around(plan, pack, rows, at, paths)


def load() -> Planning:
    """The plan as it stands now. Raises UsageFailure where there is none."""
    paths = config.Paths.from_env()
    plan = planbook.load(paths.data)
    if plan is None:
        raise UsageFailure(
            "There is no plan yet.",
            f"`interviewer plan start --date {now().date() + timedelta(days=7)}` makes one, for an interview that day.",
        )
    return _around(plan, load_pack(plan.pack, paths), Store(paths.data).rows(), now(), paths)


def mark(task: str, undo: bool) -> Planning:
    """Mark a task done by hand, or take that back. Raises UsageFailure for a task that is not in the plan."""
    here = load()
    if task not in {one.id for one in here.tasks}:
        known = ", ".join(one.id for one in here.agenda.now) or ", ".join(one.id for one in here.tasks)
        raise UsageFailure(f"The plan has no task '{task}'.", f"For example: {known}.")
    planbook.save(
        config.Paths.from_env().data,
        planbook.marked(here.plan, task, None if undo else Tick(now().date(), "your mark")),
    )
    return load()


def shown(do: str, by: str, what: str = "", whole: bool = True) -> None:
    """Note in the plan, where there is one, what leaves no interview behind: a piece, decisions heard, the sheet."""
    data = config.Paths.from_env().data
    plan = planbook.load(data)
    if plan is not None:
        for task in (one for day in words().day for one in day.task if one.do == do and one.what == what):
            plan = planbook.marked(plan, task.id, Tick(now().date(), by) if whole else None)
        planbook.save(data, plan)


def write(name: str, answer: Path | None, as_json: bool) -> None:
    """Write a piece, in the editor or from a file; it is kept in any case, and what is missing is named."""
    from interviewer.cli.answers import text_of

    piece = words().writing.get(name)
    if piece is None:
        raise UsageFailure(f"There is no piece '{name}'.", f"There is: {', '.join(words().writing)}.")
    path = writing.path_of(config.Paths.from_env().data, name)
    if answer is not None:
        if not answer.is_file():
            raise UsageFailure(f"There is no file {answer}.", "Give --answer a text file.")
        text = text_of(answer)
    else:
        before = path.read_text(encoding="utf-8") if path.is_file() else writing.template(piece)
        if not sys.stdin.isatty():
            raise UsageFailure("There is no terminal to write in.", "Hand in a text: --answer FILE.")
        text = str(click.edit(text=before, extension=".txt") or before)
    config.private_folder(path.parent)
    write_private(path, text.encode())
    missing = writing.missing(piece, text)
    shown("write", "the piece is whole", name, whole=not missing)
    if as_json:
        print_json({"piece": name, "file": str(path), "whole": not missing, "missing": missing})
        return
    click.echo(f"Kept: {path}")
    for line in missing:
        click.echo(f"  {line}")
    click.echo("Whole." if not missing else f"Not whole yet: interviewer plan write {name}")


def _around(plan: planbook.Plan, pack: packs.Pack, rows: list[Row], at: datetime, paths: config.Paths) -> Planning:
    chosen = picks(pack, rows, at, plan.picks)
    if EVENING not in chosen:
        chosen[EVENING] = evening_question(pack, rows, at)
    weakest = planbook.weakest(pack, rows, latest_judge(pack, rows))
    found = tasks(pack, chosen, drills(pack), weakest, option(pack, paths))
    done = planbook.ticks(plan, found, rows)
    view = agenda(found, done, plan.interview, at.date(), plan.begun, longest_day(found))
    if view.phase == "evening" and EVENING not in plan.picks:  # from now on it stays the same
        plan = msgspec.structs.replace(plan, picks=chosen)
        planbook.save(paths.data, plan)
    return Planning(plan, pack, found, view, planbook.tried(plan, found, rows))


def option(pack: packs.Pack, paths: config.Paths) -> str:
    """What names the pack on the command line; nothing for the one that is used anyway."""
    return "" if pack.id == packs.load(config.load(paths).pack, paths.packs).id else f" --pack {pack.id}"


def drills(pack: packs.Pack) -> tuple[str, ...]:
    """The names of the pack's drills."""
    from interviewer.practice import drills

    return tuple(one.id for one in drills.load(pack).drill)
