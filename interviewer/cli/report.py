"""`interviewer report`: writes an interview's page again, and opens it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from interviewer.cli.options import json_option, print_json, session_argument

if TYPE_CHECKING:
    from interviewer.model import Interview
    from interviewer.packs import Question
    from interviewer.store import Store


@click.command()
@session_argument
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@click.option("--judge", "judged", is_flag=True, help="Judge it first, as far as it went, if it was stopped.")
@json_option
def command(session: str | None, show: bool, judged: bool, as_json: bool) -> None:
    """Write an interview's page again and print its path. Without SESSION: the latest."""
    from interviewer import config
    from interviewer.cli.wiring import load_pack
    from interviewer.practice.stories import asked_in
    from interviewer.report import page
    from interviewer.store import Store

    paths = config.Paths.from_env()
    store = Store(paths.data)
    interview = store.open(store.find(session))
    pack = load_pack(interview.pack, paths)
    question = asked_in(interview, pack)
    if judged and interview.assessment is None:
        interview = _judged(store, interview, question)
    path = page.write(interview, pack, question, store.folder(interview.id))
    if as_json:
        print_json({"id": interview.id, "report": str(path)})
    else:
        click.echo(str(path))
    if show and click.launch(path.as_uri()) != 0:
        click.echo("No browser could be started here; open that file yourself.", err=True)


def _judged(store: Store, interview: Interview, question: Question) -> Interview:
    """The interview with an assessment of what was said in it; it can still be carried on."""
    from interviewer.cli import holding, wiring

    desk = wiring.Desk.from_options(interview.pack, interview.mind, None, None)
    store.lock(interview.id)
    try:
        return holding.finish(desk, store.open(interview.id), question, interview.self_rating, lambda event: None)
    finally:
        store.unlock(interview.id)
