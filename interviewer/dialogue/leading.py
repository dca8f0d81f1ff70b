"""Whether a question holds the answer that it asks for: "Would you use a locked set?", "Is ninety percent enough?"."""

from __future__ import annotations

import re
from collections.abc import Set

from interviewer.dialogue import matching, words

OPEN = frozenset(  # kinds that ask for something missing: who hears it in the question cannot show it any more
    ("missing_part", "threshold", "release_decision", "owner", "so_what", "segment", "change_over_time")
)
NEW_WORDS = 2  # telling words that nobody said: from so many on, a means is offered
_WH = re.compile(r"\b(?:what|which|who|whom|whose|where|when|why|how)\b")
_YES_OR_NO = re.compile(
    r"(?:^|[,;:–—] ?|\b(?:so|and|but|then) )"
    r"(?P<verb>would|should|could|can|will|do|does|did|is|are|has|have|must)(?P<not>n?'t)?"
    r" (?P<who>[\w']+)(?P<rest>[^?]*)\?$"
)
_OFFERS = frozenset(("would", "could", "will", "can"))
_MEANS = re.compile(
    r"^ (?:also |then |perhaps |maybe |just |simply |rather )?(?:use|add|set|include|introduce|create|build|split"
    r"|assign|define|have|run|track|monitor|put|sample|segment|measure|write|appoint|require)\b"
)
_CLEFT = re.compile(r"^(?:so |and )?(?:is|was|would|will) it (?:be )?(?:the|a|an|your) [^?]*\b(?:who|that|which)\b")
_JUDGES = re.compile(
    r"\b(?:don't|doesn't|does not|do not) matter\b"
    r"|(?:'s|\b(?:is|are|isn't|aren't)) (?:a bit |rather |far |much |just |the |not )?"
    r"(?:wrong|enough|insufficient|too (?:few|small|little|vague|weak|simple)|weak|shallow|vague|naive)\b"
)
_SUPPOSED = re.compile(r"\b(?:if|suppose|imagine|say|assume|assuming)\b")
_AMOUNTS = frozenset(
    matching.stem(word)
    for word in words.as_set(
        """
        three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty
        ninety hundred thousand million percent kappa
        """
    )
)


def faults(question: str, kind: str, known: Set[str]) -> list[str]:
    """In: `known`, the stems of what was said and of what the question was made from."""
    if kind not in OPEN:
        return []
    *before, asking = re.split(r"[.!;]\s", words.plain(question))
    if any(_JUDGES.search(sentence) and not _SUPPOSED.search(sentence) for sentence in before):
        return ["it judges what was said"]
    if _CLEFT.search(asking) and matching.telling(asking) - known:
        return ["it offers an answer: ask openly"]
    found = _YES_OR_NO.search(asking)
    if found is None or _WH.search(found["rest"]) or found["who"] == "i":
        return []
    fresh = matching.telling(found["rest"]) - known
    if found["not"] or found["rest"].startswith(" not "):
        return ["it leads to an answer: ask openly"]
    if (matching.telling(asking) - known) & _AMOUNTS and not _SUPPOSED.search(words.plain(question)):
        return ["it offers a figure: ask openly"]
    if found["verb"] in ("should", "must") or (
        found["verb"] in _OFFERS and _MEANS.search(found["rest"]) and len(fresh) >= NEW_WORDS
    ):
        return ["it offers an answer: ask openly"]
    return []
