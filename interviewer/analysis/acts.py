"""Whether somebody acts in a clause: the speaker, a person or a team, or a rule ("the rest ships").

Tense, hedges and the verb say no: what was, what could be, and what binds nobody ("I would think about it").
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from interviewer.analysis.cues import STATIVE
from interviewer.analysis.people import INSTRUMENTS, assigned, by_program, has_object, is_person, sets_to_work
from interviewer.analysis.predicates import Clause
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit
from interviewer.analysis.verbs import CONTROL, HARM, JUDGING, NEED_PEOPLE, VAGUE

HABITS = wordset("usually often normally typically mostly hardly rarely sometimes generally already")
CHECKS = wordset("check label mark review reader reading rating test row line bar gate")
POSSIBLE = wordset("can could may might ca")
GRANTED = CONTROL | wordset("mark grade judge rate label score sort answer launch")
APPROXIMATELY = wordset("maybe perhaps probably possibly")


def acting(unit: Unit, parts: tuple[Clause, ...]) -> list[Clause]:
    """The main clauses in which somebody is bound to act; a bare verb only at the start or beside another act."""
    out: list[Clause] = []
    ruled = any(part.opener in ("if", "unless", "whenever") for part in parts)  # "if it missed one it didn't go out"
    for place, clause in enumerate(parts):
        if clause.side or not (
            _acts(unit, replace(clause, past=clause.past and not ruled)) or _granted(unit, clause, parts)
        ):
            continue
        if clause.subject == "none" and place and not out and not all(before.side for before in parts[:place]):
            continue
        out.append(clause)
    return out


def _acts(unit: Unit, part: Clause) -> bool:
    """Whether somebody is bound to do what the clause says."""
    tokens, verb = unit.tokens, part.verb
    if verb is None or part.past or tokens[verb].tag == "MD" or maybe(unit, part):
        return False
    if part.modal in POSSIBLE and not part.negated:
        return _only(unit, part) and tokens[verb].lemma not in VAGUE
    lemma = tokens[verb].lemma
    if lemma == "let" and tokens[min(verb + 2, len(tokens) - 1)].lower in ("say", "assume", "suppose", "imagine"):
        return False  # "let's say seventy"
    who = part.subject_first
    if who >= 0 and tokens[who].lower == "you":
        return False
    if who > 0 and part.subject == "ours" and tokens[who - 1].lemma in ("mean", "say"):
        return False  # "five means I'd merge it" says what the mark means
    if part.subject == "other" and any(t.lower in HABITS for t in tokens[part.first : part.last + 1]):
        return False
    if part.passive:
        always = any(t.lower in ("always", "only", "never") for t in tokens[part.first : verb])
        return lemma not in HARM or (always and lemma in ("see", "show", "give", "use", "ask", "make"))
    if part.subject == "ours":
        binds = lemma not in VAGUE and not (part.negated and lemma == "do")
        return binds or sets_to_work(unit, part) or _judges(part, unit) or _sits_down(unit, part)
    if part.subject == "none":
        return (lemma not in VAGUE and has_object(tokens, verb, part.last)) or sets_to_work(unit, part)
    if part.subject == "all" and not assigned(unit, part):
        kind = lemma == "be" and verb < part.last and tokens[verb + 1].lower in ("a", "an")
        return lemma in CONTROL or kind
    if part.modal and who >= 0 and tokens[who].lower in ("they", "he", "she"):
        return False  # "they'll write it themselves" foretells what others do
    if part.modal:
        ours = who >= 0 and tokens[who].lower in ("my", "our")
        return lemma in CONTROL and (ours or part.modal != "would")
    if assigned(unit, part) or by_program(unit, part):
        return True
    able = is_person(unit, part) or any(t.lower in INSTRUMENTS for t in tokens[part.first : verb])
    able = able or part.negated or spares(unit, part) or _only(unit, part)
    return lemma in CONTROL and (able or lemma not in NEED_PEOPLE)


def _granted(unit: Unit, part: Clause, parts: tuple[Clause, ...]) -> bool:
    """ "It can mark the easy ones if it agrees with us in nine of ten": allowed, but only so."""
    if part.modal not in ("can", "may") or part.subject == "ours" or part.verb is None or part.negated:
        return False
    after = any(one.opener in ("if", "once", "after", "when") and one.first > part.first for one in parts)
    return (
        after and bool(unit.cues & {"threshold", "percent", "comparison"}) and unit.tokens[part.verb].lemma in GRANTED
    )


def _sits_down(unit: Unit, part: Clause) -> bool:
    """Whether a vague verb is said of a counted pile: "we sit down with eighty calls", "I'd start with 300 logs"."""
    verb = part.verb
    if verb is None or part.negated or unit.tokens[verb].lemma not in ("sit", "look", "start", "talk", "speak"):
        return False
    after = unit.tokens[verb + 1 : part.last + 1]
    return "amount" in unit.cues and any(t.numeric for t in after[:4])


def _judges(part: Clause, unit: Unit) -> bool:
    """Whether the speaker says what he will take a result for: "I don't call that a win", "I believe them, not it"."""
    verb = part.verb
    if verb is None or unit.tokens[verb].lemma not in JUDGING:
        return False
    after = unit.tokens[verb + 1 : part.last + 1]
    if unit.tokens[verb].lemma == "want":  # "I don't want a model marking these"
        return part.negated and any(t.tag == "VBG" for t in after[1:4])
    if not part.negated:
        bar = "condition" in unit.cues or any(t.numeric for t in unit.tokens[part.first : part.subject_first])
        called = bar and unit.tokens[verb].lemma in ("call", "count", "trust", "believe")
        return called or any(t.lower == "not" for t in after[1:])
    return any(t.numeric for t in unit.own) or "condition" in unit.cues


def maybe(unit: Unit, part: Clause) -> bool:
    """Whether the clause only names a possibility."""
    return any(part.first <= at <= part.last for at in _hedges(unit))


def _hedges(unit: Unit) -> set[int]:
    """Tokens that make what follows a mere possibility; "maybe eighty" is only a rough number."""
    out = set()
    for span in unit.said.get("hedges", ()):
        after = unit.tokens[span.last + 1 : span.last + 3]
        rough = span.entry in APPROXIMATELY and any(t.numeric or t.lower in ("a", "half", "about") for t in after)
        if not rough and not (span.entry in ("i guess", "i suppose", "sort of") and span.last == unit.last):
            out.add(span.first)
    return out


def hedged(unit: Unit, parts: tuple[Clause, ...]) -> bool:
    """Whether some clause only names a possibility."""
    return any(maybe(unit, part) for part in parts if not part.side) or "several ways" in unit.said.get("hedges", ())


def spares(unit: Unit, part: Clause) -> bool:
    """Whether it is said what some get: none ("one in twenty gets no swaps"), so many, or a check of their own."""
    verb = part.verb
    if verb is None or verb >= part.last or unit.tokens[verb].lemma != "get" or part.told:
        return False
    after = unit.tokens[verb + 1 : min(verb + 6, part.last + 1)]
    given = after[0].lower in ("no", "nothing", "none") or after[0].numeric or part.negated
    return given or (not part.modal and any(t.lemma in CHECKS for t in after))


def _only(unit: Unit, part: Clause) -> bool:
    """Whether the clause, or the one right after it, allows something only under a condition, or only in part."""
    near = [t.lower for t in unit.tokens[part.first : min(part.last + 4, unit.last + 1)]]
    limits = any(one in ("but", "and") and two in ("not", "never", "nothing") for one, two in pairwise(near))
    return limits or any(word in ("only", "provided", "once") for word in near)


def looks(unit: Unit, part: Clause) -> bool:
    """ "We look at it again after a month": no act by itself, but one when it is said how often or at what not."""
    verb = part.verb
    if verb is None or part.past or part.modal in POSSIBLE:
        return False
    said = {t.lower for t in unit.own}
    if "instead" in said and part.subject == "other":
        return unit.tokens[verb].lemma not in STATIVE
    lemma = unit.tokens[verb].lemma
    return lemma in ("look", "see", "watch", "get", "ask", "show") and (
        part.subject == "ours" or is_person(unit, part) or "only" in said
    )


def refuses_to_call(unit: Unit, acts: list[Clause]) -> bool:
    """Whether the speaker says what he will not take a result for, or will not have."""
    return any(
        part.subject == "ours" and part.negated and part.verb is not None and unit.tokens[part.verb].lemma in JUDGING
        for part in acts
    )
