"""`interviewer plan`: the week before an interview, day by day."""

from __future__ import annotations

import textwrap
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import json_option, now, pack_option, print_json
from interviewer.errors import UsageFailure

if TYPE_CHECKING:
    from interviewer.cli.planning import Planning
    from interviewer.practice.plan import Task

COLUMNS = 100


class Day(click.ParamType):
    """A date, from "2026-05-20"."""

    name = "yyyy-mm-dd"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The date; anything else is wrong usage."""
        if isinstance(value, date):
            return value
        try:
            if len(str(value)) != len("2026-05-20"):  # 3.11 reads other spellings too, 3.10 does not
                raise ValueError
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"'{value}' is not a date; write it as 2026-05-20.", param, ctx)


@click.group()
def command() -> None:
    """Seven days towards an interview: every day's tasks, each with the command that runs it.

    A task ticks itself off when it was really done. After missed days the rest is laid out again; what there is no
    time for is dropped, the least useful first.
    """


@command.command()
@click.option("--date", "day", type=Day(), default=None, help="The day of the interview (default: a week from today).")
@pack_option
@json_option
def start(day: date | None, pack_name: str | None, as_json: bool) -> None:
    """Begin a plan, or move the one there is to another date; what was done stays done."""
    from interviewer.cli import planning
    from interviewer.practice.days import spoken

    today = now().date()
    if day is not None and day < today:
        raise UsageFailure(
            f"{day} is in the past: today is {today}.",
            f"Give the day of the interview, as --date {today + timedelta(days=7)}.",
        )
    running = planning.running(today)
    if running is not None and day is None and pack_name is None:
        raise UsageFailure(
            f"There is a plan already, for {running.interview}.",
            "`interviewer plan today` goes on with it; `interviewer plan start --date ...` moves it.",
        )
    plan = planning.begin(day or (running.interview if running else today + timedelta(days=7)), pack_name)
    if as_json:
        print_json(plan.to_json())
        return
    agenda = plan.agenda
    left = (agenda.interview - today).days
    when = "today" if left == 0 else "tomorrow" if left == 1 else f"in {left} days"
    _say(f"Your interview is on {spoken(agenda.interview)}, {when}.")
    if agenda.phase == "before":
        _say(f"The plan begins on {spoken(min(agenda.days, default=agenda.interview))}.")
    _dropped(plan, "There is no time left for everything. Dropped, the least useful first:")
    _today(plan)


@command.command(name="today")
@json_option
def today_command(as_json: bool) -> None:
    """What to do today."""
    from interviewer.cli import planning

    plan = planning.load()
    if as_json:
        print_json(plan.to_json())
        return
    agenda = plan.agenda
    if agenda.phase == "week" and agenda.missed:
        days = " and ".join(f"day {number}" for number in agenda.missed)
        _say(f"Something was left of {days}; it is laid into the days that are left.")
        _dropped(plan, "There is no time for everything any more. Dropped, the least useful first:")
    _today(plan)


@command.command()
@click.argument("task", required=False)
@click.option("--undo", is_flag=True, help="Take your mark back.")
@json_option
def done(task: str | None, undo: bool, as_json: bool) -> None:
    """What is done, and what shows it. With TASK: mark it done by hand, for what you did elsewhere."""
    from interviewer.cli import planning
    from interviewer.practice.days import spoken

    if task is None and undo:
        raise UsageFailure("Take back which mark?", "Name the task: `interviewer plan done` lists them.")
    plan = planning.load() if task is None else planning.mark(task, undo)
    if as_json:
        print_json(plan.to_json())
        return
    ticks = plan.agenda.done
    if not ticks:
        _say("Nothing is done yet. `interviewer plan today` says what to begin with.")
    for one in plan.tasks:
        if one.id in ticks:
            _say(f"{spoken(ticks[one.id].on)}  {one.title} ({ticks[one.id].by})")
    if plan.agenda.now:
        _say(
            f"Open today: {', '.join(one.id for one in plan.agenda.now)}. Each ticks itself off once it was done; what"
        )
        _say("you did elsewhere you can mark: interviewer plan done TASK")


@command.command()
@json_option
def show(as_json: bool) -> None:
    """The whole plan: every day, what is done, what was dropped."""
    from interviewer.cli import planning
    from interviewer.practice.days import spoken
    from interviewer.practice.plan import date_of, load

    plan = planning.load()
    if as_json:
        print_json(plan.to_json())
        return
    agenda = plan.agenda
    _say(f"Interview on {spoken(agenda.interview)}. Done: {len(agenda.done)} of {len(plan.tasks)}.")
    where = {task.id: day for day, tasks in agenda.days.items() for task in tasks}
    words = load()
    for number, day in enumerate(words.day, start=1):
        on = date_of(number, agenda.interview)
        title = f": {day.title}" if plan.pack.id == words.days_for or number == len(words.day) else ""
        click.echo(f"\nDay {number}, {spoken(on)}{' (today)' if on == agenda.today else ''}{title}")
        for task in (one for one in plan.tasks if one.day == number):
            if task.id in agenda.done:
                mark, note = "x", ""
            elif task.id in where:
                mark, note = " ", f"  on {spoken(where[task.id])}" if where[task.id] != on else ""
                note += _again(plan, task)
            else:
                mark, note = "-", "  dropped" if agenda.phase != "over" else "  not done"
            _line(task, mark, note)


@command.command()
@click.argument("name")
@click.option(
    "--answer", type=click.Path(path_type=Path), default=None, help="A text that is the piece: no editor then."
)
@json_option
def write(name: str, answer: Path | None, as_json: bool) -> None:
    """Write a piece of the plan in your editor, or hand it in with --answer; what is missing is named."""
    from interviewer.cli import planning

    planning.write(name, answer, as_json)


@command.command()
@click.option("--no-question", is_flag=True, help="Only the decisions and the cheat sheet.")
@click.option(
    "--answer", "answers", multiple=True, type=click.Path(path_type=Path),
    help="Files, audio or text, one a turn, that answer the question: no microphone then.",
)  # fmt: skip
@json_option
def evening(no_question: bool, answers: tuple[Path, ...], as_json: bool) -> int:
    """The evening before, 25 minutes at most: one question, your three best decisions heard again, the cheat sheet."""
    from interviewer.cli import evening as at_night

    return at_night.hold(no_question, answers, as_json)


def _today(plan: Planning) -> None:
    from interviewer.practice.days import spoken

    agenda = plan.agenda
    if agenda.phase == "over":
        _say(f"The interview was on {spoken(agenda.interview)}. `interviewer plan start` begins the next plan.")
        return
    if not agenda.now:
        _nothing_today(plan)
        return
    minutes = sum(task.minutes for task in agenda.now)
    if agenda.phase == "evening":
        _say(
            f"The interview is {'today' if agenda.today == agenda.interview else 'tomorrow'}: {minutes:g} minutes, "
            "nothing new. All in one: interviewer plan evening"
        )
    else:
        _say(f"Today, {spoken(agenda.today)}, {minutes:g} minutes:")
    for task in agenda.now:
        _line(task, " ", _again(plan, task) or ("  (moved here)" if task in agenda.moved else ""))


def _again(plan: Planning, task: Task) -> str:
    return f"  ({plan.tried[task.id]} the last time: again)" if task.id in plan.tried else ""


def _nothing_today(plan: Planning) -> None:
    from interviewer.practice.days import spoken

    agenda = plan.agenda
    later = [day for day in agenda.days if day > agenda.today]
    if any(tick.on == agenda.today for tick in agenda.done.values()):
        _say("Today's work is done.")
    elif agenda.phase == "before":
        _say("Nothing for today: the plan has not begun. `interviewer practice` keeps you warm.")
    else:
        _say("Nothing for today.")
    if later:
        _say(f"Next: {spoken(later[0])}, {sum(task.minutes for task in agenda.days[later[0]]):g} minutes.")


def _dropped(plan: Planning, lead: str) -> None:
    if plan.agenda.dropped:
        _say(lead)
        for task in sorted(plan.agenda.dropped, key=lambda one: one.worth):
            _say(f"  - {task.title} (day {task.day})")


def _line(task: Task, mark: str, note: str) -> None:
    _say(f"  [{mark}] {task.title} ({task.minutes:g} min){note}")
    if mark == " ":
        _say(f"        {task.command}")


def _say(text: str) -> None:
    indent = " " * (len(text) - len(text.lstrip()))
    lines = textwrap.wrap(
        text, COLUMNS, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False
    )
    for line in lines or [""]:
        click.echo(line)
