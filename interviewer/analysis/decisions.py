"""The decision ledger: clauses in which the speaker commits, with what he does, when, at which number, and who.

A decision changes what happens: a condition with its action, a gate, a choice against an alternative, a quantity with
a purpose, an owner, a release or a rollback, a schedule with an action. Naming a tool, describing what exists, a
number that changes nothing, "we could", "it depends", a question, and an idea that is refused are none.

One entry is one statement: a main clause with the clauses that say when and why. Statements of one sentence that are
short enough to be said in one breath stay together; in a long one each that decides stands alone, and what surrounds
it is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from interviewer.analysis import slots
from interviewer.analysis.acts import acting
from interviewer.analysis.candidates import Candidate, Ruled, candidates
from interviewer.analysis.clauses import clauses
from interviewer.analysis.commitments import kind_of
from interviewer.analysis.predicates import CONDITIONAL, Clause
from interviewer.analysis.reading import Reading, part
from interviewer.analysis.sentences import CONJUNCTIONS, LEADS, ORDINALS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Spans, Unit
from interviewer.analysis.weighing import chosen
from interviewer.model import Decision
from interviewer.weights import Weighing

BREATH = 30  # tokens: statements of one sentence that together are no longer stay one decision
BARE_BREATH = 18  # the same where no mark stands between them: who hears no commas hears no long sentences
BRANCHES = 38  # the same for a condition and its "otherwise"
MIN_PIECE = 5  # tokens
WEIGHED = 40  # words: the weights are learned on whole answers, and a sentence or two goes by the rules
SURE = ("gate", "release")  # "if one account shows, no launch": no weights take away what a launch hangs on
PIECE_STARTS = wordset("any zero no one below under above over otherwise if unless more less at the two")
OTHERWISE = wordset("otherwise or")
Passage = tuple[Unit, frozenset[int]]
LEADING = (LEADS - ORDINALS) | wordset("um uh like well right basically actually honestly")


@dataclass(frozen=True)
class Found:
    """A decision, the tokens first..last of its section that say it, and the indices of the sentences they lie in."""

    decision: Decision
    first: int
    last: int
    sentences: frozenset[int]


def decisions(reading: Reading) -> list[Found]:
    """All decisions, each once, in order of speaking; none in a language whose grammar is not read here."""
    if "other_language" in reading.whole and "too_short" not in reading.whole:
        return []
    probed = {turn.number for turn in reading.turns if turn.probe is not None}
    once: dict[str, Found] = {}
    for units in reading.sections:
        for key, found in _of_section(units, bool(units) and units[0].sentence.turn in probed, reading.weighing):
            before = once.get(key)
            once[key] = replace(before, sentences=before.sentences | found.sentences) if before else found
    return list(once.values())


@lru_cache(maxsize=256)
def _of_section(units: tuple[Unit, ...], prompted: bool, weighing: Weighing | None) -> list[tuple[str, Found]]:
    """The decisions of one section, each with the words by which its like is known. In a growing answer: once."""
    out = []
    long = sum(len(unit.own) for unit in units) >= WEIGHED
    passages = _passages(units)
    stretches = [one for passage in passages for one in _stretches(passage)]
    ruled = _ruled(stretches)
    for one in _weighed(passages, stretches, ruled, weighing) if weighing and long else ruled:
        found = _found(units, one, prompted)
        out.append((" ".join(token.lower for token in one.unit.tokens[found.first : found.last + 1]), found))
    return out


def _ruled(stretches: Sequence[Stretch]) -> list[Stretch]:
    """What the rules alone take for decisions: stretches, those said in one breath as one."""
    out: list[Stretch] = []
    for stretch in stretches:
        if out and _one_breath(out[-1], stretch):
            out[-1] = replace(out[-1], last=stretch.last)
        else:
            out.append(stretch)
    return out


def considered(units: Sequence[Unit]) -> Iterator[Candidate]:
    """What may be a decision in a section, with the features that speak for and against it."""
    passages = _passages(units)
    return _considered(passages, [one for passage in passages for one in _stretches(passage)])


def _considered(passages: Sequence[Passage], stretches: Sequence[Stretch]) -> Iterator[Candidate]:
    starts = frozenset(first for unit, cuts in passages for first, _ in statements(unit, cuts))
    ruled = [Ruled(one.first, one.last, one.kind) for one in stretches]
    apart = frozenset(at for unit, cuts in passages for at in cuts if not _goes_on(unit.tokens, at))
    return candidates(passages, starts, apart, ruled)


def _weighed(
    passages: Sequence[Passage], stretches: Sequence[Stretch], ruled: Sequence[Stretch], weighing: Weighing
) -> list[Stretch]:
    """What the learned weights take for decisions, and gates and releases of the rules where they take none."""
    found = [
        Stretch(one.unit, _kind(part(one.unit, one.first, one.last), one), one.first, one.last)
        for one in chosen(_considered(passages, stretches), weighing)
    ]
    for sure in (one for one in ruled if one.kind in SURE):
        if not any(one.first <= sure.last and sure.first <= one.last for one in found):
            found.append(sure)
    return sorted(found, key=lambda one: one.first)


def _kind(unit: Unit, one: Candidate) -> str:
    """Its kind: as the rules say of all of it or of a part, else by what it holds."""
    if kind := kind_of(unit):
        return kind
    inside = sorted(name.removeprefix("rules within=") for name in one.names if name.startswith("rules within="))
    if said := [kind for kind in inside if not kind.isdigit()]:
        return said[0]
    if slots.condition(unit.tokens, clauses(unit.tokens, unit.first, unit.last)):
        return "condition"
    if "owner" in unit.cues:
        return "owner"
    return "quantity" if any(token.numeric for token in unit.own) else "choice"


def _passages(units: Sequence[Unit]) -> list[Passage]:
    """Sentences that no mark parts, as one unit, with the tokens at which they begin.

    Where nobody set a mark, "... so that / neither side can dominate" may have been cut before its reason.
    """
    out: list[tuple[Unit, frozenset[int]]] = []
    for unit in units:
        before = out[-1][0] if out else None
        apart = before is None or (before.cues | unit.cues) & {"injection", "listing"}
        if before is None or apart or before.tokens[before.last].stop:
            out.append((unit, frozenset()))
            continue
        whole = replace(
            before,
            sentence=replace(before.sentence, last=unit.sentence.last),
            last=unit.last,
            said=_both(before.said, unit.said),
            denied=_both(before.denied, unit.denied),
            terms=_both(before.terms, unit.terms),
            cues=(before.cues | unit.cues),
            origin=None,
        )
        out[-1] = whole, out[-1][1] | {unit.first}
    return out


def _both(one: Spans, other: Spans) -> Spans:
    return {name: one.get(name, ()) + other.get(name, ()) for name in {**one, **other}}


@dataclass(frozen=True)
class Stretch:
    """Tokens first..last decide something of that kind; they begin in `unit`. `apart`: one bar of several in a row."""

    unit: Unit
    kind: str
    first: int
    last: int
    apart: bool = False


def _stretches(passage: tuple[Unit, frozenset[int]]) -> list[Stretch]:
    """The deciding statements of a passage; a short one is taken whole."""
    unit, cuts = passage
    flows = all(_goes_on(unit.tokens, at) for at in cuts)
    if flows and len(unit.own) <= _breath(unit.own[:-1]) and (kind := kind_of(part(unit, unit.first, unit.last))):
        return [Stretch(unit, kind, unit.first, unit.last)]
    out = []
    for first, last in statements(unit, cuts):
        pieces = _pieces(part(unit, first, last)) if last - first >= BREATH else [(first, last)]
        for start, end in pieces:
            here = part(unit, start, end)
            kind = kind_of(here) or ("gate" if len(pieces) > 1 and "threshold" in here.cues else "")
            if kind:
                out.append(Stretch(unit, kind, start, end, apart=start > first))
    return out


def _one_breath(before: Stretch, after: Stretch) -> bool:
    """Whether `after` goes on in the sentence of `before`, and both are one decision: short, or its other branch."""
    if after.first != before.last + 1:
        return False
    tokens = before.unit.tokens
    stop = tokens[before.last].stop
    if stop and stop != ";":
        return False
    words = [token.lower for token in tokens[after.first : after.first + 3]]
    if after.apart or not _goes_on(tokens, after.first):
        return False
    other = words[0] in OTHERWISE or words[:2] == ["if", "not"] or words == ["and", "if", "not"]
    return after.last - before.first < (BRANCHES if other else _breath(tokens[before.first : after.last]))


def _breath(tokens: Sequence[Token]) -> int:
    return BREATH if any(token.comma or token.stop for token in tokens) else BARE_BREATH


def _goes_on(tokens: Sequence[Token], at: int) -> bool:
    """Whether what begins at `at` is tied to what came before by a mark or by "and", "so", "otherwise"."""
    before = tokens[at - 1]
    return bool(before.comma or before.stop) or tokens[at].lower in CONJUNCTIONS | OTHERWISE | {"because", "that"}


def _pieces(unit: Unit) -> list[tuple[int, int]]:
    """A long statement that strings several bars together, cut at the commas before each ("zero leaks, ninety ...")."""
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
        if opens and any(bounds[-1] <= mark < index for mark in marks) and any(mark >= index for mark in marks):
            bounds.append(index)
    ends = [start - 1 for start in bounds[1:]] + [unit.last]
    return list(zip(bounds, ends, strict=True))


def statements(unit: Unit, cuts: frozenset[int] = frozenset()) -> list[tuple[int, int]]:
    """The unit cut into statements, each a main clause with the side clauses that belong to it."""
    tokens = unit.tokens
    parts = clauses(tokens, unit.first, unit.last, cuts)
    out: list[list[Clause]] = []
    for place, clause in enumerate(parts):
        after = parts[place + 1] if place + 1 < len(parts) else None
        if not out:
            out.append([clause])
        elif clause.side:
            ahead = after is not None and not after.side and clause.opener in CONDITIONAL
            marked = _marked(tokens, clause.first)
            place_of = clause.opener == "where" and not marked  # "the chats where the judge is high": which ones
            free = marked or (after is not None and tokens[after.first].lower not in CONJUNCTIONS)
            free = free and (marked or clause.opener not in ("until", "unless"))  # "we held it until both agreed"
            if ahead and free and not place_of:
                out.append([clause])
            else:
                out[-1].append(clause)
        elif _waits(out[-1], tokens, clause) or clause.subject_first < clause.first or clause.verb is None:
            out[-1].append(clause)
        else:
            out.append([clause])
    return [(group[0].first, group[-1].last) for group in out]


def _marked(tokens: Sequence[Token], at: int) -> bool:
    before = tokens[at - 1] if at else None
    return before is None or bool(before.comma or before.stop) or tokens[at].lower in CONJUNCTIONS


def _waits(group: list[Clause], tokens: Sequence[Token], after: Clause) -> bool:
    """Whether the group still has no main clause with a verb ("if kappa is low", "one leak in testing").

    Nor has it one in "if I have two versions and have to pick one", where `after` begins with "then".
    """
    if all(clause.side or clause.verb is None for clause in group):
        return True
    doubled = all(clause.side or tokens[clause.first].lower in ("and", "or") for clause in group)
    return doubled and group[0].opener in CONDITIONAL and tokens[after.first].lower == "then"


def _around(parts: Sequence[Clause], when: Clause | None, action: tuple[int, int] | None) -> list[Clause]:
    """The clauses of the condition and of the action."""
    return [one for one in parts if one == when or (action and one.first <= action[1] and action[0] <= one.last)]


def _found(units: Sequence[Unit], stretch: Stretch, prompted: bool) -> Found:
    unit, first, last = stretch.unit, stretch.first, stretch.last
    while first < last - 2 and unit.tokens[first].lower in LEADING:
        if unit.tokens[first].lower == "no" and unit.tokens[first + 1].pos in ("NOUN", "ADJ"):
            break  # "no leaks" begins with its "no"
        first += 1
    quote = unit.quoted(first, last)
    here = part(unit, first, last)
    parts = clauses(unit.tokens, first, last)
    when = slots.condition(unit.tokens, parts)
    acts = [act for act in acting(here, parts) if act != when]
    condition = None
    if when is not None:
        led = slots.led(unit.tokens, when, first)
        acts = [act for act in acts if led and act.first > when.last] or acts
        condition = (when.first + (led and unit.tokens[when.first].lower in CONJUNCTIONS), when.last)
    action = slots.action(unit, parts, acts)
    if action is None and condition is not None and condition[1] == last:
        condition = None  # what is done stands somewhere in it
    decision = Decision(
        quote=quote.quote,
        action=slots.words(unit, action),
        condition=slots.words(unit, condition),
        number=slots.number(here, [span for span in (condition, action) if span], _around(parts, when, action)),
        owner=slots.owner(here) if "owner" in here.cues else "",
        kind=stretch.kind,
        turn=quote.turn,
        start_s=quote.start_s,
        end_s=quote.end_s,
        prompted=prompted,
    )
    inside = frozenset(one.sentence.index for one in units if one.first <= last and first <= one.last)
    return Found(decision, first, last, inside)
