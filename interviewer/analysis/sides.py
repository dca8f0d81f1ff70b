"""Which side of an objection a reply takes: by its words of conceding and standing firm, by what its first words
answer, or by saying what the objection says or its opposite. Generic: no topic's terms are looked at.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.analysis.tokens import Token, stem, wordset
from interviewer.analysis.units import Unit

View = tuple[frozenset[str], bool]
"""A sentence of an objection: the stems that it is about, and whether it holds that to be so."""

NEW_WORDS = 2  # content words that the objection has not; a sentence with so many does not only repeat it
CONTENT = ("NOUN", "PROPN", "VERB", "NUM", "ADJ")
POSITIONS = ("concede", "stand_firm", "evade")
LIGHT = wordset(
    """
    be have do go come get make take use put keep say tell know think mean see look want need try like thing way
    point sure right true wrong fine okay good bad one yeah yes no so really would could can will much many more
    most maybe bit really actually probably change stay keep leave discussion doubt correct normal sense believe
    trust agree problem happen people everybody negotiable set
    """
)
_AUX = r"(?:is|are|was|do|does|did|can|could|would|will|won|has|have)(?P<not{}>n't)?"
_ASKS_YES_OR_NO = re.compile(
    rf"(?:^(?:so |then |and |but )?{_AUX.format('')} .*"
    rf"|[,;] (?:so |then )?{_AUX.format('_last')} (?:[\w']+ )*[\w']+)\?$"
)
_DENIES = re.compile(r"\b(?:not|no|never|nobody|nothing|\w+n't)\b")
CALLS = wordset("oh well ah hm hmm um mm")  # before an answer
YES = wordset("yes yeah yep sure true agreed absolutely okay ok fine possibly perhaps fair touché indeed exactly")
NO = wordset("no nope nah not never")
NOTHING = wordset("nothing nobody none nowhere")  # "What makes you think so?" - "Nothing, to be honest."
GOES_ON = wordset("so but and no well")  # "Yeah, so the reviewers ..." answers nothing
_AUXILIARIES = wordset("'s is are was were do does did can could would will might may has have")


def position(before: Sequence[Unit], reply: Sequence[Unit], views: Sequence[View]) -> tuple[list[Unit], list[Unit]]:
    """The sentences that give in and those that stand firm; at most one of the two holds any.

    The first that says so in words counts, before a mere "yes" or "no" at the beginning; where neither is said, whether
    the sentences say what the objection says or its opposite.
    """
    yes = [unit for unit in reply if "concede" in unit.said and not _but(unit)]
    no = [unit for unit in reply if unit not in yes and (_stands(unit) or _repeats(before, unit))]
    if yes and no:
        return (yes, []) if yes[0].sentence.index < no[0].sentence.index or not _but(no[-1]) else ([], no)
    if not yes and not no:
        answer = _answered(reply[0], views[-1][1])
        yes, no = ([reply[0]] if answer == side and _about(reply, views) else [] for side in ("yes", "no"))
    if not yes and not no:
        sides = [(unit, _side(unit, views)) for unit in reply]
        yes, no = ([unit for unit, taken in sides if taken == side] for side in ("yes", "no"))
        yes = [] if no else yes
    return yes, no


def _about(reply: Sequence[Unit], views: Sequence[View]) -> bool:
    """Whether it speaks of the objection at all: "Yeah, meetings are a problem everywhere" does not."""
    keys = frozenset(key for unit in reply for key in content(unit.own))
    points = any(token.lower in ("it", "that", "this", "you", "they") for unit in reply for token in unit.own)
    return not keys or points or any("commit" in unit.cues or view[0] & keys for unit in reply for view in views)


def _stands(unit: Unit) -> bool:
    """Whether it stands firm; "if you say it's enough" gives in, "sure, they win, but who says ..." does not."""
    if "concede" in unit.said:
        return _but(unit)
    first = unit.own[0].lower
    return "stand_firm" in unit.said or "concede" in unit.denied or (first in YES and _but(unit))


def _but(unit: Unit) -> bool:
    """Whether something is said against what it begins with; "I never saw it so, but yes" is no such thing."""
    lower = [token.lower for token in unit.own]
    return any(word == "but" and lower[at + 1 : at + 2] not in (["yes"], ["okay"]) for at, word in enumerate(lower))


def _answered(unit: Unit, so: bool) -> str:
    """What its first words answer: "yes" for "Sure", "It could, actually", "no" for "Nope", "It doesn't".

    In: `so`, whether the objection holds what it ends in to be so: a doubt ("How can it?") is denied by "it can".
    """
    own = [token for token in unit.own if token.lower not in CALLS]
    if not own:
        return ""
    first, second = own[0].lower, own[1].lower if len(own) > 1 else ""
    if first in YES:
        return "yes" if second not in GOES_ON else ""
    if first in NO or (first in NOTHING and so):
        return "no"
    if first in NOTHING:
        return "yes"
    own = own[:1] + [token for at, token in enumerate(own[1:]) if at or token.pos != "ADV"]  # "they probably would"
    if len(own) < 2 or own[0].pos != "PRON" or own[1].lower not in _AUXILIARIES:
        return ""
    rest = own[2:]
    denied = bool(rest) and rest[0].lower == "not"
    rest = rest[denied:]
    if not rest or own[1 + denied].comma or rest[0].lower in NO or rest[0].lower in YES or rest[0].pos == "ADV":
        return "yes" if denied != so else "no"
    return ""


def _sentences(text: str) -> list[str]:
    return [part.strip() for part in re.findall(r"[^.!?]+[.!?]?", text.lower().replace("’", "'"))] or [""]


def views(objection: str) -> tuple[View, ...]:
    """Its sentences: what each is about, and whether it holds that to be so ("Isn't it noise?"; not "Why stop?")."""
    out = []
    for sentence in _sentences(objection):
        if sentence.startswith("you said "):  # the candidate's own words
            continue
        asked = _ASKS_YES_OR_NO.search(sentence)
        so = (
            not _DENIES.search(sentence)
            if asked is None
            else bool(asked["not"] or asked["not_last"]) or " not " in sentence
        )
        if asked is None and sentence.endswith("?"):
            so = False  # why, how, what: it is doubted
        said = [word for word in re.findall(r"[\w']+", sentence) if word not in LIGHT]
        out.append((frozenset(stem(word) for word in said), so))
    return tuple(out) or ((frozenset(), True),)


def _side(unit: Unit, views: Sequence[View]) -> str:
    """ "yes" where it only says what is asked, "no" where it begins with the opposite of a sentence; empty: neither."""
    if "question" in unit.cues or "evade" in unit.said:
        return ""
    comma = next((at for at, token in enumerate(unit.own) if token.comma), len(unit.own))
    begins = content(unit.own[: comma + 1])
    denied = any(token.lower in ("not", "no", "never", "nobody", "nothing") for token in unit.own[: comma + 1])
    near = max(reversed(views), key=lambda view: len(view[0] & begins))
    if not near[0] & begins or 2 * len(near[0] & begins) < len(begins):
        return ""
    if denied == near[1]:
        return "no"
    only = near is views[-1] and len(new(unit, frozenset(key for said, _ in views for key in said))) < NEW_WORDS
    return "yes" if only else ""


def content(tokens: Sequence[Token]) -> frozenset[str]:
    """The stems of what these words say, without those that any sentence may hold."""
    telling = [token for token in tokens if token.pos in CONTENT and not {token.lower, token.lemma} & LIGHT]
    return frozenset(key for token in telling for key in token.keys)


def new(unit: Unit, objected: frozenset[str]) -> frozenset[str]:
    """Its content words that are neither the objection's nor those of giving in, standing firm or putting off."""
    polite = {at for name in POSITIONS for span in unit.said.get(name, ()) for at in range(span.first, span.last + 1)}
    own = [token for at, token in enumerate(unit.own, start=unit.first) if at not in polite]
    content = [token for token in own if token.pos in CONTENT]
    return frozenset(
        token.lemma for token in content if not token.keys & objected and not {token.lemma, token.lower} & LIGHT
    )


def _repeats(before: Sequence[Unit], unit: Unit) -> bool:
    """Whether it says again what an earlier sentence said: most of its content words, three at least."""
    content = {key for token in unit.own if token.pos in ("NOUN", "VERB", "NUM", "ADJ") for key in token.keys}
    if len(content) < 5:
        return False
    for earlier in before:
        old = {key for token in earlier.own for key in token.keys}
        if len(content & old) >= 0.7 * len(content):
            return True
    return False
