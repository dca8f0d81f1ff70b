"""The decision ledger: clauses in which the speaker commits, with what he does, when, at which number, and who.

A decision changes what happens: a condition with its action, a gate, a choice against an alternative, a quantity with
a purpose, an owner, a release or a rollback, a schedule with an action. Naming a tool, describing what exists, a
number that changes nothing, "we could", "it depends", a question, and an idea that is refused are none.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.analysis import polarity, slots
from interviewer.analysis.cues import STATIVE
from interviewer.analysis.lexicon import Span
from interviewer.analysis.reading import Reading
from interviewer.analysis.sentences import CONJUNCTIONS, LEADS, ORDINALS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit
from interviewer.model import Decision

HEDGING_VERBS = wordset("look understand try keep track talk discuss hear start hope consider assume see explain")
PIECE_STARTS = wordset("any zero no one below under above over otherwise if unless more less at the two")
TOGETHER = 38  # tokens: two deciding clauses of one short sentence are one decision
DEMANDS = wordset("must may should want require requires needs demand expect")
SAYING = wordset("think know mean guess believe suppose feel understand")
MIN_PIECE = 5  # tokens
LEADING = (LEADS - ORDINALS) | wordset("um uh like well right basically actually honestly")


@dataclass(frozen=True)
class Found:
    """A decision with the unit and the tokens it came from."""

    decision: Decision
    unit: Unit
    first: int
    last: int


def decisions(reading: Reading) -> list[Found]:
    """All decisions in order; what follows from "otherwise" belongs to the decision before it."""
    out: list[Found] = []
    for unit in reading.units:
        kind = kind_of(unit)
        if not kind and out and _tail(out[-1], unit):
            out[-1] = _found(reading, out[-1].unit, out[-1].decision.kind, unit.last, out[-1].first)
        elif kind and out and _continues(out[-1].unit, unit):
            out[-1] = _found(reading, out[-1].unit, out[-1].decision.kind, unit.last)
        elif kind:
            pieces = [_found(reading, unit, kind, last, first) for first, last in _pieces(unit)]
            out += [found for found in pieces if found.decision.action]
    return out


def kind_of(unit: Unit) -> str:
    """What kind of decision the sentence makes, or "" for none."""
    c = unit.cues
    if c & {"injection", "listing", "question", "reported"} or len(unit.own) < 3:
        return ""
    acts = c & {"block", "rollback", "restrict", "release"}
    bar = c & {"threshold", "zero_tolerance"}
    if "describe" in unit.said and not (bar or acts or "condition" in c):
        return ""
    if bar and (acts or "gate" in c) and not ("past" in c and not acts) and not ("hedged" in c and "commit" not in c):
        return "gate"
    if bar and "past" not in c and "hedged" not in c and _demands(unit):
        return "gate"
    if "hedged" in c and not ("condition" in c and bar):
        return ""
    ours = _ours(unit)
    if "condition" in c and _conditional(unit, ours, bool(acts or bar)):
        return "condition"
    if _owned(unit):
        return "owner"
    if "commit" in c and "past" not in c and _always(unit):
        return "condition"
    if "past" in c:
        return ""
    if ours and _acts(unit) and "schedule" not in c:
        return "release"
    if "commit" not in c and not ours:
        return ""
    if "schedule" in c and (ours or c & {"role", "reason", "number"} or _upkeep(unit)):
        return "schedule"
    exclusive = "exclusive" in unit.said or "exclusive" in unit.denied
    if "reason" in c and (ours or exclusive):
        return "choice"
    passive = any(token.tag == "VBN" for token in unit.own)
    if exclusive and "action" in c and ("number" in c or "restrict" in c or (passive and "negated" in c)):
        return "choice"
    if "amount" in c and ("purpose" in c or unit.own[0].numeric) and (ours or passive or unit.own[0].numeric):
        return "quantity"
    return ""


def _demands(unit: Unit) -> bool:
    """Whether the bar is demanded: "must be at least", "I want ninety five percent", "may lose at most two points"."""
    return any(t.lower in DEMANDS for t in unit.own)


def _continues(before: Unit, unit: Unit) -> bool:
    """Whether `unit` is the other branch of the decision just made ("otherwise people keep doing it")."""
    adjacent = unit.sentence.index == before.sentence.index + 1 and unit.sentence.turn == before.sentence.turn
    words = [token.lower for token in unit.own[:3]]
    if adjacent and _goes_on(before.last, unit) and unit.last - before.first < TOGETHER:
        return True
    return adjacent and ("otherwise" in words[:2] or words[:2] == ["if", "not"] or words == ["and", "if", "not"])


def _tail(before: Found, unit: Unit) -> bool:
    """Whether `unit` is the rest of a sentence that has just decided ("... and nobody on the team sees it")."""
    same = unit.sentence.turn == before.unit.sentence.turn and unit.first == before.last + 1
    return same and _goes_on(before.last, unit) and unit.last - before.first < TOGETHER


def _goes_on(last: int, unit: Unit) -> bool:
    """Whether `unit` goes on in the sentence that token `last` belongs to, and does not only follow it."""
    joined = unit.tokens[last].comma or unit.tokens[unit.first].lower in CONJUNCTIONS
    return joined and not unit.tokens[last].stop


def _ours(unit: Unit) -> bool:
    """Whether the speaker acts: "I" or "we" with a verb of doing, outside of any because, when or if; or a command."""
    tokens, first, last = unit.tokens, unit.first, unit.last
    clause = polarity.clauses(tokens, first, last)
    openers: dict[int, str] = {}
    for index in range(first, last + 1):
        openers.setdefault(clause[index - first], tokens[index].lower)
    start = first
    while start < last and tokens[start].lower in LEADING:
        start += 1
    if (
        tokens[start].tag == "VB"
        and tokens[start].lemma not in STATIVE | HEDGING_VERBS
        and _object(tokens, start, last)
    ):
        return True
    for index in range(first, last):
        if tokens[index].lower not in ("i", "we") or openers[clause[index - first]] in slots.SIDE_CLAUSES:
            continue
        if index > first and tokens[index - 1].lemma in ("mean", "say"):
            continue  # "five means I'd merge it" says what the mark means
        for verb in range(index + 1, min(index + 5, last) + 1):
            if tokens[verb].lower == "can":
                break  # "we can change it again" binds nobody
            if tokens[verb].lemma in SAYING and tokens[min(verb + 1, last)].lower != "to":
                break  # "I mean the cause, ..." says nothing that is done
            modal = tokens[verb - 1].lower == "would"  # the tagger does not know every verb ("I'd oversample disputes")
            object_next = verb < last and tokens[verb + 1].pos in ("NOUN", "DET", "PRON", "NUM", "ADJ")
            if modal and tokens[verb].tag in ("JJ", "NN", "RB") and object_next:
                return True
            if tokens[verb].tag in ("VB", "VBP", "VBG") or (
                tokens[verb].tag == "VBD" and tokens[verb].lower == tokens[verb].lemma
            ):
                if tokens[verb].lemma not in STATIVE | HEDGING_VERBS:
                    return True
                if tokens[verb].lemma not in STATIVE:
                    break
    return False


def _object(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Whether the command at `verb` has something that it is done to, no second verb beside it."""
    after = tokens[verb + 1 : min(verb + 6, last + 1)]
    if after and after[0].tag in ("VB", "VBP"):
        return False
    return any(t.pos in ("NOUN", "PROPN", "PRON", "NUM") for t in after)


def _conditional(unit: Unit, ours: bool, strong: bool) -> bool:
    """Whether the condition has a consequence that somebody brings about.

    "Users complain when something changes" tells what happens; "if it drops we go back" says what will be done. In the
    third person a consequence needs a bar, an act of stopping or restricting, or something that goes wrong.
    """
    c = unit.cues
    if "condition_words" not in unit.said and strong:
        return True  # the bar itself is the condition: "more than five points down is a bad sign"
    if sum(1 for t in unit.own if t.finite or t.tag == "VB") < 2 and not strong:
        return False
    start = unit.first
    while start < unit.last and unit.tokens[start].lower in LEADING:
        start += 1
    opening = unit.tokens[start].lower in slots.CONDITION_STARTS
    words = {span.entry for span in unit.said.get("condition_words", ())}
    if words <= {"=when", "whenever", "where it", "=once"} and not (opening or strong):
        return False
    if ours or ("commit" in c and strong and not c & {"past"}):
        return True
    return opening and "commit" in c and bool(c & {"fail", "number", "schedule"} or _becomes(unit))


def _always(unit: Unit) -> bool:
    """Whether it rules for all cases of a kind: "each complaint becomes a test", "whatever breaks goes in"."""
    start = unit.first
    while start < unit.last and unit.tokens[start].lower in LEADING:
        start += 1
    opening = unit.tokens[start].lower
    return opening in ("every", "each", "any", "anything", "everything", "whatever") and any(
        t.lemma in ("become", "go", "get", "join", "turn", "stay") for t in unit.own
    )


def _becomes(unit: Unit) -> bool:
    return any(t.lemma in ("become", "get", "go", "stay", "keep", "move", "count", "turn") for t in unit.own)


def _upkeep(unit: Unit) -> bool:
    """A passive or a rule in the present tense with a cadence: "cases are swapped each quarter"."""
    return any(t.tag == "VBN" or t.lemma in ("repeat", "get", "go") for t in unit.own)


def _owned(unit: Unit) -> bool:
    """A person or team beside a word of owning: "the medical director signs", "signed by legal", "Lena owns it"."""
    if "owner" not in unit.cues:
        return False
    people = list(unit.said.get("roles", ()))
    people += [Span(i, i, "") for i in range(unit.first, unit.last + 1) if unit.tokens[i].tag == "NNP"]
    for verb in unit.said["owner_verbs"]:
        for who in people:
            ahead, behind = verb.first - who.last, who.first - verb.last
            if 0 <= ahead <= 4 or 0 < behind <= 3:
                return True
    return False


def _acts(unit: Unit) -> bool:
    """Whether a word of shipping or stopping is the verb of the speaker's own commitment ("I would ship")."""
    for name in ("release", "rollback", "block"):
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
            said = [t.lower for t in unit.tokens[span.first : span.last + 2]]
            if name == "block" and "going" in said and "to" in said:
                continue  # "not going to discuss it" stops nothing
            before = [t.lower for t in unit.tokens[max(unit.first, span.first - 5) : span.first + 1]]
            if any(word in ("i", "we") for word in before):
                return True
    return False


def _pieces(unit: Unit) -> list[tuple[int, int]]:
    """A long sentence that strings several bars together, cut at the commas before each ("zero leaks, ninety ...")."""
    bounds = [unit.first]
    marks = sorted(
        span.first
        for name in ("zero_words", "comparators", "block", "rollback", "restrict", "release", "condition_words")
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ()))
    )
    for index in range(unit.first + MIN_PIECE, unit.last - MIN_PIECE + 2):
        if not unit.tokens[index - 1].comma or index - bounds[-1] < MIN_PIECE:
            continue
        ahead = [token.lower for token in unit.tokens[index : index + 3]]
        opens = (
            ahead[0] in PIECE_STARTS or unit.tokens[index].numeric or (ahead[0] == "and" and ahead[1] in PIECE_STARTS)
        )
        if (
            opens
            and any(bounds[-1] <= mark < index for mark in marks)
            and any(index <= mark <= unit.last for mark in marks)
        ):
            bounds.append(index)
    ends = [start - 1 for start in bounds[1:]] + [unit.last]
    return list(zip(bounds, ends, strict=True))


def _found(reading: Reading, unit: Unit, kind: str, last: int, first: int | None = None) -> Found:
    first = unit.first if first is None else first
    while first < last - 2 and unit.tokens[first].lower in LEADING:
        first += 1
    quote = reading.quote(unit, first, last)
    condition = slots.condition(unit, first, last)
    action = slots.action(unit, first, last, condition)
    turn = next(turn for turn in reading.turns if turn.number == unit.sentence.turn)
    decision = Decision(
        quote=quote.quote,
        action=slots.words(reading, unit, action),
        condition=slots.words(reading, unit, condition),
        number=slots.number(reading, unit, first, last, [span for span in (action, condition) if span]),
        owner=slots.owner(reading, unit) if "owner" in unit.cues else "",
        kind=kind,
        turn=quote.turn,
        start_s=quote.start_s,
        end_s=quote.end_s,
        prompted=turn.probe is not None,
    )
    return Found(decision, unit, first, last)
