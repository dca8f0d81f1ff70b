"""Figures of agreement. Pure; plain numbers in, plain numbers out."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

Pair = tuple[int, int]

RESAMPLES = 2000
SEED = 20260101
SAME_DECISION = 0.5


@dataclass(frozen=True)
class Interval:
    """A figure with the middle 95 % of its bootstrap resamples; None where it cannot be computed."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class F1:
    """Precision, recall and their harmonic mean over counts; None where nothing was expected and nothing found."""

    right: int
    found: int
    expected: int

    @property
    def precision(self) -> float | None:
        """Share of the found ones that are right."""
        return self.right / self.found if self.found else None

    @property
    def recall(self) -> float | None:
        """Share of the expected ones that were found."""
        return self.right / self.expected if self.expected else None

    @property
    def value(self) -> float | None:
        """2 x right / (found + expected)."""
        both = self.found + self.expected
        return 2 * self.right / both if both else None

    def __add__(self, other: F1) -> F1:
        return F1(self.right + other.right, self.found + other.found, self.expected + other.expected)


def kappa(pairs: Sequence[Pair]) -> float | None:
    """Quadratic-weighted kappa (Cohen 1968) of (label, verdict).

    1 - observed / expected squared difference, the expected one over all pairings of labels with verdicts. None for
    no pairs, or where both are one and the same constant.
    """
    if not pairs:
        return None
    size = len(pairs)
    observed = sum((a - b) ** 2 for a, b in pairs) / size
    mean_a = sum(a for a, _ in pairs) / size
    mean_b = sum(b for _, b in pairs) / size
    expected = sum(a * a for a, _ in pairs) / size + sum(b * b for _, b in pairs) / size - 2 * mean_a * mean_b
    return None if expected < 1e-12 else 1 - observed / expected


def bootstrap(pairs: Sequence[Pair], figure: Callable[[Sequence[Pair]], float | None]) -> Interval:
    """`figure` of the pairs, with its percentile interval over resamples of the pairs (Efron 1979)."""
    value = figure(pairs)
    if value is None or len(pairs) < 3:
        return Interval(value)
    chance = random.Random(SEED)
    drawn = (figure(chance.choices(pairs, k=len(pairs))) for _ in range(RESAMPLES))
    values = sorted(one for one in drawn if one is not None)
    return Interval(value, values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))])


def share(pairs: Sequence[Pair], at_most: int) -> float | None:
    """Share of pairs that differ by at most that many levels."""
    return sum(abs(a - b) <= at_most for a, b in pairs) / len(pairs) if pairs else None


def bias(pairs: Sequence[Pair]) -> float | None:
    """Mean of verdict minus label: above 0 the judge is lenient."""
    return sum(b - a for a, b in pairs) / len(pairs) if pairs else None


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r, or None where one of them does not vary."""
    size = len(first)
    if size < 3:
        return None
    mean_a, mean_b = sum(first) / size, sum(second) / size
    shared = sum((a - mean_a) * (b - mean_b) for a, b in zip(first, second, strict=True))
    spread_a = sum((a - mean_a) ** 2 for a in first)
    spread_b = sum((b - mean_b) ** 2 for b in second)
    return shared / (spread_a * spread_b) ** 0.5 if spread_a > 1e-12 and spread_b > 1e-12 else None


def length_only(lengths: Sequence[int], labels: Sequence[int]) -> list[int]:
    """What a judge would say that sees nothing but the number of words: a straight line through all other answers."""
    guesses = []
    for left_out in range(len(labels)):
        xs = [x for index, x in enumerate(lengths) if index != left_out]
        ys = [y for index, y in enumerate(labels) if index != left_out]
        mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
        spread = sum((x - mean_x) ** 2 for x in xs)
        slope = sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys, strict=True)) / spread if spread else 0.0
        guesses.append(min(5, max(1, round(mean_y + slope * (lengths[left_out] - mean_x)))))
    return guesses


def f1(expected: Collection[str], found: Collection[str]) -> F1:
    """Of two sets of names."""
    return F1(len(set(expected) & set(found)), len(set(found)), len(set(expected)))


def matched(expected: Sequence[str], found: Sequence[str]) -> F1:
    """Of two lists of quotes, matched one to one, the closest first, where `overlap` is at least 0.5."""
    close = sorted(
        (
            (overlap(one, other), i, j)
            for i, one in enumerate(expected)
            for j, other in enumerate(found)
            if overlap(one, other) >= SAME_DECISION
        ),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    used_i: set[int] = set()
    used_j: set[int] = set()
    for _, i, j in close:
        if i not in used_i and j not in used_j:
            used_i.add(i)
            used_j.add(j)
    return F1(len(used_i), len(found), len(expected))


def overlap(first: str, second: str) -> float:
    """Shared tokens over the mean number of tokens (Dice 1945): 1 for the same words, 0 for none in common."""
    a, b = tokens(first), tokens(second)
    shared = 0
    rest = list(b)
    for token in a:
        if token in rest:
            rest.remove(token)
            shared += 1
    return 2 * shared / (len(a) + len(b)) if a and b else 0.0


def tokens(text: str) -> list[str]:
    """Its words in lower case, without marks."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))


def quantile_span(errors: Sequence[int], share_inside: float = 0.8) -> tuple[int, int]:
    """The narrowest (low, high) around 0 that holds that share of the errors; (0, 0) for none.

    Of several that are equally narrow it is the one that holds most errors, then the one that is most even.
    """

    def inside(span: tuple[int, int]) -> int:
        return sum(span[0] <= error <= span[1] for error in errors)

    spans = [(low, high) for low in range(-4, 1) for high in range(5)]
    wide_enough = [span for span in spans if inside(span) >= share_inside * len(errors)]
    return min(wide_enough, key=lambda span: (span[1] - span[0], -inside(span), abs(span[0] + span[1])))
