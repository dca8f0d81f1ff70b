"""Figures that came without a reason and hold nothing up: "I'd sample a hundred a week". Pure.

A bar decides something, a number of the task or of a follow-up is nobody's invention, and a figure with its reason has
been thought about. What is left is worth asking about, the more there is of it.
"""

from __future__ import annotations

import re

from interviewer.dialogue import picking, touched, words
from interviewer.dialogue.amounts import FEWEST, amounts, tokenised
from interviewer.dialogue.situation import Situation, once

_REASON = re.compile(
    r"\b(?:because|since|so that|so i|so we|otherwise|that's (?:what|how|all)|which is|as much as"
    r"|to (?:see|know|find|keep|be|have|get|tell|make|catch))\b"
)
_BAR = re.compile(r"\b(?:if|when|once|until|unless|need|needs|must|right|correct|pass\w*|agree\w*|want|accept)\b")


@once
def clauses(situation: Situation) -> list[tuple[str, str]]:
    """(verbatim, a clause of it turned round) of each sentence with such a figure, the last one first."""
    interview, question = situation.interview, situation.question
    asked = [turn.probe.text for turn in interview.turns if turn.probe is not None]
    given = _values(" ".join((question.prompt, *question.fixed.values(), *asked)))
    found = []
    for sentence in reversed(situation.analysis.sentences):
        said = words.plain(sentence.text)
        if sentence.doubtful or not (_values(said) - given) or _REASON.search(said) or _BAR.search(said):
            continue
        if touched.bar_named(said) or situation.standing.tells(sentence.text):
            continue
        turned = picking.clause(sentence.text, situation)
        if turned.startswith("you") and _values(turned) - given:
            found.append((sentence.text, turned))
    return found


def _values(text: str) -> frozenset[float]:
    return frozenset(one.value for one in amounts(tokenised(text)) if one.share or one.value >= FEWEST)
