"""An answer in a file, looked at before anything is done with it."""

from __future__ import annotations

from pathlib import Path

from interviewer.errors import Failure, UsageFailure

# An hour of fast speech; reading takes longer than in proportion, and nobody answers for so long.
MOST_CHARACTERS = 60_000


def text_of(file: Path) -> str:
    """The words in the text `file`. Raises UsageFailure where it is no UTF-8, Failure where nothing is in it."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise UsageFailure(f"{file} is not a text in UTF-8.", "Save it as UTF-8, or name a recording.") from None
    except OSError as error:
        raise UsageFailure(
            f"{file} cannot be read: {error.strerror or error}.", "Name a recording, or a text in UTF-8."
        ) from None
    if not any(letter.isalnum() for letter in text):
        raise Failure(f"{file}: no words were found in it.", "Write down what was said, or name a recording.")
    if len(text) > MOST_CHARACTERS:
        raise Failure(
            f"{file} has {len(text):,} characters; an answer has {MOST_CHARACTERS:,} at most.",
            "Cut it down to one answer.",
        )
    return text


def check(file: Path) -> None:
    """Raises Failure, in one line, where nobody could give `file` as an answer."""
    from audio import files

    if not file.is_file():
        raise UsageFailure(f"There is no file {file}.", "Give --answer an audio or a text file.")
    if files.is_audio(file):
        files.read(file)
    else:
        text_of(file)
