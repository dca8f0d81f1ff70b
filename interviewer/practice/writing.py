"""Written pieces: a text with headings and labelled lines, and what of it is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from interviewer.practice.plan import Piece

FOLDER = "written"


@dataclass(frozen=True)
class Section:
    """One heading: its lines by label, those that are filled, and the labels that are not."""

    heading: str
    lines: dict[str, str]
    missing: tuple[str, ...]


def path_of(data: Path, name: str) -> Path:
    """Where that piece is kept."""
    return data / FOLDER / f"{name}.txt"


def template(piece: Piece) -> str:
    """The empty piece, to be filled in."""
    out = [f"# {piece.title}. {piece.ask}"]
    for heading in piece.headings:
        out += ["", heading, *(f"{label}: " for label in piece.labels)]
    return "\n".join(out) + "\n"


def read(piece: Piece, text: str) -> tuple[Section, ...]:
    """What `text` holds of the piece. A line belongs to the heading before it; "1. ..." and "1) ..." are "1: ..." too.

    Lines without a label fill the first label of their heading that is still empty.
    """
    found: dict[str, dict[str, str]] = {heading: {} for heading in piece.headings}
    here: dict[str, str] | None = None
    loose: dict[str, list[str]] = {heading: [] for heading in piece.headings}
    name = ""
    for line in text.splitlines():
        body = line.strip().lstrip("#-* ").strip()
        heading = next((one for one in piece.headings if body.rstrip(":").lower() == one.lower()), None)
        if heading is not None:
            here, name = found[heading], heading
            continue
        if here is None or not body:
            continue
        label, rest = _labelled(piece, body)
        if label is None:
            loose[name].append(body)
        elif rest:
            here.setdefault(label, rest)
    for heading, bodies in loose.items():
        empty = [label for label in piece.labels if label not in found[heading]]
        found[heading].update(zip(empty, bodies, strict=False))
    return tuple(
        Section(
            heading,
            {label: found[heading][label] for label in piece.labels if label in found[heading]},
            tuple(label for label in piece.labels if label not in found[heading]),
        )
        for heading in piece.headings
    )


def missing(piece: Piece, text: str) -> list[str]:
    """What is still missing, a line each; empty: it is whole."""
    return [
        f"{one.heading}: {len(one.lines)} of {len(piece.labels)}, missing {', '.join(one.missing)}"
        for one in read(piece, text)
        if one.missing
    ]


def _labelled(piece: Piece, body: str) -> tuple[str | None, str]:
    for label in piece.labels:
        if body.lower().startswith(label.lower()) and body[len(label) : len(label) + 1] in (":", ".", ")", ""):
            return label, body[len(label) + 1 :].strip()
    return None, body
