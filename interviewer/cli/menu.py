"""What bare `interviewer` does: the first run's questions once, then what to do now."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from audio.errors import SoundError
from interviewer.cli.options import now

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk


def menu(ctx: click.Context) -> None:
    """Offer a taste, 8 minutes, 20 minutes, or to carry on; without sound hardware say so and run the demo."""
    from audio.devices import check_devices
    from interviewer.cli import wiring

    try:
        check_devices()
    except SoundError as error:
        click.echo(f"{error.message} Running the demo instead: a simulated candidate answers.", err=True)
        from interviewer.cli.demo import command as demo

        ctx.invoke(demo)
        return
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        from interviewer.cli.practice import command as practice

        ctx.exit(ctx.invoke(practice, plain=True))
    here = wiring.Desk.from_options()
    if not here.settings.asked_first_run:
        from interviewer.cli.first_run import first_run

        first_run(here)
    ctx.exit(_offer(ctx))


def _offer(ctx: click.Context) -> int:
    from interviewer.cli import planning, wiring
    from interviewer.cli.practice import command as practice
    from interviewer.cli.record_once import command as record_once
    from interviewer.cli.resume import command as resume
    from interviewer.practice.choice import next_question
    from interviewer.practice.days import spoken

    here = wiring.Desk.from_options()
    rows = here.store.rows()
    broken = [row for row in rows if row.state != "done"]
    plan = planning.running(now().date())
    if plan is not None:
        click.echo(f"Your interview is on {spoken(plan.interview)}. What is due: interviewer plan today\n")
    click.echo("What now?\n")
    click.echo("  1  a two-minute taste: one short question, then what it decided")
    click.echo("  2  8 minutes: a judgement question with two follow-ups")
    click.echo("  3  20 minutes: a design question with three follow-ups")
    choices = ["1", "2", "3"]
    if broken:
        click.echo(f"  4  carry on where you stopped: {broken[-1].question}, {broken[-1].started_at[:16]}")
        choices.append("4")
    answer = click.prompt("\nNumber", type=click.Choice(choices), show_choices=False)
    if answer == "4":
        code = int(ctx.invoke(resume, session=broken[-1].id) or 0)
    else:
        question, why = next_question(here.pack, rows, now(), "design" if answer == "3" else "judgement")
        click.echo(why)
        if answer == "1":
            code = int(ctx.invoke(record_once, question_id=question.id, minutes=2, takes=1, kind="taste") or 0)
        else:
            code = int(ctx.invoke(practice, question_id=question.id) or 0)
    if code == 0:
        _what_next(here, broken[-1].id if answer == "4" else here.store.rows()[-1].id)
    return code


def _what_next(here: Desk, interview_id: str) -> None:
    """Where the page is, and how to come back."""
    from interviewer.report.page import NAME

    click.echo(f"\nThe report, with sound:\n  {here.store.folder(interview_id) / NAME}")
    click.echo("`interviewer` brings this menu again.")
