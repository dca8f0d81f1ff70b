"""What a fact's rule is asked about: the sentences that count, each alone and with its neighbour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeAlias

from interviewer.analysis.lexicon import Span
from interviewer.analysis.units import Unit, distinct

Cond: TypeAlias = Callable[["Window"], bool]

_NO_CUES: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Window:
    """One sentence, or two neighbours, as a condition sees them. `extra`: cues that only the caller can know."""

    units: tuple[Unit, ...]
    extra: Mapping[int, frozenset[str]]

    def cue(self, name: str) -> bool:
        """Whether any of the sentences has the cue."""
        return any(name in u.cues or name in self.extra.get(u.sentence.index, ()) for u in self.units)

    def spans(self, name: str, how: str) -> list[tuple[Unit, Span]]:
        """Matches of the list: how is "said", "denied" or "any"."""
        return [
            (unit, span)
            for unit in self.units
            for spans in (
                (unit.said,) if how == "said" else (unit.denied,) if how == "denied" else (unit.said, unit.denied)
            )
            for span in spans.get(name, ())
        ]


class Asked:
    """What a window was asked before: an answer that grows is read again and again, and most of it stays the same.

    It is kept with the first of its sentences, by the next one and by what only the caller knows of them.
    """

    __slots__ = ("_known", "_window")

    def __init__(self, window: Window) -> None:
        units = window.units
        after = units[-1].same if len(units) > 1 else None
        key = (after, *(window.extra.get(unit.sentence.index, _NO_CUES) for unit in units))
        self._window = window
        self._known = units[0].same.asked.setdefault(key, [0, 0])  # bits of conditions: was asked, holds

    @property
    def open(self) -> int:
        """The bits of all conditions but those that were asked and do not hold."""
        asked, held = self._known
        return held | ~asked

    def holds(self, bit: int, cond: Cond) -> bool:
        """Whether the condition, of which that is the bit, is true of the window."""
        known = self._known
        if not known[0] & bit:
            known[1] |= bit * cond(self._window)
            known[0] |= bit
        return bool(known[1] & bit)


@dataclass(frozen=True, eq=False)
class Place:
    """A sentence that counts; `after`: the next one, where it follows at once and counts as well."""

    unit: Unit
    extra: Mapping[int, frozenset[str]]
    after: Place | None = field(repr=False)  # a chain through the whole answer

    @cached_property
    def alone(self) -> Asked:
        """The sentence by itself."""
        return Asked(Window((self.unit,), self.extra))

    @cached_property
    def both(self) -> Asked:
        """It and the next one. Only where there is one."""
        assert self.after is not None
        return Asked(Window((self.unit, self.after.unit), self.extra))

    @property
    def open(self) -> int:
        """The bits of the conditions that may be true of it, alone or with the next one."""
        return self.alone.open | (self.both.open if self.after is not None else 0)


@dataclass(frozen=True)
class Passages:
    """What a rule is asked about: the sentences, the cues of the whole, and the caller's extra cues by sentence."""

    units: Sequence[Unit]
    whole: frozenset[str]
    extra: Mapping[int, frozenset[str]] = field(default_factory=dict)

    @cached_property
    def _distinct(self) -> tuple[Unit, ...]:
        return distinct(self.units)

    def worth_asking(self, bit: int, questions: bool) -> list[Place]:
        """The sentences that count, without questions or with them, of which that condition may be true; in order."""
        places = self._sentences if questions else self._statements
        return [place for place, bits in places if bits & bit]

    @cached_property
    def _statements(self) -> list[tuple[Place, int]]:
        return self._places(False)

    @cached_property
    def _sentences(self) -> list[tuple[Place, int]]:
        return self._places(True)

    def _places(self, questions: bool) -> list[tuple[Place, int]]:
        """The sentences that count, each once and in order, with the bits of what may be true of them."""
        places: list[Place] = []
        for unit in reversed([unit for unit in self._distinct if counts(unit, questions)]):
            after = places[-1] if places and _adjacent(unit, places[-1].unit) else None
            places.append(Place(unit, self.extra, after))
        return [(place, place.open) for place in reversed(places)]


def counts(unit: Unit, questions: bool) -> bool:
    """Whether a sentence can show a fact: none that speaks to the judge or only lists terms."""
    return not unit.cues & {"injection", "listing"} and (questions or "question" not in unit.cues)


def _adjacent(unit: Unit, after: Unit) -> bool:
    return after.sentence.index == unit.sentence.index + 1 and after.sentence.turn == unit.sentence.turn
