"""What is wrong with a pack's `rubric.toml`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from interviewer.authoring.names import Known, expression
from interviewer.authoring.values import Fault, File
from interviewer.packs import Rubric

ANCHORED = {"1", "3", "5"}
LEVELS = {"1", "2", "3", "4", "5"}


def faults(file: File, known: Known) -> Iterator[Fault]:
    """All faults of that file."""
    rubric: Rubric = file.value
    if not rubric.dimension:
        yield file.fault("there is no dimension: at least one [[dimension]]")
    if missing := sorted(LEVELS - set(rubric.levels)):
        yield file.fault(f"[levels] has no words for {', '.join(missing)}", "levels")
    seen: set[str] = set()
    for number, one in enumerate(rubric.dimension):
        if one.id in seen:
            yield file.fault(f"the dimension '{one.id}' comes twice", "dimension", number, "id")
        seen.add(one.id)
        if not _ascend(one.bars):
            yield file.fault("the bars must be four numbers that rise", "dimension", number, "bars")
        for key, words in (("anchors", one.anchors), ("examples", one.examples)):
            if set(words) != ANCHORED:
                yield file.fault(f"the {key} are those of 1, 3 and 5", "dimension", number, key)
    scoring = rubric.scoring
    if not _ascend(scoring.bars):
        yield file.fault("the bars must be four numbers that rise", "scoring", "bars")
    for level, gate in scoring.gates.items():
        if level not in {"2", "3", "4", "5"}:
            yield file.fault(f"there is no level '{level}' to gate", "scoring", "gates")
        yield from expression(file, gate, known.facts, "scoring", "gates")
    for key, rules in (("ones", scoring.ones), ("void", scoring.void), ("capped_at_two", scoring.capped_at_two)):
        for rule in rules:
            if not rule.strip():
                yield file.fault("an empty condition is always true", "scoring", key)
            yield from expression(file, rule, known.facts, "scoring", key)
    for name, conditions in scoring.lowers.items():
        if name not in known.dimensions:
            yield file.fault(f"unknown dimension '{name}'", "scoring", "lowers", name)
        for rule in conditions:
            yield from expression(file, rule, known.facts, "scoring", "lowers", name)


def _ascend(bars: Sequence[int]) -> bool:
    return len(bars) == 4 and list(bars) == sorted(set(bars))
