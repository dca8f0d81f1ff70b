"""The slots of a decision: what is done, under which condition, at which number, and by whom.

Spans are (first, last) token indices of the section, inclusive. A slot that was not said stays empty.
"""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.predicates import CONDITIONAL, Clause
from interviewer.analysis.sentences import CONJUNCTIONS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit

CASES = wordset("one any even single no zero")
WOULD = wordset("will would can wo ca only even")
AUXILIARIES = wordset("do does did be is are am get gets not n't never will would wo ca can cannot only even")


def words(unit: Unit, span: tuple[int, int] | None) -> str:
    """The words of the span, verbatim, without the marks around them; "" without a span."""
    if span is None:
        return ""
    return unit.quoted(*span).quote.strip(" ,;:.")


def condition(tokens: Sequence[Token], parts: Sequence[Clause]) -> Clause | None:
    """The clause that says when or if; a bar that comes first ("one leak and we stop") is one without its "if"."""
    for place, clause in enumerate(parts):
        if clause.opener in CONDITIONAL and (clause.opener != "where" or place == 0):
            return clause
    bar = len(parts) > 1 and parts[0].verb is None and not parts[0].side and not parts[1].side
    bar = bar and parts[1].verb is not None and not any(t.stop for t in tokens[parts[0].first : parts[0].last])
    cased = bar and any(t.numeric or t.lower in CASES for t in tokens[parts[0].first : parts[0].last + 1])
    return parts[0] if cased else None


def led(tokens: Sequence[Token], when: Clause, first: int) -> bool:
    """Whether a condition begins in mid-sentence, for what follows it: "two raters, and if they split, ..."."""
    return when.first > first and (tokens[when.first].lower in CONJUNCTIONS or tokens[when.first - 1].comma)


def action(unit: Unit, parts: Sequence[Clause], acts: Sequence[Clause]) -> tuple[int, int] | None:
    """What is done: from the verb with its "not" to the end of what the same one does; None where nothing is done.

    The verb of "I" or "we" comes first, then a rule or a person's; without any, the first main clause is what is said.
    """
    main = [clause for clause in parts if not clause.side]
    if not main:
        return None
    ours = [clause for clause in acts if clause.subject == "ours"]
    said = [clause for clause in main if clause.verb is not None]
    chosen = next(iter(ours or acts or said[::-1] or main))
    start, end = chosen.first if chosen.verb is None else chosen.verb, chosen.last
    while start > chosen.first and unit.tokens[start - 1].lower in AUXILIARIES:
        start -= 1
    while unit.tokens[start].lower in WOULD and start < end:
        start += 1
    for clause in parts[list(parts).index(chosen) + 1 :]:
        if clause.side or clause.subject_first != chosen.subject_first or clause.subject_first > end:
            break
        end = clause.last
    return start, end


def number(unit: Unit, spans: Sequence[tuple[int, int]], clauses: Sequence[Clause]) -> str:
    """The figure that decides: the one after a comparison, else the first in the condition, the action, or beside it.

    In: `clauses`, those of the condition and of the action; none: any will do.
    """
    tokens, last = unit.tokens, unit.last
    runs: list[tuple[int, int]] = []
    index = unit.first
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
    beside = [(clause.first, clause.last) for clause in clauses] or [(unit.first, unit.last)]
    near = [run for a, b in (*spans, *beside) for run in runs if a <= run[0] <= b]
    chosen = next((run for run in runs if run[0] in after), near[0] if near else None)
    return words(unit, chosen)


def owner(unit: Unit) -> str:
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
    return words(unit, (first, last))
