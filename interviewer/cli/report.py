"""`interviewer report`: writes an interview's page again, and opens it."""

from __future__ import annotations

import click

from interviewer.cli.options import json_option, print_json, session_argument


@click.command()
@session_argument
@click.option("--open", "show", is_flag=True, help="Open it in the browser.")
@click.option("--judge", "judged", is_flag=True, help="Judge it first, as far as it went, if it was stopped.")
@json_option
def command(session: str | None, show: bool, judged: bool, as_json: bool) -> None:
    """Write an interview's page again and print its path. Without SESSION: the latest."""
    from interviewer import config
    from interviewer.cli import holding
    from interviewer.cli.wiring import Desk, load_pack
    from interviewer.practice.stories import asked_in
    from interviewer.report import page
    from interviewer.store import Store

    paths = config.Paths.from_env()
    store = Store(paths.data)
    interview = store.open(store.find(session))
    pack = load_pack(interview.pack, paths)
    question = asked_in(interview, pack)
    if judged and interview.assessment is None:
        interview = holding.judge_kept(Desk.from_options(pack.id, interview.mind), interview.id, question)
    path = page.write(interview, pack, question, store.folder(interview.id))
    if as_json:
        print_json({"id": interview.id, "report": str(path)})
    else:
        click.echo(str(path))
    if show and click.launch(path.as_uri()) != 0:
        click.echo("No browser could be started here; open that file yourself.", err=True)
