"""`interviewer cheatsheet`: one page to print, in the candidate's own words."""

from __future__ import annotations

import contextlib
from dataclasses import asdict
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import json_option, now, pack_option, print_json
from interviewer.errors import Failure, UsageFailure

if TYPE_CHECKING:
    from audio.words import Word
    from interviewer.model import Quote
    from interviewer.practice.sheet import Sheet
    from interviewer.store import Store


@click.command()
@pack_option
@click.option(
    "--to", "target", type=click.Path(path_type=Path, dir_okay=False), default=None, help="Where to write it."
)
@click.option("--open", "show", is_flag=True, help="Open it in the browser, to read or to print.")
@json_option
def command(pack_name: str | None, target: Path | None, show: bool, as_json: bool) -> None:
    """Your structure, your rubric, what you decided, three stories, two habits to avoid: one page, from what you said.

    What is missing stands on it, with the command that fills it.
    """
    if target is not None and not target.resolve().parent.is_dir():
        raise UsageFailure(f"There is no folder {target.parent}.", "Make it, or name another place.")
    path, sheet = make(pack_name, target)
    if as_json:
        print_json({"file": str(path), **asdict(sheet)})
    else:
        click.echo(f"One page, to read or to print:\n  {path}")
        for what, fill in sheet.missing:
            click.echo(f"Still missing: {what}. Fill it with: {fill}")
    if show and click.launch(path.resolve().as_uri()) != 0:
        click.echo("No browser could be started here; open that file yourself.", err=True)


def make(pack_name: str | None = None, target: Path | None = None) -> tuple[Path, Sheet]:
    """Write the sheet; returns its path and its content."""
    from interviewer import config
    from interviewer.cli import planning
    from interviewer.cli.wiring import load_pack
    from interviewer.practice import planbook, stories, writing
    from interviewer.practice.around import around
    from interviewer.practice.best import Kept
    from interviewer.practice.plan import asks, load
    from interviewer.practice.sheet import MIDDLE, sheet
    from interviewer.report import sheet as report
    from interviewer.store import Store, write_private

    paths = config.Paths.from_env()
    plan = planbook.load(paths.data)
    today = now().date()
    coming = plan if plan is not None and plan.interview >= today else None
    pack = load_pack(pack_name or (coming.pack if coming else config.load(paths).pack), paths)
    store = Store(paths.data)
    kept = store.scan(Kept)[0]
    best = stories.best(stories.told(kept))
    openings = {one.id: " ".join(word.text for word in _words(store, one.id, 0)) for one in best}
    wants = asks(pack, "write", "rubric")
    written = writing.path_of(paths.data, "rubric")
    text = written.read_text(encoding="utf-8") if wants and written.is_file() else ""
    rubric = writing.read(load().writing["rubric"], text)

    words = cache(partial(_words, store))

    def read(interview: str, quote: Quote) -> str:
        return around(quote, words(interview, quote.turn), MIDDLE)

    found = sheet(pack, kept, best, openings, rubric, wants, planning.option(pack, paths), read)
    path = target or paths.data / planbook.SHEET
    if target is None:
        config.private_folder(paths.data)
    write_private(path, report.page(found, today, coming.interview if coming else None).encode())
    planning.shown("sheet", "it was made")
    return path, found


def _words(store: Store, interview: str, turn: int) -> tuple[Word, ...]:
    """The words of that turn; none where they cannot be read."""
    with contextlib.suppress(Failure):
        return next((one.words for one in store.open(interview).turns if one.number == turn), ())
    return ()
