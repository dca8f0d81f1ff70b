"""Learns the weights by which clauses are taken for decisions, from a pack's labelled answers: numpy, no randomness.

python -m benchmarks.weigh PACK                 writes the pack's weighing.json (two minutes)
python -m benchmarks.weigh PACK --leave-out     learns without each set of labels in turn, and prints how that set fares

Every answer is read twice, as it is written and without marks. Of each candidate (`analysis/candidates.py`) the target
is half for half the words in common with a labelled decision (what `calibrate` counts as found) and half for four
fifths: a good cut is worth more than a passable one. What is minimised is the logistic loss with a ridge, by
Nesterov's accelerated gradient; features that few candidates have are left out, and weights near nothing are not
kept. `locked`, `traps` and all sets from `twentyfirst` on are what agreement is measured on: nothing in the file is
learned from them.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from benchmarks.marked import bare
from interviewer import nlp, packs
from interviewer.analysis.candidates import Candidate
from interviewer.analysis.decisions import considered, decisions
from interviewer.analysis.reading import read
from interviewer.judging import labels
from interviewer.judging.answer import words_of
from interviewer.judging.statistics import F1, matched, tokens
from interviewer.model import Turn
from interviewer.weights import DECISIONS, Weighing

if TYPE_CHECKING:
    from spacy.tokens import Doc

MEASURED = (
    "locked",
    "traps",
    *(f"twenty{one}" for one in ("first", "second", "third", "fourth", "fifth", "sixth", "seventh")),
)
FOUND, EXACT = 0.5, 0.8  # words in common
MIN_COUNT = 200  # candidates that have the feature, with marks and without
RIDGE = 150.0
ROUNDS = 100
BAR = 0.33
SMALLEST = 0.02
Array = NDArray[np.float64]


@dataclass(frozen=True)
class Read:
    """One answer in one form: what a rater found in it, what the rules find, and the candidates by section."""

    part: str
    marked: bool
    said: str
    expected: tuple[str, ...]
    ruled: tuple[str, ...]
    sections: tuple[tuple[Candidate, ...], ...]
    targets: tuple[float, ...]


def answers(pack: packs.Pack, parse: Callable[[str], Doc]) -> Iterator[Read]:
    """All labelled answers, in both forms; what the pack's own weights would say is not asked."""
    plain = msgspec.structs.replace(pack, weighing=None)
    for path in sorted((Path(pack.folder) / "labels").glob("*.jsonl")):
        for label in labels.read(path):
            for form in (str, bare):
                said = form(label.transcript)
                reading = read((_turn(said),), plain, parse)
                sections = tuple(tuple(considered(units)) for units in reading.sections if units)
                wanted = [Counter(tokens(one)) for one in label.decisions]
                targets = tuple(target(one, wanted) for section in sections for one in section)
                ruled = tuple(one.decision.quote for one in decisions(reading))
                yield Read(path.stem, form is str, said, label.decisions, ruled, sections, targets)


def _turn(said: str) -> Turn:
    return Turn(number=0, words=words_of(said), closed_by="file")


def target(one: Candidate, wanted: Sequence[Counter[str]]) -> float:
    """How near the candidate comes to a labelled decision: 0, a half, or 1."""
    words = Counter(tokens(quote(one)))
    common = max((2 * (words & other).total() / (words + other).total() for other in wanted), default=0.0)
    return ((common >= FOUND) + (common >= EXACT)) / 2


def quote(one: Candidate) -> str:
    """Its words."""
    return one.unit.quoted(one.first, one.last).quote


class Table:
    """The features of all candidates as a sparse matrix of ones, row by row."""

    def __init__(self, rows: Sequence[frozenset[str]], names: Sequence[str]) -> None:
        place = {name: at for at, name in enumerate(names)}
        found = [sorted(place[name] for name in row if name in place) for row in rows]
        self.names = names
        self.sizes = np.array([len(row) for row in found])
        self.columns = np.array([at for row in found for at in row], dtype=np.int64)
        self.rows = np.repeat(np.arange(len(found)), self.sizes)

    def times(self, weights: Array) -> Array:
        """The sum of the weights of each row, (n_rows,)."""
        return np.bincount(self.rows, weights[self.columns], len(self.sizes)).astype(np.float64)

    def transposed(self, values: Array) -> Array:
        """The sum of the values of the rows that have each feature, (n_names,)."""
        return np.bincount(self.columns, values[self.rows], len(self.names)).astype(np.float64)


def learn(rows: Sequence[frozenset[str]], targets: Array, origin: str) -> Weighing:
    """The weights that fit these candidates best."""
    counts = Counter(name for row in rows for name in row)
    names = sorted(name for name, count in counts.items() if count >= MIN_COUNT)
    table = Table(rows, names)
    scale = 1 / np.sqrt(table.transposed(np.full(len(rows), 0.25)) + RIDGE)  # the diagonal of the curvature
    steep = _steepest(table, scale)
    weights, bias = np.zeros(len(names)), float(np.log(targets.mean() / (1 - targets.mean())))
    ahead, ahead_bias = weights, bias
    for turn in range(ROUNDS):
        errors = 1 / (1 + np.exp(-(table.times(ahead * scale) + ahead_bias))) - targets
        after = ahead - (table.transposed(errors) * scale + RIDGE * ahead * scale**2) / steep
        after_bias = ahead_bias - float(errors.mean())
        pace = turn / (turn + 3)
        ahead, ahead_bias = after + pace * (after - weights), after_bias + pace * (after_bias - bias)
        weights, bias = after, after_bias
    kept = {name: round(float(one), 2) for name, one in zip(names, weights * scale, strict=True) if abs(one) > 0}
    kept = {name: one for name, one in kept.items() if abs(one) >= SMALLEST}
    return Weighing(origin, BAR, round(bias, 3), kept)


def _steepest(table: Table, scale: Array) -> float:
    """The greatest curvature of the loss (power iteration), with a margin."""
    vector = np.ones(len(scale)) / np.sqrt(len(scale))
    size = 1.0
    for _ in range(20):
        vector = scale * table.transposed(table.times(vector * scale)) / 4 + RIDGE * scale**2 * vector
        size = float(np.linalg.norm(vector))
        vector /= size
    return 1.1 * size


def fitted(read_: Sequence[Read], origin: str) -> Weighing:
    """The weights learned from these answers."""
    rows = [one.names for answer in read_ for section in answer.sections for one in section]
    return learn(rows, np.array([one for answer in read_ for one in answer.targets]), origin)


def leave_out(read_: Sequence[Read], pack: packs.Pack, parse: Callable[[str], Doc]) -> None:
    """Print each set's figures by weights that were learned without it, through all that the ledger does."""
    print(f"{'F1, precision, recall':<24}{'rules':<18}{'weighed':<18}{'rules, no marks':<18}weighed, no marks")
    means: list[list[tuple[float, ...]]] = []
    for part in sorted({answer.part for answer in read_}):
        weighing = fitted([answer for answer in read_ if answer.part != part], "")
        weighed = msgspec.structs.replace(pack, weighing=weighing)
        row = []
        for marked in (True, False):
            ruled = found = F1(0, 0, 0)
            for answer in read_:
                if (answer.part, answer.marked) == (part, marked):
                    now = decisions(read((_turn(answer.said),), weighed, parse))
                    ruled += matched(answer.expected, answer.ruled)
                    found += matched(answer.expected, [one.decision.quote for one in now])
            row += [_three(ruled), _three(found)]
        means.append(row)
        print(f"{part:<24}" + "".join(f"{_shown(one):<18}" for one in row), flush=True)
    middle: Any = np.mean(np.array(means), axis=0)
    print(f"{'mean':<24}" + "".join(f"{_shown(one):<18}" for one in middle))


def _three(one: F1) -> tuple[float, ...]:
    return one.value or 0.0, one.precision or 0.0, one.recall or 0.0


def _shown(one: Sequence[float]) -> str:
    return " ".join(f"{figure:.3f}" for figure in one)


def main() -> None:
    pack = packs.load(sys.argv[1])
    parse = nlp.load()
    read_ = list(answers(pack, parse))
    if "--leave-out" in sys.argv:
        leave_out(read_, pack, parse)
        return
    used = [answer for answer in read_ if answer.part not in MEASURED]
    sets = sorted({answer.part for answer in used})
    weighing = fitted(used, f"benchmarks/weigh.py, {len(used) // 2} answers of labels/: {', '.join(sets)}")
    path = Path(pack.folder) / DECISIONS
    path.write_bytes(msgspec.json.format(msgspec.json.encode(weighing), indent=1) + b"\n")
    print(f"{path}: {len(weighing.weights)} weights")


if __name__ == "__main__":
    main()
