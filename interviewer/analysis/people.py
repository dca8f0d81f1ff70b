"""Who does the work, who has to, and who owns it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.analysis.lexicon import Span
from interviewer.analysis.predicates import RELATIVE, Clause
from interviewer.analysis.sentences import LEADS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit
from interviewer.analysis.verbs import CONTROL, IDLE, REVIEWING

PEOPLE = wordset(
    """agency community council counter floor office specialist technician tester volunteer worker
    adviser advisor agent analyst annotator auditor clinician colleague curator dba desk director doctor editor
    engineer expert handler human labeler labeller lawyer lead manager member moderator nurse officer owner
    people person pharmacist rater reviewer somebody someone speaker staff supervisor teacher team translator who"""
)
WORKERS = PEOPLE - {"who", "people", "customer"}
TRADES = ("ist", "ian", "eer", "man", "woman", "er", "or")  # endings of those who do something for a living
# Ending like a trade, but a thing, or somebody who is served and not put to work.
NO_TRADE = wordset(
    """number order folder layer corner paper letter answer counter server router parser computer error factor monitor
    detector filter trigger buffer container parameter header footer pointer matter chapter quarter water power offer
    list checklist career human cluster character river floor door color colour indicator vector operator sensor mirror
    printer scanner charger recommender retriever reranker grader judge transformer classifier encoder decoder embedder
    customer user driver passenger traveller traveler learner shopper visitor caller employer subscriber owner speaker
    consumer buyer other another either rather over after under ever never whether together summer winter september
    october november december marker banner sticker tracker timer transfer refer"""
)
PICKED = wordset("a an one two three four five six another somebody someone my our each half both")
SAME_FORM = wordset("read put cut set split")  # the tagger takes them for the past
BY_PROGRAM = wordset("compare match verify check count test parse look")
INSTRUMENTS = wordset("script code program query parser regex")


def is_worker(token: Token) -> bool:
    """Whether it names somebody by what they do: of the list, or by its ending ("a florist", "two dispatchers")."""
    lemma = token.lemma
    trade = token.pos in ("NOUN", "PROPN") and len(lemma) >= 5 and lemma.endswith(TRADES) and lemma not in NO_TRADE
    return lemma in WORKERS or trade


def is_person(unit: Unit, part: Clause) -> bool:
    """Whether the subject of the clause is a person, a team or a role."""
    verb = part.verb if part.verb is not None else part.last
    before = range(part.first, verb)
    roles = {i for span in unit.said.get("roles", ()) for i in range(span.first, span.last + 1)}
    return any(unit.tokens[i].lemma in PEOPLE or unit.tokens[i].tag == "NNP" or i in roles for i in before)


def assigned(unit: Unit, part: Clause) -> bool:
    """Whether somebody, a number of people or a program does a piece of work: "two advisers reword them".

    "People press okay" and "handlers read the summary" tell what people do; who is counted or picked is put to work.
    """
    verb, tokens = part.verb, unit.tokens
    if verb is None or part.past or part.modal or part.passive or part.negated or part.subject == "ours":
        return False
    start = part.first
    while start < verb and tokens[start].lower in LEADS:
        start += 1
    picked = tokens[start].lower in PICKED or tokens[start].numeric
    program = (
        start + 1 < verb and tokens[start + 1].lemma in INSTRUMENTS
    )  # "a good script" is marked, and marks nothing
    if not picked or not (program or any(is_worker(t) or t.lower == "us" for t in tokens[start:verb])):
        return False
    if program and tokens[verb].lemma == "do":
        return False
    return tokens[verb].lemma not in IDLE and has_object(unit.tokens, verb, part.last)


def sets_to_work(unit: Unit, part: Clause) -> bool:
    """Whether the speaker has somebody do something: "I'd have two nurses mark them", "we get a lawyer to read it"."""
    verb = part.verb
    if verb is None or unit.tokens[verb].lemma not in ("have", "get", "let", "ask") or part.negated:
        return False
    for index in range(verb + 1, min(verb + 7, part.last)):
        ahead = unit.tokens[index + 1 : min(index + 6, part.last + 1)]
        if unit.tokens[index].lower in RELATIVE or unit.tokens[index].comma:
            return False  # "we have people who know it"
        asked = unit.tokens[verb].lemma == "ask" and unit.tokens[index].pos == "NOUN"  # only people can be asked
        if asked and ahead and ahead[0].lower == "to":
            return True
        if (
            unit.tokens[index].lemma in PEOPLE
            or is_worker(unit.tokens[index])
            or any(span.first <= index <= span.last for span in unit.said.get("roles", ()))
        ):
            taken = len(ahead) > 1 and ahead[0].tag == "NN" and ahead[1].tag in ("DT", "PRP", "PRP$", "CD")
            who = next((place for place, t in enumerate(ahead) if t.lower in RELATIVE), len(ahead))
            return taken or any(
                t.tag in ("VB", "VBP") or t.lower in SAME_FORM for t in ahead[:who]
            )  # "three nurses grade the calls"
    return False


def duty(unit: Unit, main: list[Clause]) -> bool:
    """Whether a person or a team has to do something: "an agent must confirm each", "both leads have to agree"."""
    for part in main:
        if part.verb is None or part.past or part.subject == "ours" or not is_person(unit, part):
            continue
        if unit.tokens[part.verb].lemma not in CONTROL | REVIEWING | {"agree"}:
            continue
        may = part.modal in ("can", "may") and not part.negated
        if may and "role" in unit.cues and unit.cues & {"block", "rollback"}:
            return True  # "the station manager can switch it off without asking us"
        before = [t.lemma for t in unit.tokens[part.first : part.verb]]
        if part.modal in ("must", "shall") or any(
            one in ("have", "need") and two == "to" for one, two in pairwise(before)
        ):
            return True
    return False


def reviews(unit: Unit, acts: list[Clause]) -> bool:
    """Whether it says which people judge the outputs: "a curator marks them", "two lawyers go through the refusals"."""
    return any(
        assigned(unit, part)
        or (
            part.subject in ("other", "all")
            and part.verb is not None
            and not part.passive
            and unit.tokens[part.verb].lemma in REVIEWING
            and is_person(unit, part)
        )
        for part in acts
    )


def by_program(unit: Unit, part: Clause) -> bool:
    """ "The code just compares the calls with the expected ones"."""
    verb = part.verb
    if verb is None or part.told or part.modal or part.passive or part.negated or part.subject == "ours":
        return False
    does = any(t.lemma in INSTRUMENTS for t in unit.tokens[part.first : verb])
    return does and unit.tokens[verb].lemma in BY_PROGRAM and has_object(unit.tokens, verb, part.last)


def people_act(unit: Unit, acts: list[Clause]) -> bool:
    """Whether work is given to different people: "doctors check the refused ones, the others check the easy"."""
    return len(acts) > 1 and all(part.subject == "other" and is_person(unit, part) for part in acts)


def names_owner(unit: Unit) -> bool:
    """ "The head of fresh food is the owner", "the owner of this is the category's manager"."""
    if "owner" not in unit.cues:
        return False
    roles = {span.first for span in unit.said.get("roles", ())}
    for at, token in enumerate(unit.tokens[unit.first : unit.last + 1], unit.first):
        if token.lower not in ("is", "'s", "remains") or at == unit.first:
            continue
        near = {t.lemma for t in unit.tokens[at + 1 : min(at + 3, unit.last + 1)]}
        before = {t.lemma for t in unit.tokens[unit.first : at]}
        if "owner" in near or ("owner" in before and any(first > at for first in roles)):
            others = [first for first in roles if unit.tokens[first].lemma != "owner"]
            return bool(others) or any(t.tag == "NNP" for t in unit.own)
    return False


def owned(unit: Unit) -> bool:
    """A person or team beside a word of owning: "the medical director signs", "signed by legal", "Lena owns it"."""
    if "owner" not in unit.cues:
        return False
    roles = list(unit.said.get("roles", ()))
    names = [
        Span(i, i, "")
        for i in range(unit.first, unit.last + 1)
        if unit.tokens[i].tag == "NNP" or unit.tokens[i].lemma in PEOPLE
    ]
    for verb in unit.said["owner_verbs"]:
        said = unit.tokens[verb.first]
        if said.tag == "JJ" and said.lower != "responsible":
            continue  # "its own questions"
        if said.lower == "responsible" and unit.tokens[verb.first - 1].lemma == "feel":
            continue
        for who in (*roles, *names):
            if who.first == verb.first:
                continue  # "the owner brings it" says nobody's name
            ahead, behind = verb.first - who.last, who.first - verb.last
            if 0 <= ahead <= 4 and (who in roles or not any(t.comma for t in unit.tokens[who.last : verb.first])):
                return True
            if 0 < behind <= 3 and who in roles:
                return True
    return False


def has_object(tokens: Sequence[Token], verb: int, last: int) -> bool:
    """Whether the verb at `verb` has something that it is done to, no second verb beside it."""
    after = tokens[verb + 1 : min(verb + 6, last + 1)]
    if after and after[0].tag in ("VB", "VBP"):
        return False
    return any(t.pos in ("NOUN", "PROPN", "PRON", "NUM") for t in after)
