"""`interviewer resume`: carry on an interrupted interview."""

from __future__ import annotations

import click

from interviewer.cli.options import Whisper, mind_options, plain_option, session_argument, whisper_options
from interviewer.errors import UsageFailure

WITHOUT_PROBES = ("record-once", "redo", "follow-up", "story", "drill")


@click.command()
@session_argument
@mind_options
@whisper_options
@plain_option
def command(
    session: str | None,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    whisper: Whisper,
    plain: bool,
) -> int:
    """Carry on an interview that was stopped or broke off, in the same answer, with the time that was left."""
    from interviewer.cli import desk, holding, wiring
    from interviewer.cli.recovery import recover
    from interviewer.practice.stories import asked_in

    here = wiring.Desk.from_options(None, mind, llm_server, llm_model, whisper)
    store = here.store
    if session is None:
        open_ones = [row.id for row in store.rows() if row.state != "done"]
        if not open_ones:
            raise UsageFailure("No interview was interrupted.", "`interviewer practice` starts a new one.")
        session = open_ones[-1]
    interview = store.open(store.find(session))
    here = here.with_pack(interview.pack)
    question = asked_in(interview, here.pack)
    if interview.state == "done":
        if interview.assessment is not None:
            raise UsageFailure(f"{interview.id} is finished.", f"`interviewer report {interview.id}` shows it.")
        holding.judge_kept(here, interview.id, question)
        click.echo(f"Judged now. `interviewer report {interview.id}` shows it.")
        return 0
    probes = 0 if interview.kind in WITHOUT_PROBES else None
    return desk.sit_down(here, recover(here, interview, question), question, desk.Style(plain=plain, probes=probes))
