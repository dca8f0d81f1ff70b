"""`interviewer story`: stories from the candidate's own work, told aloud and kept like any recording."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import (
    Minutes,
    Whisper,
    json_option,
    pack_option,
    plain_option,
    print_json,
    whisper_options,
)
from interviewer.errors import UsageFailure

if TYPE_CHECKING:
    from interviewer.practice.stories import Story


@click.group()
def command() -> None:
    """Three stories from your own work, for the cheat sheet and for the question that always comes."""


@command.command()
@click.argument("name", required=False)
@pack_option
@click.option("--minutes", type=Minutes(0.5, 10), default=None, help="How long it may be (default: 3).")
@click.option("--answer", type=click.Path(path_type=Path), default=None, help="A recording or text that is the story.")
@whisper_options
@plain_option
@json_option
def record(
    name: str | None,
    pack_name: str | None,
    minutes: float | None,
    answer: Path | None,
    whisper: Whisper,
    plain: bool,
    as_json: bool,
) -> int:
    """Tell a story. Without NAME: the one that you have not told yet, or told longest ago."""
    from interviewer.cli import desk as at_desk
    from interviewer.cli import wiring
    from interviewer.cli.answers import check
    from interviewer.practice import stories
    from interviewer.practice.best import Kept
    from interviewer.practice.plan import load

    words = load().story
    here = wiring.Desk.from_options(pack_name, whisper=whisper)
    asks = {ask.id: ask for ask in words.ask}
    if name is not None and name not in asks:
        raise UsageFailure(f"There is no story '{name}'.", f"There is: {', '.join(asks)}.")
    ask = asks[name] if name else stories.next_ask(stories.told(here.store.scan(Kept)[0]))
    if answer is not None:
        check(answer)
    question = stories.question(ask)
    interview = wiring.new_interview(here, question, stories.KIND, (minutes or words.minutes) * 60.0)
    if answer is not None:
        interview = at_desk.rehearse(here, interview, question, (answer,), probes=0)
    else:
        style = at_desk.Style(plain=plain or as_json, rate=False, probes=0, interrupt=False)
        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            code = at_desk.sit_down(here, interview, question, style)
        if code:
            return code
    told = next((one for one in stories.told(here.store.scan(Kept)[0]) if one.id == interview.id), None)
    if told is None:
        raise UsageFailure("Nothing of it was kept.", "Tell it again: interviewer story record")
    if as_json:
        print_json(story_json(told))
        return 0
    click.echo(f"\nKept: {told.id}")
    _show(told)
    return 0


@command.command(name="list")
@json_option
def list_command(as_json: bool) -> None:
    """The stories that you told; the three for the cheat sheet are marked."""
    from interviewer.config import Paths
    from interviewer.practice import stories
    from interviewer.practice.best import Kept
    from interviewer.store import Store

    found = stories.told(Store(Paths.from_env().data).scan(Kept)[0])
    best = stories.best(found)
    if as_json:
        print_json([{**story_json(one), "on_sheet": one in best} for one in found])
        return
    if not found:
        click.echo("No stories yet. `interviewer story record` asks for the first one.")
    for one in found:
        click.echo(f"{'*' if one in best else ' '} {one.id}  {one.title}")
        _show(one)


def story_json(story: Story) -> dict[str, object]:
    """A story as the JSON that these commands print."""
    return {
        "id": story.id,
        "title": story.title,
        "told_at": story.told_at,
        "words": story.words,
        "decisions": [one.quote for one in story.decisions],
    }


def _show(story: Story) -> None:
    from interviewer.practice.sheet import LARGE, clip
    from interviewer.practice.stories import FEWEST_WORDS

    if story.decisions:
        click.echo(f'    Decided: "{clip(story.decisions[0].quote, LARGE)}"')
    else:
        click.echo("    No decision was heard in it. Say what you decided, and on what.")
    if story.words < FEWEST_WORDS:
        click.echo(f"    {story.words} words: too short for what came of it.")
    click.echo(f"    Hear it: interviewer replay {story.id}")
