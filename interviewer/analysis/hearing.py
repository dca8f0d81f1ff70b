"""Which sentences show a fact: for each fact a logistic regression over what is seen in a sentence (`features`).

The weights are the pack's (`interviewer/weights.py`), learned by `benchmarks/hear.py` from answers in which somebody
marked the sentences that show each fact. What the rules say of a sentence is a feature like any other, so that a
rule is followed as far as it was right. Where the pack has an encoder too, the score is the mean of both: they err on
different sentences. A sentence is heard by itself: to say more takes nothing back.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from interviewer.analysis.features import of_sentence
from interviewer.analysis.units import Unit
from interviewer.weights import Hearing

Row = NDArray[np.float32]

COULD = 0.4  # the least chance for "the team can look at it"; a risk ("it could tell a diabetic ...") has more


@lru_cache(maxsize=8)
def _table(hearing: Hearing) -> tuple[dict[str, int], Row, Row, Row]:
    """The features' rows; their weights, (n_features, n_facts); the biases and the scores at the bars, (n_facts,)."""
    names = sorted({name for one in hearing.facts.values() for name in one.weights})
    place = {name: at for at, name in enumerate(names)}
    weights = np.zeros((len(names), len(hearing.facts)), np.float32)
    for column, one in enumerate(hearing.facts.values()):
        for name, weight in one.weights.items():
            weights[place[name], column] = weight
    bars = np.array([one.bar for one in hearing.facts.values()], np.float32)
    return place, weights, np.array([one.bias for one in hearing.facts.values()], np.float32), np.log(bars / (1 - bars))


@lru_cache(maxsize=2048)
def _scores(unit: Unit, ruled: frozenset[str], hearing: Hearing) -> Row:
    """The score of a sentence's features for each fact, (n_facts,)."""
    place, weights, biases, _ = _table(hearing)
    names = of_sentence(unit) | {f"rule={one}" for one in ruled}
    rows = sorted(place[name] for name in names if name in place)
    return biases + weights[rows].sum(axis=0)


def scores(unit: Unit, ruled: frozenset[str], hearing: Hearing, encoded: Row | None) -> Row:
    """The score (log-odds) of a sentence for each fact, (n_facts,).

    In: the sentence wherever it stands, the facts whose rules take it, and the encoder's scores.
    """
    by_features = _scores(unit, ruled, hearing)
    return by_features if encoded is None else (by_features + encoded) * np.float32(0.5)


def shown(score: Row, hearing: Hearing, commits: bool) -> tuple[str, ...]:
    """The facts that a sentence with these scores shows.

    In: `commits`, whether it says more than what could be; for one that does not no bar is below COULD.
    """
    bars = _table(hearing)[3]
    over = score >= (bars if commits else np.maximum(bars, np.float32(np.log(COULD / (1 - COULD)))))
    return tuple(name for name, holds in zip(hearing.facts, over, strict=True) if holds)


def chances(score: Row, hearing: Hearing) -> dict[str, float]:
    """How likely a sentence with these scores shows each fact, 0..1."""
    every = 1 / (1 + np.exp(-score))
    return dict(zip(hearing.facts, every.tolist(), strict=True))
