"""`interviewer demo`: the whole loop without hardware. The candidate is simulated; everything that listens is real."""

from __future__ import annotations

from pathlib import Path

import click

from interviewer.cli.options import (
    Whisper,
    json_option,
    mind_options,
    pack_option,
    persona_option,
    print_json,
    whisper_options,
)
from interviewer.events import Committed, Event, Notice, Said


@click.command()
@click.option("--question", "question_id", default=None, help="The question's id (default: the pack's first).")
@click.option(
    "--answer",
    "answers",
    multiple=True,
    type=click.Path(path_type=Path),
    help="A file, audio or text, that is the candidate's answer; one for each turn, in order.",
)
@click.option(
    "--candidate",
    type=click.Choice(["strong", "middling", "weak"]),
    default="weak",
    show_default=True,
    help="Who answers where no --answer is given.",
)
@pack_option
@persona_option
@mind_options
@whisper_options
@json_option
def command(
    question_id: str | None,
    answers: tuple[Path, ...],
    candidate: str,
    pack_name: str | None,
    persona: str,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    whisper: Whisper,
    as_json: bool,
) -> None:
    """Hold an interview with a simulated candidate: no microphone, no loudspeaker, faster than real time."""
    from interviewer.cli import desk as at_desk
    from interviewer.cli import wiring
    from interviewer.cli.answers import check
    from interviewer.judging.wording import to_json
    from interviewer.report import text

    desk = wiring.Desk.from_options(pack_name, mind, llm_server, llm_model, whisper)
    desk, question = desk.find(question_id) if question_id else (desk, desk.pack.questions[0])
    for path in answers:
        check(path)
    probes = min(len(answers) - 1, desk.pack.head.kinds[question.kind].probes) if answers else None
    interview = at_desk.rehearse(
        desk,
        wiring.new_interview(desk, question, "from-file" if answers else "demo", persona=persona),
        question,
        answers,
        candidate,
        _quiet if as_json else _print,
        probes,
    )
    assert interview.assessment is not None
    folder = desk.store.folder(interview.id)
    if as_json:
        print_json(
            {
                "folder": str(folder),
                "mind": interview.mind,
                "question": question.id,
                "turns": [
                    {
                        "turn": turn.number,
                        "asked": turn.probe.spoken if turn.probe else question.prompt,
                        "kind": turn.probe.kind if turn.probe else "question",
                        "refers_to": turn.probe.refers_to if turn.probe else "",
                        "said": " ".join(word.text for word in turn.words),
                        "closed_by": turn.closed_by,
                        "duration_s": turn.duration_s,
                    }
                    for turn in interview.turns
                ],
                "notices": interview.notices,
                "assessment": to_json(interview.assessment),
            }
        )
        return
    click.echo()
    for line in text.lines(interview, desk.pack, question):
        click.echo(line)
    click.echo(f"\nThe page with the sound of every turn: {folder / 'report.html'}")


def _quiet(event: Event) -> None:
    if isinstance(event, Notice):
        click.echo(event.text, err=True)


def _print(event: Event) -> None:
    match event:
        case Said(text=text):
            click.echo(f"\nInterviewer: {text}\n")
        case Committed(text=text):
            click.echo(f"  {text}")
        case Notice(text=text):
            click.echo(f"! {text}")
