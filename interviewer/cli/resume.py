"""`interviewer resume`: carry on an interrupted interview."""

from __future__ import annotations

import click

from interviewer.cli.options import mind_options, plain_option, session_argument, whisper_option
from interviewer.errors import UsageFailure


@click.command()
@session_argument
@mind_options
@whisper_option
@plain_option
def command(
    session: str | None,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    whisper: str | None,
    plain: bool,
) -> int:
    """Carry on an interview that was stopped or broke off, in the same answer, with the time that was left."""
    from interviewer.cli import desk, wiring

    here = wiring.Desk.from_options(None, mind, llm_server, llm_model, whisper)
    store = here.store
    if session is None:
        open_ones = [row.id for row in store.rows() if row.state != "done"]
        if not open_ones:
            raise UsageFailure("No interview was interrupted.", "`interviewer practice` starts a new one.")
        session = open_ones[-1]
    interview = store.open(store.find(session))
    if interview.state == "done":
        raise UsageFailure(f"{interview.id} is finished.", f"`interviewer report {interview.id}` shows it.")
    here = here.with_pack(interview.pack)
    store.lock(interview.id)
    store.unlock(interview.id)
    return desk.sit_down(
        here, wiring.recover(here, interview), here.pack.question(interview.question), desk.Style(plain=plain)
    )
