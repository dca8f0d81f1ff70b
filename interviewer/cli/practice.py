"""`interviewer practice`: one spoken interview on real sound."""

from __future__ import annotations

import click

from interviewer.cli.options import (
    Minutes,
    Whisper,
    mind_options,
    now,
    pack_option,
    persona_option,
    plain_option,
    question_argument,
    whisper_options,
)


@click.command()
@question_argument
@pack_option
@click.option("--minutes", type=Minutes(1, 60), default=None, help="The time box (default: the question's).")
@click.option("--probes", type=click.IntRange(0, 8), default=None, help="Follow-ups at most (default: the kind's).")
@click.option("--heard-only", is_flag=True, help="Do not show the question: hear it, as in an interview.")
@click.option("--no-interrupt", is_flag=True, help="Never come in on a long answer.")
@click.option("--only-i-end", is_flag=True, help="Silence never ends an answer: a key does, or saying so.")
@click.option("--no-rating", is_flag=True, help="Do not ask for your own rating at the end.")
@click.option("--mic", default=None, help="The microphone's name, or a part of it.")
@click.option("--speaker", "loudspeaker", default=None, help="The loudspeaker's name, or a part of it.")
@persona_option
@mind_options
@whisper_options
@plain_option
def command(
    question_id: str | None,
    pack_name: str | None,
    minutes: float | None,
    probes: int | None,
    heard_only: bool,
    no_interrupt: bool,
    only_i_end: bool,
    no_rating: bool,
    mic: str | None,
    loudspeaker: str | None,
    persona: str,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    whisper: Whisper,
    plain: bool,
) -> int:
    """Hold one spoken interview: the question, your answer, follow-ups, and which decisions were in it.

    Space or Enter ends your answer; so does saying "that's my answer", or a long silence.
    """
    from interviewer.cli import desk, wiring
    from interviewer.practice.choice import next_question

    here = wiring.Desk.from_options(pack_name, mind, llm_server, llm_model, whisper)
    here = here.with_devices(mic, loudspeaker, only_i_end)
    if question_id is None:
        question, why = next_question(here.pack, here.store.rows(), now())
        click.echo(why, err=True)
    else:
        here, question = here.find(question_id)
    box_s = minutes * 60.0 if minutes else None
    interview = wiring.new_interview(here, question, "practice", box_s, persona)
    return desk.sit_down(
        here,
        interview,
        question,
        desk.Style(plain=plain, heard_only=heard_only, interrupt=not no_interrupt, rate=not no_rating, probes=probes),
    )
