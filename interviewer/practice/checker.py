"""What an answer to a drill shows, item by item, with where it is to be heard. Pure; `parse` is spaCy's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import msgspec

from interviewer.analysis.consistency import number
from interviewer.analysis.nouns import listed
from interviewer.analysis.query import Passages, compiled
from interviewer.analysis.reading import Reading, read
from interviewer.analysis.units import Unit
from interviewer.judging.topic import content
from interviewer.model import DrillItem, DrillRun, Quote, Turn
from interviewer.packs import Pack
from interviewer.practice.drills import Drill, Item, signals

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE = 6  # quotes kept for one item
SPOKEN_OF = 0.34  # a drawn phrase is spoken of where a third of its words of meaning come up, at least one


def check(
    drill: Drill, run: DrillRun, turns: tuple[Turn, ...], pack: Pack, parse: Callable[[str], Doc]
) -> tuple[DrillItem, ...]:
    """Every item of the drill as `turns` show it. Doubtful words never count. Raises ValueError for a bad rule."""
    reading = read(turns, msgspec.structs.replace(pack, signals=signals(pack)), parse)
    sections = _sections(reading, [item.section.removeprefix("@") for item in drill.item if item.section])
    return tuple(_item(item, run, reading, sections) for item in drill.item)


def _item(item: Item, run: DrillRun, reading: Reading, sections: Mapping[int, str]) -> DrillItem:
    section = item.section.removeprefix("@")
    units = tuple(u for u in reading.units if not section or sections.get(u.sentence.index) == section)
    wrong = _shown(item.wrong, run, units, reading) if item.wrong else []
    false = [u for u in units if item.figures and _invented(u, run)]
    found = [u for u in _shown(item.rule, run, units, reading) if u not in wrong and u not in false]
    if item.mentions:
        found = [u for u in found if _mentions(u, units, [run.drawn[name] for name in item.mentions])]
    if item.figures:
        given = [_value(run.drawn[name]) for name in item.figures]
        found = [u for u in found if any(value in given for value in _numbers(u))]
    return DrillItem(
        item.id,
        item.says.format(**run.drawn),
        min(item.least, _count(item, found)),
        item.least,
        _quotes(found),
        item.gap.format(**run.drawn),
        _quotes([*wrong, *false]),
    )


def _shown(rule: str, run: DrillRun, units: Sequence[Unit], reading: Reading) -> list[Unit]:
    answer = compiled(rule.format(**run.drawn), reading.lexicon.names)(Passages(units, reading.whole))
    return sorted(dict.fromkeys(answer.units), key=lambda unit: unit.sentence.index)


def _sections(reading: Reading, names: Sequence[str]) -> dict[int, str]:
    """Sentence index -> the section that it lies in: the last one that was opened."""
    out: dict[int, str] = {}
    now = ""
    for unit in reading.units:
        opened = [(span.first, name) for name in dict.fromkeys(names) for span in unit.said.get(name, ())]
        now = max(opened)[1] if opened else now
        if now:
            out[unit.sentence.index] = now
    return out


def _count(item: Item, units: Sequence[Unit]) -> int:
    if item.least == 1 or item.counts == "passages":
        return len(units)
    if item.counts == "numbers":
        return sum(max(1, len(_numbers(unit)) + len(unit.said.get("zero_words", ()))) for unit in units)
    things: set[str] = set()
    for unit in units:
        if item.counts.startswith("@"):
            things |= {span.entry for span in unit.said.get(item.counts[1:], ())}
            continue
        named = {token.lemma for token in listed(unit)} | _joined(unit)
        things |= named if len(named) > 1 else {unit.sentence.text.lower()}
    return len(things)


def _joined(unit: Unit) -> set[str]:
    """What is done or named side by side: "it may leak data or invent a fee", "it could ... it could"."""
    own = range(unit.first, unit.last + 1)
    joined = [at for at in own if unit.tokens[at].dep == "conj" and unit.tokens[at].pos in ("VERB", "NOUN", "ADJ")]
    modal = [unit.tokens[at].head for at in own if unit.tokens[at].tag == "MD"]
    places = {*joined, *(unit.tokens[at].head for at in joined), *(modal if len(modal) > 1 else ())}
    return {unit.tokens[at].lemma for at in places if at in own}


def _mentions(unit: Unit, units: Sequence[Unit], phrases: Sequence[str]) -> bool:
    """Whether one of the phrases comes up in this sentence or the ones beside it."""
    place = units.index(unit)
    stems = {key for near in units[max(0, place - 1) : place + 2] for token in near.own for key in token.keys}
    wanted = [content(phrase) for phrase in phrases]
    return any(words and len(words & stems) >= max(1, round(SPOKEN_OF * len(words))) for words in wanted)


def _numbers(unit: Unit) -> list[float]:
    """The numbers that are said in it."""
    out: list[float] = []
    words: list[str] = []
    for token in (*unit.own, None):
        if token is not None and (token.numeric or token.lower in ("point", "-") or (token.lower == "one" and words)):
            words += [] if token.lower == "-" else [token.lower]
        elif words:
            value = number(words)
            out += [] if value is None else [value]
            words = []
    return out


def _value(spoken: str) -> float | None:
    return number(spoken.lower().replace("-", " ").split())


def _invented(unit: Unit, run: DrillRun) -> bool:
    """Whether it gives a rate to the judge or the people that is none of the figures: "the judge passes 60 percent"."""
    if "percent" not in unit.cues or not ("judge" in unit.said or "humans" in unit.said):
        return False
    if unit.cues & {"commit", "condition", "gate", "threshold", "hedged"}:
        return False  # a bar that the speaker sets is the speaker's own
    given = {_value(text) for text in run.drawn.values()}
    said = _numbers(unit)
    return bool(said) and not any(value in given for value in said)


def _quotes(units: Sequence[Unit]) -> tuple[Quote, ...]:
    return tuple(unit.quote for unit in units[:EVIDENCE])
