"""The little language in which a pack says how a fact is heard. No regular expressions, no code: names and brackets.

    rule       sentence(COND)         some sentence for which COND is true
               near(COND)             two neighbouring sentences that make COND true together, or one alone
               count(N, COND)         at least N different sentences for which COND is true
               distinct(N, @list)     at least N different entries of the list, anywhere
               whole-answer cue       few_decisions, too_short ... (`whole.WHOLE`)
               joined by and, or, not, and brackets
    COND       cue                    number, commit, condition ... (`cues.CUES`)
               @list                  an entry of the list is said, and not denied
               denied @list           an entry is said only to be denied ("never trust an average")
               any @list              either
               close(@a, @b, ...)     entries of all of them, asserted, within CLOSE words of one another
               onto(@a, @b)           an entry of b right behind one of a, which is done to it ("skip the human review")
               distinct(N, @list)     at least N different entries, not denied
               joined by and, or, not, and brackets

Sentences that speak to the judge, or only list terms, never count; questions count only where COND names `question`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import count
from typing import TypeAlias

from interviewer.analysis.cues import CUES
from interviewer.analysis.lexicon import Span
from interviewer.analysis.passages import Cond, Passages, Window, counts
from interviewer.analysis.tokens import wordset
from interviewer.analysis.units import Unit
from interviewer.analysis.whole import WHOLE

BETWEEN = 4  # words between a verb and what it is done to
SMALL = wordset("DET ADJ PRON ADP ADV NUM PART")
CLOSE = 9  # words between the first and the last of entries that belong together

Rule: TypeAlias = Callable[[Passages], "Answer"]

_NUMBERS = count()  # of the conditions: each is a bit of what a sentence was asked
_TOKEN = re.compile(r"\s*(?:(@[A-Za-z_][A-Za-z0-9_]*)|([A-Za-z_][A-Za-z0-9_]*)|(\d+)|([(),]))")


@dataclass(frozen=True)
class Answer:
    """Whether a rule holds, and the units that show it (none for facts of absence)."""

    holds: bool
    units: tuple[Unit, ...] = ()


@lru_cache(maxsize=1024)
def compiled(rule: str, lists: frozenset[str]) -> Rule:
    """The rule as a function. Raises ValueError, with the position, for bad syntax, unknown cues and unknown lists."""
    reader = _Reader(rule, lists)
    test = reader.either(reader.rule_atom, _any_answer, _all_answers, _no_answer)
    if reader.at < len(reader.tokens):
        raise reader.wrong("expected 'and', 'or' or the end")
    return test


def _any_answer(tests: Collection[Rule]) -> Rule:
    def test(passages: Passages) -> Answer:
        answers = [answer for one in tests if (answer := one(passages)).holds]
        return Answer(bool(answers), tuple(unit for answer in answers for unit in answer.units))

    return test


def _all_answers(tests: Collection[Rule]) -> Rule:
    def test(passages: Passages) -> Answer:
        answers = []
        for one in tests:
            answers.append(one(passages))
            if not answers[-1].holds:
                return Answer(False)
        return Answer(True, tuple(unit for answer in answers for unit in answer.units))

    return test


def _no_answer(one: Rule) -> Rule:
    return lambda passages: Answer(not one(passages).holds)


def _any_cond(tests: Collection[Cond]) -> Cond:
    return lambda window: any(test(window) for test in tests)


def _all_conds(tests: Collection[Cond]) -> Cond:
    return lambda window: all(test(window) for test in tests)


def _no_cond(one: Cond) -> Cond:
    return lambda window: not one(window)


class _Reader:
    """Recursive descent; the same boolean frame serves rules and conditions."""

    def __init__(self, rule: str, lists: frozenset[str]) -> None:
        self.rule = rule
        self.lists = lists
        self.tokens: list[tuple[str, int]] = []
        self.at = 0
        self.question = False
        end = 0
        while rule[end:].strip():
            match = _TOKEN.match(rule, end)
            if match is None:
                position = end + len(rule[end:]) - len(rule[end:].lstrip()) + 1
                raise ValueError(f"unexpected '{rule[position - 1]}' at position {position} of '{rule}'")
            self.tokens.append((match.group().strip(), match.start(match.lastindex or 0) + 1))
            end = match.end()
        if not self.tokens:
            raise ValueError("the rule is empty")

    def wrong(self, reason: str) -> ValueError:
        if self.at < len(self.tokens):
            text, position = self.tokens[self.at]
            return ValueError(f"{reason}, found '{text}' at position {position} of '{self.rule}'")
        return ValueError(f"{reason} at the end of '{self.rule}'")

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        text = self.peek()
        if not text or (expected and text != expected):
            raise self.wrong(f"expected '{expected}'" if expected else "expected more")
        self.at += 1
        return text

    def either(self, atom: Callable[..., object], any_of: Callable, all_of: Callable, no: Callable):  # type: ignore
        alternatives = [self._both(atom, any_of, all_of, no)]
        while self.peek() == "or":
            self.at += 1
            alternatives.append(self._both(atom, any_of, all_of, no))
        return alternatives[0] if len(alternatives) == 1 else any_of(alternatives)

    def _both(self, atom: Callable[..., object], any_of: Callable, all_of: Callable, no: Callable):  # type: ignore
        terms = [self._one(atom, any_of, all_of, no)]
        while self.peek() == "and":
            self.at += 1
            terms.append(self._one(atom, any_of, all_of, no))
        return terms[0] if len(terms) == 1 else all_of(terms)

    def _one(self, atom: Callable[..., object], any_of: Callable, all_of: Callable, no: Callable):  # type: ignore
        if self.peek() == "not":
            self.at += 1
            return no(self._one(atom, any_of, all_of, no))
        if self.peek() == "(":
            self.at += 1
            inner = self.either(atom, any_of, all_of, no)
            self.take(")")
            return inner
        return atom()

    def number(self) -> int:
        if not self.peek().isdigit():
            raise self.wrong("expected a number")
        return int(self.take())

    def list_name(self) -> str:
        name = self.peek()
        if not name.startswith("@"):
            raise self.wrong("expected a @list")
        if name[1:] not in self.lists:
            raise self.wrong("unknown list")
        self.at += 1
        return name[1:]

    def rule_atom(self) -> Rule:
        name = self.peek()
        if name in WHOLE:
            self.at += 1
            return lambda passages: Answer(name in passages.whole)
        if name not in ("sentence", "near", "count", "distinct"):
            raise self.wrong("expected sentence, near, count, distinct or a cue of the whole answer")
        self.at += 1
        self.take("(")
        if name == "distinct":
            least, wanted = self._distinct()
            self.take(")")
            return _distinct_anywhere(wanted, least)
        least = 1
        if name == "count":
            least = self.number()
            self.take(",")
        self.question = False
        cond = self.either(self.cond_atom, _any_cond, _all_conds, _no_cond)
        self.take(")")
        return _somewhere(cond, 2 if name == "near" else 1, least, self.question)

    def _distinct(self) -> tuple[int, str]:
        least = self.number()
        self.take(",")
        return least, self.list_name()

    def cond_atom(self) -> Cond:
        name = self.peek()
        if name in CUES:
            self.at += 1
            self.question = self.question or name == "question"
            return lambda window: window.cue(name)
        if name.startswith("@") or name in ("denied", "any"):
            how = "said" if name.startswith("@") else self.take()
            wanted = self.list_name()
            return lambda window: bool(window.spans(wanted, how))
        if name in ("close", "onto"):
            self.at += 1
            self.take("(")
            names = [self.list_name()]
            while self.peek() == ",":
                self.at += 1
                names.append(self.list_name())
            self.take(")")
            if name == "onto" and len(names) != 2:
                raise self.wrong("onto takes two lists")
            return _close(tuple(names)) if name == "close" else _onto(*names)
        if name == "distinct":
            self.at += 1
            self.take("(")
            least, wanted = self._distinct()
            self.take(")")
            return lambda window: len({span.entry for _, span in window.spans(wanted, "said")}) >= least
        raise self.wrong("expected a cue, a @list, close, onto or distinct")


def _close(names: tuple[str, ...]) -> Cond:
    def test(window: Window) -> bool:
        for unit in window.units:
            found = [unit.said.get(name, ()) for name in names]
            if all(found) and any(_together(one, found[1:]) for one in found[0]):
                return True
        return False

    return test


def _together(one: Span, others: Sequence[Sequence[Span]]) -> bool:
    """Whether each of the other lists has a match near `one`, and no two claim the very same words."""
    return all(
        any(
            abs(other.first - one.last) <= CLOSE + 1 or abs(one.first - other.last) <= CLOSE + 1
            for other in spans
            if (other.first, other.last) != (one.first, one.last)
        )
        for spans in others
    )


def _onto(name: str, other: str) -> Cond:
    def test(window: Window) -> bool:
        return any(
            _reaches(unit, one, two)
            for unit in window.units
            for one in unit.said.get(name, ())
            for two in unit.said.get(other, ())
        )

    return test


def _reaches(unit: Unit, one: Span, two: Span) -> bool:
    """Whether `two` follows `one`, with only small words that belong to it between them ("skip all of the")."""
    if not 0 < two.first - one.last <= BETWEEN + 1 or unit.tokens[one.last].comma or unit.tokens[one.last].stop:
        return False
    between = unit.tokens[one.last + 1 : two.first]
    owned = {at - 1 for at, t in enumerate(between) if t.tag == "POS"}  # "stop the handlers' spot checks"
    return all((t.pos in SMALL or at in owned) and not (t.comma or t.stop) for at, t in enumerate(between))


def _somewhere(cond: Cond, size: int, least: int, questions: bool) -> Rule:
    bit = 1 << next(_NUMBERS)

    def test(passages: Passages) -> Answer:
        found: dict[int, Unit] = {}
        said: set[str] = set()
        for place in passages.worth_asking(bit, questions):
            unit, after = place.unit, place.after
            if place.alone.holds(bit, cond):
                found[unit.sentence.index] = unit
                said.add(unit.text)
            elif (
                size == 2
                and after is not None
                and not after.alone.holds(bit, cond)  # what holds for it alone is evidence by itself
                and place.both.holds(bit, cond)
            ):
                found |= {unit.sentence.index: unit, after.unit.sentence.index: after.unit}
                said.add(unit.text)
        holds = len(said) >= least
        return Answer(holds, tuple(found.values()) if holds else ())

    return test


def _distinct_anywhere(name: str, least: int) -> Rule:
    def test(passages: Passages) -> Answer:
        entries: set[str] = set()
        units: list[Unit] = []
        for unit in passages.units:
            if counts(unit, False) and (spans := unit.said.get(name)):
                entries |= {span.entry for span in spans}
                units.append(unit)
        holds = len(entries) >= least
        return Answer(holds, tuple(units) if holds else ())

    return test
