"""Which question next, where the user names none: weak dimensions first, what was done lately last, scores fade.

The rule, pure over the history's rows:

1. A dimension's level is the mean of its scores, each counting half as much for every 14 days of its age, with one
   reading of "unknown" among them that never ages: an old 4 says little by now. Only scores by the judge, the rubric
   and the pack of the latest scored interview are taken together.
2. A question's weakness is the mean of what its dimensions lack of 5, each by its share of what the question asks for.
   One never practised gets 0.5 more; one practised before gets that back as it fades.
3. What was practised in the last two days comes after everything else, the oldest of it first.

The figures are chosen, not measured.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from interviewer.packs import Pack, Question
from interviewer.practice.days import moment
from interviewer.store import By, Row

HALF_LIFE_DAYS = 14.0
BEST = 5.0
UNKNOWN = 2.5
NEW = 0.5
RECENT_DAYS = 2.0
NOT_PRACTISED = frozenset(("demo", "score"))  # a simulated candidate's, or nobody's
FOLLOW_UP = "follow-up"  # one follow-up taken again: practised, but no whole answer
NOT_WHOLE = NOT_PRACTISED | {FOLLOW_UP}


@dataclass(frozen=True)
class Standing:
    """Where one dimension stands: its faded level 1..5, and how many scores it was made from."""

    level: float
    seen: int


def next_question(
    pack: Pack, rows: Sequence[Row], now: datetime, kind: str | None = None, among: Sequence[str] = ()
) -> tuple[Question, str]:
    """The question to practise now, and why in one line.

    In: `rows`, the history, oldest first; `now`, with its time zone; `kind`, only questions of that kind; `among`, only
    these ids, where the pack has any of them.
    """
    questions = [one for one in pack.questions if kind is None or one.kind == kind] or list(pack.questions)
    questions = [one for one in questions if one.id in among] or questions
    age = last_days(pack, rows, now)
    stand = standings(pack, rows, now)

    def order(question: Question) -> tuple[float, float]:
        days = age.get(question.id)
        if days is not None and days < RECENT_DAYS:
            return 1.0, -days
        return 0.0, -_worth(question, pack, stand, days)

    chosen = min(questions, key=order)
    return chosen, f"{chosen.id}, {chosen.title}: {_why(chosen, pack, stand, age.get(chosen.id))}."


def standings(pack: Pack, rows: Sequence[Row], now: datetime) -> dict[str, Standing]:
    """Every dimension of the pack that has a score: where it stands."""
    by = latest_judge(pack, rows)
    weights: Counter[str] = Counter()
    sums: Counter[str] = Counter()
    seen: Counter[str] = Counter()
    for row in rows:
        if row.pack != pack.id or row.kind in NOT_WHOLE or row.assessment is None or row.assessment.judge != by:
            continue
        at = moment(row.started_at, now)
        weight = 0.5 ** (max(0.0, (now - at).total_seconds() / 86400) / HALF_LIFE_DAYS) if at else 0.0
        for name, level in row.assessment.dimensions.items():
            if level.score is not None:
                weights[name] += weight  # type: ignore[assignment]  # Counter adds floats as well
                sums[name] += weight * level.score  # type: ignore[assignment]
                seen[name] += 1
    return {name: Standing((sums[name] + UNKNOWN) / (weights[name] + 1.0), seen[name]) for name in seen}


def latest_judge(pack: Pack, rows: Sequence[Row]) -> By | None:
    """The judge of the latest scored interview of that pack."""
    for row in reversed(rows):
        judged = row.assessment is not None and row.assessment.overall is not None
        if row.pack == pack.id and row.kind not in NOT_WHOLE and row.assessment is not None and judged:
            return row.assessment.judge
    return None


def last_days(pack: Pack, rows: Sequence[Row], now: datetime) -> dict[str, float]:
    """Question -> days since it was last practised; those that never were are not in it."""
    found: dict[str, float] = {}
    for row in rows:
        if row.pack == pack.id and row.kind not in NOT_WHOLE:
            at = moment(row.started_at, now)
            found[row.question] = max(0.0, (now - at).total_seconds() / 86400) if at else float("inf")
    return found


def _worth(question: Question, pack: Pack, stand: dict[str, Standing], days: float | None) -> float:
    shares = asked_dimensions(question, pack)
    total = sum(shares.values()) or 1
    weakness = sum(share * (BEST - (stand[name].level if name in stand else UNKNOWN)) for name, share in shares.items())
    fresh = 1.0 if days is None else 1.0 - 0.5 ** (days / HALF_LIFE_DAYS)
    return weakness / total + NEW * fresh


def asked_dimensions(question: Question, pack: Pack) -> Counter[str]:
    """Dimension -> how many facts of it the question fairly asks for."""
    facts = pack.facts
    return Counter(facts[one].dimension for one in question.asks if one in facts and facts[one].dimension)


def _why(question: Question, pack: Pack, stand: dict[str, Standing], days: float | None) -> str:
    asked = asked_dimensions(question, pack)
    known = [name for name in asked if name in stand]
    when = "you have not practised it yet" if days is None else f"you last practised it {_ago(days)}"
    if not known:
        return when
    weakest = min(known, key=lambda name: stand[name].level)
    title = next((one.title for one in pack.rubric.dimension if one.id == weakest), weakest).lower()
    first = "your weakest" if weakest == min(stand, key=lambda name: stand[name].level) else "the weakest that it asks"
    return f"{title} is {first} ({stand[weakest].level:.1f} of 5, older scores fading), and {when}"


def _ago(days: float) -> str:
    if days == float("inf"):
        return "long ago"
    whole = int(days)
    return f"{whole} days ago" if whole > 1 else "a day ago" if whole else "today"
