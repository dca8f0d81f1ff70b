"""From findings to levels: one pure, documented rule, the same whoever has read. The pack holds every name and number.

A credit is a fact that holds, is no red flag, and is asked for by the question. The pack's bars are counts over its
whole checklist; for a question that asks for fewer facts they shrink in proportion, so that "half of what can fairly
be expected" means the same for every question. The overall is 1 + the number of bars reached, then held down:

- a level with a gate is only reached where the gate's expression holds (over the facts that the question asks for);
  a closed gate costs one level of what the credits reach, not more,
- any condition of `capped_at_two` leaves at most 2: a red flag, or one that no fact speaks against ("R8 and not M4"),
- any flag of `ones` ("it is about something else") leaves 1 and makes the answer void: there is nothing to judge. An
  answer whose credits reach the first bar has said something, so such a flag is then taken for a misreading,
- a flag of `void` ("answers another question") makes it void whatever its credits.

A dimension is 1 + the number of its own bars reached by its own facts, scaled likewise, held down by `lowers`; None
where the question asks for none of its facts. Length, word choice and fluency are not inputs.

The rule is monotone: one more credit lowers nothing, one more red flag raises nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from interviewer.analysis.expressions import holds, names
from interviewer.model import Finding
from interviewer.packs import Dimension, Fact, Pack, Part, Pattern, Question

TOP = 5


@dataclass(frozen=True)
class Level:
    """One dimension's level: 1..5, None where it is not asked for.

    shown       ids of its facts that hold, in the checklist's order
    missing     id of the fact, or of the red flag, that stands before the next level; empty at the top
    """

    score: int | None
    shown: tuple[str, ...] = ()
    missing: str = ""


@dataclass(frozen=True)
class Score:
    """What the rule makes of the findings.

    credits, asked   facts that hold, of how many asked for
    bars             the bars over the facts of this question
    void             the flags that say that there is nothing to judge
    capped_by        the red flags that stand for a condition of `capped_at_two`, whatever the credits
    held_back_by     ids of the facts or flags that kept the overall below what its credits reach
    credited         the overall before another reader held it down; None where none did
    next_facts       missing facts, the most useful first: those of the next gate, then of the weakest dimension
    """

    overall: int
    credits: int
    asked: int
    bars: tuple[float, ...]
    dimensions: dict[str, Level] = field(default_factory=dict)
    patterns: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    void: tuple[str, ...] = ()
    capped_by: tuple[str, ...] = ()
    held_back_by: tuple[str, ...] = ()
    next_facts: tuple[str, ...] = ()
    credited: int | None = None


def score(findings: Mapping[str, Finding], pack: Pack, question: Question) -> Score:
    """Levels, patterns and parts of `findings` (fact id -> finding; a fact that is missing does not hold)."""
    held = {fact.id: fact.id in findings and findings[fact.id].holds for fact in pack.checklist}
    asked = tuple(fact for fact in pack.checklist if not fact.red and fact.id in question.asks)
    everything = sum(not fact.red for fact in pack.checklist)
    bars = _scaled(pack.rubric.scoring.bars, len(asked), everything)
    earned = sum(held[fact.id] for fact in asked)
    reached = 1 + _reached(earned, bars)
    rule = pack.rubric.scoring
    void = tuple(name for name in (*rule.void, *(rule.ones if reached == 1 else ())) if held.get(name))
    capped_by = tuple(names(one)[0] for one in pack.rubric.scoring.capped_at_two if holds(one, held))
    overall, held_back_by = _gated(reached, held, pack, question.asks)
    if capped_by and overall > 2:
        overall, held_back_by = 2, capped_by
    dimensions = {one.id: _level(one, asked, held, pack) for one in pack.rubric.dimension}
    result = Score(
        overall=overall,
        credits=earned,
        asked=len(asked),
        bars=bars,
        dimensions=dimensions,
        patterns=tuple(one.id for one in pack.head.pattern if _shows(one, held, bool(void), question)),
        covered=tuple(part.id for part in expected_parts(pack, question) if holds(part.rule, held)),
        void=void,
        capped_by=capped_by,
        held_back_by=held_back_by,
    )
    return replace(result, next_facts=_next_facts(result, asked, held, pack))


def expected_parts(pack: Pack, question: Question) -> tuple[Part, ...]:
    """The parts of the answer structure that the question leaves room for."""
    if question.parts:
        return tuple(part for part in pack.head.part if part.id in question.parts)
    return tuple(part for part in pack.head.part if set(names(part.rule)) & set(question.asks))


def unprompted(findings: Mapping[str, Finding], pack: Pack) -> dict[str, Finding]:
    """The same findings as if no follow-up had been asked. Red flags count whoever asked."""
    red = {fact.id for fact in pack.checklist if fact.red}
    return {name: replace(one, holds=one.holds and (name in red or not one.prompted)) for name, one in findings.items()}


def _scaled(bars: Collection[int], part: int, whole: int) -> tuple[float, ...]:
    return tuple(bar * part / whole if whole else 0.0 for bar in bars)


def _reached(count: int, bars: Collection[float]) -> int:
    return sum(count > 0 and count >= bar for bar in bars)


def _gated(level: int, held: Mapping[str, bool], pack: Pack, asks: Collection[str]) -> tuple[int, tuple[str, ...]]:
    """The level that the gates let through, at most one below what the credits reach, and what the closed one needs."""
    gates = pack.rubric.scoring.gates
    for number in sorted(gates, key=int):
        if level >= int(number) and not _passes(gates[number], held, asks):
            needed = tuple(name for name in names(gates[number]) if not held.get(name) and name in asks)
            return max(int(number), min(level, TOP)) - 1, needed
    return min(level, TOP), ()


def _passes(gate: str, held: Mapping[str, bool], asks: Collection[str]) -> bool:
    """Whether the gate is open. What is not asked for closes nothing, unless the asked facts could open it alone."""
    needed = names(gate)
    fair = holds(gate, {name: name in asks for name in needed})
    return holds(gate, {name: bool(held.get(name)) or (not fair and name not in asks) for name in needed})


def _level(dimension: Dimension, asked: Collection[Fact], held: Mapping[str, bool], pack: Pack) -> Level:
    own = [fact for fact in asked if fact.dimension == dimension.id]
    if not own:
        return Level(None)
    whole = sum(fact.dimension == dimension.id for fact in pack.checklist if not fact.red)
    shown = tuple(fact.id for fact in own if held[fact.id])
    level = 1 + _reached(len(shown), _scaled(dimension.bars, len(own), whole))
    missing = next((fact.id for fact in own if not held[fact.id]), "") if level < TOP else ""
    for condition, cap in pack.rubric.scoring.lowers.get(dimension.id, {}).items():
        if holds(condition, held) and level > cap:
            level, missing = cap, names(condition)[0]
    return Level(min(level, TOP), shown, missing)


def _shows(pattern: Pattern, held: Mapping[str, bool], void: bool, question: Question) -> bool:
    """A pattern of absence is silent where nothing was said that could be judged, or nothing of it was asked for."""
    if pattern.id in question.silent:
        return False
    if pattern.absence and (void or not set(names(pattern.rule)) & set(question.asks)):
        return False
    return holds(pattern.rule, held)


def _next_facts(result: Score, asked: Collection[Fact], held: Mapping[str, bool], pack: Pack) -> tuple[str, ...]:
    """Flags that hold the answer down, then the next gate, then one fact of each dimension, the weakest first."""
    gates = pack.rubric.scoring.gates
    gate = next((gates[number] for number in sorted(gates, key=int) if int(number) > result.overall), "")
    wanted = [fact.id for fact in asked]
    weakest = sorted(
        (level for level in result.dimensions.values() if level.score is not None), key=lambda one: one.score or 0
    )
    ordered = [
        *result.held_back_by,
        *(name for name in names(gate) if name in wanted and not held[name]),
        *(level.missing for level in weakest if level.missing),
    ]
    return tuple(dict.fromkeys(ordered))
