"""The cells of a rubric as they are told: for each dimension what a one, a three, a five is, tersely or in sentences.

The answer is read word by word. A dimension opens a stretch ("Safety. ..."), a level opens a cell in it ("five: ...",
"a three if ..."); or a level opens the stretch and the dimensions follow it. A number that counts something ("three
reviewers", "one of them") opens nothing. Pure.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.analysis.reading import Reading
from interviewer.analysis.sentences import LEADS
from interviewer.analysis.tokens import Token, wordset
from interviewer.analysis.units import Unit

LEVELS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "1": 1, "2": 2, "3": 3, "4": 4, "5": 5}
LEVELS |= {"ones": 1, "threes": 3, "fives": 5}
MARKED = wordset("a an the for at level score mark grade gets get rating give gives scores it's")
GRADED = wordset("answer reply response score star stars mark summary rating means is if when would")
OPENING = wordset("for on about now then next to regarding concerning with under in")
HOLLOW = wordset("best worst top bottom lowest highest level score mark good-bye scale point points dimension rubric")
MEANING = ("NOUN", "VERB", "ADJ", "PROPN", "ADV", "INTJ")
QUANTIFIED = ("VERB", "AUX", "ADP", "DET", "CCONJ", "ADV", "SCONJ", "PART", "PRON", "NUM")
POINTS = wordset("point points star stars")
WHEN = wordset("if when is for means where = whenever unless")
RANGE = wordset("to through until till or")


@dataclass(frozen=True)
class Cell:
    """What was told of `level` in the dimension `section`: tokens first..last of the unit's turn."""

    section: str
    level: int
    unit: Unit
    first: int
    last: int


def cells(reading: Reading, sections: Sequence[str], marks: Mapping[int, str]) -> tuple[Cell, ...]:
    """The cells that say something, in order. `sections`: lists that open one; `marks`: level -> words for it."""
    out: list[Cell] = []
    section, level, turn = "", 0, -1
    by_level = fresh = False  # a level that was named before its dimension holds for the dimensions that follow
    for unit in reading.units:
        if "listing" in unit.cues:  # but a rubric speaks of answers and points, as who speaks to the judge does
            continue
        if unit.sentence.turn != turn:
            section, level, turn, by_level = "", 0, unit.sentence.turn, False
        start = unit.first
        events = _events(unit, sections, marks)
        for place, (first, last, kind) in enumerate(events):
            out += _told(section, level, unit, start, first - 1)
            said = _content(unit, start, first - 1)
            if not isinstance(kind, int) and place and isinstance(events[place - 1][2], str) and not said:
                by_level = fresh = False  # "safety and usefulness come later"
            if isinstance(kind, int):
                level, fresh, by_level = kind, True, False
            else:
                by_level = level > 0 and (by_level or (fresh and not said))
                section, level = kind, level if by_level else 0
                fresh = False
            start = last + 1
            if place + 1 == len(events):
                break
        out += _told(section, level, unit, start, unit.last)
        fresh = fresh and not _content(unit, start, unit.last)
    return tuple(out)


def _told(section: str, level: int, unit: Unit, first: int, last: int) -> list[Cell]:
    there = bool(section) and level > 0 and _content(unit, first, last)
    return [Cell(section, level, unit, first, last)] if there else []


def _content(unit: Unit, first: int, last: int) -> bool:
    """Whether the stretch says anything: a word of meaning that is no talk about the scale itself."""
    return any(
        t.pos in ("NOUN", "VERB", "ADJ", "PROPN", "ADV", "INTJ")
        and t.lower not in HOLLOW | LEADS
        and t.lower not in LEVELS
        for t in unit.tokens[first : last + 1]
    )


def _events(unit: Unit, sections: Sequence[str], marks: Mapping[int, str]) -> list[tuple[int, int, int | str]]:
    """(first, last, level or section) of each word that opens a cell or a stretch, in order, none over another."""
    found: list[tuple[int, int, int | str]] = []
    for level, name in marks.items():
        found += [(span.first, span.last, level) for span in unit.said.get(name, ())]
    for at in range(unit.first, unit.last + 1):
        if level_at := _level(unit.tokens, at):
            found.append((at, at, level_at))
    levels = {first for first, _, _ in found}
    levels |= {at for at in range(unit.last + 1, min(unit.last + 5, len(unit.tokens))) if _level(unit.tokens, at)}
    for name in sections:
        for span in (*unit.said.get(name, ()), *unit.denied.get(name, ())):
            if _opens(unit, span.first, span.last, levels):
                found.append((span.first, span.last, name))
    found.sort(key=lambda event: (event[0], -event[1]))
    out: list[tuple[int, int, int | str]] = []
    for event in found:
        # "Three: one is missing": a number right behind a level belongs to what is told of it.
        told = out and isinstance(event[2], int) and isinstance(out[-1][2], int) and event[0] == out[-1][1] + 1
        if not out or (event[0] > out[-1][1] and not told):
            out.append(event)
    return out


def _opens(unit: Unit, first: int, last: int, levels: set[int]) -> bool:
    """Whether a dimension is turned to, and not only spoken of."""
    before = [t.lower for t in unit.tokens[max(unit.first, first - 2) : first]]
    after = unit.tokens[last + 1 : min(last + 4, unit.last + 1)]
    marked = any(t.comma or t.stop for t in unit.tokens[last : min(last + 2, unit.last + 1)])
    soon = any(at in levels for at in range(last + 1, last + 5))
    return first - unit.first < 4 or any(word in OPENING for word in before) or marked or soon or not after


def _level(tokens: Sequence[Token], at: int) -> int:
    """The level that the number at `at` names, or 0 where it counts something. Sentences may be cut beside it."""
    start, last = 0, len(tokens) - 1
    token = tokens[at]
    level = LEVELS.get(token.lower, 0)
    before = tokens[at - 1] if at > start else None
    after = tokens[at + 1] if at < last else None
    if not level or (before is not None and before.numeric and not (before.comma or before.stop)):
        return 0
    if before is not None and before.lower in ("no", "some", "any", "each", "every", "this", "that", "which"):
        return 0
    if before is not None and before.lower == "number" and (at < 2 or tokens[at - 2].pos not in ("NOUN", "PROPN")):
        return 0  # "number three"; but "a phone number | three is when"
    if _ranges(tokens, start, at, last):
        return 0
    if token.comma or token.stop:
        tied = before is not None and before.pos in ("ADP", "VERB") and not (before.stop or before.comma)
        return level if not tied or (before is not None and before.lower in MARKED) else 0
    if after is None:
        return 0
    if before is not None and before.lower in ("a", "an") and after.tag in ("NNS", "NNPS"):
        return level  # "a five leaks nothing": no one says "a five leaks" of five things
    then = tokens[at + 2].lower if at + 2 <= last else ""
    if after.lower in POINTS and then in WHEN:
        return level  # "five points if all is true"
    if level == 1 and before is not None and before.lower == "for" and after.pos == "ADP":
        return 0  # "the middle is for one with a gap"
    if before is not None and before.lower in MARKED and after.pos not in ("NOUN", "PROPN", "NUM"):
        return level if after.lower not in ("of", "more", "or", "point", "out", "percent") else 0
    if before is not None and before.lower in ("a", "the") and after.lower in GRADED:
        return level
    if after.lower in ("of", "or", "more", "by", "to", "percent", "times", "out", "point", "other", "another", "way"):
        return 0
    if after.lower in ("is", "means", "if", "when", "would", "=", "it", "nothing", "everything", "nobody", "all", "no"):
        return level
    if level == 1 and (after.tag == "MD" or after.lower in ("has", "needs", "who", "that")):
        return 0
    if after.pos in ("NOUN", "PROPN", "ADJ", "NUM") and _counts(tokens, start, at, last):
        return 0
    return level


def _ranges(tokens: Sequence[Token], start: int, at: int, last: int) -> bool:
    """ "From one to five", "one three five"."""
    after = [t.lower for t in tokens[at + 1 : min(at + 3, last + 1)]]
    before = [t.lower for t in tokens[max(start, at - 2) : at]]
    return (len(after) == 2 and after[0] in RANGE and after[1] in LEVELS) or (
        len(before) == 2 and before[1] in RANGE and before[0] in LEVELS
    )


def _counts(tokens: Sequence[Token], start: int, at: int, last: int) -> bool:
    """Whether the number counts the noun after it: "three reviewers", "but one thing is missing"."""
    index = at + 1
    while index < last and tokens[index].pos in ("ADJ", "ADV") and not tokens[index].comma:
        index += 1
    noun = tokens[index] if tokens[index].pos in ("NOUN", "PROPN") else None
    if noun is None:
        return False
    plural = noun.tag in ("NNS", "NNPS")
    then = [token.tag for token in tokens[index + 1 : index + 3]]
    if plural and (then[:1] in (["DT"], ["PRP"], ["PRP$"], ["WRB"]) or then == ["CC", "VBZ"]):
        return False  # a verb that was taken for a noun: "three refuses and says", "three leaks a name"
    if LEVELS[tokens[at].lower] > 1 and not plural:
        return tokens[at + 1] is noun and noun.lower in ("point", "star", "level", "step", "scale")
    before = tokens[at - 1] if at > start else None
    if before is None or before.stop or before.comma:
        return plural and before is not None and not before.stop
    return before.pos in QUANTIFIED
