"""Learned weights of a pack, as typed values read from its `weighing.json` and `hearing.json`; what an encoder does.

`analysis/weighing.py` and `analysis/hearing.py` apply them; `encoder.py` is the encoder.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

import msgspec

from interviewer.errors import PackError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DECISIONS = "weighing.json"
FACTS = "hearing.json"
ENCODER = "encoder"
Said = tuple[str, ...]
"""The words of a sentence in lower case, as `analysis/tokens.py` cleaned them."""


class Encode(Protocol):
    """What a pack's encoder does (`encoder.py`)."""

    def __call__(self, sentences: Sequence[Said]) -> list[NDArray[np.float32]]:
        """The scores (log-odds) of each sentence for each fact of `Hearing.facts`, (n_facts,)."""
        ...


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


class Heard(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the features of a sentence weigh in whether it shows one fact.

    bar      the chance from which on the sentence shows it
    bias     added to the weights of its features
    weights  by the feature's name (`analysis/features.py`; "rule=T1": the rule of T1 takes the sentence)
    """

    bar: float
    bias: float
    weights: dict[str, float]


class Hearing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The facts that are heard by weights, by id; the others, and all of a pack without them, go by their rules.

    origin   the program that learned them, and the readings that it learned from
    beside   the digest of the encoder that they were learned beside, whose scores count as much; empty: none
    """

    origin: str
    facts: dict[str, Heard]
    beside: str = ""

    def __hash__(self) -> int:
        return hash((self.origin, len(self.facts)))  # asked for every sentence


Kind = TypeVar("Kind", Weighing, Hearing)


def read(path: Path, kind: type[Kind]) -> Kind | None:
    """The weights in that file, None where there is none. Raises PackError."""
    if not path.is_file():
        return None
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except (OSError, msgspec.DecodeError) as error:
        raise PackError(f"{path}: {error}.", "Write it anew with benchmarks/weigh.py or benchmarks/hear.py.") from None
