"""The numbers of a sentence, each with its place and whether it is a rate, a bar or a count. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from interviewer.analysis.consistency import SCALES, SMALL, TENS, number
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit

PERCENT = wordset("percent pct per")
# What follows a rate without being counted by it ("ninety percent good", "the judge says ninety here").
NO_COUNT = wordset("percent pct time times good right ok okay fine correct pass green chance rate mark")
MORE = wordset("more less fewer higher lower points point above below up down better worse")
BARS = wordset(
    """least most until unless till above below under over than within must should would will could can may want need
    reach reaches target goal bar minimum maximum back again bring brings climb climbs
    rise rises fall falls drop drops lift"""
)
ABOUT = wordset("about around roughly nearly almost some approximately circa just")
POINTED = wordset("same these those other next first last")  # "the same forty": of things spoken of
JOINS = wordset("and but while whereas against or")
NEGATORS = wordset("not no never nor")


@dataclass(frozen=True)
class Number:
    """Tokens first..last of the turn say `value`, in percent where it is a rate ("nine in ten" is 90).

    rate   it may be a rate or a coefficient: it counts no things; percent: it says so
    bar    a bar or an aim, or denied: nobody says that it is so; about: only roughly
    """

    value: float
    first: int
    last: int
    rate: bool
    percent: bool = False
    bar: bool = False
    about: bool = False


def numbers(unit: Unit) -> tuple[Number, ...]:
    """All numbers of the sentence in order; "ninety seventy-four" is two, "nine out of ten" is one."""
    runs = [(a, b, v) for a, b in _runs(unit) if (v := _value(unit, a, b)) is not None]
    out: list[Number] = []
    skip = False
    for place, (first, last, value) in enumerate(runs):
        if skip:
            skip = False
            continue
        between = [t.lower for t in unit.tokens[last + 1 : runs[place + 1][0]]] if place + 1 < len(runs) else [""]
        whole = runs[place + 1][2] if place + 1 < len(runs) else 0.0
        if between in (["of"], ["out", "of"], ["in"], ["of", "the"], ["from"]) and whole in _WHOLES and value <= whole:
            skip = True
            out.append(_number(unit, 100.0 * value / whole, first, runs[place + 1][1], share=True))
        else:
            out.append(_number(unit, value, first, last, share=False))
    return tuple(out)


def _value(unit: Unit, first: int, last: int) -> float | None:
    return number([token.lower for token in unit.tokens[first : last + 1] if token.lower != "a"])


_WHOLES = (10.0, 100.0, 200.0, 300.0, 400.0, 1000.0)


def _number(unit: Unit, value: float, first: int, last: int, share: bool) -> Number:
    after = unit.tokens[last + 1 : min(last + 4, unit.last + 1)]
    cut = unit.tokens[last].comma or unit.tokens[last].stop
    percent = share or bool(after and not cut and after[0].lower in PERCENT)
    before = _before(unit, first)
    counts = bool(after) and not cut and not percent and _counted(after)
    decimal = value < 1
    small = 1 <= value < 10 and not percent  # "the tougher of the two", "six to go"
    meant = first > 0 and unit.tokens[first - 1].lower in POINTED
    return Number(
        value,
        first,
        last,
        rate=percent or decimal or not (counts or small or meant),
        percent=percent,
        bar=any(t.lower in BARS | NEGATORS for t in before),
        about=any(t.lower in ABOUT for t in before[-2:]),
    )


def _counted(after: Sequence[Token]) -> bool:
    """Whether the word after a number is counted by it, or compares it ("fifty chats", "sixty of it", "nine more")."""
    one = after[0]
    if one.lower in ("of", "or") or one.lower in MORE:
        return True
    noun = next((t for t in after[:2] if t.pos in ("NOUN", "PROPN", "ADJ", "VERB")), None)
    if one.pos not in ("NOUN", "PROPN", "ADJ"):
        return False
    return noun is not None and noun.lower not in NO_COUNT


def _before(unit: Unit, first: int) -> Sequence[Token]:
    """The words before it in its stretch: back to a mark or a conjunction."""
    at = first
    while at > unit.first and first - at < 6:
        token = unit.tokens[at - 1]
        if token.comma or token.stop or token.numeric or token.lower in JOINS:
            break
        at -= 1
    return unit.tokens[at:first]


def _runs(unit: Unit) -> list[tuple[int, int]]:
    """(first, last) of each stretch of words that says one number."""
    out: list[tuple[int, int]] = []
    first = None
    for index in range(unit.first, unit.last + 1):
        if first is not None and _goes_on(unit.tokens, first, index, unit.last):
            out[-1] = (first, index)
            continue
        first = None
        token = unit.tokens[index]
        after = unit.tokens[index + 1].lower if index < unit.last else ""
        one = (token.lower in ("one", "a") and after in SCALES) or (token.lower == "one" and after == "point")
        if (token.numeric and token.lower != "a") or one or (token.lower == "point" and after in SMALL):
            first = index
            out.append((index, index))
    return out


def _goes_on(tokens: Sequence[Token], first: int, index: int, last: int) -> bool:
    """Whether the word at `index` belongs to the number that began at `first`."""
    before, word = tokens[index - 1], tokens[index].lower
    if before.comma or before.stop:
        return False
    said = before.lower
    if any(t.lower == "point" for t in tokens[first:index]):
        return word in SMALL and SMALL[word] < 10
    if word == "point":
        return index < last and tokens[index + 1].lower in SMALL
    if word in SCALES:
        return said in SMALL or said in TENS or said == "a" or said[0].isdigit()
    if word == "and":  # "a hundred and twenty"
        return said in SCALES and index < last and (tokens[index + 1].lower in TENS or tokens[index + 1].lower in SMALL)
    if word in SMALL:
        return said in SCALES or said == "and" or (said in TENS and 0 < SMALL[word] < 10)
    return word in TENS and (said in SCALES or said == "and")
