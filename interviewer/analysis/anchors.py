"""What makes an act a decision: a condition, a choice, an owner, a release, a cadence, a number of things, a rule."""

from __future__ import annotations

from collections.abc import Sequence

from interviewer.analysis.amounts import leads
from interviewer.analysis.cues import ASKING
from interviewer.analysis.people import PEOPLE, is_person, is_worker
from interviewer.analysis.predicates import CONDITIONAL, OURS, TIMES, Clause
from interviewer.analysis.sentences import CONJUNCTIONS, LEADS
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit
from interviewer.analysis.verbs import CONTROL

STOPS = ("block", "rollback", "restrict", "release")
ENDING = wordset(
    """ship launch release block stop end drop remove reject skip freeze retire cancel postpone revert veto disable
    switch roll"""
)
HELD_BACK = wordset("ship launch release give put let show roll open send publish")
OBSERVING = wordset("read count see check")
REFUSED = wordset(
    "use let average mix accept allow buy combine merge trust add sum pool weigh net blend show give touch"
)
CONTRASTS = wordset("instead rather alone exclusively")
CHOOSING = {(verb, how) for verb in ("go", "stick", "stay", "settle", "side") for how in ("with", "for", "on")}
NOTHING_TAKEN = wordset("a care into it that over part time long turns notes")  # "take a look", "take into account"
ASKED = ASKING | wordset("mark regard verify note")
ELLIPTIC = wordset("back no not out off straight only")
AWAY = wordset("off out away aside apart locked sealed hidden frozen untouched")
SPANS = wordset("day week month hour minute quarter year night")
EVER = wordset("every each per")
GOING = wordset("go ship launch roll start")
NOW = wordset("today tonight tomorrow now")
DAYS = wordset("monday tuesday wednesday thursday friday weekend")


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
        if part.told and part.opener in ("when", "once", "where") and all(act.told for act in acts):
            continue  # "when the new one came we froze the set": at that time
        first = place == 0 or all(before.side for before in parts[:place])
        led = unit.tokens[part.first].lower in CONJUNCTIONS and place + 1 < len(parts) and not parts[place + 1].side
        if part.opener == "where" and not (first or led):
            continue
        if part.opener == "if" and unit.tokens[part.first - 1].lemma in ASKED and not first:
            continue
        if [t.lower for t in unit.tokens[part.first + 1 : part.last + 1]] in (["possible"], ["so"], ["needed"]):
            continue
        # "such a case takes it offline until it is mended"
        lasts = part.opener in ("until", "unless") and any(not act.modal for act in acts)
        if first or own or strong or lasts or unit.tokens[part.first - 1].lower == "only":
            return True
    if _ordered(unit, parts) or elliptical(unit, parts):
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


def elliptical(unit: Unit, parts: tuple[Clause, ...]) -> bool:
    """A consequence without its verb: "if the old text wins by more than that, back to it the same day"."""
    if len(parts) != 1 or parts[0].opener not in CONDITIONAL or parts[0].verb is None:
        return False
    rest = range(parts[0].verb + 1, parts[0].last)
    return any(unit.tokens[at].comma and unit.tokens[at + 1].lower in ELLIPTIC for at in rest)


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
        aim = after is not None and after.lower in ("for", "to", "where", "when", "on") and before is not None
        if token.lower == "only" and aim and before is not None and before.pos in ("PRON", "NOUN"):
            return True  # "I'd use it only for sorting"
        if token.lower == "only" and any(t.lemma in PEOPLE for t in own[index + 1 : index + 4]):
            return True
        if before is None:
            continue
        noun = (
            before.pos in ("NOUN", "PRON", "NUM", "PROPN") and after is not None and after.pos in ("DET", "NOUN", "ADP")
        )
        apart = (
            noun
            or before.comma
            or before.lower in ("and", "but")
            or (verbless and before.pos in ("ADJ", "NOUN", "ADV"))
        )
        spared = any(t.lemma in ("need", "necessary", "judge", "model") for t in own[index + 1 : index + 4])
        if (token.lower == "not" and apart) or (token.lower == "no" and spared):
            return True
    return False


def ends(unit: Unit, own: list[Clause]) -> bool:
    """Whether the speaker ships something, stops it, or refuses it."""
    for part in own:
        lemma = unit.tokens[part.verb].lemma if part.verb is not None else ""
        after = [] if part.verb is None else [t.lower for t in unit.tokens[part.verb + 1 : part.last + 1]]
        if part.told and part.negated:
            if lemma in HELD_BACK:
                return True  # "we didn't give it to the installers"; "I did not stop anybody" is none
            continue
        if part.negated and part.subject == "ours" and {"any", "anything", "anybody", "either"} & set(after[:2]):
            return True  # "I wouldn't tune anything on clicks"
        refuses = part.negated and lemma in ((CONTROL - OBSERVING) | REFUSED if part.modal else REFUSED)
        if lemma in ENDING or refuses:
            return True
    return not any(part.told and part.negated for part in own) and _releases(unit)


def goes_out(unit: Unit, acts: list[Clause]) -> bool:
    """ "The new one goes live on Monday": what is shipped, and the day on which it is."""
    dated = any(t.lower in NOW or t.lower in DAYS for t in unit.own)
    shipped = [part for part in acts if part.subject == "other" and not part.told and not part.negated]
    return dated and any(
        part.verb is not None and unit.tokens[part.verb].lemma in GOING and part.first <= span.first <= part.last
        for span in unit.said.get("release", ())
        for part in shipped
    )


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
        said = unit.said.get(name, ()) if name in unit.cues else ()  # "they wait forty seconds" blocks nothing
        for span in (*said, *unit.denied.get(name, ())):
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
    """A plan without a finite verb that says who does it: "totals: checked by a script", "each one by two nurses"."""
    return any(t.pos == "NOUN" and _by_people(unit, at) for at, t in enumerate(unit.own[:-2], unit.first)) or any(
        t.tag == "VBN" and _by_whom(unit, unit.first + place, unit.last) for place, t in enumerate(unit.own)
    )


def chooses(unit: Unit, own: list[Clause]) -> bool:
    """Whether the speaker takes one thing of several: "I'd go with the pairs", "I prefer the marks"."""
    for part in own:
        if part.verb is None or part.subject != "ours":
            continue
        after = unit.tokens[part.verb + 1].lower if part.verb < part.last else ""
        lemma = unit.tokens[part.verb].lemma
        if lemma in ("prefer", "choose", "pick") or (lemma, after) in CHOOSING:
            return True
        counted = any(t.numeric for t in unit.tokens[part.verb : part.last + 1])
        if lemma == "take" and not (part.told or part.negated or counted or after in NOTHING_TAKEN):
            return True  # "I take the public ones and change the amounts"
        if lemma in ("take", "leave", "keep", "pull", "cut", "hold") and any(
            t.lower in AWAY for t in unit.tokens[part.verb + 2 : min(part.verb + 7, part.last + 1)]
        ):
            return True  # "I took the average off the page"
    return False


def prefers(unit: Unit, part: Clause) -> bool:
    """ "I'd rather have two hundred that I can believe": of two numbers the one."""
    if part.subject != "ours" or part.verb is None or part.negated or "number" not in unit.cues:
        return False
    return any(t.lower == "rather" for t in unit.tokens[part.subject_first : part.verb])


def limits(unit: Unit, part: Clause) -> bool:
    """ "A model may count topics, not grade": what something is allowed to do, and what not."""
    if part.modal != "may" or part.verb is None or part.negated or part.subject not in ("other", "none"):
        return False
    if part.subject_first < 0 or unit.tokens[part.subject_first].pos == "PRON":
        return False
    after = unit.tokens[part.verb + 1 : unit.last + 1]
    return any(t.lower in ("only", "nothing") or (t.lower == "not" and place) for place, t in enumerate(after))


def _by_whom(unit: Unit, verb: int, last: int) -> bool:
    """Whether it is said who or what does it: "by a script", "by two people"."""
    for index in range(verb + 1, last):
        ahead = unit.tokens[index + 1 : index + 5]
        program = any(t.lower in ("script", "code", "machine", "hand", "program") for t in ahead)
        if unit.tokens[index].lower in ("by", "with") and program:
            return True
        if unit.tokens[index].lower == "by":
            return any(t.lemma in PEOPLE or t.numeric for t in ahead)
    return False


def _by_people(unit: Unit, noun: int) -> bool:
    """Whether a number of people right after the noun at `noun` do it."""
    ahead = unit.tokens[noun + 1 : min(noun + 5, unit.last + 1)]
    counted = len(ahead) > 2 and (ahead[1].numeric or ahead[1].lower in ("a", "one", "another"))
    return counted and ahead[0].lower == "by" and any(is_worker(t) or t.lower == "people" for t in ahead[2:])


def only_after(unit: Unit, acts: list[Clause], name: str) -> bool:
    """Whether all that `name` finds comes after the first act ("... how many people give up")."""
    verbs = [part.verb for part in acts if part.verb is not None]
    return all(
        (bool(verbs) and span.first > verbs[0]) or unit.tokens[span.first - 1].lower == "how"
        for span in unit.said.get(name, ())
    )
