"""What changed over the sessions, and what did not: values from the stored interviews, pure.

Only sessions of one pack that the same judge (mind and model) scored by the same version of the rubric are set beside
each other. The first sessions are compared with the latest, up to three of each, by their means:

- Levels have changed where the likely ranges of both do not overlap. A dimension is taken to be as uncertain as the
  overall; where no range was measured, one level either way is assumed.
- Other figures have changed where they differ by more than a quarter, shares and ratings by a quarter of their unit;
  a time by no less than CLEAR_S, unused terms by no less than CLEAR, as between two takes (`takes`).

Everything else is no clear change. The quarter and the assumed level are chosen, not measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeVar

import msgspec

from interviewer.model import Stance
from interviewer.packs import Pack
from interviewer.practice.choice import NOT_WHOLE
from interviewer.practice.days import moment
from interviewer.practice.takes import CLEAR, CLEAR_S
from interviewer.store import By, Level

Change = Literal["better", "worse", "more", "less", "no clear change", "too few"]
T = TypeVar("T")
HALF = 3
ASSUMED = (-1, 1)
QUARTER = 0.25
WORDS_PER_MINUTE = 150  # of text, which has no minutes of its own
NO_LEVELS = NOT_WHOLE | {"drill", "story"}


class Challenged(msgspec.Struct, frozen=True):
    """What one challenge came to."""

    stance: Stance
    sound: bool

    @property
    def right(self) -> bool:
        """A sound objection changes the position with a reason, a wrong one does not."""
        return self.stance == ("updated_with_reason" if self.sound else "held_with_reason")


class Spoken(msgspec.Struct, frozen=True):
    """How it was said."""

    words: int = 0
    speech_s: float | None = None
    words_per_minute: float | None = None
    first_decision_s: float | None = None


class Counted(msgspec.Struct, frozen=True):
    """Something that is only counted."""


class Judged(msgspec.Struct, frozen=True):
    """What of an assessment is followed over time; a pack that was never measured gives it without levels."""

    overall: int | None = None
    without_levels: bool = False
    judge: By = By()
    likely_range: tuple[int, int] | None = None
    dimensions: dict[str, Level] = {}
    decisions: tuple[Counted, ...] = ()
    orphans: tuple[str, ...] = ()
    stances: tuple[Challenged, ...] = ()
    delivery: Spoken | None = None


class Session(msgspec.Struct, frozen=True):
    """One stored interview, as far as progress wants it."""

    id: str
    pack: str
    question: str
    kind: str
    started_at: str
    self_rating: int | None = None
    assessment: Judged | None = None


@dataclass(frozen=True)
class Measure:
    """One figure over the sessions.

    values   one for each session, in order; None where it was not to be had
    earlier, lately   the means that are compared
    levels   whether it is a level 1..5
    """

    id: str
    title: str
    unit: str
    values: tuple[float | None, ...]
    earlier: float | None
    lately: float | None
    change: Change
    levels: bool = False


@dataclass(frozen=True)
class Progress:
    """All of it, for one pack and one judge.

    left_out  how many sessions of this pack were scored by another judge or version of the rubric
    """

    pack: str
    judge: By | None
    sessions: tuple[Session, ...]
    measures: tuple[Measure, ...]
    left_out: int

    @property
    def outcomes(self) -> dict[str, int]:
        """How often each stance was taken, over all sessions, the most frequent first."""
        taken = [met.stance for one in self.sessions if one.assessment is not None for met in one.assessment.stances]
        return dict(Counter(taken).most_common())

    @property
    def sentence(self) -> str:
        """The whole in one or two sentences."""
        if not self.sessions:
            return "No judged session yet. `interviewer practice` makes the first one."
        if len(self.sessions) == 1:
            return "One session so far; with the second one there is something to compare."
        told = [
            f"{said} in {_listed([one.title.lower() for one in self.measures if one.change == change])}"
            for change, said in (("better", "better"), ("worse", "worse"))
            if any(one.change == change for one in self.measures)
        ]
        over = f"Over {len(self.sessions)} sessions"
        return f"{over}: {'; '.join(told)}; no clear change elsewhere." if told else f"{over}: no clear change."


def progress(sessions: Sequence[Session], pack: Pack, now: datetime) -> Progress:
    """The progress in that pack.

    In: `sessions`, all that are stored, in any order; `now`, whose time zone moments without one are in.
    """
    scored = [
        one
        for one in sessions
        if one.pack == pack.id and one.kind not in NO_LEVELS
        if one.assessment is not None and (one.assessment.overall is not None or one.assessment.without_levels)
    ]
    scored.sort(key=lambda one: moment(one.started_at, now) or datetime.min.replace(tzinfo=now.tzinfo))
    judge = scored[-1].assessment.judge if scored and scored[-1].assessment else None
    same = [one for one in scored if one.assessment is not None and one.assessment.judge == judge]
    found = [(one.self_rating, one.assessment) for one in same if one.assessment is not None]
    return Progress(pack.id, judge, tuple(same), tuple(_measures(found, pack)), len(scored) - len(same))


def _measures(found: Sequence[tuple[int | None, Judged]], pack: Pack) -> list[Measure]:
    judged = [one for _, one in found]
    spans = [_offsets(one) for one in judged]
    levels: list[tuple[str, str, list[float | None]]] = [("overall", "Overall", [one.overall for one in judged])]
    for dimension in pack.rubric.dimension:
        scores = [one.dimensions.get(dimension.id, Level()).score for one in judged]
        levels.append((dimension.id, dimension.title, list(scores)))
    own = [None if rated is None or one.overall is None else float(rated - one.overall) for rated, one in found]
    timed = [one.delivery is not None and bool(one.delivery.speech_s) for one in judged]
    first = [one.delivery.first_decision_s if one.delivery else None for one in judged]
    pace = [one.delivery.words_per_minute if one.delivery else None for one in judged]
    return [
        *(_level(name, title, values, spans) for name, title, values in levels),
        _figure("decisions_per_minute", "Decisions a minute", "", [_rate(one) for one in judged], 1),
        _figure("first_decision_s", "Time to the first decision", "s", first, -1, least=CLEAR_S, heard=timed),
        _figure("orphans", "Terms left unused", "", [float(len(one.orphans)) for one in judged], -1, least=CLEAR),
        _figure("words_per_minute", "Pace", "words a minute", pace, 0),
        _figure("stances_right", "Challenges met rightly", "of 1", [_right(one) for one in judged], 1, by=QUARTER),
        _figure("self_rating_gap", "Your rating against the judge's", "levels", own, -1, by=QUARTER, size=abs),
    ]


def _level(name: str, title: str, values: Sequence[float | None], spans: Sequence[tuple[int, int]]) -> Measure:
    pairs = [(value, span) for value, span in zip(values, spans, strict=True) if value is not None]
    early, late = _ends(pairs)
    earlier, lately = _mean([value for value, _ in early]), _mean([value for value, _ in late])
    change: Change = "too few"
    if early:
        change = "no clear change"
        lows, highs = ([[value + span[at] for value, span in half] for half in (early, late)] for at in (0, 1))
        if sum(lows[1]) / len(late) > sum(highs[0]) / len(early):
            change = "better"
        elif sum(highs[1]) / len(late) < sum(lows[0]) / len(early):
            change = "worse"
    return Measure(name, title, "of 5", tuple(values), earlier, lately, change, levels=True)


def _figure(
    name: str,
    title: str,
    unit: str,
    values: Sequence[float | None],
    good: int,
    by: float | None = None,
    least: float = 0.0,
    heard: Sequence[bool] | None = None,
    size: Callable[[float], float] = float,
) -> Measure:
    """A figure of which more is better (1), less is (-1), or neither (0).

    by     what must be passed instead of a quarter of it
    least  what it must differ by in any case
    heard  where no value means that it never came; elsewhere that it is not known
    size   what of it is compared
    """
    counted = heard or [value is not None for value in values]
    early, late = _ends([value for value, use in zip(values, counted, strict=True) if use])
    earlier, lately = (_mean([value for value in half if value is not None]) for half in (early, late))
    change: Change = "too few"
    if earlier is not None and lately is not None:
        more = size(lately) - size(earlier)
        wanted = QUARTER * abs(size(earlier)) if by is None else by
        change = "no clear change" if abs(more) <= wanted or abs(more) < least else _named(more, good)
    elif early and (earlier is None) != (lately is None):
        change = _named(1.0 if lately is None else -1.0, good)
    return Measure(name, title, unit, tuple(values), earlier, lately, change)


def _named(by: float, good: int) -> Change:
    if good == 0:
        return "more" if by > 0 else "less"
    return "better" if by * good > 0 else "worse"


def _ends(values: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    """The first and the latest of them, up to three each; empty where there are fewer than two."""
    many = min(HALF, len(values) // 2)
    return (values[:many], values[-many:]) if many else ((), ())


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None


def _offsets(one: Judged) -> tuple[int, int]:
    if one.likely_range is None or one.overall is None:
        return ASSUMED
    return one.likely_range[0] - one.overall, one.likely_range[1] - one.overall


def _rate(one: Judged) -> float | None:
    if one.delivery is None:
        return None
    minutes = one.delivery.speech_s / 60 if one.delivery.speech_s else one.delivery.words / WORDS_PER_MINUTE
    return len(one.decisions) / minutes if minutes else None


def _right(one: Judged) -> float | None:
    return sum(met.right for met in one.stances) / len(one.stances) if one.stances else None


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
