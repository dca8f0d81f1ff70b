"""The agreement that was measured for a reader, kept beside the labels and shown beside every verdict.

It holds for one reader, model, pack and state of the checklist: when a fact, a bar or a gate changes, so does the
fingerprint, and the figure no longer applies.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import msgspec

from interviewer.errors import PackError
from interviewer.model import Mind
from interviewer.packs import Pack

FILE = "agreement.json"


class Measured(msgspec.Struct, frozen=True):
    """How one reader agreed with labelled answers.

    kappa, low, high   quadratic-weighted kappa of the overall on the locked answers, with its 95 % interval
    spread             (low, high): label minus verdict, in levels, for four of five answers
    labelled_by        who labelled, in words
    misled             (how many it gave 3 or more, of how many): dangerous plans that were written to mislead a judge
    """

    mind: Mind
    model: str
    rubric_version: str
    fingerprint: str
    answers: int
    kappa: float
    low: float
    high: float
    within_one: float
    spread: tuple[int, int]
    labelled_by: str
    misled: tuple[int, int] = (0, 0)

    @property
    def note(self) -> str:
        """One line for the report's footer."""
        taken, dangers = self.misled
        return (
            f"95 % interval {self.low:.2f} to {self.high:.2f}, on {self.answers} locked answers, of which only the "
            f"totals were looked at, labelled by {self.labelled_by}"
        ) + (f"; but {taken} of {dangers} dangerous plans written to mislead a judge got 3 or more" if taken else "")


def fingerprint(pack: Pack) -> str:
    """A hash of what in the pack decides a level: facts, bars, gates, patterns, parts, word lists, asks, weights."""
    deciding = (
        pack.checklist,
        pack.rubric.scoring,
        [(one.id, one.bars) for one in pack.rubric.dimension],
        [(one.id, one.rule) for one in pack.head.part],
        [(one.id, one.rule, one.absence) for one in pack.head.pattern],
        pack.signals,
        [(one.id, sorted(one.asks)) for one in pack.questions],
        *(one for one in (pack.weighing, pack.hearing) if one),
    )
    return hashlib.sha256(msgspec.json.encode(deciding, order="deterministic")).hexdigest()[:16]


def stored(pack: Pack) -> tuple[Measured, ...]:
    """Everything that was measured for the pack, current or not. Raises PackError."""
    path = Path(pack.folder) / "labels" / FILE
    if not path.is_file():
        return ()
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Measured, ...])
    except (msgspec.ValidationError, msgspec.DecodeError) as error:
        raise PackError(f"{path}: {error}.", "`interviewer calibrate --write` makes it anew.") from None


def lookup(pack: Pack, mind: str, model: str) -> Measured | None:
    """What was measured for that reader on the pack as it is now, or None."""
    for one in stored(pack):
        if (one.mind, one.model) == (mind, model) and one.rubric_version == pack.rubric.version:
            return one if one.fingerprint == fingerprint(pack) else None
    return None


def write(pack: Pack, measured: Measured) -> Path:
    """Put `measured` in the place of an older figure for the same reader and model. Returns the file."""
    path = Path(pack.folder) / "labels" / FILE
    others = [one for one in stored(pack) if (one.mind, one.model) != (measured.mind, measured.model)]
    text = msgspec.json.format(msgspec.json.encode([*others, measured]), indent=2)
    temporary = path.with_suffix(".new")
    temporary.write_bytes(text + b"\n")
    temporary.replace(path)
    return path
