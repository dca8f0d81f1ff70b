"""`interviewer questions`: list and show the questions."""

from __future__ import annotations

import textwrap

import click

from interviewer.cli.options import json_option, pack_option, print_json, question_argument


@click.command()
@question_argument
@pack_option
@click.option("--kind", default=None, help="Only questions of this kind (design, judgement ...).")
@json_option
def command(question_id: str | None, pack_name: str | None, kind: str | None, as_json: bool) -> None:
    """List the questions, or show one: what it asks for, and what the interviewer can tell you when you ask."""
    from interviewer import config, packs

    pack = packs.load(pack_name or config.load(config.Paths.from_env()).pack)
    chosen = [pack.question(question_id)] if question_id else list(pack.questions)
    if kind is not None:
        chosen = [question for question in chosen if question.kind == kind]
    if as_json:
        print_json(
            [
                {
                    "id": question.id,
                    "pack": pack.id,
                    "kind": question.kind,
                    "minutes": pack.head.kinds[question.kind].minutes,
                    "prompt": question.prompt,
                }
                for question in chosen
            ]
        )
        return
    for question in chosen:
        minutes = pack.head.kinds[question.kind].minutes
        click.echo(f"{question.id}  {question.title} ({question.kind}, {minutes:g} min)")
        click.echo(textwrap.indent(textwrap.fill(question.prompt, 92), "     "))
        if question_id:
            click.echo("     You may ask the interviewer about: " + ", ".join(question.fixed))
