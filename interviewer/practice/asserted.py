"""A sentence without what it only denies: "nobody owns it", "it does not run before each release". Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from interviewer.analysis.clauses import begins, clauses
from interviewer.analysis.cues import BY_LIST
from interviewer.analysis.lexicon import Span
from interviewer.analysis.predicates import Clause
from interviewer.analysis.reading import part
from interviewer.analysis.sentences import SUBJECTS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Spans, Unit

NOTS = wordset("not n't never hardly neither nor")
NO = wordset("no none nothing nobody neither nor never hardly")
LACKING = wordset("unclear unknown undecided missing unowned unlabelled unchecked impossible")
# "We do not ship until it has passed", "nothing ships without it": what follows holds.
UNLESS = wordset("until unless before without except but till")
ASKED = wordset("who what when how whether which where if")


def asserted(unit: Unit) -> Unit:
    """The sentence with only the matches and cues that some clause of it asserts."""
    found, denied = _sorted(unit)
    said: Spans = {}
    no: Spans = {}
    for name in unit.said.keys() | unit.denied.keys():
        spans = sorted({*unit.said.get(name, ()), *unit.denied.get(name, ())}, key=lambda span: (span.first, span.last))
        kept = tuple(span for span in spans if _stands(unit, span, found, denied, span in unit.said.get(name, ())))
        said |= {name: kept} if kept else {}
        no |= {name: rest} if (rest := tuple(span for span in spans if span not in kept)) else {}
    told = replace(unit, said=said, denied=no)
    yes: set[str] = set()
    not_so: set[str] = set()
    for clause in found:
        cues = part(told, clause.first, clause.last).cues
        if clause in denied:
            not_so |= cues
        else:
            yes |= cues
    heard = {cue for cue, names in BY_LIST.items() if said.keys() & set(names)}
    gone = {cue for cue, names in BY_LIST.items() if no.keys() & set(names)} - heard
    return replace(told, cues=(unit.cues - gone - (not_so - yes)) | (yes & heard))


def denied_at(unit: Unit) -> frozenset[int]:
    """Tokens of the turn that stand in a clause of the sentence that is only denied."""
    return frozenset(at for clause in _sorted(unit)[1] for at in range(clause.first, clause.last + 1))


def _sorted(unit: Unit) -> tuple[tuple[Clause, ...], list[Clause]]:
    """All clauses of the sentence, and those that are denied."""
    found = clauses(unit.tokens, unit.first, unit.last, _cuts(unit))
    denied: list[Clause] = []
    for place, clause in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        follows = bool(denied) and denied[-1] == found[place - 1] and unit.tokens[clause.first].lower in ASKED
        if follows or (_denies(unit.tokens, clause) and not (after and after.opener in UNLESS)):
            fronted = clause.verb == clause.last and place and found[place - 1].verb is None
            if fronted:  # "random ones we do not need"
                denied.append(found[place - 1])
            denied.append(clause)
    return found, denied


def _stands(unit: Unit, span: Span, found: Sequence[Clause], denied: Sequence[Clause], said: bool) -> bool:
    """Whether a match is asserted by the clause that it stands in; `said`: by the sentence as a whole."""
    clause = next(clause for clause in found if clause.first <= span.first <= clause.last)
    if clause in denied or _negated(unit, span):
        return False
    own = [unit.tokens[at].lower for at in range(clause.first, clause.last + 1) if not span.first <= at <= span.last]
    return said or not any(word in NOTS or word in NO or word in ("no", "without") for word in own)


def _cuts(unit: Unit) -> frozenset[int]:
    """Where a pronoun and its verb, or a noun and a verb taken for another noun ("and code checks for that"), begin."""
    out = set()
    start = unit.first
    for at in range(unit.first + 1, unit.last - 1):
        if _afresh(unit, start, at):
            out.add(at)
            start = at
        here = unit.tokens[at : min(at + 5, unit.last + 1)]
        pronoun = here[0].lower in SUBJECTS and here[0].tag == "PRP"
        if here[0].lower == "there" and here[1].finite:
            out.add(at)
        if pronoun and (here[1].finite or (here[1].pos == "ADV" and here[2].finite)):
            out.add(at)
        rest = here[2:] if here[0].lower in ("and", "but") and here[1].pos == "DET" else here[1:]
        if here[0].lower in ("and", "but") and len(rest) > 2 and rest[0].tag in ("NN", "NNP"):
            taken = rest[1].tag == "NNS" and rest[2].tag in ("IN", "DT", "PRP", "PRP$", "RP")
            out |= {at} if rest[1].finite or taken else set()
        if unit.tokens[at - 1].lower in ("it", "them") and here[0].pos == "DET" and begins(unit.tokens, at, unit.last):
            out.add(at)
    return frozenset(out)


def _afresh(unit: Unit, start: int, at: int) -> bool:
    """Whether a whole clause ends before `at` and another one begins: "nobody checks it | the lead owns it"."""
    here, before = unit.tokens[at], unit.tokens[at - 1]
    said = unit.tokens[start:at]
    verbs = sum(token.finite and token.pos != "NOUN" for token in said)
    wanted = 1 + sum(token.lower in ("who", "that", "which", "what", "if", "when", "whenever") for token in said)
    whole = verbs >= wanted and before.pos not in ("ADP", "DET", "AUX", "CCONJ", "SCONJ", "PART", "VERB")
    noun = here.pos in ("NOUN", "PROPN") and before.pos not in ("NOUN", "PROPN", "ADJ", "NUM")
    opens = here.pos == "DET" or (here.numeric and not before.numeric) or noun
    return whole and opens and begins(unit.tokens, at, unit.last)


def _denies(tokens: Sequence[Token], clause: Clause) -> bool:
    """Whether the clause as a whole says that something is not so."""
    words = [token.lower for token in tokens[clause.first : clause.last + 1]]
    if any(word in UNLESS for word in words[1:]) and clause.opener not in UNLESS and _still(tokens, clause):
        return False
    if clause.negated or words[0] in NO or words[:1] == ["not"]:
        return words[:2] != ["not", "only"]
    if any(word in LACKING for word in words):
        return True
    verb = clause.verb
    if verb is None:
        return any(word in NO for word in words[:2])
    after = [token.lower for token in tokens[verb + 1 : min(verb + 4, clause.last + 1)]]
    copula = tokens[verb].pos == "AUX" or tokens[verb].lemma in ("be", "have", "do")
    return (copula and bool(after) and after[0] in NOTS) or (bool(after) and after[0] in NO)


def _still(tokens: Sequence[Token], clause: Clause) -> bool:
    """ "Nothing ships without it": what comes after the exception holds. "Not before each release" is a denied time."""
    for at in range(clause.first + 1, clause.last + 1):
        word = tokens[at].lower
        if word in ("without", "except", "but", "unless"):
            return True
        if word in ("until", "before") and any(t.finite for t in tokens[at + 1 : min(at + 5, clause.last + 1)]):
            return True
    return False


def _negated(unit: Unit, span: Span) -> bool:
    """Whether a "not" stands right before it: "nightly, not before each release"."""
    at = span.first - 1
    while at > unit.first and unit.tokens[at].pos in ("ADP", "DET") and span.first - at < 4:
        at -= 1
    return at >= unit.first and unit.tokens[at].lower in NOTS and unit.tokens[at].tag == "RB"
