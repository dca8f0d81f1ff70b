"""Whether somebody acts in a clause: the speaker, a person or a team, or a rule ("the rest ships").

Tense, hedges and the verb say no: what was, what could be, and what binds nobody ("I would think about it").
"""

from __future__ import annotations

from itertools import pairwise

from interviewer.analysis.cues import STATIVE
from interviewer.analysis.predicates import Clause
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
JUDGING = wordset("call say tell read believe trust count conclude claim consider regard announce want")
PEOPLE = wordset(
    """agency community council counter floor office specialist technician tester volunteer worker
    adviser advisor agent analyst annotator auditor clinician colleague curator dba desk director doctor editor
    engineer expert handler human labeler labeller lawyer lead manager member moderator nurse officer owner
    people person pharmacist rater reviewer somebody someone speaker staff supervisor teacher team translator who"""
)
REVIEWING = wordset(
    "mark label check rate judge grade score review sort compare sign approve verify write settle decide"
)
INSTRUMENTS = wordset("script code program query parser regex")
HABITS = wordset("usually often normally typically mostly hardly rarely sometimes generally already")
POSSIBLE = wordset("can could may might ca")
APPROXIMATELY = wordset("maybe perhaps probably possibly")


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
    if part.modal in POSSIBLE and not part.negated:
        return _only(unit, part) and tokens[verb].lemma not in VAGUE
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
        binds = lemma not in VAGUE and not (part.negated and lemma == "do")
        return binds or sets_to_work(unit, part) or _judges(part, unit) or _sits_down(unit, part)
    if part.subject == "none":
        return (lemma not in VAGUE and _object(unit, verb, part.last)) or sets_to_work(unit, part)
    if part.subject == "all":
        kind = lemma == "be" and verb < part.last and tokens[verb + 1].lower in ("a", "an")
        return lemma in CONTROL or kind
    if part.modal and who >= 0 and tokens[who].lower in ("they", "he", "she"):
        return False  # "they'll write it themselves" foretells what others do
    if part.modal:
        ours = who >= 0 and tokens[who].lower in ("my", "our")
        return lemma in CONTROL and (ours or part.modal != "would")
    able = is_person(unit, part) or any(t.lower in INSTRUMENTS for t in tokens[part.first : verb])
    return lemma in CONTROL and (able or lemma not in NEED_PEOPLE or _only(unit, part))


def sets_to_work(unit: Unit, part: Clause) -> bool:
    """Whether the speaker has somebody do something: "I'd have two nurses mark them", "we get a lawyer to read it"."""
    verb = part.verb
    if verb is None or unit.tokens[verb].lemma not in ("have", "get", "let", "ask", "make") or part.negated:
        return False
    for index in range(verb + 1, min(verb + 7, part.last)):
        ahead = unit.tokens[index + 1 : min(index + 6, part.last + 1)]
        if unit.tokens[index].lemma in PEOPLE or any(
            span.first <= index <= span.last for span in unit.said.get("roles", ())
        ):
            taken = len(ahead) > 1 and ahead[0].tag == "NN" and ahead[1].tag in ("DT", "PRP", "PRP$", "CD")
            return taken or any(t.tag in ("VB", "VBP") for t in ahead)  # "three nurses grade the calls"
    return False


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
        called = unit.tokens[verb].lemma in ("call", "count", "trust", "believe") and "condition" in unit.cues
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


def _only(unit: Unit, part: Clause) -> bool:
    """Whether the clause, or the one right after it, allows something only under a condition, or only in part."""
    near = [t.lower for t in unit.tokens[part.first : min(part.last + 4, unit.last + 1)]]
    limits = any(one in ("but", "and") and two in ("not", "never", "nothing") for one, two in pairwise(near))
    return limits or any(word in ("only", "provided", "once") for word in near)


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


def duty(unit: Unit, main: list[Clause]) -> bool:
    """Whether a person or a team has to do something: "an agent must confirm each", "both leads have to agree"."""
    for part in main:
        if part.verb is None or part.past or part.subject == "ours" or not is_person(unit, part):
            continue
        if unit.tokens[part.verb].lemma not in CONTROL | REVIEWING | {"agree"}:
            continue
        before = [t.lemma for t in unit.tokens[part.first : part.verb]]
        if part.modal in ("must", "shall") or any(
            one in ("have", "need") and two == "to" for one, two in pairwise(before)
        ):
            return True
    return False


def refuses_to_call(unit: Unit, acts: list[Clause]) -> bool:
    """Whether the speaker says what he will not take a result for, or will not have."""
    return any(
        part.subject == "ours" and part.negated and part.verb is not None and unit.tokens[part.verb].lemma in JUDGING
        for part in acts
    )


def reviews(unit: Unit, acts: list[Clause]) -> bool:
    """Whether it says which people judge the outputs: "a curator marks them", "two lawyers go through the refusals"."""
    return any(
        part.subject in ("other", "all")
        and part.verb is not None
        and not part.passive
        and unit.tokens[part.verb].lemma in REVIEWING
        and is_person(unit, part)
        for part in acts
    )


def people_act(unit: Unit, acts: list[Clause]) -> bool:
    """Whether work is given to different people: "doctors check the refused ones, the others check the easy"."""
    return len(acts) > 1 and all(part.subject == "other" and is_person(unit, part) for part in acts)
