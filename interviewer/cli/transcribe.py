"""`interviewer transcribe FILE`: the words of a recording and their times."""

from __future__ import annotations

import json
from pathlib import Path

import click

from interviewer.cli.options import Whisper, whisper_options


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@whisper_options
def command(file: Path, as_json: bool, whisper: Whisper) -> None:
    """Print the words of a recording; doubtful ones stand in [brackets]."""
    from audio import cleanup, files
    from audio.errors import AudioFileError
    from audio.frames import to_seconds
    from audio.transcript import passages, text_of
    from interviewer.cli.wiring import Desk

    samples = files.read(file)
    recogniser = Desk.from_options(whisper=whisper).recogniser()
    _tell(f"Transcribing {to_seconds(len(samples)):.0f} s ...")
    words = cleanup.mark(recogniser.transcribe_all(samples))
    if not words:
        raise AudioFileError(
            f"{file}: no speech was found in {to_seconds(len(samples)):.0f} s of sound.",
            "Check the recording by playing it.",
        )
    spoken = passages(words)
    if as_json:
        document = {
            "text": text_of(words),
            "duration_s": round(to_seconds(len(samples)), 3),
            "words": [
                {
                    "turn": 0,
                    "text": word.text,
                    "start_s": word.start_s,
                    "end_s": word.end_s,
                    "probability": word.probability,
                    "doubtful": word.doubtful,
                }
                for word in words
            ],
            "segments": [{"turn": 0, "text": s.text, "start_s": s.start_s, "end_s": s.end_s} for s in spoken],
        }
        click.echo(json.dumps(document, ensure_ascii=False, indent=1))
        return
    for passage in spoken:
        heard = [w for w in words if passage.start_s <= (w.start_s or 0.0) <= passage.end_s]
        line = " ".join(f"[{w.text}]" if w.doubtful else w.text for w in heard)
        click.echo(f"{int(passage.start_s) // 60:2d}:{passage.start_s % 60:04.1f}  {line}")


def _tell(line: str) -> None:
    click.echo(line, err=True)
