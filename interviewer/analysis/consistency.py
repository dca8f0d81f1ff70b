"""Numbers that contradict one another: the same thing counted or bounded twice, differently.

Only like is held against like: two figures of the same unit about the same thing ("300 labels" and "two raters on 800
labels each", "kappa 0.6" and "kappa 0.8"). A part of a whole ("a quarter of them"), a figure for another group, and a
figure that is taken back in the same breath ("300, no, 400") or openly changed ("then I'd move it to 400") are no
contradiction.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from interviewer.analysis.reading import Reading
from interviewer.analysis.tokens import stem, wordset
from interviewer.analysis.units import Unit
from interviewer.model import Quote

SMALL = {"zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9}
SMALL |= {"ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16}
SMALL |= {"seventeen": 17, "eighteen": 18, "nineteen": 19, "dozen": 12}
TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
PARTS = wordset("more another extra additional of further plus those them first other rest remaining out")
BUDGET_UNITS = frozenset(map(stem, wordset("label labels labeller reviewer rater week month dollar euro")))

OTHER_BARS = wordset("below under between less fewer unless traffic users of")  # not the bar of the launch itself
PEOPLE = wordset("rater reviewer labeller labeler annotator person people agent expert")
LABELLING = frozenset(map(stem, wordset("label annotate")))
PASSING = wordset("right correct accept fine ok okay must enough")
FAILING = wordset("fail fails failing wrong bad worse errors mistakes most")  # a share of these is no bar to be reached
REVISING = wordset("move raise lower increase reduce cut bring push change correct revise shift extend double halve")
REVISED = 8  # tokens behind such a verb in which the new figure stands
PLAIN = frozenset(
    map(stem, wordset("percent launch release right correct answer case at first then end live already fine plenty"))
)


@dataclass(frozen=True)
class Figure:
    """A number, the stem of what it counts, and the stems of the words beside it."""

    value: float
    unit: str
    about: frozenset[str]
    where: Unit


@lru_cache(maxsize=1024)
def figures(unit: Unit) -> tuple[Figure, ...]:
    """The counted things of one sentence."""
    out: list[Figure] = []
    own = unit.own
    index = 0
    while index < len(own):
        if not own[index].numeric:
            index += 1
            continue
        end = index
        while end + 1 < len(own) and (own[end + 1].numeric or own[end + 1].lower == "point"):
            end += 1
        value = number([token.lower for token in own[index : end + 1]])
        noun = next((t for t in own[end + 1 : end + 4] if t.pos in ("NOUN", "PROPN") and t.lower != "percent"), None)
        part = any(t.lower in PARTS for t in own[max(0, index - 2) : index] + own[end + 1 : end + 3])
        if value is not None and noun is not None and not part:
            about = frozenset(k for t in own if t.pos in ("NOUN", "PROPN", "ADJ") and t is not noun for k in t.keys)
            out.append(Figure(value, stem(noun.lemma), about, unit))
        index = end + 1
    return (*out, *_labels(unit, out), *_marks(unit))


def _labels(unit: Unit, counted: list[Figure]) -> list[Figure]:
    """What labelling costs, whatever is labelled: "label three hundred tickets", "two raters on eight hundred each"."""
    own = unit.own
    people = next((number([a.lower]) for a, b in pairwise(own) if a.numeric and b.lemma in PEOPLE), None)
    out = []
    for place, (token, after) in enumerate(pairwise(own)):
        if token.numeric and after.lower == "each" and people:
            first = place
            while first and own[first - 1].numeric:
                first -= 1
            if (value := number([t.lower for t in own[first : place + 1]])) is not None:
                out.append(Figure(value * people, "label", frozenset(), unit))
    if any(t.pos == "VERB" and t.keys & LABELLING for t in own):
        out += [
            Figure(one.value, "label", one.about, unit) for one in counted if one.value > 20 and one.unit != "label"
        ]
    return out


def _marks(unit: Unit) -> list[Figure]:
    """The bar for a mark that has a name: "kappa at least 0.8". Its unit is the name."""
    out = []
    for term, spans in unit.terms.items():
        for span in spans[:1]:
            after = unit.tokens[span.last + 1 : min(span.last + 9, unit.last + 1)]
            place = next((i for i, t in enumerate(after) if t.numeric or t.lower == "point"), None)
            if place is None or "threshold" not in unit.cues:
                continue
            run = [t.lower for t in after[place : place + 3] if t.numeric or t.lower == "point"]
            value = number(run)
            if value is not None and 0 < value < 1:
                about = frozenset(k for t in unit.own if t.pos in ("NOUN", "VERB") for k in t.keys)
                out.append(Figure(value, "mark " + term, about - {stem(term)}, unit))
    return out


def _pass_marks(reading: Reading) -> dict[tuple[int, int], tuple[Quote, Quote]]:
    """Pairs of sentences of two turns that let the very same thing pass at two shares ("disputes" at 95 and at 80)."""
    found = []
    for unit in reading.units:
        words = {t.lower for t in unit.own}
        if "percent" not in unit.cues or not words & PASSING or words & OTHER_BARS - {"of"} or "question" in unit.cues:
            continue
        run = [t.lower for t in unit.own if t.numeric and not t.lower.isdigit()] or [
            t.lower for t in unit.own if t.numeric
        ]
        things = frozenset(t.lemma for t in unit.own if t.pos in ("NOUN", "PROPN")) - {
            "percent",
            "time",
            "answer",
            "case",
        }
        if things and (value := number(run)) is not None:
            found.append(Figure(value, "share", things, unit))
    return {
        (a.where.sentence.index, b.where.sentence.index): (a.where.quote, b.where.quote)
        for place, b in enumerate(found)
        for a in found[:place]
        if a.value != b.value and a.about == b.about and a.where.sentence.turn != b.where.sentence.turn
    }


def number(words: list[str]) -> float | None:
    """The value of a number in digits or English words ("three hundred and fifty", "0.6", "point six")."""
    total = current = 0.0
    seen = False
    for place, word in enumerate(words):
        plain = word.replace(",", "").rstrip("%")
        try:
            current, seen = current + float(plain), True
            continue
        except ValueError:
            pass
        if word in SMALL or word in TENS:
            current, seen = current + SMALL.get(word, TENS.get(word, 0)), True
        elif word in SCALES:
            current, seen = max(current, 1) * SCALES[word], True
            if SCALES[word] > 100:
                total, current = total + current, 0.0
        elif word == "point":
            digits = "".join(str(SMALL[w]) for w in words[place + 1 :] if w in SMALL and SMALL[w] < 10)
            return total + current + float("0." + digits) if digits else None
        elif word != "and":
            return None
    return total + current if seen else None


def bars(unit: Unit) -> list[Figure]:
    """The share at which the sentence ships ("we launch at ninety percent"); none for a part, or a way back."""
    plain = {"release", "percent"} <= unit.cues and not unit.cues & {"restrict", "rollback", "block", "hedged", "past"}
    words = [token.lower for token in unit.own]
    if not plain or any(word in (OTHER_BARS - {"of"}) | FAILING for word in words) or "release" not in unit.said:
        return []
    for place, word in enumerate(words):
        if word not in ("percent", "pct") and not word.endswith("%"):
            continue
        first = place if word.endswith("%") else place - 1
        while first > 0 and unit.own[first - 1].numeric and unit.own[first].numeric:
            first -= 1
        value = number(words[first : place if first < place else place + 1])
        about = frozenset(
            key for t in unit.own if t.pos in ("NOUN", "PROPN", "ADJ", "ADV") and not t.numeric for key in t.keys
        )
        return [] if value is None else [Figure(value, "launch bar", about - PLAIN, unit)]
    return []


def _two_bars(reading: Reading) -> dict[tuple[int, int], tuple[Quote, Quote]]:
    """Pairs of sentences that ship the very same thing at two different shares."""
    found = [bar for unit in reading.units if "question" not in unit.cues for bar in bars(unit)]
    return {
        (earlier.where.sentence.index, later.where.sentence.index): (earlier.where.quote, later.where.quote)
        for place, later in enumerate(found)
        for earlier in found[:place]
        if earlier.value != later.value and earlier.about == later.about
    }


def _named(figure: Figure) -> frozenset[str]:
    """Names with figures in them, such as "p95": different ones are different things."""
    return frozenset(word for word in figure.about if word[0].isalpha() and any(letter.isdigit() for letter in word))


def _per_head(earlier: Figure, later: Figure) -> bool:
    """Whether one figure is the other times the people at work ("two raters on 300 tickets", "600 labels")."""
    heads = {number([a.lower]) for f in (earlier, later) for a, b in pairwise(f.where.own) if b.lemma in PEOPLE}
    return any(head and max(earlier.value, later.value) == head * min(earlier.value, later.value) for head in heads)


def _revises(unit: Unit) -> bool:
    """Whether it openly puts a figure in the place of another: "so I'd move it to three hundred"."""
    own = unit.own
    return any(
        token.lemma in REVISING and any(a.lower == "to" and b.numeric for a, b in pairwise(own[at : at + REVISED]))
        for at, token in enumerate(own)
    )


def contradictions(reading: Reading) -> tuple[tuple[Quote, Quote], ...]:
    """Pairs of passages whose figures cannot both hold, earlier first; each pair of sentences once.

    Held against each other: budgets in the same unit across turns, where the later one is at least twice or at most
    half the earlier; other figures of one unit whose sentences share two content words; and two shares at which the
    very same thing ships.
    """
    all_figures = [f for unit in reading.units if "question" not in unit.cues for f in figures(unit)]
    revising = {unit.sentence.index for unit in reading.units if _revises(unit)}
    out = _pass_marks(reading) | _two_bars(reading)
    for place, later in enumerate(all_figures):
        for earlier in all_figures[:place]:
            pair = earlier.where.sentence.index, later.where.sentence.index
            if pair[0] == pair[1] or pair in out or earlier.unit != later.unit or earlier.value == later.value:
                continue
            across = earlier.where.sentence.turn != later.where.sentence.turn
            same = len(earlier.about & later.about) >= (1 if across else 3)
            if _named(earlier) != _named(later) or _per_head(earlier, later):
                continue
            ratio = max(earlier.value, later.value) / max(min(earlier.value, later.value), 1e-9)
            if (same and (across or ratio >= 2)) or (
                across and later.unit in BUDGET_UNITS and ratio >= 2 and min(earlier.value, later.value) > 20
            ):
                out[pair] = (earlier.where.quote, later.where.quote)
    return tuple(pair for (_, later), pair in out.items() if later not in revising)
