"""`interviewer drill`: a short exercise aloud, and what was missing, item by item."""

from __future__ import annotations

import contextlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from interviewer.errors import Failure

if TYPE_CHECKING:
    from interviewer.cli import wiring
    from interviewer.model import DrillItem, Interview
    from interviewer.practice.drills import Drill


@click.command()
@click.argument("name", required=False)
@pack_option
@click.option("--minutes", type=Minutes(0.5, 60), default=None, help="The clock (default: the drill's).")
@click.option("--answer", type=click.Path(path_type=Path), default=None, help="A recording or text that is the answer.")
@click.option("--seed", type=int, default=None, help="Draw the same case again.")
@whisper_options
@plain_option
@json_option
def command(
    name: str | None,
    pack_name: str | None,
    minutes: float | None,
    answer: Path | None,
    seed: int | None,
    whisper: Whisper,
    plain: bool,
    as_json: bool,
) -> int:
    """Run the drill NAME; without one, list them. What counted is quoted with its time, what is missing is named."""
    from interviewer.cli import desk as at_desk
    from interviewer.cli import drilling, wiring
    from interviewer.cli.answers import check
    from interviewer.practice import drills
    from interviewer.report import page, text

    here = wiring.Desk.from_options(pack_name, whisper=whisper)
    if name is None:
        _list(drills.load(here.pack).drill, as_json)
        return 0
    if pack_name is None and here.pack not in (having := drilling.having(name, here)) and len(having) == 1:
        here = here.with_pack(having[0].id)
    drill = drills.find(here.pack, name)
    if answer is not None:
        check(answer)
    run = drilling.draw(drill, seed)
    question = drills.question(drill, run.prompt)
    box_s = (minutes or drill.minutes) * 60.0
    click.echo(run.prompt, err=True)
    interview = wiring.new_interview(here, question, drills.KIND, box_s, drill=run)
    if answer is not None:
        interview = at_desk.rehearse(here, interview, question, (answer,), probes=0)
    else:
        style = at_desk.Style(plain=plain or as_json, rate=False, probes=0, interrupt=False)
        with contextlib.redirect_stdout(sys.stderr) if as_json else contextlib.nullcontext():
            code = at_desk.sit_down(here, interview, question, style)
        if code:
            return code
        interview = here.store.open(interview.id)
    folder = here.store.folder(interview.id)
    if as_json:
        _print_json(interview, str(folder))
    elif answer is not None:
        for line in text.lines(interview, here.pack, question, str(folder / page.NAME)):
            click.echo(line)
    else:  # the screen has shown it
        _say(here, interview)
    return 0


def _say(here: wiring.Desk, interview: Interview) -> None:
    """What is missing, aloud; a loudspeaker that fails costs only the sound."""
    from interviewer.cli import desk as at_desk
    from interviewer.report import drill

    if interview.drill is None or not interview.drill.items:
        return
    try:
        at_desk.say(here, drill.told(interview.drill))
    except Failure as failure:
        click.echo(f"It could not be spoken: {failure.message}", err=True)


def _list(drills: tuple[Drill, ...], as_json: bool) -> None:
    if as_json:
        print_json([{"id": one.id, "title": one.title, "minutes": one.minutes, "prompt": one.prompt} for one in drills])
        return
    for one in drills:
        click.echo(f"{one.id:<14}{one.minutes:>3g} min  {one.title}")
    click.echo(f"\nRun one: interviewer drill {drills[0].id}" if drills else "This pack has no drills.")


def _print_json(interview: Interview, folder: str) -> None:
    from interviewer.report import drill

    run = interview.drill
    assert run is not None
    print_json(
        {
            "folder": folder,
            "drill": interview.question,
            "prompt": run.prompt,
            "drawn": run.drawn,
            "found": sum(item.done for item in run.items),
            "of": len(run.items),
            "told": drill.told(run),
            "items": [_json(item, interview) for item in run.items],
        }
    )


def _json(item: DrillItem, interview: Interview) -> dict[str, Any]:
    import dataclasses

    from interviewer.report import drill

    replays = [command for quote in item.evidence if (command := drill.replay(interview, quote))]
    return {**dataclasses.asdict(item), "done": item.done, "replay": replays}
