"""What is seen in a clause and in a sentence, by name: "main verb=hold", "cue=threshold", "said=labellers".

A name is a kind and a value; the files of weights have a number for each that counts (`weighing`, `hearing`). Of a
clause it is said who does what in it, which words and lists it holds, and which cues; of a sentence, what is seen in
its clauses and which cues and lists it has as a whole. Nothing that stands before or after is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from interviewer.analysis.acts import acting, maybe
from interviewer.analysis.clauses import clauses
from interviewer.analysis.predicates import Clause
from interviewer.analysis.reading import part
from interviewer.analysis.units import Unit

POSSIBLE = frozenset(("could", "can", "might", "may", "ca"))


@dataclass(frozen=True)
class Seen:
    """A clause with the names of what is in it. `barred`: in no decision; `open`: it only names a possibility."""

    unit: Unit
    clause: Clause
    names: frozenset[str]
    barred: bool
    open: bool

    @property
    def main(self) -> bool:
        """Whether it is a main clause with a verb."""
        return not self.clause.side and self.clause.verb is not None


@lru_cache(maxsize=2048)
def of_sentence(unit: Unit) -> frozenset[str]:
    """The names of what is seen in the sentence; in: the sentence wherever it stands (`Unit.same`)."""
    parts = clauses(unit.tokens, unit.first, unit.last, frozenset())
    names = {name for one in parts for name in seen_in(unit, one).names}
    names |= {f"cue={name}" for name in unit.cues}
    names |= {f"said={name}" for name in unit.said} | {f"denied={name}" for name in unit.denied}
    return frozenset(names)


def commits(unit: Unit) -> bool:
    """Whether the sentence says more than what could be or may be; in: the sentence wherever it stands."""
    names = of_sentence(unit)
    could = "main negated" not in names and any(f"main modal={one}" in names for one in POSSIBLE)
    return not could and "hedged" not in names


def seen_in(unit: Unit, one: Clause) -> Seen:
    """The names of what is seen in one clause of the sentence."""
    here = part(unit, one.first, one.last)
    role = "side" if one.side else "main"
    who = [f"subject={one.subject}", f"opener={one.opener}"]
    tokens, verb = unit.tokens, one.verb
    if verb is None:
        who.append("verbless")
    else:
        tense = "told" if one.told else tokens[verb].tag
        who += [
            f"verb={tokens[verb].lemma}",
            f"does={one.subject} {tokens[verb].lemma}",
            f"form={one.subject} {one.modal} {tense}{' passive' if one.passive else ''}",
            f"modal={one.modal}",
        ]
        who += [name for name, true in (("negated", one.negated), ("passive", one.passive), ("past", one.past)) if true]
    names = {f"{role} {name}" for name in who}
    if one.subject_first >= 0:
        names.add(f"subject word={tokens[one.subject_first].lower}")
    names |= {f"word={'#' if token.numeric else token.lemma}" for token in here.own}
    names |= {f"said={name}" for name in here.said} | {f"denied={name}" for name in here.denied}
    names |= {f"cue={name}" for name in here.cues} | {f"{role} cue={name}" for name in here.cues}
    names.add(f"terms={min(3, len(here.terms))}")
    acts = not one.side and bool(acting(here, (one,)))
    if acts:
        names |= {"acts", f"acts={one.subject}"}
    hedged = maybe(here, one)
    if hedged:
        names.add("hedged")
    barred = bool(unit.cues & {"injection", "listing"}) or "question" in here.cues
    possible = one.modal in POSSIBLE and not one.negated
    return Seen(unit, one, frozenset(names), barred, (hedged or possible) and not acts)
