"""Boolean expressions over names: "R8 and not M4", "(D1 or D3) and X1".

Used by parts, patterns, gates and probes. Names are whatever the caller's facts are called.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TypeAlias

Test: TypeAlias = Callable[[Mapping[str, bool]], bool]

_TOKEN = re.compile(r"\s*(?:([A-Za-z_][A-Za-z0-9_.-]*)|([()]))")
_WORDS = ("and", "or", "not")


def holds(expression: str, facts: Mapping[str, bool]) -> bool:
    """Whether the expression is true of the facts; an empty one is.

    Raises ValueError, with the position, on bad syntax and on a name that `facts` does not have.
    """
    test, used = _parsed(expression)
    for name, position in used:
        if name not in facts:
            raise ValueError(f"unknown name '{name}' at position {position} of '{expression}'")
    return test(facts)


def names(expression: str) -> tuple[str, ...]:
    """The names in it, each once, in order. Raises ValueError on bad syntax."""
    return tuple(dict.fromkeys(name for name, _ in _parsed(expression)[1]))


@lru_cache(maxsize=512)
def _parsed(expression: str) -> tuple[Test, tuple[tuple[str, int], ...]]:
    if not expression.strip():
        return lambda facts: True, ()
    reader = _Reader(expression)
    test = reader.either()
    if reader.at < len(reader.tokens):
        raise reader.wrong("expected 'and', 'or' or the end")
    return test, tuple(reader.used)


class _Reader:
    """Recursive descent over the tokens (text, position from 1)."""

    def __init__(self, expression: str) -> None:
        self.expression = expression
        self.tokens: list[tuple[str, int]] = []
        self.at = 0
        self.used: list[tuple[str, int]] = []
        end = 0
        while expression[end:].strip():
            match = _TOKEN.match(expression, end)
            if match is None:
                position = end + len(expression[end:]) - len(expression[end:].lstrip()) + 1
                raise ValueError(f"unexpected '{expression[position - 1]}' at position {position} of '{expression}'")
            self.tokens.append((match.group(1) or match.group(2), match.start(match.lastindex or 0) + 1))
            end = match.end()

    def wrong(self, reason: str) -> ValueError:
        if self.at < len(self.tokens):
            text, position = self.tokens[self.at]
            return ValueError(f"{reason}, found '{text}' at position {position} of '{self.expression}'")
        return ValueError(f"{reason} at the end of '{self.expression}'")

    def peek(self) -> str:
        return self.tokens[self.at][0] if self.at < len(self.tokens) else ""

    def either(self) -> Test:
        tests = [self.both()]
        while self.peek() == "or":
            self.at += 1
            tests.append(self.both())
        return tests[0] if len(tests) == 1 else lambda facts: any(test(facts) for test in tests)

    def both(self) -> Test:
        tests = [self.one()]
        while self.peek() == "and":
            self.at += 1
            tests.append(self.one())
        return tests[0] if len(tests) == 1 else lambda facts: all(test(facts) for test in tests)

    def one(self) -> Test:
        text = self.peek()
        if text == "not":
            self.at += 1
            inner = self.one()
            return lambda facts: not inner(facts)
        if text == "(":
            self.at += 1
            inner = self.either()
            if self.peek() != ")":
                raise self.wrong("expected ')'")
            self.at += 1
            return inner
        if not text or text in _WORDS or text == ")":
            raise self.wrong("expected a name, 'not' or '('")
        self.used.append(self.tokens[self.at])
        self.at += 1
        return lambda facts: bool(facts[text])
