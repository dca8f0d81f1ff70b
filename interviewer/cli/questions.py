"""`interviewer questions`: list and show the questions."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import json_option, pack_option, print_json, question_argument
from interviewer.errors import UsageFailure

if TYPE_CHECKING:
    from interviewer.packs import Pack, Question


@click.command()
@question_argument
@pack_option
@click.option("--kind", default=None, help="Only questions of this kind (design, judgement ...).")
@click.option("--sample", type=click.Choice(["strong", "weak"]), default=None, help="Our answer, after your own take.")
@click.option("--aloud", is_flag=True, help="With --sample: hear it.")
@json_option
def command(
    question_id: str | None, pack_name: str | None, kind: str | None, sample: str | None, aloud: bool, as_json: bool
) -> None:
    """List the questions, or show one: what it asks for, and what the interviewer can tell you when you ask."""
    from interviewer import config, packs

    if sample and not question_id:
        raise UsageFailure("Whose sample answer?", "Name the question: interviewer questions q01 --sample strong.")
    pack = packs.load(pack_name or config.load(config.Paths.from_env()).pack)
    chosen = [pack.question(question_id)] if question_id else list(pack.questions)
    if sample:
        _show_sample(pack, chosen[0], sample, aloud)
        return
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


def _show_sample(pack: Pack, question: Question, quality: str, aloud: bool) -> None:
    """Our answer, fact by fact; only to those who have answered the question themselves."""
    from interviewer import config
    from interviewer.store import Store

    paths = config.Paths.from_env()
    if not any(row.question == question.id and row.state == "done" for row in Store(paths.data).rows()):
        first = f"`interviewer practice {question.id}` first."
        raise UsageFailure(f"Our answers to {question.id} are shown after your own take.", first)
    passages = question.strong if quality == "strong" else question.weak
    for passage in passages:
        click.echo(textwrap.fill(passage.text, 92))
        for fact in passage.facts:
            click.echo(f"     {fact}: {pack.facts[fact].says}")
    if aloud:
        import threading

        from audio.backends import open_sound
        from audio.speaker import Speaker
        from audio.speech import best_voice

        sound = config.load(paths).sound
        with best_voice(sound.voice) as voice:
            loudspeaker = open_sound("sounddevice", loudspeaker=sound.loudspeaker).loudspeaker()
            Speaker(loudspeaker, voice).say(" ".join(one.text for one in passages), stop=threading.Event())
