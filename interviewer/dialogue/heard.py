"""What was said, held against a pack's patterns: generous, for asking; a verdict needs the facts. Pure text.

A pattern is a phrase of beginnings of words ("roll back"); `|` stands between words of which one does ("roll|go back"),
`_` between words that are one of them together ("timeout|time_out"),
` .. ` between what stands in one sentence, in any order where it is two ("refus .. harm|worst"), `#` for a number.
"""

from __future__ import annotations

import re
from functools import lru_cache

from interviewer.dialogue import words
from interviewer.dialogue.situation import Situation
from interviewer.packs import Probing

SPAN = 90  # letters between two pieces of a pattern
OF_SCENES = frozenset(("missing_part", "so_what"))  # a question's own ask for one scene: a fact in general answers none
_NUMBER = (
    r"(?:\d|(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty"
    r"|seventy|eighty|ninety|hundred|a hundred|thousand|a dozen)\b)"
)


def holds(ways: tuple[str, ...], text: str) -> bool:
    """Whether one of the patterns `ways` is in `text`."""
    return bool(ways) and any(_holds(ways, piece) for piece in _pieces(text))


@lru_cache(maxsize=32768)  # an answer that grows is asked the same again: sentences of an hour times patterns
def _holds(ways: tuple[str, ...], piece: str) -> bool:
    return _pattern(ways).search(piece) is not None


@words.remembered
def _pieces(text: str) -> tuple[str, ...]:
    """The text cut where no pattern reaches across."""
    return tuple(words.SENTENCE.split(words.plain(text)))


def of_them(ways: tuple[str, ...], situation: Situation) -> list[str]:
    """The sentences that hold one of the patterns, in order."""
    return [one.text for one in situation.analysis.sentences if not one.doubtful and holds(ways, one.text)]


def answered(probing: Probing, situation: Situation, missing: tuple[str, ...], *, own: bool, of_gaps: bool) -> bool:
    """Whether what a follow-up asks for was said, as its `unless` or the pack's `heard` of a fact knows it.

    In: `missing`, the facts that it asks for and that the rules have not read; `own`, whether it is the question's.
    """
    if holds(probing.unless, situation.all_said):
        return True
    if not of_gaps or not missing or (own and probing.kind in OF_SCENES):
        return False
    return holds(situation.pack.probes.heard.get(missing[0], ()), situation.all_said)


@lru_cache(maxsize=2048)
def _pattern(ways: tuple[str, ...]) -> re.Pattern[str]:
    orders = [
        order for way in ways for pieces in [way.split(" .. ")] for order in (pieces, pieces[::-1])[: len(pieces)]
    ]
    return re.compile("|".join(rf"[^.!?;]{{0,{SPAN}}}?".join(map(_piece, order)) for order in orders))


def _piece(piece: str) -> str:
    found = (_NUMBER if word == "#" else _any(word) for word in piece.strip().split(" "))
    return r"(?<![\w'])" + r"[\w'-]*,? ".join(found)


def _any(word: str) -> str:
    either = (r"[\w'-]*,? ".join(map(re.escape, one.split("_"))) for one in word.split("|"))
    return f"(?:{'|'.join(either)})"
