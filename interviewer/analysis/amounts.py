"""How many of what: numbers of things that are given to something."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.analysis.acts import spares
from interviewer.analysis.people import is_person
from interviewer.analysis.predicates import Clause
from interviewer.analysis.sentences import LEADS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit

STAYING = wordset("go live stay keep hold lock spend put set leave reserve live remain")
DRAWN = wordset("half where each per until locked read written from")
ORDERED = wordset(
    """list set case step pile class layer level tier bucket line group thing direction way kind type sort part question
    dimension category point stage phase reason number figure"""
)
CHECKING = wordset("check compare test verify validate")  # their purpose lies in the verb


def allots(unit: Unit, acts: list[Clause]) -> bool:
    """Whether a number of things is given to something: "fifty stay locked", "I'd read a hundred to see why"."""
    for part in acts:
        verb = part.verb if part.verb is not None else part.first
        before, after = unit.tokens[part.first : verb], unit.tokens[verb + 1 : unit.last + 1]
        counted = any(t.numeric for t in before)
        if part.passive and any(t.numeric for t in after) and not unit.cues & {"percent"}:
            return True
        if counted and part.subject == "other" and (part.passive or unit.tokens[verb].lemma in STAYING):
            return True
        if counted and part.subject == "other" and is_person(unit, part):
            return True
        if counted and spares(unit, part):
            return True
        if part.subject == "other" and not is_person(unit, part) and not part.passive:
            continue
        if part.subject == "ours" and {"every", "where"} <= {t.lower for t in after}:
            return True
        fronted = _leads_with_number(unit) and part.subject == "ours"
        large = bool(unit.cues & {"amount", "percent"}) and any(t.numeric for t in after)
        repeated = any(t.numeric and n.lower in ("times", "runs") for t, n in pairwise(after))
        exposed = any(t.lower == "percent" and n.lower == "of" for t, n in pairwise(after))
        if (
            fronted
            or (large and part.subject == "other" and is_person(unit, part))
            or repeated
            or (exposed and part.subject == "ours")
            or (large and part.subject in ("ours", "none") and not part.negated)
            or (part.subject == "ours" and not part.negated and _counts(unit.tokens[verb + 1 : part.last + 1]))
            or (large and ("purpose" in unit.cues or unit.tokens[verb].lemma in STAYING | CHECKING))
        ):
            return True
        if large and any(t.lower in ("where", "each", "half", "myself", "twice", "hand") for t in after):
            return True
    return False


def _counts(said: Sequence[Token]) -> bool:
    """So many of something; "two lists" and "three steps" only order what is said, "the two" and "a three" name it."""
    for index, token in enumerate(said):
        named = index and said[index - 1].tag in ("DT", "IN", "PRP$", "TO")
        if token.numeric and not (named or any(t.lemma in ORDERED for t in said[index + 1 : index + 3])):
            return True
    return False


def draws(unit: Unit) -> bool:
    """A number of things and where they come from or go to, without a verb ("two hundred explanations, half ...")."""
    if not _leads_with_number(unit) or not unit.cues & {"amount", "quantity"}:
        return False
    start = leads(unit) - unit.first + 1
    verb = next((place for place, t in enumerate(unit.own) if t.finite), len(unit.own))
    return any(t.lower in DRAWN for t in unit.own[start:verb])


def enough(unit: Unit) -> bool:
    """How many are put to it: "one reader is enough for the plain ones", "two of them will do"."""
    own = unit.own
    counted = unit.tokens[leads(unit)].numeric or unit.tokens[leads(unit)].lower == "one"
    return counted and any(
        one.lower in ("is", "are", "'s") and two.lower in ("enough", "plenty") for one, two in pairwise(own)
    )


def _leads_with_number(unit: Unit) -> bool:
    at = leads(unit)
    return unit.tokens[at].numeric or (
        at < unit.last and unit.tokens[at + 1].numeric and unit.tokens[at].pos in ("DET", "ADV")
    )


def leads(unit: Unit) -> int:
    """The first token after "and", "so", "well" and the like."""
    start = unit.first
    while start < unit.last and unit.tokens[start].lower in LEADS - {"no"}:
        start += 1
    return start
