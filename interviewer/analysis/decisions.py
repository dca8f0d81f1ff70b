"""The decision ledger: clauses in which the speaker commits, with what he does, when, at which number, and who.

A decision changes what happens: a condition with its action, a gate, a choice against an alternative, a quantity with
a purpose, an owner, a release or a rollback, a schedule with an action. Naming a tool, describing what exists, a
number that changes nothing, "we could", "it depends", a question, and an idea that is refused are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.analysis.cues import MODALS, STATIVE
from interviewer.analysis.reading import Reading, Unit
from interviewer.analysis.sentences import LEADS
from interviewer.analysis.tokens import Token, wordset
from interviewer.model import Decision

CONDITION_STARTS = wordset("if unless when whenever once until where whatever")
LEADING = LEADS | wordset("um uh like well right basically actually honestly")


@dataclass(frozen=True)
class Found:
    """A decision with the unit and the tokens it came from."""

    decision: Decision
    unit: Unit
    first: int
    last: int


def decisions(reading: Reading) -> list[Found]:
    """All decisions in order. `prompted` is set where the turn answers a probe and nothing like it was said before."""
    out: list[Found] = []
    for place, unit in enumerate(reading.units):
        before = reading.units[place - 1] if place else None
        kind = kind_of(unit, before)
        if kind:
            out.append(_found(reading, unit, kind))
    return out


def kind_of(unit: Unit, before: Unit | None = None) -> str:
    """What kind of decision the sentence makes, or "" for none."""
    c = unit.cues
    if c & {"injection", "listing", "question", "reported"} or len(unit.own) < 3:
        return ""
    if "describe" in unit.said and not c & {"condition", "zero_tolerance", "block", "rollback"}:
        return ""
    acts = c & {"block", "rollback", "restrict", "release"}
    hedged = "hedged" in c and not (c & {"threshold", "zero_tolerance"} and acts)
    if c & {"threshold", "zero_tolerance"} and (acts or "gate" in c) and ("past" not in c) and not _loose(unit):
        return "gate"
    if hedged or "past" in c:
        return ""
    if "condition" in c and ("commit" in c or acts) and _conditional(unit):
        return "condition"
    if {"owner", "role"} <= c and ("action" in c or "commit" in c):
        return "owner"
    if acts - {"restrict"} and "commit" in c and "first_person" in c and "release_act" in _acts(unit):
        return "release"
    if "schedule" in c and "commit" in c:
        return "schedule"
    if "commit" in c and "reason" in c and ("choice" in c or "quantity" in c or "restrict" in c or "first_person" in c):
        return "choice"
    if "commit" in c and "number" in c and "quantity" in c and ("purpose" in c or "zero_tolerance" in c):
        return "quantity"
    return ""


def _loose(unit: Unit) -> bool:
    """A number and a gate word in a sentence where nobody acts and nothing is held against the number."""
    return "hedged" in unit.cues and "commit" not in unit.cues


def _conditional(unit: Unit) -> bool:
    """Whether the condition has a consequence: two clauses, or one with a verb of stopping, shipping or restricting."""
    verbs = sum(1 for t in unit.own if t.finite or t.tag == "VB")
    return verbs >= 2 or bool(unit.cues & {"block", "rollback", "restrict", "release", "zero_tolerance", "threshold"})


def _acts(unit: Unit) -> set[str]:
    """Whether a releasing word is the verb of the speaker's own commitment ("I would ship")."""
    for name in ("release", "rollback", "block"):
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
            before = [t.lower for t in unit.tokens[max(unit.first, span.first - 5) : span.first + 1]]
            if any(word in MODALS or word in ("i", "we", "do") for word in before):
                return {"release_act"}
    return set()


def _found(reading: Reading, unit: Unit, kind: str) -> Found:
    first, last = unit.first, unit.last
    while first < last - 2 and unit.tokens[first].lower in LEADING:
        first += 1
    quote = reading.quote(unit, first, last)
    turn = next(turn for turn in reading.turns if turn.number == unit.sentence.turn)
    condition = _condition(unit, first, last)
    decision = Decision(
        quote=quote.quote,
        action=_text(reading, unit, _action(unit, first, last, condition)),
        condition=_text(reading, unit, condition),
        number=_number(reading, unit, first, last),
        owner=_owner(reading, unit) if "owner" in unit.cues else "",
        kind=kind,
        turn=quote.turn,
        start_s=quote.start_s,
        end_s=quote.end_s,
        prompted=turn.probe is not None,
    )
    return Found(decision, unit, first, last)


def _text(reading: Reading, unit: Unit, span: tuple[int, int] | None) -> str:
    if span is None:
        return ""
    return reading.quote(unit, *span).quote.strip(" ,;:.")


def _condition(unit: Unit, first: int, last: int) -> tuple[int, int] | None:
    """The conditional clause: from its conjunction to the comma, the "then", or the next subject after its verb."""
    tokens = unit.tokens
    for start in range(first, last + 1):
        if tokens[start].lower not in CONDITION_STARTS:
            continue
        verb = False
        for index in range(start + 1, last + 1):
            if verb and (tokens[index].lower in ("then",) or (_subject(tokens, index, last))):
                return start, index - 1
            if (tokens[index].comma or tokens[index].stop) and verb | tokens[index].finite and index > start + 1:
                return start, index
            verb = verb or tokens[index].finite or tokens[index].pos in ("VERB", "AUX")
        return start, last
    return None


def _subject(tokens: Sequence[Token], index: int, last: int) -> bool:
    return tokens[index].lower in ("i", "we", "it", "they", "that", "the", "nobody", "nothing") and any(
        t.finite for t in tokens[index + 1 : min(index + 4, last + 1)]
    )


def _action(unit: Unit, first: int, last: int, condition: tuple[int, int] | None) -> tuple[int, int] | None:
    """What is done: from the main verb to the end of its clause, outside the condition."""
    tokens = unit.tokens
    outside = [i for i in range(first, last + 1) if condition is None or not condition[0] <= i <= condition[1]]
    verbs = [
        i
        for i in outside
        if tokens[i].pos in ("VERB", "AUX") and tokens[i].lower not in MODALS and tokens[i].lemma not in STATIVE
    ]
    verbs = verbs or [i for i in outside if tokens[i].pos in ("VERB", "AUX")]
    if not verbs:
        return (outside[0], outside[-1]) if outside else None
    end = verbs[0]
    while end + 1 in outside and not (tokens[end].comma and end - verbs[0] >= 2) and not tokens[end].stop:
        end += 1
    return verbs[0], end


def _number(reading: Reading, unit: Unit, first: int, last: int) -> str:
    """The figure that decides, with its unit: the one after a comparison if there is one, else the first."""
    tokens = unit.tokens
    runs: list[tuple[int, int]] = []
    index = first
    while index <= last:
        if tokens[index].numeric:
            end = index
            while end < last and (
                tokens[end + 1].numeric or tokens[end + 1].lower in ("point", "percent", "and", "or")
            ):
                end += 1
            while tokens[end].lower in ("and", "or"):
                end -= 1
            runs.append((index, end))
            index = end
        index += 1
    if not runs:
        return "0" if "zero_tolerance" in unit.cues and "no" in {t.lower for t in unit.own} else ""
    after = [span.last + 1 for span in unit.said.get("comparators", ())]
    chosen = next((run for run in runs if run[0] in after), runs[0])
    return _text(reading, unit, chosen)


def _owner(reading: Reading, unit: Unit) -> str:
    spans = unit.said.get("roles", ())
    if not spans:
        return ""
    best = max(spans, key=lambda span: span.last - span.first)
    first = best.first
    while (
        first > unit.first
        and unit.tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ")
        and not unit.tokens[first - 1].comma
    ):
        first -= 1
    last = best.last
    while last < unit.last and unit.tokens[last + 1].pos in ("NOUN", "PROPN") and not unit.tokens[last].comma:
        last += 1
    return _text(reading, unit, (first, last))
