"""What makes an act a decision: a condition, a choice, an owner, a release, a cadence, a number of things, a rule."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from interviewer.analysis.acts import CONTROL, PEOPLE, is_person
from interviewer.analysis.cues import ASKING
from interviewer.analysis.lexicon import Span
from interviewer.analysis.predicates import CONDITIONAL, OURS, TIMES, Clause
from interviewer.analysis.sentences import CONJUNCTIONS, LEADS
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit

STOPS = ("block", "rollback", "restrict", "release")
CHECKING = wordset("check compare test verify validate")  # their purpose lies in the verb
STAYING = wordset("go live stay keep hold lock spend put set leave reserve live remain")
DRAWN = wordset("half where each per until locked read written from")
ENDING = wordset(
    """ship launch release block stop end drop remove reject skip freeze retire cancel postpone revert veto disable
    switch roll"""
)
OBSERVING = wordset("read count see check")
REFUSED = wordset(
    "use let average mix accept allow buy combine merge trust add sum pool weigh net blend show give touch"
)
CONTRASTS = wordset("instead rather alone exclusively")
CHOOSING = {(verb, how) for verb in ("go", "stick", "stay", "settle", "side") for how in ("with", "for", "on")}
ASKED = ASKING | wordset("mark regard verify note")
SPANS = wordset("day week month hour minute quarter year night")
EVER = wordset("every each per")


def conditional(unit: Unit, parts: tuple[Clause, ...], acts: list[Clause]) -> bool:
    """Whether it holds only if, when, unless or until something; or under a bar that comes first.

    "A claim is supported if the passage says it" defines a word: where no person acts, the condition comes first or the
    consequence is one of stopping, allowing or "only".
    """
    own = any(part.subject in ("ours", "none", "all") or is_person(unit, part) for part in acts)
    strong = bool(unit.cues & {"block", "rollback", "restrict", "release", "threshold", "zero_tolerance"})
    for place, part in enumerate(parts):
        if part.opener not in CONDITIONAL:
            continue
        first = place == 0 or all(before.side for before in parts[:place])
        led = unit.tokens[part.first].lower in CONJUNCTIONS and place + 1 < len(parts) and not parts[place + 1].side
        if part.opener == "where" and not (first or led):
            continue
        if part.opener == "if" and unit.tokens[part.first - 1].lemma in ASKED and not first:
            continue
        if [t.lower for t in unit.tokens[part.first + 1 : part.last + 1]] in (["possible"], ["so"], ["needed"]):
            continue
        if first or own or strong or unit.tokens[part.first - 1].lower == "only":
            return True
    if _ordered(unit, parts):
        return True
    start = leads(unit)
    bare = [
        span
        for span in unit.said.get("condition_words", ())
        if span.entry not in ("if", "=when", "whenever", "=once", "until", "unless")
        and (span.entry != "otherwise" or span.first <= start + 1)
        and not (span.entry == "the moment" and unit.tokens[span.first - 1].lower == "at")
    ]
    return "condition" in unit.cues and (bool(bare) or "condition_words" not in unit.said)


def _ordered(unit: Unit, parts: tuple[Clause, ...]) -> bool:
    """A condition said as an order: "lose one injury, we don't take it", "miss two of them and you go back"."""
    if len(parts) < 2 or parts[0].subject != "none" or parts[0].verb is None or parts[0].side or parts[1].side:
        return False
    first = unit.tokens[parts[0].first : parts[0].last + 1]
    told = parts[1].subject in ("ours", "other") and parts[1].verb is not None
    return (
        told and first[0].tag == "VB" and any(t.numeric or t.lower in ("one", "a", "even", "any") for t in first[1:3])
    )


def contrast(unit: Unit, verbless: bool = False) -> bool:
    """Whether something is taken and something else is not."""
    own = unit.own
    for index, token in enumerate(own):
        before = own[index - 1] if index else None
        after = own[index + 1] if index + 1 < len(own) else None
        if token.lower in CONTRASTS or token.lower == "never":
            return True
        if token.lower == "only" and (
            (before is not None and before.pos in ("VERB", "AUX")) or (after is not None and after.pos == "VERB")
        ):
            return True
        if token.lower == "only" and any(t.lemma in PEOPLE for t in own[index + 1 : index + 4]):
            return True
        if before is None:
            continue
        apart = before.comma or before.lower in ("and", "but") or (verbless and before.pos in ("ADJ", "NOUN", "ADV"))
        spared = any(t.lemma in ("need", "necessary", "judge", "model") for t in own[index + 1 : index + 4])
        if (token.lower == "not" and apart) or (token.lower == "no" and spared):
            return True
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


def ends(unit: Unit, own: list[Clause]) -> bool:
    """Whether the speaker ships something, stops it, or refuses it."""
    for part in own:
        lemma = unit.tokens[part.verb].lemma if part.verb is not None else ""
        refuses = part.negated and lemma in ((CONTROL - OBSERVING) | REFUSED if part.modal else REFUSED)
        if lemma in ENDING or refuses:
            return True
    return _releases(unit)


def _releases(unit: Unit) -> bool:
    """Whether a word of shipping or stopping is the verb of the speaker's own commitment ("I would ship")."""
    for name in ("release", "rollback", "block"):
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
            said = [t.lower for t in unit.tokens[span.first : span.last + 2]]
            if name == "block" and "going" in said and "to" in said:
                continue  # "not going to discuss it" stops nothing
            before = [t.lower for t in unit.tokens[max(unit.first, span.first - 5) : span.first + 1]]
            if any(word in OURS for word in before):
                return True
    return False


def stops_in(unit: Unit, main: list[Clause], names: Sequence[str] = STOPS) -> bool:
    """Whether a main clause says that something stops, goes back or goes out."""
    if "commit" not in unit.cues:
        return False
    for name in names:
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
            if any(part.first <= span.first <= part.last and not part.past for part in main):
                return True
    return False


def scheduled(unit: Unit) -> bool:
    """A cadence or a date: "every ninety days", "once a month", "two weeks after launch"."""
    if "schedule" in unit.cues:
        return True
    own = unit.own
    for index, token in enumerate(own[:-1]):
        ahead = own[index + 1 : index + 3]
        if token.lower in EVER and any(t.lemma in TIMES for t in ahead):
            return True
        if token.lower in ("once", "twice") and ahead[0].lower in ("a", "per", "every"):
            return True
        if not (token.numeric and ahead[0].lemma in SPANS):
            continue
        after = len(ahead) > 1 and ahead[1].lower in ("after", "before", "later")
        if after or (index and own[index - 1].lower == "within"):
            return True
    return False


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
            or (large and part.subject == "ours" and not part.negated)
            or (large and ("purpose" in unit.cues or unit.tokens[verb].lemma in STAYING | CHECKING))
        ):
            return True
        if large and any(t.lower in ("where", "each", "half", "myself", "twice", "hand") for t in after):
            return True
    return False


def draws(unit: Unit) -> bool:
    """A number of things and where they come from or go to, without a verb ("two hundred explanations, half ...")."""
    if not _leads_with_number(unit) or not unit.cues & {"amount", "quantity"}:
        return False
    start = leads(unit) - unit.first + 1
    verb = next((place for place, t in enumerate(unit.own) if t.finite), len(unit.own))
    return any(t.lower in DRAWN for t in unit.own[start:verb])


def _leads_with_number(unit: Unit) -> bool:
    at = leads(unit)
    return unit.tokens[at].numeric or (
        at < unit.last and unit.tokens[at + 1].numeric and unit.tokens[at].pos in ("DET", "ADV")
    )


def fronted(unit: Unit, part: Clause) -> bool:
    """ "A dip for one day I'd ignore", "dates I check by script": what it is done to comes first, before "I"."""
    if part.subject != "ours" or part.verb is None:
        return False
    start = part.first
    while start < part.subject_first and unit.tokens[start].lower in LEADS:
        start += 1
    before = unit.tokens[start : part.subject_first]
    if not before or before[0].tag not in ("DT", "NN", "NNS", "CD", "JJ", "PRP$") or before[-1].comma:
        return False
    head = next((t for t in before if t.pos == "NOUN"), before[0])
    times = head.lemma in TIMES or any(t.lower in ("thing", "way", "time", "what") for t in before)
    later = any(t.finite for t in unit.tokens[part.verb + 1 : part.last + 1])
    return not times and not later and any(t.pos == "NOUN" for t in before)


def rules(unit: Unit, part: Clause) -> bool:
    """A rule without a condition: "wrong answers get added", "plates are compared by a script", "the old one stays"."""
    verb = part.verb
    if verb is None or part.subject not in ("other", "all"):
        return False
    after = [t.lower for t in unit.tokens[verb + 1 : part.last + 1]]
    before = [t.lemma for t in unit.tokens[max(part.first, verb - 3) : verb]]
    if part.passive:
        return (
            "get" in before or bool({"always", "only"} & {t.lower for t in unit.own}) or _by_whom(unit, verb, part.last)
        )
    lemma = unit.tokens[verb].lemma
    return lemma == "stay" or (lemma in ("go", "come") and after[:1] in (["in"], ["into"], ["back"]))


def done_by(unit: Unit) -> bool:
    """A plan without a finite verb that says who or what does it: "totals: checked by a script"."""
    return any(t.tag == "VBN" and _by_whom(unit, unit.first + place, unit.last) for place, t in enumerate(unit.own))


def chooses(unit: Unit, own: list[Clause]) -> bool:
    """Whether the speaker takes one thing of several: "I'd go with the pairs", "I prefer the marks"."""
    for part in own:
        if part.verb is None or part.subject != "ours":
            continue
        after = unit.tokens[part.verb + 1].lower if part.verb < part.last else ""
        lemma = unit.tokens[part.verb].lemma
        if lemma in ("prefer", "choose", "pick") or (lemma, after) in CHOOSING:
            return True
    return False


def _by_whom(unit: Unit, verb: int, last: int) -> bool:
    """Whether it is said who or what does it: "by a script", "by two people"."""
    for index in range(verb + 1, last):
        if unit.tokens[index].lower == "by":
            return any(
                t.lemma in PEOPLE or t.numeric or t.lower in ("script", "code", "machine", "hand", "program")
                for t in unit.tokens[index + 1 : index + 5]
            )
    return False


def only_after(unit: Unit, acts: list[Clause], name: str) -> bool:
    """Whether all that `name` finds comes after the first act ("... how many people give up")."""
    verbs = [part.verb for part in acts if part.verb is not None]
    return all(
        (bool(verbs) and span.first > verbs[0]) or unit.tokens[span.first - 1].lower == "how"
        for span in unit.said.get(name, ())
    )


def leads(unit: Unit) -> int:
    """The first token after "and", "so", "well" and the like."""
    start = unit.first
    while start < unit.last and unit.tokens[start].lower in LEADS - {"no"}:
        start += 1
    return start
