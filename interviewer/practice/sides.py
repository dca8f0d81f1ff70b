"""Which of two sides a sentence gives a number to, or calls the kinder: the judge, or the people. Pure.

A sentence is cut into stretches at marks and conjunctions; a number belongs to the side that stands before it in its
stretch, or after it ("ninety from the judge"), and lists are paired in order ("judge and people, ninety and eighty").
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit
from interviewer.practice.numbers import NEGATORS, PERCENT, Number, numbers

CUTS = wordset(
    """and but while whereas against versus vs than compared or because so where which yet though although unlike that
    whilst when if then"""
)
DETERMINERS = wordset("the our your a this that")
GIVERS = wordset("from by for with")
BETWEEN = wordset("percent pct the our your my their a an what is are of")
APART = wordset(
    """agree agrees agreed agreement disagree disagrees disagreement disagreements kappa both gap difference differ
    differs apart overlap share together same category trouble misses cases"""
)
# Between a side and its rate stand words like these; others ("a person reads forty") make it something else.
PASSING = wordset(
    """pass passes passed passing say says said give gives gave accept accepts accepted approve approves approved let
    lets mark marks marked score scores scored rate rates rated put puts get gets got have has had is are be was were
    come comes came land lands sit sits manage manages claim claims think thinks like likes ok okay okays allow allows
    wave waves waved fail fails failed reject rejects rejected refuse refuses turn turns call calls called find finds
    found see sees stand stands show shows reach reaches do does tell tells clear clears cleared"""
)
FAILING = wordset("fail fails failed reject rejects rejected refuse refuses turn turns block blocks stop stops")
UNSURE = wordset("whether if may might maybe perhaps possibly could unless until either")
SUPPOSED = wordset(
    """if whether when whenever unless until till once should could may might would will must shall want wants wanted
    goal target aim means lest to"""
)
AWAITED = wordset("until till unless once")
TURNED = wordset("to with than against unlike from")
NEAR = 3.0  # percentage points that "about ninety" may be off


@dataclass(frozen=True)
class Mention:
    """Tokens first..last of the turn speak of the side `side`."""

    side: str
    first: int
    last: int
    plural: bool


@dataclass(frozen=True)
class Given:
    """A rate that is told of `side` ("": of none); fails: it is the share that fails."""

    number: Number
    side: str
    fails: bool


def mentions(units: Sequence[Unit], sides: Mapping[str, str]) -> dict[int, tuple[Mention, ...]]:
    """Sentence index -> where it speaks of a side, pronouns included. `sides`: side -> name of its list of words."""
    one = many = ""
    out: dict[int, tuple[Mention, ...]] = {}
    for unit in units:
        here: list[Mention] = []
        named = sorted(_named(unit, sides), key=lambda mention: mention.first)
        taken = {at for mention in named for at in range(mention.first, mention.last + 1)}
        for at in range(unit.first, unit.last + 1):
            if mention := next((m for m in named if m.first == at), None):
                here.append(mention)
                one, many = (one, mention.side) if mention.plural else (mention.side, many)
            elif at not in taken and _subject(unit, at, "it") and one:
                here.append(Mention(one, at, at, False))
            elif at not in taken and _subject(unit, at, "they") and many:
                here.append(Mention(many, at, at, True))
        out[unit.sentence.index] = tuple(here)
    return out


def _subject(unit: Unit, at: int, *words: str) -> bool:
    """Whether one of the pronouns `words` stands at `at` and does something: "it passes", "they only say"."""
    after = unit.tokens[at + 1 : min(at + 3, unit.last + 1)]
    if unit.tokens[at].lower not in words or not after:
        return False
    return after[0].finite or (len(after) > 1 and after[0].pos == "ADV" and after[1].finite)


def _named(unit: Unit, sides: Mapping[str, str]) -> Iterator[Mention]:
    spans = [
        (span, side) for side, name in sides.items() for span in (*unit.said.get(name, ()), *unit.denied.get(name, ()))
    ]
    spans.sort(key=lambda pair: (pair[0].first, -pair[0].last))
    last = -1
    for span, side in spans:
        if span.first <= last:
            continue
        token = unit.tokens[span.last]
        before = unit.tokens[span.first - 1].lower if span.first > unit.first else ""
        does = span.first == span.last and token.tag.startswith("V") and before not in DETERMINERS
        if does and span.first > unit.first:  # "two people judge fifty"
            continue
        last = span.last
        yield Mention(side, span.first, span.last, token.tag in ("NNS", "NNPS") or token.lower == "people")


def given(unit: Unit, here: Sequence[Mention]) -> list[Given]:
    """The rates that the sentence tells, in order."""
    told = [number for number in numbers(unit) if number.rate]
    owners = _owners(unit, here, told)
    out = []
    for number, mention in zip(told, owners, strict=True):
        side = mention.side if mention else ""
        fails = False
        if mention is not None:
            words = _between(unit, mention, number)
            fails = any(word in FAILING for word in words)
            if any(word in APART for word in _stretch_words(unit, number)) or (
                not number.percent and not _passing(unit, mention, number)
            ):
                side = ""
        out.append(Given(number, side, fails))
    return out


def stating(unit: Unit, name: str) -> list[Number]:
    """The numbers that stand right beside the words of the list `name`, said to be so: "kappa is point four"."""
    spans = (*unit.said.get(name, ()), *unit.denied.get(name, ()))
    out = []
    for number in numbers(unit):
        first = next(s for s in stretches(unit) if s[0] <= number.first <= s[1])[0]
        lead = unit.tokens[max(unit.first, first - 1) : number.first]  # "when | it agrees on ninety percent"
        if number.bar or not number.rate or any(t.lower in SUPPOSED or t.lower in NEGATORS for t in lead):
            continue
        before = {number.first - 1} | ({number.first - 2} if number.about else set())
        at = number.last + 1 + (number.last < unit.last and unit.tokens[number.last + 1].lower in PERCENT)
        cut = any(t.comma or t.stop for t in unit.tokens[number.last : at])
        taken = {one.first - 1 for one in numbers(unit)}  # "eighty-nine, kappa point three": the words of the next one
        if any(s.last in before or (s.first == at and not cut and s.last not in taken) for s in spans):
            out.append(number)
    return out


def supposed(unit: Unit, number: Number) -> bool:
    """Whether it is told of a time to come: "until the judge matches people in nine out of ten"."""
    first = next(s for s in stretches(unit) if s[0] <= number.first <= s[1])[0]
    return any(t.lower in AWAITED for t in unit.tokens[first : number.first])


def _passing(unit: Unit, mention: Mention, number: Number) -> bool:
    """Whether what stands between them makes the number a rate: a verb of passing, or no verb at all."""
    low, high = sorted((mention.first, number.first))
    verbs = [t.lower for t in unit.tokens[low + 1 : high] if t.pos in ("VERB", "AUX") and not t.numeric]
    return all(verb in PASSING for verb in verbs)


def _between(unit: Unit, mention: Mention, number: Number) -> list[str]:
    low, high = sorted((mention.first, number.first))
    return [t.lower for t in unit.tokens[low:high]] + [t.lower for t in unit.tokens[number.last + 1 : number.last + 3]]


def stretches(unit: Unit) -> list[tuple[int, int]]:
    """(first, last) token of each part of the sentence between marks, conjunctions, and pronouns that begin afresh."""
    out: list[tuple[int, int]] = []
    start = unit.first
    for at in range(unit.first, unit.last + 1):
        if at > start and (unit.tokens[at].lower in CUTS or _subject(unit, at, "it", "they", "we", "i")):
            out.append((start, at - 1))
            start = at
        if (unit.tokens[at].comma or unit.tokens[at].stop) and at < unit.last:
            out.append((start, at))
            start = at + 1
    out.append((start, unit.last))
    return out


def _stretch_words(unit: Unit, number: Number) -> list[str]:
    first, last = next(s for s in stretches(unit) if s[0] <= number.first <= s[1])
    others = [n for n in numbers(unit) if n.rate and n.first != number.first and first <= n.first <= last]
    low = max([n.last + 1 for n in others if n.last < number.first], default=first)
    high = min([n.first - 1 for n in others if n.first > number.last], default=last)
    return [token.lower for token in unit.tokens[low : high + 1]]


def _owners(unit: Unit, here: Sequence[Mention], told: Sequence[Number]) -> list[Mention | None]:
    if not here:
        return [None] * len(told)
    events: list[Mention | Number] = sorted([*here, *told], key=lambda event: event.first)
    merged: list[Mention | Number] = []
    for event in events:
        if merged and isinstance(event, Mention) and isinstance(merged[-1], Mention) and event.side == merged[-1].side:
            merged[-1] = event
        elif isinstance(event, Mention) and _again(merged, event):
            merged = [merged[1], event]  # "the judge is lenient, ninety for the judge"
        else:
            merged.append(event)
    shape = "".join("S" if isinstance(event, Mention) else "N" for event in merged)
    sides = [event for event in merged if isinstance(event, Mention)]
    if shape in ("SSNN", "NNSS") and len({m.side for m in sides}) == 2:
        turned = sides[0].first > unit.first and any(
            t.lower in TURNED for t in unit.tokens[max(unit.first, sides[0].first - 3) : sides[0].first]
        )
        if shape == "SSNN" and turned:
            return [None, None]
        return list(sides)
    if shape == "NNS":  # "ninety against eighty: our judge ..." leaves it open
        return [None, None]
    if shape in ("NSNS", "NSNSNS", "SNSN", "SNSNSN"):
        return list(sides)
    return [_owner(unit, sides, told, number) for number in told]


def _again(merged: Sequence[Mention | Number], event: Mention) -> bool:
    """Whether `event` names, behind the first number, the side that was named before it."""
    return len(merged) == 2 and isinstance(merged[0], Mention) and merged[0].side == event.side


def _owner(unit: Unit, sides: Sequence[Mention], told: Sequence[Number], number: Number) -> Mention | None:
    after = next((m for m in sides if m.first > number.last), None)
    if after is not None:
        words = [t.lower for t in unit.tokens[number.last + 1 : after.first]]
        marks = any(t.comma or t.stop for t in unit.tokens[number.last : after.first])
        rest = [word for word in words if word not in BETWEEN]
        if not marks and ((rest and all(w in GIVERS for w in rest)) or words[:2] in (["is", "what"], ["are", "what"])):
            return after
    places = stretches(unit)
    place = next(i for i, s in enumerate(places) if s[0] <= number.first <= s[1])
    first, last = places[place]
    inside = [m for m in sides if first <= m.first <= last]
    if before := [m for m in inside if m.first < number.first]:
        return before[-1]
    if inside:
        return inside[0]
    alone = [
        n
        for n in told
        if not any(low <= m.first <= high for low, high in places for m in sides if low <= n.first <= high)
    ]
    for near in (place - 1, place + 1) if len(alone) == 1 else ():
        if 0 <= near < len(places) and not unit.tokens[places[min(near, place)][1]].stop:
            low, high = places[near]
            there = [m for m in sides if low <= m.first <= high]
            if there and not any(low <= n.first <= high for n in told):
                return there[-1] if near < place else there[0]
    return None


def right(told: Given, own: float) -> bool:
    """Whether it is that side's own rate `own` in percent, said of what passes or of what fails."""
    values = (own, 100.0 - own) if told.fails else (own,)
    return any(abs(told.number.value - value) <= (NEAR if told.number.about else 1e-6) for value in values)


def kinder(unit: Unit, here: Sequence[Mention], lists: tuple[str, str], sides: tuple[str, str]) -> str:
    """Which side the sentence calls the one that passes more; "" where it calls none, or both, or only asks.

    lists   words for who passes too much, words for who passes too little
    sides   the two sides; the first is meant where no one is named
    """
    found = set()
    for name, more in zip(lists, (True, False), strict=True):
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
            first, last = next(s for s in stretches(unit) if s[0] <= span.first <= s[1])
            lead = unit.tokens[first : span.first]
            if any(t.lower in UNSURE or t.lower in NEGATORS for t in lead):
                continue
            side = _called(lead, [m for m in here if first <= m.first <= last], span.first, sides[0])
            if side:
                other = sides[1] if side == sides[0] else sides[0]
                found.add(side if more else other)
    return found.pop() if len(found) == 1 else ""


def _called(lead: Sequence[Token], inside: Sequence[Mention], at: int, meant: str) -> str:
    before = [m for m in inside if m.first < at]
    if before:
        return before[-1].side
    if any(t.pos in ("NOUN", "PROPN") for t in lead):
        return inside[0].side if inside else ""
    return inside[0].side if inside else meant
