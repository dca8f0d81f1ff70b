"""Labelled answers: what a person read in them, for measuring a judge. One JSON object per line."""

from __future__ import annotations

from pathlib import Path

import msgspec

from interviewer.errors import UsageFailure


class Slice(msgspec.Struct, frozen=True):
    """What kind of answer it is, for breaking figures down. `trap` names what makes it hard.

    `level` is a remark of the labeller's: figures by level go by the label's `overall`.
    """

    level: str | int | None = ""
    native: bool = True
    medium: str = "text"
    trap: str = ""


class Label(msgspec.Struct, frozen=True):
    """One answer and what it is worth. `overall` is None where nothing can be judged.

    dimensions  name -> 1..5, None where the question does not ask for it
    decisions   the clauses in which the speaker commits, verbatim
    """

    id: str
    question_id: str
    transcript: str
    overall: int | None
    dimensions: dict[str, int | None] = {}
    patterns: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    noun_heavy: bool = False
    decisions: tuple[str, ...] = ()
    slice: Slice = Slice()


def read(path: Path) -> tuple[Label, ...]:
    """The labels in that file. Raises UsageFailure naming the file and the line."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageFailure(f"{path} cannot be read: {error}.", "Name a file with one JSON object per line.") from None
    labels = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            labels.append(msgspec.json.decode(line, type=Label))
        except (msgspec.ValidationError, msgspec.DecodeError) as error:
            raise UsageFailure(f"{path}, line {number}: {error}.", "docs/judging.md shows the format.") from None
    if not labels:
        raise UsageFailure(f"{path} holds no labelled answer.", "docs/judging.md shows the format.")
    return tuple(labels)


def of_pack(folder: str, part: str) -> tuple[Label, ...]:
    """The pack's own labels, `part` is "development", "locked" or "traps"; none where the pack has none."""
    path = Path(folder) / "labels" / f"{part}.jsonl"
    return read(path) if path.is_file() else ()
