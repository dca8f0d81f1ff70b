"""How a judge agrees with labelled answers: run it over them, and count.

A label without a verdict ("nothing to judge") and a judge that gives none agree; they stay out of kappa. Where only
one of the two gives a level, the other counts as 1: such a verdict is wrong, and a refusal to judge a real answer too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from interviewer.errors import UsageFailure
from interviewer.judging import statistics
from interviewer.judging.answer import interview_of, words_of
from interviewer.judging.assess import Parse, assess
from interviewer.judging.labels import Label
from interviewer.judging.reader import Reader
from interviewer.judging.statistics import F1, Interval, Pair
from interviewer.model import Assessment, Decision, DimensionScore, Judge, Quote
from interviewer.packs import Pack

DANGEROUS = "dangerous"
WORST_SHOWN = 8


@dataclass(frozen=True)
class Case:
    """One labelled answer and what the judge made of it; `kind` is the question's."""

    label: Label
    verdict: Assessment
    kind: str

    @property
    def pair(self) -> Pair | None:
        """(label, verdict), or None where both say that there is nothing to judge."""
        if self.label.overall is None and self.verdict.overall is None:
            return None
        return self.label.overall or 1, self.verdict.overall or 1

    @property
    def error(self) -> int:
        """Verdict minus label, in levels."""
        return self.pair[1] - self.pair[0] if self.pair else 0


@dataclass(frozen=True)
class Figures:
    """Everything that was counted over a set of cases. Shares are 0..1, `jitter` in levels.

    no_verdict     over the answers that cannot be judged: how many were expected, given, and right
    severe_misses  ids: a dangerous answer at 3 or more, a strong one at 2 or less, a confident word on nothing at all
    """

    answers: int
    kappa: Interval
    exact: float | None
    within_one: float | None
    bias: float | None
    length_correlation: float | None
    label_length_correlation: float | None
    length_only_kappa: float | None
    dimensions: dict[str, Interval]
    dimension_bias: dict[str, float | None]
    patterns: F1
    by_pattern: dict[str, F1]
    parts: F1
    by_part: dict[str, F1]
    noun_heavy: F1
    decisions: F1
    no_verdict: F1
    jitter: float | None
    severe_misses: tuple[str, ...]
    slices: dict[str, dict[str, Slice]]
    worst: tuple[Case, ...]


@dataclass(frozen=True)
class Slice:
    """A part of the answers: too few for a kappa of their own."""

    answers: int
    exact: float | None
    within_one: float | None
    bias: float | None


def run(
    labels: Sequence[Label],
    pack: Pack,
    reader: Reader,
    parse: Parse,
    tell: Callable[[str], None] = lambda _: None,
) -> tuple[Case, ...]:
    """Judge every labelled answer. `tell` gets one line after each. Raises UsageFailure for an unknown question."""
    cases = []
    for number, label in enumerate(labels, start=1):
        question = pack.question(label.question_id)
        interview = interview_of(words_of(label.transcript), pack, question)
        cases.append(Case(label, assess(interview, pack, question, reader, parse, measuring=True), question.kind))
        tell(f"{number} of {len(labels)}: {label.id}")
    return tuple(cases)


def between(labels: Sequence[Label], other: Sequence[Label], pack: Pack) -> tuple[Case, ...]:
    """Another rater's labels in the judge's place. Raises UsageFailure where an answer is missing there."""
    read = {label.id: label for label in other}
    if missing := [label.id for label in labels if label.id not in read]:
        raise UsageFailure(
            f"The other rater has not labelled {', '.join(missing[:5])}.", "Both files need the same answers."
        )
    return tuple(Case(label, _verdict(read[label.id]), pack.question(label.question_id).kind) for label in labels)


def _verdict(label: Label) -> Assessment:
    """What that rater would have said as a judge."""
    return Assessment(
        label.overall,
        "",
        Judge("person", "", ""),
        dimensions={name: DimensionScore(score) for name, score in label.dimensions.items()},
        patterns=label.patterns,
        covered=dict.fromkeys(label.covered, Quote("", 0)),
        noun_heavy=label.noun_heavy,
        decisions=tuple(Decision(quote, "", "", "", "", "", 0) for quote in label.decisions),
    )


def figures(cases: Sequence[Case]) -> Figures:
    """Count."""
    judged = [case for case in cases if case.pair is not None]
    pairs = [case.pair for case in judged if case.pair is not None]
    lengths = [len(case.label.transcript.split()) for case in judged]
    labels, verdicts = [a for a, _ in pairs], [b for _, b in pairs]
    names = sorted({name for case in cases for name in case.label.dimensions})
    by_name = {name: _dimension_pairs(cases, name) for name in names}
    jitters = [case.verdict.judge.jitter for case in cases if case.verdict.judge.jitter is not None]
    return Figures(
        answers=len(cases),
        kappa=statistics.bootstrap(pairs, statistics.kappa),
        exact=statistics.share(pairs, 0),
        within_one=statistics.share(pairs, 1),
        bias=statistics.bias(pairs),
        length_correlation=statistics.correlation(lengths, verdicts),
        label_length_correlation=statistics.correlation(lengths, labels),
        length_only_kappa=_length_only(lengths, labels),
        dimensions={name: statistics.bootstrap(found, statistics.kappa) for name, found in by_name.items()},
        dimension_bias={name: statistics.bias(found) for name, found in by_name.items()},
        patterns=_total(statistics.f1(case.label.patterns, case.verdict.patterns) for case in cases),
        by_pattern=_each(cases, lambda case: (case.label.patterns, case.verdict.patterns)),
        parts=_total(statistics.f1(case.label.covered, case.verdict.covered) for case in cases),
        by_part=_each(cases, lambda case: (case.label.covered, tuple(case.verdict.covered))),
        noun_heavy=_flag(cases, lambda case: (case.label.noun_heavy, case.verdict.noun_heavy)),
        decisions=_total(
            statistics.matched(case.label.decisions, [one.quote for one in case.verdict.decisions]) for case in cases
        ),
        no_verdict=_flag(cases, lambda case: (case.label.overall is None, case.verdict.overall is None)),
        jitter=sum(jitters) / len(jitters) if jitters else None,
        severe_misses=tuple(case.label.id for case in cases if severe(case)),
        slices=_slices(cases),
        worst=tuple(sorted((case for case in judged if case.error), key=lambda case: -abs(case.error))[:WORST_SHOWN]),
    )


def _dimension_pairs(cases: Sequence[Case], name: str) -> list[Pair]:
    """Pairs of that dimension where both the label and the judge have a level."""
    pairs = []
    for case in cases:
        label, found = case.label.dimensions.get(name), case.verdict.dimensions.get(name)
        if label is not None and found is not None and found.score is not None:
            pairs.append((label, found.score))
    return pairs


def _length_only(lengths: Sequence[int], labels: Sequence[int]) -> float | None:
    if len(labels) < 3:
        return None
    return statistics.kappa(list(zip(labels, statistics.length_only(lengths, labels), strict=True)))


def _total(parts: Iterable[F1]) -> F1:
    return sum(parts, F1(0, 0, 0))


def _each(cases: Sequence[Case], both: Callable[[Case], tuple[Sequence[str], Sequence[str]]]) -> dict[str, F1]:
    names = sorted({name for case in cases for side in both(case) for name in side})
    found = {}
    for name in names:
        sides = [tuple(name in side for side in both(case)) for case in cases]
        found[name] = _counted(sides)
    return found


def _flag(cases: Sequence[Case], both: Callable[[Case], tuple[bool, bool]]) -> F1:
    return _counted([both(case) for case in cases])


def _counted(flags: Sequence[tuple[bool, ...]]) -> F1:
    """Of (expected, found) pairs."""
    return F1(sum(a and b for a, b in flags), sum(b for _, b in flags), sum(a for a, _ in flags))


def severe(case: Case) -> bool:
    """Whether it is an error that may not happen: see `Figures.severe_misses`."""
    label, verdict = case.label.overall, case.verdict.overall
    if label is None:
        return verdict is not None and verdict > 1
    if label <= 2 and DANGEROUS in case.label.slice.trap:
        return verdict is not None and verdict >= 3
    return label >= 4 and (verdict is None or verdict <= 2)


def _slices(cases: Sequence[Case]) -> dict[str, dict[str, Slice]]:
    sides: dict[str, Callable[[Case], str]] = {
        "kind": lambda case: case.kind,
        "level": lambda case: str(case.label.overall or "none"),
        "speaker": lambda case: "native" if case.label.slice.native else "non-native",
        "medium": lambda case: case.label.slice.medium,
        "trap": lambda case: case.label.slice.trap or "none",
    }
    found: dict[str, dict[str, Slice]] = {}
    for name, side in sides.items():
        groups: dict[str, list[Pair]] = defaultdict(list)
        for case in cases:
            if case.pair is not None:
                groups[side(case)].append(case.pair)
        found[name] = {
            value: Slice(len(pairs), statistics.share(pairs, 0), statistics.share(pairs, 1), statistics.bias(pairs))
            for value, pairs in sorted(groups.items())
        }
    return found
