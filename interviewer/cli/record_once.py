"""`interviewer record-once`: one take, the verdict, another take on the same clock, side by side."""

from __future__ import annotations

import contextlib
import shutil
import sys
import textwrap
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from audio.errors import Failure
from interviewer.cli.options import (
    Minutes,
    Whisper,
    json_option,
    now,
    pack_option,
    plain_option,
    print_json,
    question_argument,
    whisper_options,
)

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk
    from interviewer.model import Assessment, Interview, Quote


@click.command()
@question_argument
@pack_option
@click.option("--minutes", type=Minutes(0.5, 60), default=None, help="The clock of each take.")
@click.option("--takes", type=click.IntRange(1, 9), default=2, show_default=True)
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Files, audio or text, that are the takes: no microphone then.",
)
@whisper_options
@plain_option
@json_option
def command(
    question_id: str | None,
    pack_name: str | None,
    minutes: float | None,
    takes: int,
    answers: tuple[Path, ...],
    whisper: Whisper,
    plain: bool,
    as_json: bool,
    kind: str = "record-once",
) -> int:
    """Answer once, hear whether it had too many nouns and not enough decisions, and answer again."""
    from interviewer.cli import desk as at_desk
    from interviewer.cli import wiring
    from interviewer.cli.answers import check
    from interviewer.judging.wording import to_json
    from interviewer.practice.choice import next_question
    from interviewer.practice.takes import compare

    here = wiring.Desk.from_options(pack_name, whisper=whisper)
    if question_id is None:
        question, why = next_question(here.pack, here.store.rows(), now())
        _say(why, err=True)
    else:
        here, question = here.find(question_id)
    box_s = (minutes or here.pack.head.kinds[question.kind].minutes) * 60.0
    for path in answers:
        check(path)
    done: list[Interview] = []
    for take in range(len(answers) or takes):
        if take and not answers and sys.stdin.isatty() and sys.stdout.isatty():
            click.prompt(
                f"Press Enter for take {take + 1}", default="", show_default=False, prompt_suffix=" ... ", err=True
            )
        asked = f" {question.prompt}" if answers else ""  # at the desk it is heard and shown
        _say(f"Take {take + 1}: {box_s / 60:g} minutes.{asked}", err=True)
        interview = wiring.new_interview(here, question, kind, box_s)
        if answers:
            interview = at_desk.rehearse(here, interview, question, answers[take : take + 1], probes=0)
        else:
            style = at_desk.Style(
                plain=plain or as_json, rate=False, probes=0, interrupt=False, assessment=takes == 1 or as_json
            )
            with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
                code = at_desk.sit_down(here, interview, question, style)
            if code:
                return code
            interview = here.store.open(interview.id)
        done.append(interview)
        assert interview.assessment is not None
        if not as_json:
            last = take + 1 == (len(answers) or takes)
            _verdict(here, interview, aloud=not answers, last=last, notes=takes > 1 or bool(answers))
    if as_json:
        pairs = [compare(_judged(one), _judged(two), f"Take {at}") for at, (one, two) in enumerate(pairwise(done), 2)]
        print_json(
            {
                "takes": [
                    {"folder": str(here.store.folder(one.id)), "assessment": to_json(_judged(one))} for one in done
                ],
                "comparisons": pairs,
            }
        )
        return 0
    for at, (one, two) in enumerate(pairwise(done), start=1):
        side_by_side(here, one, two, (f"take {at}", f"take {at + 1}"))
    return 0


def _say(text: str, err: bool = False) -> None:
    """The text wrapped at the terminal's width, between words."""
    columns = shutil.get_terminal_size((100, 24)).columns
    click.echo(textwrap.fill(text, max(columns, 30), break_long_words=False, break_on_hyphens=False), err=err)


def _judged(interview: Interview) -> Assessment:
    assert interview.assessment is not None
    return interview.assessment


def _verdict(here: Desk, interview: Interview, aloud: bool, last: bool, notes: bool = False) -> None:
    from interviewer.practice.takes import instruction
    from interviewer.report.phrases import notices, sentence

    assessment = _judged(interview)
    if not assessment.found:
        click.echo("")
        _say(assessment.reason)
        click.echo("")
        if not assessment.noun_heavy:
            return
    flag = "Too many nouns, not enough decisions." if assessment.noun_heavy else "Nouns and decisions are in balance."
    click.echo("")
    _say(f"{flag} {sentence(assessment.noun_heavy_reason)}".rstrip())
    _say(f"Decisions: {len(assessment.decisions)}. Named but never used: {', '.join(assessment.orphans) or 'none'}.")
    for notice in notices(interview) if notes else ():
        _say(f"Note: {sentence(notice)}")
    worst = assessment.worst_stretch if assessment.noun_heavy else None
    if worst is not None:
        _say(f'The stretch that shows it: "{worst.quote}"')
        if aloud and worst.start_s is not None and worst.end_s is not None:
            _play(here, interview, worst)
    _say(f"{'Next time' if last else 'Next take'}: {instruction(assessment)}")
    click.echo("")


def _play(here: Desk, interview: Interview, quote: Quote) -> None:
    """Play it; a loudspeaker that fails costs only this."""
    from interviewer.cli import desk

    click.echo(f"Playing it ({(quote.end_s or 0.0) - (quote.start_s or 0.0):.0f} s) ...")
    try:
        desk.play(here, here.store.folder(interview.id), quote)
    except Failure as failure:
        click.echo(f"It could not be played: {failure.message}")


def side_by_side(here: Desk, one: Interview, two: Interview, names: tuple[str, str]) -> None:
    """Both takes in two columns under their `names`, the difference in a sentence, how to hear how each begins."""
    from interviewer.practice.takes import compare
    from interviewer.report import phrases

    comparison = compare(_judged(one), _judged(two), names[1].capitalize())
    click.echo(f"{'':<22}{names[0].capitalize():<22}{names[1].capitalize()}")
    for row in comparison.rows:
        mark = {1: "+", -1: "-"}.get(row.better, " ")
        click.echo(f"{row.name:<22}{row.first:<22}{row.second:<22}{mark}".rstrip())
    click.echo("")
    _say(comparison.sentence)
    if _judged(two).overall is not None:
        _say(f"{phrases.judge(_judged(two).judge)}; {phrases.agreement(_judged(two).judge)}.")
    for name, interview in zip(names, (one, two), strict=True):
        click.echo(f"\nHear the first 20 seconds of {name}:")
        click.echo(f"  interviewer replay {interview.id} --plain --until 0:20")
        click.echo(f"Its page:\n  {here.store.folder(interview.id) / 'report.html'}")
