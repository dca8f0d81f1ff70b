"""Bars: numbers that something is held against, and how speech sets them, with a verb or without."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.analysis.acts import maybe
from interviewer.analysis.amounts import leads
from interviewer.analysis.people import is_person
from interviewer.analysis.predicates import CONDITIONAL, Clause
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit

BARRED = CONDITIONAL - {"until", "where", "wherever", "suppose", "supposing"}
NOTHING = wordset("no nothing nobody none never")
RULES = wordset("rule gate bar limit threshold condition criterion")
DEMANDS = wordset("must may should want require requires needs demand expect")
SINKING = wordset("fail block sink stop disqualify void kill")
PASSING = wordset("beat pass agree stay reach hold match exceed hit get succeed survive clear")


def demands(unit: Unit) -> bool:
    """Whether the bar is demanded: "must be at least", "I want ninety five percent"; "I'd expect" foretells it."""
    for index, token in enumerate(unit.own):
        after = unit.own[index + 1] if index + 1 < len(unit.own) else None
        plans = token.lemma in ("want", "need") and after is not None and after.lower == "to"
        foretells = token.lower == "expect" and index and unit.own[index - 1].lower in ("would", "might")
        if not (plans or foretells) and (token.lower in DEMANDS or token.lemma in ("accept", "tolerate", "live")):
            return True
        if token.lower == "only" and after is not None and after.tag == "IN":
            return True
    return False


def sets_bar(unit: Unit, main: list[Clause]) -> bool:
    """Whether the speaker names a bar: "I'd say ninety percent", "I'd set it at ninety eight"."""
    for part in main:
        if part.verb is None or part.negated:
            continue
        after = unit.tokens[part.verb + 1 : min(part.verb + 6, part.last + 1)]
        if of_rule(unit, part) and (any(t.numeric for t in after[:3]) or (after and after[0].lower in NOTHING)):
            return True
        if part.subject != "ours" or part.past:
            continue
        lemma = unit.tokens[part.verb].lemma
        near = next((place for place, t in enumerate(after) if t.numeric), None)
        ahead = any(t.numeric for t in unit.tokens[part.first : part.subject_first])
        if lemma in ("accept", "tolerate") and ahead and part.modal:
            return True  # "five in a hundred I can accept"
        if lemma in ("believe", "trust") and near is not None and after[near - 1].lower in ("at", "from", "above"):
            return True  # "I'd believe it at point seven"
        if near is not None and (
            (lemma in ("set", "live", "accept", "allow", "tolerate") and near < 4)
            or (lemma in ("say", "require") and "percent" in unit.cues)
        ):
            return True
    return False


def answers(unit: Unit, parts: Sequence[Clause]) -> bool:
    """What follows from missing or reaching a bar: "if they agree on less than 0.65, the question is bad"."""
    led = [part for part in parts if part.opener in BARRED and not part.told and _compared(unit, part)]
    after = [part for part in parts if not part.side and part.verb is not None and led and part.first > led[0].first]
    return any(
        not part.past and not part.modal and not maybe(unit, part) and not any(t.numeric for t in _span(unit, part))
        for part in after
    )


def _compared(unit: Unit, part: Clause) -> bool:
    """Whether a number stands in the clause, and a word that holds something against it."""
    near = any(part.first <= span.first <= part.last for span in unit.said.get("comparators", ()))
    return near and any(t.numeric for t in _span(unit, part))


def _span(unit: Unit, part: Clause) -> Sequence[Token]:
    return unit.tokens[part.first : part.last + 1]


def of_rule(unit: Unit, part: Clause) -> bool:
    """ "The rule was: no injury goes missing", "our bar is nine in ten": told or not, it is set."""
    be = part.verb is not None and unit.tokens[part.verb].lemma == "be"
    return be and any(t.lemma in RULES for t in unit.tokens[max(part.first, part.subject_first) : part.verb])


def bare_bar(unit: Unit) -> bool:
    """A bar without a verb: "fewer than three in a hundred", "any such claim, no release"."""
    start = leads(unit)
    if any(span.first == start for span in unit.said.get("gate_words", ())) and start < unit.last:
        start += 1
    opens = not unit.tokens[start].numeric  # "three out of eleven" is a share, no bar
    first = opens and any(span.first <= start + 2 for span in unit.said.get("comparators", ()))
    case = unit.tokens[start].lower in ("any", "one", "even", "every", "no")
    case = case or any(t.lower in ("any", "one", "worse") for t in unit.tokens[start : min(start + 5, unit.last)])
    without = unit.tokens[start].lower == "no" and any(t.lower == "without" for t in unit.own)
    if without and "number" not in unit.cues:
        return True  # "no payment without a yes from the customer"
    return ("threshold" in unit.cues and first) or (case and "block" in unit.cues)


def must_pass(unit: Unit, main: list[Clause]) -> bool:
    """Whether something has to pass: "must also beat the old one"."""
    return any(
        (part.modal == "must" or (_has_to(unit, part) and not is_person(unit, part)))
        and part.subject != "ours"
        and part.verb is not None
        and unit.tokens[part.verb].lemma in PASSING
        for part in main
    )


def _has_to(unit: Unit, part: Clause) -> bool:
    """ "The next version has to pass them"."""
    before = unit.tokens[part.first : part.verb or part.first]
    return any(one.lower in ("has", "have") and two.lower == "to" for one, two in pairwise(before))


def _sinks(unit: Unit, part: Clause) -> bool:
    verb = part.verb or part.first
    after = unit.tokens[verb + 1 : min(verb + 5, part.last + 1)]
    thing = part.subject in ("other", "all") and unit.tokens[part.subject_first].pos != "PRON"
    done = not (part.past or part.modal or part.passive or part.negated)
    return thing and done and any(t.pos in ("NOUN", "PRON") for t in after)


def trusts(unit: Unit, parts: tuple[Clause, ...]) -> bool:
    """ "I would believe it when it agrees in 85 of 100": a bar for trusting."""
    side = any(part.opener in CONDITIONAL for part in parts)
    return side and any(
        part.subject == "ours" and not part.side and part.modal == "would" and not maybe(unit, part) for part in parts
    )


def tells_what_there_is(unit: Unit, part: Clause) -> bool:
    """ "We have labellers in three languages": it tells what there is."""
    return part.verb is not None and unit.tokens[part.verb].lemma == "have" and not part.negated and not part.modal


def is_stop(unit: Unit, main: list[Clause]) -> bool:
    """Whether what follows "is" a stop: "if it isn't there, it's a fail"."""
    return any(
        part.verb is not None
        and unit.tokens[part.verb].lower in ("is", "'s")
        and not part.negated
        and any(part.verb < span.first <= part.last for span in unit.said.get("block", ()))
        for part in main
    )


def names_gate(unit: Unit) -> bool:
    """ "The launch gate might be at least 95 percent": a modest word, but a bar."""
    start = leads(unit)
    return any(span.first <= start + 3 for span in unit.said.get("gate_words", ()))


def has_no_more(unit: Unit, main: list[Clause]) -> bool:
    """ "Then there is no swap any more for these people"."""
    return any(t.lower in ("more", "longer", "until") for t in unit.own) and any(
        part.verb is not None
        and unit.tokens[part.verb].lower in ("is", "are", "'s", "be")
        and not part.past
        and any(t.lower in ("no", "none") for t in unit.tokens[part.verb + 1 : min(part.verb + 3, part.last + 1)])
        for part in main
    )


def fails(unit: Unit, main: list[Clause]) -> bool:
    """Whether a case of something "is" a stop, or makes one: "one row less is a fail", "paying twice fails it"."""
    for part in main:
        if part.verb is not None and unit.tokens[part.verb].lemma in SINKING and _sinks(unit, part):
            return True
        if part.verb is None or unit.tokens[part.verb].lower not in ("is", "are", "'s") or part.negated:
            continue
        before = {t.lower for t in unit.tokens[part.first : part.verb]}
        said = any(part.verb < span.first <= part.last for span in unit.said.get("block", ()))
        if said and before & {"one", "any", "single", "every", "even", "each"}:
            return True
    return False
