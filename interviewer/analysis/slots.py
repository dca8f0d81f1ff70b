"""The slots of a decision: what is done, under which condition, at which number, and by whom.

Spans are (first, last) token indices of the turn, inclusive. A slot that was not said stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis import polarity
from interviewer.analysis.cues import STATIVE
from interviewer.analysis.reading import Reading
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit

CONDITION_STARTS = wordset("if unless when whenever once until where whatever")
SIDE_CLAUSES = wordset(
    """because since if when whenever unless until while although though which who where after once before what how
    whether"""
)
REASONS = wordset("because since")
NOT = wordset("not n't never")
STATES = STATIVE | wordset("look see explain understand hear hope consider assume")


def words(reading: Reading, unit: Unit, span: tuple[int, int] | None) -> str:
    """The words of the span, verbatim, without the marks around them; "" without a span."""
    if span is None:
        return ""
    return reading.quote(unit, *span).quote.strip(" ,;:.")


def condition(unit: Unit, first: int, last: int) -> tuple[int, int] | None:
    """The conditional clause: from its conjunction to the comma, the "then", or the next subject after its verb."""
    tokens = unit.tokens
    for start in range(first, last + 1):
        if tokens[start].lower not in CONDITION_STARTS:
            continue
        verb = False
        for index in range(start + 1, last + 1):
            if verb and (tokens[index].lower in ("then",) or (_subject(tokens, index, last))):
                return start, index - 1
            ends = tokens[index].comma or tokens[index].stop
            if ends and index > start + 1 and (verb or tokens[index].finite or _opened(tokens, index + 1, last)):
                return start, index
            verb = verb or tokens[index].finite or tokens[index].pos in ("VERB", "AUX")
        return start, last
    return None


def _opened(tokens: Sequence[Token], index: int, last: int) -> bool:
    """Whether somebody begins to act at `index`, even where the tagger saw no verb before it."""
    ahead = tokens[index : min(index + 3, last + 1)]
    return bool(ahead) and ahead[0].pos in ("PRON", "NOUN", "PROPN", "DET") and any(t.finite for t in ahead[1:])


def _subject(tokens: Sequence[Token], index: int, last: int) -> bool:
    return tokens[index].lower in ("i", "we", "it", "they", "that", "the", "nobody", "nothing") and any(
        t.finite for t in tokens[index + 1 : min(index + 4, last + 1)]
    )


def action(unit: Unit, first: int, last: int, condition: tuple[int, int] | None) -> tuple[int, int] | None:
    """What is done: from the verb that commits to the end of its clause, outside the condition; None without one.

    The verb of "I" or "we" comes first, then a word of stopping, shipping or going back, then the first verb of doing.
    """
    tokens = unit.tokens
    outside = [i for i in range(first, last + 1) if condition is None or not condition[0] <= i <= condition[1]]
    if not outside:  # "whatever goes wrong gets added": the rule is its own condition; a bare "if" does nothing
        finite = [i for i in range(first, last + 1) if tokens[i].finite]
        return (finite[1], last) if len(finite) > 1 else None
    clause = polarity.clauses(tokens, first, last)
    openers: dict[int, str] = {}
    for index in range(first, last + 1):
        openers.setdefault(clause[index - first], tokens[index].lower)
    main = [i for i in outside if openers[clause[i - first]] not in SIDE_CLAUSES]
    acts = {
        index
        for name in ("release", "rollback", "block", "restrict", "owner_verbs")
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ()))
        for index in range(span.first, span.last + 1)
    }
    chosen = None
    for places in (main, outside):
        verbs = [i for i in places if tokens[i].pos == "VERB" and tokens[i].lemma not in STATES]
        doing = [i for i in verbs if tokens[i].tag != "VBG"]
        ours = [i for i in doing if any(t.lower in ("i", "we") for t in tokens[max(first, i - 3) : i])]
        strong = [i for i in verbs if i in acts]
        chosen = next(iter(ours or strong or doing or verbs or [i for i in places if i in acts]), chosen)
        if chosen is not None:
            break
    if chosen is None:
        return outside[0], outside[-1]
    end = chosen
    while end + 1 in outside and not (tokens[end].comma and end - chosen >= 2) and not tokens[end].stop:
        if tokens[end + 1].lower in REASONS and end > chosen:
            break
        end += 1
    start = chosen
    while start - 1 in outside and (tokens[start - 1].lower in NOT or tokens[start - 1].lemma in ("do", "be", "even")):
        start -= 1
    return (
        (start, end)
        if any(tokens[i].lower in NOT or tokens[i].lemma == "be" for i in range(start, chosen))
        else (chosen, end)
    )


def number(reading: Reading, unit: Unit, first: int, last: int, spans: Sequence[tuple[int, int]]) -> str:
    """The figure that decides: the one after a comparison, else the first in the action's own clause or condition."""
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
    clause = polarity.clauses(unit.tokens, unit.first, unit.last)
    near = {clause[i - unit.first] for a, b in spans for i in range(a, b + 1) if unit.first <= i <= unit.last}
    own = [run for run in runs if run[0] > unit.last or clause[run[0] - unit.first] in near]
    chosen = next((run for run in runs if run[0] in after), own[0] if own else None)
    return words(reading, unit, chosen)


def owner(reading: Reading, unit: Unit) -> str:
    """The longest role that is named, with the words that belong to it, or ""."""
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
    return words(reading, unit, (first, last))
