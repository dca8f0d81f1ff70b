"""`interviewer dispute`: read one fact otherwise than the judge did."""

from __future__ import annotations

import click

from interviewer.cli.options import Time, json_option, print_json


@click.command()
@click.argument("session")
@click.argument("fact")
@click.argument("says", type=click.Choice(["yes", "no"]), metavar="yes|no")
@click.option("--at", "at_s", type=Time(), default=None, help="Where to listen: minutes:seconds.")
@click.option("--why", default="", help="Your reason, kept with it.")
@json_option
def command(session: str, fact: str, says: str, at_s: float | None, why: str, as_json: bool) -> None:
    """Say that FACT holds, or does not; the level is computed again at once, and both are kept.

    The report's checklist names the facts ("X1"). SESSION may be "latest". Published agreement never counts disputes.
    """
    from interviewer import packs
    from interviewer.config import Paths
    from interviewer.judging.dispute import dispute
    from interviewer.report import page
    from interviewer.store import Store

    paths = Paths.from_env()
    store = Store(paths.data)
    interview = store.open(store.find(session))
    pack = packs.load(interview.pack, paths.packs)
    store.lock(interview.id)
    try:
        disputed = dispute(interview, pack, fact, says == "yes", why, at_s)
        store.save(disputed)
        page.write(disputed, pack, pack.question(disputed.question), store.folder(disputed.id))
    finally:
        store.unlock(interview.id)
    last = disputed.disputes[-1]
    if as_json:
        print_json({"fact": fact, "holds": last.holds, "judge": last.judged, "with_yours": last.with_yours})
        return
    click.echo(f"{fact}, {pack.facts[fact].says}: you say {says}.")
    levels = "" if last.judged is None else f"Judge {last.judged}, with yours {last.with_yours}. "
    click.echo(f"{levels}Both are kept.")
