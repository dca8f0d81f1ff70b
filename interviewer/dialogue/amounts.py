"""The counts and shares of a sentence, in order: "a hundred and twenty", "sixty percent", "a third". Pure text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.analysis.consistency import SCALES, SMALL, TENS, number
from interviewer.dialogue import words

_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?%?|[^\W\d]+(?:'[^\W\d]+)?|[.,;:!?]")
_FRACTIONS = {
    "half": 50.0, "third": 33.3, "thirds": 33.3, "quarter": 25.0, "quarters": 25.0, "fifth": 20.0, "tenth": 10.0,
}  # fmt: skip
_NO_CASES = words.as_set(
    """
    people persons person reviewers raters experts colleagues teachers rangers technicians nurses agents editors times
    seconds second minutes minute hours hour days day weeks week months month years year points point euros euro dollars
    dollar cents words stars languages groups categories rounds
    """
)
_RATE = re.compile(r"(?:in|out of) (?:a |\d|(?:ten|twenty|fifty|hundred|thousand)\b)")
FEWEST = 5  # smaller counts are people or rounds


@dataclass(frozen=True)
class Amount:
    """A number of things, or a share in percent, and the first and last of its tokens."""

    value: float
    share: bool
    first: int
    last: int


def tokenised(text: str) -> tuple[str, ...]:
    """Words, numbers and marks in lower case, in order."""
    return tuple(_TOKEN.findall(words.plain(text).replace("-", " ").replace("per cent", "percent")))


def amounts(tokens: tuple[str, ...]) -> tuple[Amount, ...]:
    """Those of a sentence, without people, times, money and rates ("nine in ten")."""
    found: list[Amount] = []
    at = 0
    while at < len(tokens):
        end = _run(tokens, at)
        if end == at:
            at += 1
            continue
        value = number([word.rstrip("%") for word in tokens[at:end] if word not in ("a", "and")]) or 0.0
        after = tokens[end] if end < len(tokens) else ""
        if tokens[at] == "half":
            found.append(Amount(_FRACTIONS["half"], True, at, at))
        elif after in _FRACTIONS and value < FEWEST:
            value = value or 1.0  # "a third"
            found.append(Amount(value * _FRACTIONS[after], True, at, end))
            end += 1
        elif tokens[at].endswith("%") or after == "percent":
            found.append(Amount(value, True, at, end if after == "percent" else end - 1))
            end += after == "percent"
        else:
            rate = after in ("in", "out") and _RATE.match(" ".join(tokens[end : end + 3])) is not None
            if value and after not in _NO_CASES and not rate and not (at and tokens[at - 1] in ("in", "than")):
                found.append(Amount(value, False, at, end - 1))
        at = end
    return tuple(found)


def _run(tokens: tuple[str, ...], at: int) -> int:
    """Behind the number that begins at `at`: "a hundred and twenty", "half", "a third"; `at` where none does."""
    if tokens[at] == "half" and tokens[at + 1 : at + 2] != ("a",):
        return at + 1
    if tokens[at] == "a":
        following = tokens[at + 1] if at + 1 < len(tokens) else ""
        if following in _FRACTIONS and following != "half":
            return at + 1
        if following not in SCALES and following != "dozen":
            return at
    elif not _numeric(tokens[at]):
        return at
    end = at + 1
    while end < len(tokens):
        joined = tokens[end] == "and" and tokens[end - 1] in SCALES and _numeric(tokens[end + 1 : end + 2])
        if not _numeric(tokens[end]) and not joined:
            break
        end += 1
    return end


def _numeric(word: str | tuple[str, ...]) -> bool:
    one = word if isinstance(word, str) else "".join(word)
    return one[:1].isdigit() or one in SMALL or one in TENS or one in SCALES
