"""`interviewer dispute`: read one fact, or rate one dimension, otherwise than the judge did."""

from __future__ import annotations

import click

from interviewer.cli.options import Time, json_option, print_json
from interviewer.errors import UsageFailure


@click.command()
@click.argument("session")
@click.argument("fact", metavar="FACT|DIMENSION")
@click.argument("says", type=click.Choice(["yes", "no", "1", "2", "3", "4", "5"]), metavar="yes|no|1-5")
@click.option("--at", "at_s", type=Time(), default=None, help="Where to listen: minutes:seconds.")
@click.option("--why", default="", help="Your reason, kept with it.")
@json_option
def command(session: str, fact: str, says: str, at_s: float | None, why: str, as_json: bool) -> None:
    """Say that FACT holds, or does not; the level is computed again at once, and both are kept.

    The report's checklist names the facts ("X1"). A DIMENSION ("measurement") takes a level from 1 to 5. SESSION may be
    "latest". Published agreement never counts disputes.
    """
    from interviewer.cli.wiring import load_pack
    from interviewer.config import Paths
    from interviewer.judging.dispute import dispute, rate
    from interviewer.report import page
    from interviewer.store import Store

    paths = Paths.from_env()
    store = Store(paths.data)
    interview = store.open(store.find(session))
    pack = load_pack(interview.pack, paths)
    dimension = next((one for one in pack.rubric.dimension if one.id == fact), None)
    if says.isdigit() != (dimension is not None):
        names = ", ".join(one.id for one in pack.rubric.dimension)
        raise UsageFailure(
            f"'{fact}' cannot be '{says}'.", f"A fact takes yes or no; a level from 1 to 5 one of {names}."
        )
    store.lock(interview.id)
    try:
        if dimension is None:
            disputed = dispute(interview, pack, fact, says == "yes", why, at_s)
        else:
            disputed = rate(interview, pack, fact, int(says), why, at_s)
        store.save(disputed)
        page.write(disputed, pack, pack.question(disputed.question), store.folder(disputed.id))
    finally:
        store.unlock(interview.id)
    last = disputed.disputes[-1]
    if as_json:
        said = {"fact": fact, "holds": last.holds} if dimension is None else {"dimension": fact, "level": last.level}
        print_json({**said, "judge": last.judged, "with_yours": last.with_yours})
        return
    if dimension is not None:
        points = ", ".join(one.id for one in pack.checklist if one.dimension == fact)
        click.echo(f"{dimension.title}: judge {last.judged}, you say {last.level}. Both are kept.")
        click.echo(
            f"It comes from {points}: dispute a point that you read otherwise, and the overall is computed again."
        )
        return
    click.echo(f"{fact}, {pack.facts[fact].says}: you say {says}.")
    levels = "" if last.judged is None else f"Judge {last.judged}, with yours {last.with_yours}. "
    click.echo(f"{levels}Both are kept.")
