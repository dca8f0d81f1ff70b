"""`interviewer score`: judge one answer, a recording or a text."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from interviewer.cli.options import Whisper, json_option, mind_options, pack_option, print_json, whisper_options
from interviewer.errors import UsageFailure

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk
    from interviewer.model import Interview
    from interviewer.packs import Question


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--question", "question_id", required=True, help="The id of the question that it answers.")
@click.option(
    "--judge-runs", default=1, type=click.IntRange(1, 15), help="How often an LLM reads it; most readings win."
)
@pack_option
@mind_options
@whisper_options
@json_option
def command(
    file: Path,
    question_id: str,
    judge_runs: int,
    pack_name: str | None,
    mind: str | None,
    llm_server: str | None,
    llm_model: str | None,
    whisper: Whisper,
    as_json: bool,
) -> None:
    """Judge one answer: FILE is a recording, or a text with the words as they were said."""
    from dataclasses import replace

    from interviewer import nlp
    from interviewer.cli import wiring
    from interviewer.cli.reading import make_reader
    from interviewer.judging import wording
    from interviewer.judging.assess import assess
    from interviewer.judging.reader import told

    desk = wiring.Desk.from_options(pack_name, mind, llm_server, llm_model, whisper)
    desk, question = desk.find(question_id)
    if not file.is_file():
        raise UsageFailure(f"There is no file {file}.", "Name a recording or a text file.")
    interview = _answer(file, desk, question)
    parse = nlp.load()
    click.echo("Reading the answer ...", err=True)
    judge = make_reader(desk.settings.mind, parse, judge_runs)
    assessment = told(assess(interview, desk.pack, question, judge, parse), judge)
    for notice in assessment.notices:
        click.echo(notice, err=True)
    if as_json:
        print_json({"question": question.id, "pack": desk.pack.id, **wording.to_json(assessment)})
        return
    from interviewer.report import text

    for line in text.lines(replace(interview, assessment=assessment), desk.pack, question):
        click.echo(line)


def _answer(file: Path, desk: Desk, question: Question) -> Interview:
    """The file's words as an interview of one turn. Raises Failure where there are none."""
    from audio import files
    from audio.errors import AudioFileError
    from audio.frames import to_seconds
    from interviewer.cli.answers import text_of
    from interviewer.judging.answer import interview_of, words_of

    if not files.is_audio(file):
        return interview_of(words_of(text_of(file)), desk.pack, question)
    samples = files.read(file)
    click.echo("Transcribing ...", err=True)
    words = desk.recogniser().transcribe_all(samples, desk.hotwords(question))
    if not words:
        raise AudioFileError(
            f"{file}: no speech was found in {to_seconds(len(samples)):.0f} s of sound.",
            "Check the recording by playing it.",
        )
    return interview_of(words, desk.pack, question, duration_s=to_seconds(len(samples)))
