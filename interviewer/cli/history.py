"""`interviewer history`: past interviews."""

from __future__ import annotations

import click

from interviewer.cli.options import json_option, print_json


@click.command()
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="How many, the newest first.")
@json_option
def command(limit: int, as_json: bool) -> None:
    """List past interviews, the newest first."""
    from interviewer.config import Paths
    from interviewer.errors import Failure
    from interviewer.packs import load
    from interviewer.practice.stories import asked
    from interviewer.store import Row, Store

    paths = Paths.from_env()
    store = Store(paths.data)
    found, broken = store.scan(Row)
    rows = found[::-1][:limit]
    for one in broken:
        click.echo(f"{store.folder(one)} cannot be read; its recordings are untouched.", err=True)

    def title(row: Row) -> str:
        try:
            return asked(row.kind, row.question, load(row.pack, paths.packs)).title
        except Failure:  # of a pack that is gone
            return row.question

    if as_json:
        keys = ("id", "pack", "question", "kind", "state", "started_at", "overall")
        print_json([{key: getattr(row, key) for key in keys} for row in rows])
        return
    if not rows:
        click.echo("No interviews yet. `interviewer practice` makes the first one.")
        return
    width = max(len(row.id) for row in rows)
    for row in rows:
        unjudged = "not calibrated" if row.without_levels else "no verdict"
        verdict = f"{row.overall} of 5" if row.overall else unjudged
        carry_on = "" if row.state == "done" else f"   (interrupted: interviewer resume {row.id})"
        click.echo(f"{row.id:<{width}}  {verdict:<14}  {row.kind:<11}  {title(row)}{carry_on}")
