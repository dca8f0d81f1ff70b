"""The evening before the interview: one question that is known, the best decisions heard again, the sheet."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import now, print_json
from interviewer.errors import Failure

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk
    from interviewer.model import Interview
    from interviewer.practice.best import Said
    from interviewer.practice.planbook import Plan

REPLAYED = 3
LONGEST_S = 20.0  # of one decision; three of them stay within the plan's three minutes


@dataclass(frozen=True)
class Asked:
    """What came of the question: the interview, and the exit code where it was stopped."""

    interview: Interview | None
    code: int = 0


def hold(no_question: bool, answers: tuple[Path, ...], as_json: bool) -> int:
    """Hold the evening; returns the exit code. Raises Failure; what was said is kept then."""
    from interviewer import config
    from interviewer.cli import planning, wiring
    from interviewer.cli.cheatsheet import make
    from interviewer.practice import planbook
    from interviewer.practice.best import Kept, best, practised

    plan = planbook.load(config.Paths.from_env().data)
    here = wiring.Desk.from_options(plan.pack if plan else None)
    left = (plan.interview - now().date()).days if plan else 0
    if left > 1:
        click.echo(f"Your interview is in {left} days; this is meant for the evening before.", err=True)
    asked = Asked(None)
    if not no_question:
        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            asked = _ask(here, plan, answers)
        if asked.code:
            return asked.code
    found = best(practised(here.store.scan(Kept)[0], here.pack.id), REPLAYED, heard=True)
    replayed = [_replay(here, said, as_json) for said in found]
    if found:
        planning.shown("decisions", "you heard them")
    path, sheet = make(here.pack.id)
    if as_json:
        print_json(
            {
                "interview": asked.interview.id if asked.interview else None,
                "question": asked.interview.question if asked.interview else None,
                "decisions": replayed,
                "sheet": str(path),
                "missing": [what for what, _ in sheet.missing],
            }
        )
        return 0
    if not found:
        click.echo("\nNo decision of yours has been recorded yet, so there is none to hear again.")
    click.echo(f"\nYour cheat sheet, to read once and to take along:\n  {path}\nThat is all for tonight. Sleep well.")
    return 0


def _ask(here: Desk, plan: Plan | None, answers: tuple[Path, ...]) -> Asked:
    from interviewer.cli import desk as at_desk
    from interviewer.cli import wiring
    from interviewer.cli.answers import check
    from interviewer.cli.planning import EVENING
    from interviewer.practice.plan import evening_question, load
    from interviewer.report import text

    for path in answers:
        check(path)
    picked = plan.picks.get(EVENING) if plan else None
    known = {one.id for one in here.pack.questions}
    question = here.pack.question(picked if picked in known else evening_question(here.pack, here.store.rows(), now()))
    kind = here.pack.head.kinds[question.kind]
    minutes = next(task.minutes for task in load().day[-1].task if task.id == EVENING)
    interview = wiring.new_interview(here, question, "practice", min(kind.minutes, minutes) * 60.0)
    if not answers:
        code = at_desk.sit_down(here, interview, question, at_desk.Style())
        return Asked(None if code else here.store.open(interview.id), code)
    held = at_desk.rehearse(here, interview, question, answers, probes=min(len(answers) - 1, kind.probes))
    for line in text.lines(held, here.pack, question):
        click.echo(line)
    return Asked(held)


def _replay(here: Desk, said: Said, quiet: bool) -> dict[str, object]:
    """Show and play it; a loudspeaker that fails costs only the sound."""
    from interviewer.cli import desk as at_desk
    from interviewer.model import Quote

    decision = said.decision
    start_s, end_s = decision.start_s or 0.0, decision.end_s or 0.0
    if not quiet:
        click.echo(f'\nYou said: "{decision.quote}"')
    played = True
    try:
        at_desk.play(
            here,
            here.store.folder(said.interview),
            Quote(decision.quote, decision.turn, start_s, min(end_s, start_s + LONGEST_S)),
        )
    except Failure as failure:
        played = False
        click.echo(f"It could not be played: {failure.message}", err=True)
    where = {"interview": said.interview, "turn": decision.turn, "start_s": decision.start_s}
    return {"quote": decision.quote, **where, "played": played}
