"""`interviewer pack`: packs of one's own, made, checked and listed."""

from __future__ import annotations

from pathlib import Path

import click

from interviewer.cli.options import json_option, print_json
from interviewer.errors import UsageFailure


@click.group()
def command() -> None:
    """Make, check and list packs: a topic is a folder of words, and you can write your own."""


@command.command()
@click.argument("name")
@click.option("--dir", "parent", type=click.Path(path_type=Path), default=None, help="Make it there instead.")
@json_option
def new(name: str, parent: Path | None, as_json: bool) -> None:
    """Make a small pack of your own that works, with comments that say how to go on."""
    import re

    from interviewer import shelf
    from interviewer.authoring.check import skeleton
    from interviewer.config import Paths

    paths = Paths.from_env()
    if not re.fullmatch(r"[a-z][a-z0-9_-]*", name):
        raise UsageFailure(f"'{name}' cannot be a pack's name.", "Use small letters, digits, - and _, a letter first.")
    folder = (parent or paths.packs) / name
    if name in shelf.known(paths.packs) or folder.exists():
        where = folder if folder.exists() else shelf.known(paths.packs)[name]
        raise UsageFailure(f"There is a pack '{name}' already, in {where}.", "Choose another name.")
    skeleton(name, folder)
    known = name if parent is None else str(folder)
    if as_json:
        print_json({"pack": name, "folder": str(folder)})
        return
    click.echo(f"{folder}\n")
    click.echo(f"Change its words, then: interviewer pack check {known}")
    click.echo(f"Try it: interviewer practice --pack {known}")


@command.command()
@click.argument("name", metavar="PATH|NAME")
@json_option
def check(name: str, as_json: bool) -> int:
    """Say what is wrong with a pack, one line each: file, line and reason."""
    from interviewer import shelf
    from interviewer.authoring.check import check as faults_of
    from interviewer.config import Paths

    given = Path(name).expanduser()
    folder = given.resolve() if given.is_dir() else shelf.folder(name, Paths.from_env().packs)
    faults = faults_of(folder)
    if as_json:
        print_json({"pack": folder.name, "folder": str(folder), "faults": faults})
    else:
        for fault in faults:
            click.echo(str(fault))
        if not faults:
            click.echo(f"{folder} is in order.")
    return 1 if faults else 0


@command.command(name="list")
@json_option
def list_command(as_json: bool) -> None:
    """List the packs that can be asked from, and where they are."""
    from interviewer import shelf
    from interviewer.config import Paths

    own = Paths.from_env().packs
    found = [{"pack": name, "folder": str(folder), "own": name not in shelf.bundled()}
             for name, folder in shelf.known(own).items()]  # fmt: skip
    if as_json:
        print_json(found)
        return
    for one in found:
        click.echo(f"{one['pack']:<20}{'yours     ' if one['own'] else 'comes with'}  {one['folder']}")
