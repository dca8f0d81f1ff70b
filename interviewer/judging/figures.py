"""The figures of a calibration as JSON, as lines, and as the one that is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from interviewer.errors import UsageFailure
from interviewer.judging import agreement, statistics
from interviewer.judging.calibration import DANGEROUS, Case, Figures, Slice, severe
from interviewer.judging.calibration import figures as count
from interviewer.judging.reader import Account
from interviewer.judging.statistics import F1, Interval
from interviewer.packs import Pack

LOCKED = "locked"
TRAPS = "traps"


def keep(pack: Pack, who: Account, cases: Mapping[str, Sequence[Case]], labelled_by: str) -> Path:
    """Store the locked answers' agreement with the pack, and how many dangers misled the judge.

    Raises UsageFailure where there are no locked answers.
    """
    if LOCKED not in cases:
        raise UsageFailure(f"The pack '{pack.id}' has no locked answers.", "A figure from tuned answers is not kept.")
    found = count(cases[LOCKED])
    everything = [case for name, part in cases.items() if name != TRAPS for case in part if case.pair is not None]
    dangers = [case for case in cases.get(TRAPS, ()) if DANGEROUS in case.label.slice.trap]
    return agreement.write(
        pack,
        agreement.Measured(
            mind=who.mind,
            model=who.model,
            rubric_version=pack.rubric.version,
            fingerprint=agreement.fingerprint(pack),
            answers=found.answers,
            kappa=round(found.kappa.value or 0.0, 3),
            low=round(found.kappa.low or 0.0, 3),
            high=round(found.kappa.high or 0.0, 3),
            within_one=round(found.within_one or 0.0, 3),
            spread=statistics.quantile_span([-case.error for case in everything]),
            labelled_by=labelled_by,
            misled=(sum(map(severe, dangers)), len(dangers)),
        ),
    )


def to_json(pack: Pack, who: Account, sets: Mapping[str, Figures]) -> dict[str, Any]:
    """Everything that was counted, by set of labels; the mind that was not run says so.

    The locked answers stay unread: none of them is listed to be read again.
    """
    return {
        "pack": pack.id,
        "rubric_version": pack.rubric.version,
        "fingerprint": agreement.fingerprint(pack),
        "judge": {"mind": who.mind, "model": who.model},
        "sets": {name: {**_figures(one), "worst": [] if name == LOCKED else _worst(one)} for name, one in sets.items()},
        "not_measured": [mind for mind in ("rules", "llm") if mind != who.mind],
    }


def _figures(one: Figures) -> dict[str, Any]:
    return {
        "answers": one.answers,
        "overall": {
            **_interval(one.kappa),
            "exact": _round(one.exact),
            "within_one": _round(one.within_one),
            "bias": _round(one.bias),
            "length_correlation": _round(one.length_correlation),
            "label_length_correlation": _round(one.label_length_correlation),
            "length_only_kappa": _round(one.length_only_kappa),
            "jitter": _round(one.jitter),
        },
        "dimensions": {
            name: {**_interval(found), "bias": _round(one.dimension_bias[name])}
            for name, found in one.dimensions.items()
        },
        "patterns": {**_f1(one.patterns), "each": {name: _f1(found) for name, found in one.by_pattern.items()}},
        "parts": {**_f1(one.parts), "each": {name: _f1(found) for name, found in one.by_part.items()}},
        "noun_heavy": _f1(one.noun_heavy),
        "decisions": _f1(one.decisions),
        "no_verdict": _f1(one.no_verdict),
        "severe_misses": list(one.severe_misses),
        "slices": {
            name: {value: _slice(found) for value, found in group.items()} for name, group in one.slices.items()
        },
    }


def _worst(one: Figures) -> list[dict[str, Any]]:
    return [
        {
            "id": case.label.id,
            "question": case.label.question_id,
            "label": case.label.overall,
            "verdict": case.verdict.overall,
            "trap": case.label.slice.trap,
            "transcript": case.label.transcript,
        }
        for case in one.worst
    ]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 3)


def _interval(one: Interval) -> dict[str, Any]:
    return {"kappa": _round(one.value), "low": _round(one.low), "high": _round(one.high)}


def _f1(one: F1) -> dict[str, Any]:
    return {
        "f1": _round(one.value),
        "precision": _round(one.precision),
        "recall": _round(one.recall),
        "right": one.right,
        "found": one.found,
        "expected": one.expected,
    }


def _slice(one: Slice) -> dict[str, Any]:
    return {
        "answers": one.answers,
        "exact": _round(one.exact),
        "within_one": _round(one.within_one),
        "bias": _round(one.bias),
    }


def lines(pack: Pack, who: Account, sets: Mapping[str, Figures]) -> list[str]:
    """A table a set, to be read at a terminal."""
    reader = f"rubric {pack.rubric.version}, {who.mind} judge ({who.model})"
    told = [f"Pack {pack.id}, {f'another rater ({who.model})' if who.mind == 'person' else reader}"]
    for name, one in sets.items():
        told += ["", f"{name}: {one.answers} answers"]
        told.append(
            f"  overall             kappa {_shown(one.kappa)}, by length alone {_number(one.length_only_kappa)}"
        )
        told.append(f"                      exact {_percent(one.exact)}, within one level {_percent(one.within_one)}")
        told.append(
            f"                      bias {_number(one.bias)}, correlation with length {_number(one.length_correlation)}"
            f" (the labels' own {_number(one.label_length_correlation)})"
        )
        told += [f"  {dimension:<19} kappa {_shown(found)}" for dimension, found in one.dimensions.items()]
        for title, found in (
            ("patterns", one.patterns),
            ("parts", one.parts),
            ("too many nouns", one.noun_heavy),
            ("decisions", one.decisions),
            ("no verdict", one.no_verdict),
        ):
            told.append(
                f"  {title:<19} F1 {_number(found.value)} ({found.right} of {found.expected}, {found.found} found)"
            )
        told.append(f"  severe misses       {', '.join(one.severe_misses) or 'none'}")
        if one.jitter is not None:
            told.append(f"  jitter              {one.jitter:.2f} levels")
        told += [
            f"  read again          {case.label.id}: label {case.label.overall}, verdict {case.verdict.overall}"
            f" ({case.label.slice.trap or case.label.question_id})"
            for case in (() if name == LOCKED else one.worst)
        ]
    missing = [mind for mind in ("rules", "llm") if mind != who.mind]
    told += ["", *(f"{mind} judge: not measured in this run" for mind in missing)]
    return told


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"


def _percent(value: float | None) -> str:
    return "-" if value is None else f"{value:.0%}"


def _shown(one: Interval) -> str:
    if one.low is None or one.high is None:
        return _number(one.value)
    return f"{_number(one.value)} ({one.low:.2f} to {one.high:.2f})"


def disputed(found: Mapping[str, Any]) -> list[str]:
    """What the candidates of this machine read otherwise (`dispute.slice_of`); nothing where nobody did."""
    if not found["interviews"]:
        return []
    several = "" if found["interviews"] == 1 else "s"
    told = ["", f"disputes, in none of the figures above: {found['interviews']} interview{several}"]
    if found["bias"] is not None:
        told.append(f"  level with theirs   within one {_percent(found['within_one'])}, bias {_number(found['bias'])}")
    told += [f"  {fact:<19} yes {one['yes']}, no {one['no']}" for fact, one in found["facts"].items()]
    told += [
        f"  {name:<19} {one['disputed']} disputed, bias {_number(one['bias'])}"
        for name, one in found["dimensions"].items()
    ]
    return told
