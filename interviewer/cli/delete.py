"""`interviewer delete`: remove interviews for good."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli.options import session_argument
from interviewer.errors import StoreError, UsageFailure

if TYPE_CHECKING:
    from interviewer.store import Store


@click.command()
@session_argument
@click.option("--all", "everything", is_flag=True, help="All interviews, the plan, and what you wrote.")
@click.option("--yes", is_flag=True, help="Do not ask.")
def command(session: str | None, everything: bool, yes: bool) -> None:
    """Remove one interview, or all: sound, words, scores and page. There is no way back.

    The cheat sheet and the progress page, which quote interviews, go too; their commands write them again.
    """
    from interviewer.config import Paths
    from interviewer.practice import planbook
    from interviewer.store import Store

    data = Paths.from_env().data
    store = Store(data)
    if not session and not everything:
        raise UsageFailure("Name the interview to delete, or give --all.", "`interviewer history` lists them.")
    ids = store.ids() if everything else [store.find(session)]
    if not yes:
        what = f"{len(ids)} interviews, the plan and what you wrote" if everything else ids[0]
        click.confirm(f"Delete {what}?", abort=True, err=True)
    planbook.forget(data, everything)
    refused = [error for one in ids if (error := _refusal(store, one)) is not None]
    click.echo(f"Deleted: {len(ids) - len(refused)}.")
    if refused:
        raise refused[0]


def _refusal(store: Store, one: str) -> StoreError | None:
    """Delete; what speaks against it is returned: an interview in use does not keep the others."""
    try:
        store.delete(one)
    except StoreError as error:
        return error
    return None
