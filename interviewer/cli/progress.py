"""`interviewer progress`: what changed over the sessions."""

from __future__ import annotations

import click

from interviewer.cli.options import json_option, now, pack_option, print_json


@click.command()
@pack_option
@click.option("--open", "show", is_flag=True, help="Open the page in the browser.")
@json_option
def command(pack_name: str | None, show: bool, as_json: bool) -> None:
    """Every dimension and figure over your sessions: what got better, what did not, as a page and as lines.

    Only scores by the same judge and the same rubric are compared.
    """
    from interviewer import config
    from interviewer.cli.wiring import load_pack
    from interviewer.practice.planbook import PROGRESS
    from interviewer.practice.progress import Session, progress
    from interviewer.report import progress as report
    from interviewer.store import Store, write_private

    paths = config.Paths.from_env()
    pack = load_pack(pack_name or config.load(paths).pack, paths)
    found = progress(Store(paths.data).scan(Session)[0], pack, now())
    path = paths.data / PROGRESS
    if found.sessions:
        write_private(path, report.page(found, pack).encode())
    if as_json:
        print_json(
            {
                "pack": pack.id,
                "sentence": found.sentence,
                "judge": found.judge,
                "sessions": [
                    {"id": one.id, "question": one.question, "kind": one.kind, "started_at": one.started_at}
                    for one in found.sessions
                ],
                "measures": found.measures,
                "stances": found.outcomes,
                "left_out": found.left_out,
                "page": str(path) if found.sessions else None,
            }
        )
        return
    for line in report.lines(found, pack):
        click.echo(line)
    if found.sessions:
        click.echo(f"\nAs a page:\n  {path}")
        if show and click.launch(path.as_uri()) != 0:
            click.echo("No browser could be started here; open that file yourself.", err=True)
