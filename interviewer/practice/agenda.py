"""Which task on which day, from what is done and what day it is. Pure.

Whatever is left is laid into the days that are left, in the plan's order, none before its own day and no day longer
than the plan allows. The most useful find their place first; what then finds none is dropped, until there is room
again. So missed days and a late start are the same thing, and so is a changed date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from interviewer.practice.plan import DAYS, Task, date_of

Phase = Literal["before", "week", "evening", "over"]


@dataclass(frozen=True)
class Tick:
    """That a task is done: when, and what shows it (an interview's id, or by whose word)."""

    on: date
    by: str


@dataclass(frozen=True)
class Agenda:
    """The plan as it stands today.

    phase     before: it has not begun; week; evening: the day before the interview and its own day; over
    days      date -> what is to be done then, today included; days without a task are not in it
    done      task -> what shows it
    moved     tasks whose own day has passed, still to be done
    dropped   tasks for which there is no time any more
    missed    numbers of the days that passed with something left
    """

    today: date
    interview: date
    phase: Phase
    days: Mapping[date, tuple[Task, ...]]
    done: Mapping[str, Tick]
    moved: tuple[Task, ...]
    dropped: tuple[Task, ...]
    missed: tuple[int, ...]

    @property
    def now(self) -> tuple[Task, ...]:
        """What is to be done today."""
        return self.days.get(self.today, ())


def agenda(
    tasks: Sequence[Task],
    done: Mapping[str, Tick],
    interview: date,
    today: date,
    begun: date,
    day_minutes: float,
) -> Agenda:
    """The plan as it stands.

    In: `begun`, when the plan was made: days before it were not missed, the plan just came late.
    """
    evening = date_of(DAYS, interview)
    week = [task for task in tasks if task.day < DAYS and task.id not in done]
    last = [task for task in tasks if task.day == DAYS and task.id not in done]
    first = max(today, date_of(1, interview))
    open_days = [first + timedelta(days=number) for number in range(max(0, (evening - first).days))]
    spent = sum(task.minutes for task in tasks if task.id in done and done[task.id].on == today)
    room = {day: day_minutes - (spent if day == today else 0.0) for day in open_days}
    kept = _fitting(week, room, interview)
    days = _laid(kept, room, interview)[0]
    if today <= interview:
        days[max(today, evening)] = last
    passed = [task for task in week if date_of(task.day, interview) < today]
    keep = {task.id for task in kept}
    return Agenda(
        today=today,
        interview=interview,
        phase=_phase(today, interview),
        days={day: tuple(found) for day, found in sorted(days.items()) if found},
        done=done,
        moved=tuple(task for task in passed if task.id in keep),
        dropped=tuple(task for task in week if task.id not in keep),
        missed=tuple(sorted({task.day for task in passed if date_of(task.day, interview) >= begun})),
    )


def _phase(today: date, interview: date) -> Phase:
    if today > interview:
        return "over"
    if today >= date_of(DAYS, interview):
        return "evening"
    return "before" if today < date_of(1, interview) else "week"


def _fitting(tasks: Sequence[Task], room: Mapping[date, float], interview: date) -> list[Task]:
    kept: list[Task] = []
    for task in sorted(tasks, key=lambda one: (-one.worth, one.minutes)):
        more = sorted([*kept, task], key=tasks.index)
        if not _laid(more, room, interview)[1]:
            kept = more
    return kept


def _laid(
    tasks: Sequence[Task], room: Mapping[date, float], interview: date
) -> tuple[dict[date, list[Task]], list[Task]]:
    """(day -> its tasks, what found no place)."""
    waiting = list(tasks)
    days: dict[date, list[Task]] = {}
    for day in sorted(room):
        left = room[day]
        for task in list(waiting):
            if date_of(task.day, interview) <= day and task.minutes <= left:
                days.setdefault(day, []).append(task)
                waiting.remove(task)
                left -= task.minutes
    return days, waiting
