"""Learned weights of a pack, as a typed value read from its `weighing.json`; `analysis/weighing.py` applies them."""

from __future__ import annotations

from pathlib import Path

import msgspec

from interviewer.errors import PackError

FILE = "weighing.json"


class Weighing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the features of a clause weigh in whether it decides; a pack without them goes by the rules.

    origin   the program that learned them, and the labels that it learned from
    bar      the chance from which on a candidate is a decision
    bias     added to the weights of a candidate's features
    weights  by the feature's name (`analysis/candidates.py`); a feature without one counts nothing
    """

    origin: str
    bar: float
    bias: float
    weights: dict[str, float]

    def __hash__(self) -> int:
        return hash((self.origin, self.bar, self.bias, len(self.weights)))


def read(path: Path) -> Weighing | None:
    """The weights in that file, None where there is none. Raises PackError."""
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=Weighing)
    except (OSError, msgspec.DecodeError) as error:
        raise PackError(f"{path}: {error}.", "Write it anew with benchmarks/weigh.py.") from None
