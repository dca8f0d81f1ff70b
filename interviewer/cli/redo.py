"""`interviewer redo`: an answer that was given before, given again and held against the first."""

from __future__ import annotations

import contextlib
import sys
from dataclasses import replace
from pathlib import Path

import click
import msgspec

from interviewer.cli.options import Whisper, json_option, plain_option, print_json, session_argument, whisper_options
from interviewer.errors import UsageFailure
from interviewer.model import Interview

NAMES = ("the earlier take", "this take")


@click.command()
@session_argument
@click.option("--turn", default=0, type=click.IntRange(min=0), help="0 is the answer, 1 the first follow-up.")
@click.option("--answer", type=click.Path(path_type=Path), default=None, help="A recording or text that is the answer.")
@whisper_options
@plain_option
@json_option
def command(session: str | None, turn: int, answer: Path | None, whisper: Whisper, plain: bool, as_json: bool) -> int:
    """Answer a past question, or one of its follow-ups, once more. Without SESSION: the latest.

    Both answers are read by themselves, by the same judge, and set side by side.
    """
    from interviewer.cli import desk as at_desk
    from interviewer.cli import holding, wiring
    from interviewer.cli.answers import check
    from interviewer.cli.record_once import side_by_side
    from interviewer.judging.wording import to_json
    from interviewer.practice.choice import FOLLOW_UP
    from interviewer.practice.takes import compare

    here = wiring.Desk.from_options(whisper=whisper)
    old = here.store.open(here.store.find(session))
    if not old.turns:
        raise UsageFailure(f"Nothing was said in {old.id} yet.", f"`interviewer resume {old.id}` carries it on.")
    if turn >= len(old.turns):
        raise UsageFailure(f"{old.id} has no turn {turn}.", f"It has {len(old.turns)}, counted from 0.")
    if not any(question.id == old.question for question in here.with_pack(old.pack).pack.questions):
        raise UsageFailure(
            f"{old.id} is no answer to a question.", "A drill or a story is run again by its own command."
        )
    here = here.with_pack(old.pack)
    question = here.pack.question(old.question)
    probe = old.turns[turn].probe or (old.probe if turn == 0 else None)
    asked = question if probe is None else msgspec.structs.replace(question, prompt=probe.spoken)
    if answer is not None:
        check(answer)
    click.echo(asked.prompt, err=True)
    taken_s = old.turns[turn].duration_s or 0.0
    box_s = max(60.0, here.pack.head.kinds[question.kind].minutes * 60.0 if probe is None else 2 * taken_s)
    kind = "redo" if probe is None else FOLLOW_UP
    interview = wiring.new_interview(here, asked, kind, box_s, probe=probe)
    if probe is not None:
        interview = replace(interview, notices=(f"Another take on a follow-up: {probe.text}",))
        here.store.save(interview)
    if answer is not None:
        interview = at_desk.rehearse(here, interview, asked, (answer,), probes=0)
    else:
        style = at_desk.Style(plain=plain or as_json, rate=False, probes=0, interrupt=False)
        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            code = at_desk.sit_down(here, interview, asked, style)
        if code:
            return code
        interview = here.store.open(interview.id)
    before = replace(old, assessment=holding.judge(here, alone(old, turn), asked))
    if as_json:
        pair = [one.assessment for one in (before, interview) if one.assessment is not None]
        print_json(
            {"takes": [to_json(one) for one in pair], "comparison": compare(pair[0], pair[1], NAMES[1].capitalize())}
        )
    else:
        side_by_side(here, before, interview, NAMES)
    return 0


def alone(interview: Interview, turn: int) -> Interview:
    """The interview as if that turn had been its only answer."""
    return replace(interview, turns=(replace(interview.turns[turn], number=0, probe=None),), drill=None, probe=None)
