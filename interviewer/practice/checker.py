"""What an answer to a drill shows, item by item, with where it is to be heard. Pure; `parse` is spaCy's."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from audio.words import Word
from interviewer.analysis.consistency import number
from interviewer.analysis.cues import STATIVE
from interviewer.analysis.passages import Passages
from interviewer.analysis.query import compiled
from interviewer.analysis.reading import Reading, read
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit
from interviewer.judging.topic import PALE, content
from interviewer.model import DrillItem, DrillRun, Quote, Turn
from interviewer.packs import Pack
from interviewer.practice.asserted import asserted, denied_at
from interviewer.practice.cells import Cell, cells
from interviewer.practice.drills import Drill, Item, signals
from interviewer.practice.enumerated import things
from interviewer.practice.numbers import numbers
from interviewer.practice.sides import Given, given, kinder, mentions, right, stating, supposed
from interviewer.practice.trend import contrary

if TYPE_CHECKING:
    from spacy.tokens import Doc

EVIDENCE = 6  # quotes kept for one item
BESIDE = 0.76  # in the sentences beside it, more of them must
NAME = 2  # words of meaning of a phrase that is a name
SAME = wordset("put read cut set let hit shut split")  # the past looks like the present
SPOKEN_OF = 0.34  # a drawn phrase is spoken of where a third of its words of meaning come up, at least one


def check(
    drill: Drill, run: DrillRun, turns: tuple[Turn, ...], pack: Pack, parse: Callable[[str], Doc]
) -> tuple[DrillItem, ...]:
    """Every item of the drill as `turns` show it. Doubtful words never count. Raises ValueError for a bad rule."""
    pack = msgspec.structs.replace(pack, signals=signals(pack))
    reading = read(turns, pack, parse)
    # A drill asks for lists: naming five dimensions in a row is the answer.
    reading = replace(reading, units=tuple(replace(u, cues=u.cues - {"listing"}) for u in reading.units))
    sections = _sections(reading, [item.section.removeprefix("@") for item in drill.item if item.section])
    marks = {item.level: item.marks.removeprefix("@") for item in drill.item if item.level}
    rubric = cells(reading, [item.section.removeprefix("@") for item in drill.item if item.level], marks)
    out = []
    for item in drill.item:
        if item.level:
            quotes = _cell(item, rubric)
        elif item.opens:
            quotes = _things(item, run, reading)
        else:
            drawn = read((_told_of(run, item.trend),), pack, parse).units if item.trend else ()
            out.append(_item(item, run, reading, sections, drawn))
            continue
        out.append(_shows(item, run, len(quotes), quotes[: max(EVIDENCE, item.least)], ()))
    return tuple(out)


def _cell(item: Item, rubric: Sequence[Cell]) -> tuple[Quote, ...]:
    told = [cell for cell in rubric if (cell.section, cell.level) == (item.section.removeprefix("@"), item.level)]
    return tuple(cell.unit.quoted(cell.first, cell.last) for cell in told)


def _things(item: Item, run: DrillRun, reading: Reading) -> tuple[Quote, ...]:
    rule = compiled(item.rule.format(**run.drawn), reading.lexicon.names)

    def tells(unit: Unit) -> bool:
        return rule(Passages((unit,), reading.whole)).holds

    lists = [name.removeprefix("@") for name in item.closes], [name.removeprefix("@") for name in item.alike]
    found = things(reading.units, item.opens.removeprefix("@"), *lists, tells)
    return tuple(piece.quote for piece in found)


def _shows(item: Item, run: DrillRun, found: int, evidence: tuple[Quote, ...], wrong: tuple[Quote, ...]) -> DrillItem:
    return DrillItem(
        item.id,
        item.says.format(**run.drawn),
        min(item.least, found),
        item.least,
        evidence,
        item.gap.format(**run.drawn),
        wrong,
    )


def _told_of(run: DrillRun, name: str) -> Turn:
    return Turn(0, words=tuple(Word(word) for word in run.drawn[name].split()))


def _item(item: Item, run: DrillRun, reading: Reading, sections: Mapping[int, str], drawn: Sequence[Unit]) -> DrillItem:
    section = item.section.removeprefix("@")
    units = tuple(u for u in reading.units if not section or sections.get(u.sentence.index) == section)
    if not item.denials:
        units = tuple(asserted(u) for u in units)
    wrong = _shown(item.wrong, run, units, reading) if item.wrong else []
    found = [u for u in _shown(item.rule, run, units, reading) if u not in wrong]
    if item.mentions:
        found = [u for u in found if _mentions(u, units, [run.drawn[name] for name in item.mentions])]
    if item.kinder:
        found, turned = _kinder(item, run, found, reading)
        wrong += turned
    elif item.trend:
        others = [name.removeprefix("@") for name in item.sides.values()]
        wrong += contrary(reading.units, drawn, item.live.removeprefix("@"), others)
        found = [] if wrong else found
    elif item.figures:
        right, false = _figures(item, run, reading)
        found = [] if false else [u for u in found if u in right]
        wrong += false
    return _shows(item, run, _count(item, found), _quotes(found), _quotes(wrong))


def _kinder(item: Item, run: DrillRun, units: Sequence[Unit], reading: Reading) -> tuple[list[Unit], list[Unit]]:
    """Which of `units` call the right side the kinder, and which the other; what is said more often holds."""
    lists = {side: name.removeprefix("@") for side, name in item.sides.items()}
    here = mentions(reading.units, lists)
    first, second = lists
    value = {side: rate(run.drawn[side]) for side in lists}
    right = max(value, key=lambda side: value[side])
    more, less = (name.removeprefix("@") for name in item.kinder)
    said = {u: kinder(u, here[u.sentence.index], (more, less), (first, second)) for u in units}
    found, wrong = [u for u in units if said[u] == right], [u for u in units if said[u] not in ("", right)]
    return (found if len(found) > len(wrong) else []), wrong


def _figures(item: Item, run: DrillRun, reading: Reading) -> tuple[list[Unit], list[Unit]]:
    """Sentences that say a drawn figure of whom it is, and sentences that give a side a rate that is not its own."""
    here = mentions(reading.units, {side: name.removeprefix("@") for side, name in item.sides.items()})
    drawn = {name: rate(run.drawn[name]) for name in item.figures}
    found, wrong = [], []
    for unit in reading.units:
        if unit.cues & {"injection", "listing", "question"}:
            continue
        told = [
            one for one in given(unit, here[unit.sentence.index]) if not (one.number.bar or supposed(unit, one.number))
        ]
        stated = {name: words.removeprefix("@") for name, words in item.stated.items()}
        off = any(
            not right(Given(one, name, fails=False), drawn[name])
            for name, words in stated.items()
            for one in stating(unit, words)
        )
        if off or any(one.side and not right(one, drawn[one.side]) for one in told):
            wrong.append(unit)
        elif any(one.side or one.number.value in drawn.values() for one in told):
            found.append(unit)
    return found, wrong


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
        return sum(max(1, _bars(unit)) for unit in units)
    if item.counts == "parts":
        return sum(_parts(item, unit) for unit in units)
    if item.counts == "deeds":
        return sum(_deeds(unit) for unit in units)
    entries: set[str] = set()
    times = 0
    for unit in units:
        if item.counts.startswith("each "):
            name = item.counts.removeprefix("each @")
            spans = unit.said.get(name, ()) + (unit.denied.get(name, ()) if item.denials else ())
            times += len({span.first for span in spans})
            continue
        entries |= {span.entry for span in unit.said.get(item.counts.removeprefix("@"), ())}
    return len(entries) + times


def _deeds(unit: Unit) -> int:
    """How often it says "I" and what that one did: "I called him and moved the date"."""
    count = 0
    mine = False
    for at in range(unit.first, unit.last + 1):
        token = unit.tokens[at]
        if token.pos == "PRON" and token.tag == "PRP" and token.dep.startswith("nsubj"):
            mine = token.lower == "i"
        same = token.tag == "VBP" and token.lower in SAME
        after = unit.tokens[at + 1].lower if at < unit.last else ""
        if (
            mine
            and token.pos == "VERB"
            and (token.tag == "VBD" or same)
            and token.lemma not in STATIVE
            and after != "not"
        ):
            count += 1
    return count


def _parts(item: Item, unit: Unit) -> int:
    """Numbers of things: not the whole that is parted, and not how many people do it."""
    people = {span.first for span in unit.said.get(item.people.removeprefix("@"), ())}
    told = [one for one in numbers(unit) if one.value not in item.whole]
    return sum(not people & set(range(one.last + 1, one.last + 4)) for one in told)


def _bars(unit: Unit) -> int:
    """Numbers, zeroes, and what may not happen once: "no launch if one account leaks"."""
    ones = [at for at in range(unit.first + 1, unit.last + 1) if unit.tokens[at].lower in ("one", "any", "single", "a")]
    once = [at for at in ones if unit.tokens[at - 1].lower in ("if", "when", "even")]
    zeros = unit.said.get("zero_words", ())
    inside = {at for span in zeros for at in range(span.first, span.last + 1)}
    told = [span for place, span in enumerate(zeros) if not (place and _stressed(unit, span.last))]
    return sum(one.first not in inside for one in numbers(unit)) + len(told) + len(once)


def _stressed(unit: Unit, at: int) -> bool:
    """Whether nothing is counted behind the zero that ends at `at`: "no double booking, not one" is one bar."""
    return at == unit.last or unit.tokens[at].comma or bool(unit.tokens[at].stop)


def _mentions(unit: Unit, units: Sequence[Unit], phrases: Sequence[str]) -> bool:
    """Whether one of the phrases comes up in this sentence, or more of it in the ones beside it."""
    place = units.index(unit)
    beside = units[max(0, place - 1) : place + 2]
    return any(_comes_up(phrase, [unit], SPOKEN_OF) or _comes_up(phrase, beside, BESIDE) for phrase in phrases)


def _comes_up(phrase: str, units: Sequence[Unit], share: float) -> bool:
    words = content(phrase)
    named = len(words) <= NAME  # a name ("identity checks") is not named by doing ("check whether")
    if not named:
        words -= PALE
        if len(units) > 1 and len(words) == 1:
            return False  # the one telling word of a long phrase must be in the sentence itself
    said: set[str] = set()
    for unit in units:
        out = denied_at(unit)
        for at in range(unit.first, unit.last + 1):
            if at not in out and not (named and unit.tokens[at].pos == "VERB"):
                said |= unit.tokens[at].keys
    return bool(words) and len(words & said) >= max(1, round(share * len(words)))


def rate(spoken: str) -> float:
    """A drawn figure in words as a number: "eighty-seven" is 87. Raises ValueError where it is none."""
    value = number(spoken.lower().replace("-", " ").split())
    if value is None:
        raise ValueError(f"'{spoken}' is no number")
    return value


def _quotes(units: Sequence[Unit]) -> tuple[Quote, ...]:
    return tuple(unit.quote for unit in units[:EVIDENCE])
