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
@click.option("--text", default=None, help="Only questions with these words in them.")
@click.option("--sample", type=click.Choice(["strong", "weak"]), default=None, help="Our answer, after your own take.")
@click.option("--aloud", is_flag=True, help="With --sample: hear it.")
@json_option
def command(
    question_id: str | None,
    pack_name: str | None,
    kind: str | None,
    text: str | None,
    sample: str | None,
    aloud: bool,
    as_json: bool,
) -> None:
    """List the questions of all packs, or of one, or show one question.

    QUESTION is its id, or PACK/ID where two packs have the same one. What you can ask the interviewer is shown with it.
    """
    from interviewer import config, packs, shelf
    from interviewer.cli.wiring import load_pack

    if sample and not question_id:
        raise UsageFailure("Whose sample answer?", "Name the question: interviewer questions q01 --sample strong.")
    paths = config.Paths.from_env()
    first = load_pack(pack_name or config.load(paths).pack, paths)
    if question_id:
        pack, one = (
            packs.find(question_id, first, paths.packs) if not pack_name else (first, first.question(question_id))
        )
        if sample:
            _show_sample(pack, one, sample, aloud)
            return
        listed = [(pack, [one])]
    else:
        others = [] if pack_name else [pack for pack in packs.every(paths.packs) if pack.id != first.id]
        for name in () if pack_name else sorted(shelf.known(paths.packs).keys() - {one.id for one in (first, *others)}):
            click.echo(f"{name} is left out, it cannot be read: interviewer pack check {name}", err=True)
        listed = [
            (pack, [question for question in pack.questions if _fits(question, kind, text)])
            for pack in (first, *others)
        ]
    kinds = [name for pack, _ in listed for name in pack.head.kinds]
    if kind is not None and kind not in kinds:
        raise UsageFailure(f"There is no kind '{kind}'.", f"There is: {', '.join(dict.fromkeys(kinds))}.")
    if as_json:
        print_json([_json(pack, question) for pack, questions in listed for question in questions])
        return
    if not any(questions for _, questions in listed):
        click.echo("No question is like that.")
    for pack, questions in listed:
        if questions and not question_id:
            click.echo(f"\n{pack.head.title} ({pack.id})\n")
        for question in questions:
            _show(pack, question, alone=question_id is not None)


def _fits(question: Question, kind: str | None, text: str | None) -> bool:
    words = f"{question.title} {question.prompt} {' '.join(question.tags)}".lower()
    return kind in (None, question.kind) and (text is None or text.lower() in words)


def _json(pack: Pack, question: Question) -> dict[str, object]:
    return {
        "id": question.id,
        "pack": pack.id,
        "kind": question.kind,
        "minutes": pack.head.kinds[question.kind].minutes,
        "prompt": question.prompt,
    }


def _show(pack: Pack, question: Question, alone: bool) -> None:
    kind = pack.head.kinds[question.kind]
    click.echo(f"{question.id}  {question.title} ({question.kind}, {kind.minutes:g} min)")
    click.echo(textwrap.indent(textwrap.fill(question.prompt, 92), "     "))
    if alone:
        click.echo(f"     From the pack {pack.id}, {pack.head.title}. Follow-ups: {kind.probes}.")
        click.echo("     You may ask the interviewer about: " + ", ".join(question.fixed))


def _show_sample(pack: Pack, question: Question, quality: str, aloud: bool) -> None:
    """Our answer, fact by fact; only to those who have answered the question themselves."""
    from interviewer import config
    from interviewer.store import Store

    paths = config.Paths.from_env()
    if not any(
        row.question == question.id and row.pack == pack.id and row.state == "done" for row in Store(paths.data).rows()
    ):
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
