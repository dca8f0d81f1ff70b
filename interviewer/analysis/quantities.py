"""What the numbers of a sentence do: shares, amounts, bars, one case that is enough, what is given to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from interviewer.analysis.lexicon import Span
from interviewer.analysis.tokens import Token, wordset

FIRST_BARS = frozenset(
    {
        "above",
        "below",
        "under",
        "over",
        "beyond",
        "more than",
        "less than",
        "fewer than",
        "worse than",
        "a loss of",
        "a loss over",
        "a drop of",
        "drop of",
        "a gain of",
        "a rise of",
        "rise of",
        "a gap of",
        "a fall of",
    }
)
ONE_IS_NUMBER = wordset("percent point in out hundred thousand")
SMALL_NUMBERS = wordset("one two three four five six seven eight nine half twice zero third quarter tenth fifth")


def bar_first(own: Sequence[Token], bars: Sequence[Span], first: int) -> bool:
    """ "More than one mistake and it stays off", "under ninety we wait": a condition without its "if"."""
    at = 0
    while at < len(own) - 1 and (own[at].lower in ("and", "but", "so", "then", "now") or own[at].tag == "DT"):
        at += 1
    if not any(span.first - first in (at, at + 1, at + 2) and span.entry in FIRST_BARS for span in bars):
        return False
    rest = own[at + 2 :]
    return any(t.numeric or t.lower == "one" for t in own[: at + 6]) and any(t.finite for t in rest)


def one_case(own: Sequence[Token]) -> bool:
    """ "One lost bag and the desk takes over", "a single false name, it's off": one case is enough for what follows."""
    at = 0
    while at < len(own) - 1 and own[at].lower in ("and", "but", "so", "then", "if", "even", "just"):
        at += 1
    case = own[at].lower in ("one", "any") or (own[at].lower == "a" and own[at + 1].lower == "single")
    if (
        not case
        or at + 2 >= len(own)
        or own[at + 1].lower in ONE_IS_NUMBER
        or own[at + 1].lower in ("of", "thing", "more")
    ):
        return False
    ahead = own[at + 1 : at + 4]
    return any(t.pos == "NOUN" for t in ahead) and any(
        t.lower in ("and", "means", "then") or before.comma
        for before, t in zip(own[at + 1 :], own[at + 2 :], strict=False)
    )


def allotted(own: Sequence[Token]) -> bool:
    """ "Sixty where they wrote twice", "a hundred on accidents": a number leads, and its verb has not come yet."""
    at = 0
    while at < len(own) - 2 and own[at].lower in ("and", "so", "then", "plus", "another", "a", "about", "maybe", "say"):
        at += 1
    if not own[at].numeric or own[at].lower in SMALL_NUMBERS:
        return False
    while at < len(own) - 1 and (own[at].numeric or own[at].lower == "and"):
        at += 1
    for token in own[at : at + 4]:
        if token.lower in ("percent", "point", "points", "times") or token.finite:
            return False
        if token.lower in (
            "where",
            "who",
            "on",
            "for",
            "from",
            "in",
            "with",
            "of",
            "that",
            "more",
            "extra",
            "at",
            "plain",
        ):
            return token.lower != "of" or any(t.lower in ("them", "those", "these") for t in own[at : at + 4])
    return False


def numbers(own: Sequence[Token], said: Mapping[str, Sequence[Span]]) -> set[str]:
    """Which of the cues number, percent, quantity, amount and threshold hold."""
    found: set[str] = set()
    for index, token in enumerate(own):
        after = own[index + 1 : index + (6 if index + 1 < len(own) and own[index + 1].lower == "of" else 4)]
        one = (
            token.lower == "one"
            and after
            and after[0].lower in ("percent", "point", "in", "out", "hundred", "thousand")
        )
        part = token.lower == "quarter" and after and after[0].lower == "of"
        if not (token.numeric or one or part):
            continue
        found.add("number")
        spelled = any(one.lower == "per" and two.lower == "cent" for one, two in pairwise(after))
        if (
            spelled
            or any(t.lower in ("percent", "pct") for t in after)
            or (
                len(after) > 1
                and after[0].lower in ("in", "out", "of", "times")
                and any(t.numeric or t.lower in ("a", "hundred") for t in after[1:])
            )
        ):
            found.add("percent")
        named = any(t.pos in ("NOUN", "PROPN") and t.lower not in ("percent", "pct") for t in after)
        if named or _given(own, index):
            found.add("quantity")
            if not token.lower[0].isdigit():
                large = token.lower not in SMALL_NUMBERS or (after and after[0].numeric)
            else:
                large = len(token.lower.replace(",", "").split(".")[0].rstrip("%")) >= 2
            if large:
                found.add("amount")
    if "number" in found and (said["comparators"] or ("condition_words" in said and _odds(own))):
        found.add("threshold")
    return found


def _given(own: Sequence[Token], at: int) -> bool:
    """A number of what was named before: "take fifty of those", "put three hundred on the risky ones"."""
    if not at or own[at - 1].pos not in ("VERB", "DET"):
        return False
    rest = next((place for place in range(at, len(own)) if not own[place].numeric), len(own))
    ahead = own[rest : rest + 2]
    return len(ahead) == 2 and (
        (ahead[0].lower == "of" and ahead[1].lower in ("them", "those", "these"))
        or (ahead[0].lower in ("on", "for", "to", "in", "from") and ahead[1].pos in ("DET", "NOUN", "ADJ"))
    )


def _odds(own: Sequence[Token]) -> bool:
    """ "Sixty to forty", "fifty five to forty five": how near two sides are."""
    return any(
        own[at].lower == "to" and own[at - 1].numeric and own[at + 1].numeric and own[at - 2].lower != "from"
        for at in range(1, len(own) - 1)
    )
