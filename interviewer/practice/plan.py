"""The seven days as tasks: the words of `prompts/plan.toml`, with the questions of one pack put in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from typing import Literal

import msgspec

from interviewer.packs import Pack, Words, read
from interviewer.practice.choice import NOT_WHOLE, next_question
from interviewer.store import Row
from prompts import ROOT

Do = Literal["question", "drill", "redo", "write", "story", "decisions", "sheet"]
DAYS = 7


class TaskWords(Words, frozen=True):
    """One task as written; see the head of the file."""

    id: str
    do: Do
    title: str
    minutes: float
    worth: int
    what: str = ""
    length: Literal["", "short", "long"] = ""
    tag: str = ""
    among: tuple[str, ...] = msgspec.field(default=(), name="from")
    pack: str = ""


class DayWords(Words, frozen=True):
    """One day as written."""

    title: str
    task: tuple[TaskWords, ...]


class Piece(Words, frozen=True):
    """A written piece: under each heading one line for each label."""

    title: str
    ask: str
    headings: tuple[str, ...]
    labels: tuple[str, ...]


class Ask(Words, frozen=True):
    """What one story is asked by."""

    id: str
    title: str
    prompt: str


class StoryWords(Words, frozen=True):
    """All that stories are asked by, and how long one may take."""

    minutes: float
    ask: tuple[Ask, ...]


class PlanWords(Words, frozen=True):
    """The whole file. The last day is the evening before.

    days_for  the pack that the days' titles speak of
    habits    pairs of a title and what to do instead
    """

    days_for: str
    day_minutes: float
    evening_minutes: float
    day: tuple[DayWords, ...]
    writing: dict[str, Piece]
    story: StoryWords
    habits: dict[str, tuple[str, str]]


@dataclass(frozen=True)
class Task:
    """One task of one person's plan.

    day      1..7
    what     the question, drill or piece that it is about; empty where there is none
    command  what runs it
    """

    id: str
    day: int
    do: Do
    title: str
    minutes: float
    worth: int
    what: str
    command: str


@cache
def load() -> PlanWords:
    """The words. Raises PackError where the file breaks its own rules."""
    words: PlanWords = read(ROOT / "plan.toml", PlanWords)
    return words


def date_of(day: int, interview: date) -> date:
    """When day 1..7 is, for an interview on that date."""
    return interview - timedelta(days=DAYS + 1 - day)


def picks(pack: Pack, rows: Sequence[Row], now: datetime, kept: Mapping[str, str] | None = None) -> dict[str, str]:
    """Task -> the question it asks, each only once; those in `kept` stay. A small pack leaves the least useful without.

    What a task may ask is chosen like any next question: the weak and the long unpractised first.
    """
    known = {one.id for one in pack.questions}
    chosen = {task: question for task, question in (kept or {}).items() if question in known}
    open_tasks = [task for day in load().day[:-1] for task in day.task if task.do == "question" and _fits(task, pack)]
    for task in sorted(open_tasks, key=lambda one: (not _named(one, pack), -one.worth)):  # who names questions is first
        free = known - set(chosen.values())
        named = [one for one in _named(task, pack) if one in free]
        fitting = [one.id for one in pack.questions if one.id in free and one.kind == _kind(task.length, pack)]
        if task.id not in chosen and (named or fitting):
            chosen[task.id] = next_question(pack, rows, now, among=named or fitting)[0].id
    return chosen


def evening_question(pack: Pack, rows: Sequence[Row], now: datetime) -> str:
    """The question of the last evening: one that was practised before, a short one if possible; a short one if none."""
    short = _kind("short", pack)
    practised = {row.question for row in rows if row.pack == pack.id and row.kind not in NOT_WHOLE}
    known = [one for one in pack.questions if one.id in practised]
    among = [one for one in known if one.kind == short] or known or [one for one in pack.questions if one.kind == short]
    return next_question(pack, rows, now, among=[one.id for one in among])[0].id


def tasks(
    pack: Pack, chosen: Mapping[str, str], drills: Sequence[str], weakest: str = "", option: str = ""
) -> tuple[Task, ...]:
    """All tasks in order.

    In: `chosen`, the question of each task that asks one; `drills`, the pack's; `weakest`, the question whose answer is
    to be given again, where there is one; `option`, what names the pack on the command line, where it must be named.
    """
    found = []
    named = {words.what for day in load().day for words in day.task if words.do == "drill"}
    own = [name for name in drills if name not in named]  # each stands in for one drill that the pack has not
    spare = [one.id for one in pack.questions if one.id not in chosen.values()]  # then questions do
    for number, day in enumerate(load().day, start=1):
        for words in day.task:
            if not _fits(words, pack) or (words.do == "question" and words.id not in chosen):
                continue
            what = weakest if words.do == "redo" else chosen.get(words.id, words.what)
            do = words.do
            if do == "drill" and what not in drills:
                if not own and not spare:
                    continue
                do, what = ("drill", own.pop(0)) if own else ("question", spare.pop(0))
            title = words.title
            if do == "question" and words.do == "drill":
                title = pack.question(what).title
            elif do == "question":
                title = words.title.format(question=pack.question(what).title)
                if number < DAYS and what not in _named(words, pack):  # what stands before it speaks of those named
                    title = pack.question(what).title
            elif do == "drill" and what != words.what:
                title = f"The drill: {what}"
            minutes = words.minutes
            if do == "question" and number < DAYS:  # the evening keeps to its own time
                minutes = pack.head.kinds[pack.question(what).kind].minutes
            found.append(Task(words.id, number, do, title, minutes, words.worth, what, _command(do, what, option)))
    return tuple(found)


def longest_day(tasks: Sequence[Task]) -> float:
    """How many minutes a day may have: the plan's own limit, or what the fullest day of these tasks takes."""
    return max(load().day_minutes, *(sum(one.minutes for one in tasks if one.day == day) for day in range(1, DAYS + 1)))


def asks(pack: Pack, do: Do, what: str) -> bool:
    """Whether a plan for that pack has such a task."""
    return any(task.do == do and task.what == what and _fits(task, pack) for day in load().day for task in day.task)


def _named(task: TaskWords, pack: Pack) -> list[str]:
    """The questions that the task names, by id or by tag and kind, as far as the pack has them."""
    return [
        one.id
        for one in pack.questions
        if one.id in task.among or (task.tag in one.tags and one.kind == _kind(task.length, pack))
    ]


def _kind(length: str, pack: Pack) -> str:
    """The pack's kind of question that takes the least time, or for "long" the most."""
    minutes = {name: kind.minutes for name, kind in pack.head.kinds.items()}
    return max(minutes, key=minutes.__getitem__) if length == "long" else min(minutes, key=minutes.__getitem__)


def _fits(task: TaskWords, pack: Pack) -> bool:
    return task.pack in ("", pack.id)


def _command(do: Do, what: str, option: str) -> str:
    command = {
        "question": f"practice {what}{option}",
        "drill": f"drill {what}{option}",
        "redo": f"record-once {what}{option}" if what else "redo",
        "write": f"plan write {what}",
        "story": "story record",
        "decisions": "plan evening --no-question",
        "sheet": "cheatsheet",
    }[do]
    return f"interviewer {command}"
