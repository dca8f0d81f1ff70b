"""Whether a question holds the answer that it asks for: "Would you use a locked set?", "Is ninety percent enough?"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

from interviewer.dialogue import asserting, matching, words

OPEN = frozenset(  # kinds that ask for something missing: who hears it in the question cannot show it any more
    ("missing_part", "threshold", "release_decision", "owner", "so_what", "segment", "change_over_time")
)
NEW_WORDS = 2  # telling words that nobody said: from so many on, a means is offered
ASIDE_WORDS = 5  # "Could you tell me what ...?": so early, the question behind it is the one that is asked
_WH = re.compile(r"\b(?:what|which|who|whom|whose|where|when|why|how)\b")
_OPEN = re.compile(r"(?!what if\b)(?:what|which|who|whom|whose|where|when|why|how)\b")
_YES_OR_NO = re.compile(
    r"(?:^|[,;:–—] ?|\b(?:so|and|but|then) )"
    r"(?P<verb>would|should|could|can|will|do|does|did|is|are|was|were|has|have|must|might|may)(?P<not>n?'t)?"
    r" (?P<who>[\w']+)(?P<rest>[^?]*)\?$"
)
_OPEN_STILL = re.compile(r"\b(?:any|anything|anybody|anyone|anywhere|ever|still|worth|matter)\b")
_POLITE = frozenset(("would", "could", "will", "can"))
_ASIDE = re.compile(r"^ (?:please )?(?:tell|say|describe|walk|explain|give|show|name|take|put|live|accept|still)\b")
_PROPOSES = re.compile(r"\b(?:what|how) about ((?:[\w'-]+ ?){1,4})")
_SOUNDS = re.compile(
    r"\bhow (?:does|would|about) that sound\b|\bwhat do you (?:think|say) (?:of|about|to) (?:that|this)\b"
)
_ARGUES = re.compile(r", (?:since|because|given that) ([^?]*)\?$")
_MANNER = re.compile(
    r"\bhow (?:would|do|will|could) you [^?]*?"
    r"\b(separately|independently|individually|automatically|instead of|rather than|using|with the help of|via)\b"
)
"""How something is to be done, in a question that asks how: whoever hears it need not think of it."""
_CLEFT = re.compile(r"^(?:so |and )?(?:is|was|would|will) it (?:be )?(?:the|a|an|your) [^?]*\b(?:who|that|which)\b")
_JUDGES = re.compile(
    r"\b(?:don't|doesn't|does not|do not) matter\b"
    r"|(?:'s|\b(?:is|are|isn't|aren't)) (?:a bit |rather |far |much |just |the |not )?"
    r"(?:wrong(?! by\b)|enough|insufficient|too (?:few|small|little|vague|weak|simple)|weak(?! ones?\b)|shallow|vague"
    r"|naive)\b"
)
_COUNTED = re.compile(
    r"(?:[\w-]+ ){1,3}(?:of|in|out of) (?:the|your|those|a|every|[\w-]+ (?:hundred|thousand)) "
)  # what came out
_WHICH = re.compile(r"\b(?:is|was|are|were|does|did) (?:it|that|this|they|those) [^?]+ or [^?]+\?$")
"""Which of two things they meant: neither is held out as the answer."""
_SUPPOSED = re.compile(r"\b(?:if|suppose|imagine|say|assume|assuming)\b")


def _begin(rest: str) -> str:
    return " ".join(rest.split()[:ASIDE_WORDS])


def _asks_behind(who: str, rest: str) -> bool:
    """Whether a yes-or-no question only leads to an open one: "Could you tell me what ...?"."""
    return bool(_WH.search(_begin(rest))) and who in ("you", "that", "it", "this", "they")


def named(question: str, kind: str, known: Set[str], terms: Mapping[str, tuple[str, ...]]) -> list[str]:
    """The first of the field's `terms` that nobody named so far: where something is missing, it may be just that."""
    phrases = tuple({name.lower() for name in terms} | {one.lower() for variants in terms.values() for one in variants})
    term = words.first_of(question, phrases) if kind in OPEN else ""
    return [f'nobody named "{term}" so far: ask openly'] if term and matching.telling(term) - known else []


def faults(question: str, kind: str, known: Set[str]) -> list[str]:
    """In: `known`, the stems of what was said and of what the question was made from."""
    if kind not in OPEN:
        return []
    *before, asking = re.split(r"[.!;]\s", words.plain(question))
    told = [sentence for sentence in before if not (_SUPPOSED.search(sentence) or _COUNTED.match(sentence))]
    if any(_JUDGES.search(sentence) for sentence in told):
        return ["it judges what was said"]
    if _CLEFT.search(asking) and matching.telling(asking) - known:
        return ["it offers an answer: ask openly"]
    argued = _ARGUES.search(asking)
    supposed = any(_SUPPOSED.search(sentence) for sentence in before)  # a case, and no proposal
    if (_SOUNDS.search(asking) and not supposed) or (argued and matching.telling(argued[1]) - known):
        return ["it offers an answer: ask openly"]
    manner = _MANNER.search(asking)
    proposed = _PROPOSES.search(asking)
    if (manner and not matching.telling(manner[1]) <= known) or (proposed and matching.telling(proposed[1]) - known):
        return ["it offers an answer: ask openly"]
    if asserting.means(asking, known):
        return ["it offers an answer: ask openly"]
    found = _YES_OR_NO.search(asking)
    if found is None or found["who"] == "i" or _OPEN.match(asking) or _asks_behind(found["who"], found["rest"]):
        return []
    if found["not"] or found["rest"].startswith(" not "):
        return ["it leads to an answer: ask openly"]
    if (matching.telling(asking) - known) & asserting.AMOUNTS and not _SUPPOSED.search(words.plain(question)):
        return ["it offers a figure: ask openly"]
    fresh = matching.telling(f"{found['who']} {found['rest']}") - known
    if kind != "owner" and _WHICH.search(asking):
        return []
    aside = found["verb"] in _POLITE and _ASIDE.search(found["rest"])
    offers = len(fresh) >= NEW_WORDS and not aside and not _OPEN_STILL.search(_begin(found["rest"]))
    lived = (found["verb"], found["who"]) == ("have", "you")  # "Have you done it since?"
    lived = lived or (found["who"] == "there" and found["rest"].startswith(" some"))  # "Is there something ...?"
    return ["it offers an answer: ask openly"] if found["verb"] in ("should", "must") or (offers and not lived) else []
