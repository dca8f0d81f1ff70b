"""Whether somebody acts in a clause: the speaker, a person or a team, or a rule ("the rest ships").

Tense, hedges and the verb say no: what was, what could be, and what binds nobody ("I would think about it").
"""

from __future__ import annotations

from interviewer.analysis.clauses import Clause
from interviewer.analysis.cues import STATIVE
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit

# Verbs that bind nobody to anything that could be checked.
VAGUE = STATIVE | wordset(
    """investigate analyse analyze explore evaluate
    address commit handle meet sit speak
    agree align am are argue ask assume bet bring call care come consider continue deal depend discuss doubt ensure
    establish expect explain find focus happen has hear hope imagine improve is learn leverage like live look love
    mention mind notice present regard remember say see show start suspect talk tell think track understand wonder
    work worry"""
)
# What a system or a thing does by rule, so that a clause about it can be one ("the rest ships", "it stays off").
CONTROL = wordset(
    """come apply ask become belong block carry check close collect confirm count cut decide delete disqualify do double
    drop end enter escalate expire fall fix follow freeze gate get go grade hand hold join keep label land launch
    leave live lock lose mark move need notify open page pass pause promote put queue read refresh refuse reject
    release remain repeat replace require reset rest restart retire retry revert review rewrite roll rotate route
    run score see send serve shed ship sign sit sort start stay stop supply swap switch take trigger turn veto wait
    win write"""
)
HARM = wordset(
    """recommend consider capture measure evaluate associate tired
    affect annoy ask base bias break build call charge collect concern confuse connect corrupt couple create damage
    define design disappoint expect finish frustrate generate give harm hurt include involve know link lose make
    mean need overload relate sample satisfy see show solve store support suppose surprise track train use write"""
)
NEED_PEOPLE = wordset("see write read supply collect follow get do")  # said of a thing, these only describe it
PEOPLE = wordset(
    """agency community council counter floor office specialist technician tester volunteer worker
    adviser advisor agent analyst annotator auditor clinician colleague curator dba desk director doctor editor
    engineer expert handler human labeler labeller lawyer lead manager member moderator nurse officer owner
    people person pharmacist rater reviewer somebody someone speaker staff supervisor teacher team translator who"""
)
HABITS = wordset("usually often normally typically mostly hardly rarely sometimes generally already")
APPROXIMATELY = wordset("maybe perhaps probably possibly")
POSSIBLE = wordset("can could may might ca")


def acting(unit: Unit, parts: tuple[Clause, ...]) -> list[Clause]:
    """The main clauses in which somebody is bound to act; a bare verb only at the start or beside another act."""
    out: list[Clause] = []
    for place, clause in enumerate(parts):
        if clause.side or not _acts(unit, clause):
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
    if part.modal in POSSIBLE and not part.negated and not _only(unit, part):
        return False
    lemma = tokens[verb].lemma
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
        return lemma not in VAGUE and not (part.negated and lemma == "do")
    if part.subject == "none":
        return lemma not in VAGUE and _object(unit, verb, part.last)
    if part.subject == "all":
        kind = lemma == "be" and verb < part.last and tokens[verb + 1].lower in ("a", "an")
        return lemma in CONTROL or kind
    if part.modal:
        ours = who >= 0 and tokens[who].lower in ("my", "our")
        return lemma in CONTROL and (ours or part.modal != "would")
    return lemma in CONTROL and (is_person(unit, part) or lemma not in NEED_PEOPLE or _only(unit, part))


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


def _only(unit: Unit, part: Clause) -> bool:
    """Whether the clause, or the one right after it, allows something only under a condition."""
    near = unit.tokens[part.first : min(part.last + 4, unit.last + 1)]
    return any(t.lower in ("only", "provided", "once") for t in near)


def _object(unit: Unit, verb: int, last: int) -> bool:
    """Whether the command at `verb` has something that it is done to, no second verb beside it."""
    after = unit.tokens[verb + 1 : min(verb + 6, last + 1)]
    if after and after[0].tag in ("VB", "VBP"):
        return False
    return any(t.pos in ("NOUN", "PROPN", "PRON", "NUM") for t in after)


def is_person(unit: Unit, part: Clause) -> bool:
    """Whether the subject of the clause is a person, a team or a role."""
    verb = part.verb if part.verb is not None else part.last
    before = range(part.first, verb)
    roles = {i for span in unit.said.get("roles", ()) for i in range(span.first, span.last + 1)}
    return any(unit.tokens[i].lemma in PEOPLE or unit.tokens[i].tag == "NNP" or i in roles for i in before)


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


def people_act(unit: Unit, acts: list[Clause]) -> bool:
    """Whether work is given to different people: "doctors check the refused ones, the others check the easy"."""
    return len(acts) > 1 and all(part.subject == "other" and is_person(unit, part) for part in acts)
