"""Whether a share that was named is a line that the speaker draws, or is told of, others' or rejected. Pure text.

"We had a period with about five in a hundred" draws none. Where it is in doubt there is none.
"""

from __future__ import annotations

import re

from interviewer.dialogue import words

FRAGMENT = 9  # words of a piece without a verb that answers by itself: "maybe eight times out of ten"
_NUMBER = "|".join(sorted(words.NUMBERS - {"percent"} | {"one"}, key=len, reverse=True))
_OF = rf"(?:[a-z]+ )?(?:in|of|out of) (?:(?:an? |one )?(?:{_NUMBER}|\d+)(?: hundred| thousand)?|dozen)(?<!one)"
_BOUND = r"(?:at least|at most|maximum|no more than|more than|less than|fewer than|under|below|above|over)"
SHARE = re.compile(
    rf"\b(?P<bound>{_BOUND} )?(?:(?:\d+(?:[.,]\d+)?|{_NUMBER})[ -]?)+(?:and a half )?(?:percent|per cent|{_OF})\b"
    r"|\b\d+(?:[.,]\d+)? ?%",
    re.IGNORECASE,
)
"""A share that was named: "at most one in ten", "ninety eight in a hundred"."""
_PIECE = re.compile(r"[,:;–]\s+|\s+(?:but|and)\s+")
_UNSURE = re.compile(r"\bi (?:don't|do not) know,? ")
_WANTED = re.compile(
    r"\b(?:i|we)(?:'d|'ll| would| will) (?:[\w-]+ ){0,2}?(?:say|want|need|accept|allow|take|live|set|aim|draw|go|put"
    r"|stop|tolerate|ask|insist|settle|call|be|start|launch|ship|release|keep|make|hold|block|expect)\b"
    r"|\b(?:i|we) (?:want|need|accept|allow|say|aim|insist|tolerate|demand|require|stop|launch|ship|release)\b"
    r"|\b(?:must|has to|have to|needs to|should|may|is enough|is fine|is okay|is plenty|would do|will do)\b"
    r"|\b(?:line|bar|limit|threshold|target|floor|ceiling)\b"
    r"|\b(?:if|when|once|until|unless|as soon as)\b"
)
_DENIED = re.compile(
    r"(?:n't|\bnot|\bnever|\bhardly)(?: [\w'-]+){0,3}? (?:say|use|call|take|trust|draw|put|name|believe|want|accept"
    r"|commit|line|bar|number|enough|good|fine|my|true|right|mean|know|tell|promise|think|care|buy|go|mine|magic|target|set)\b"
)
_COUNTED = re.compile(r"\b(?:it|that|there|which)(?:'s| is| are| must be| have to be) (?:already )?$")
"""What comes out, and is no line: "it's at least thirty-six out of three hundred"."""
_PAST = re.compile(
    r"\b(?:was|were|had|did|used to|got|ran|came|took|went|saw|found|thought|ended|started|measured|counted|lived|kept"
    r"|reached|stood|sat|hovered|averaged|lost|made|gave|failed|dropped|rose|fell|managed|turned|said|told|stayed)\b"
)
_OTHER = (
    r"(?<![\w'])(?!(?:i|we|and|but|so|i'd|we'd|would|will|also|just|only|then|should|must)\b)[\w'-]+"
    r" (?:(?:always|usually|often|also|still|once|just|would|will) )?"
)
_SAY = re.compile(
    rf"{_OTHER}(?:says?|said|claims?|claimed|told|thinks?|thought|swears?|promises?|promised|advertises?|writes?|wrote"
    r"|quotes?|insists?|insisted|believes?)\b"
)
_OTHERS = re.compile(
    rf"{_SAY.pattern}|{_OTHER}(?:expects?|wants?|wanted|asks?|asked|has|have|runs?|gets?|reports?|reported|aims?)\b"
)
_ELSEWHERE = re.compile(
    r"\b(?:my|our|the|a) (?:last|old|former|previous|first|other) (?:\w+ )?(?:job|bank|company|firm|place|team|employer"
    r"|office|shop|hospital|school|ward|project|plant)\b|\b(?:back then|in those days|last (?:year|month|week|summer"
    r"|winter)|at the time|years ago|these days|today|right now|currently|at the moment|so far|already|is what it is"
    r"|for (?:example|instance)|elsewhere|industry|competitors?|literature|papers?|suppliers?|vendors?)\b"
    r"|^(?:at|in|on) (?:the|my|our) "
)
_TALE = re.compile(
    r"\b(?:my|our|the) (?:last|old|former|previous|first) (?:[\w-]+ )?(?:job|bank|company|firm|place|team|employer"
    r"|shop|hospital|school|project|plant)\b"
    r"|\b(?:back then|years? ago|(?:we|i) (?:had|did|tried|saw) (?:that|this|it|something|the same)\b)"
)
_STANDS_ALONE = re.compile(
    r"^[ .!?]*(?:$|(?:of|for|on|in|at|or|maybe|roughly|say|perhaps|each|per|right|correct|wrong|good|tops|minimum"
    r"|first)\b)"
)
_PLANNED = re.compile(r"^(?:\w+,? )?(?:i|we)(?:'d|'ll| would| will)\b(?!(?: [\w-]+)? (?:have|\w+ed)\b)")
_AFTERWARDS = re.compile(
    r"^(?:[\w'-]+ ){0,5}?(?:[\w']*n't|not|never|no)\b"
    r"(?: [\w'-]+){0,6}? (?:it|that|this|him|her|them|one|line|bar|number)\b"
    r"|^(?:it|that|this|he|she|they)(?:'s| is| are| was| were)(?:n't| not)\b"
    r"|^(?:but |and )?(?:that|it|this)(?:'s| was| is) (?:just |only )?(?:what|how|their|his|her|an average|the average)"
)


def is_tale(clause: str, said: str) -> bool:
    """Whether a clause of `said` stands in a sentence that tells of another place or of years ago."""
    wanted = words.plain(clause)
    return any(wanted in one and _TALE.search(one) for one in words.SENTENCE.split(words.plain(said)))


def without_tales(said: str) -> str:
    """`said` without the sentences that tell of another place or of years ago."""
    return " ".join(one for one in words.SENTENCE.split(said) if not _TALE.search(words.plain(one)))


def line(said: str, known: str = "") -> str:
    """The first share in `said` that is a line of the speaker's own and not in `known`, as it was said; empty: none."""
    sentences = words.SENTENCE.split(said)
    for at, sentence in enumerate(sentences):
        for found in SHARE.finditer(sentence):
            if words.plain(found[0]) not in known and _is_theirs(sentence, found, " ".join(sentences[at + 1 : at + 2])):
                return found[0].lower()
    return ""


def only_told(clause: str, said: str) -> bool:
    """Whether a clause names a share that `said`, in which it stands, tells of, leaves to others or rejects."""
    wanted, said = words.plain(clause), words.plain(said)
    if SHARE.search(wanted) is None or (_PLANNED.match(wanted) and not _DENIED.search(wanted)):
        return False
    sentences = words.SENTENCE.split(said)
    at = next((n for n, one in enumerate(sentences) if wanted in one), None)
    before, after = (
        ("", "") if at is None else (sentences[at].partition(wanted)[0], " ".join(sentences[at + 1 : at + 2]))
    )
    told = f"{_PIECE.split(before)[-1]}{wanted}"
    return any(one.search(told) for one in (_DENIED, _PAST, _SAY, _ELSEWHERE)) or _AFTERWARDS.search(after) is not None


def _is_theirs(sentence: str, share: re.Match[str], after: str) -> bool:
    """Whether the speaker holds to a share of `sentence`; `after`: the sentence that follows."""
    before = _UNSURE.sub("", words.plain(sentence[: share.start()]) + " ")
    behind = words.plain(sentence[share.end() :])
    lead, piece = _PIECE.split(before)[:-1], _PIECE.split(before)[-1]
    own = f"{piece}{share[0].lower()} {_PIECE.split(behind)[0]}"
    if _DENIED.search(own) or _PAST.search(own) or _AFTERWARDS.search(words.plain(after)):
        return False
    rest = behind[len(_PIECE.split(behind)[0]) :].lstrip(" ,;:")
    if _AFTERWARDS.search(re.sub(r"^(?:but|and|which|though) ", "", rest)):
        return False
    if share["bound"] and _COUNTED.search(f"{piece.rstrip()} "):
        return False
    if _WANTED.search(own) or share["bound"]:
        return not (_SAY.search(own) or _OTHERS.search(_WANTED.split(piece)[0]) or _ELSEWHERE.search(own))
    fragment = len(own.split()) <= FRAGMENT and _STANDS_ALONE.match(_PIECE.split(behind)[0]) is not None
    fragment = fragment and not re.search(r"\b(?:is|are|has|have)\b|'(?:s|re|ve)\b", own)
    told = " ".join((*lead, own))
    return fragment and not any(one.search(told) for one in (_DENIED, _PAST, _OTHERS, _ELSEWHERE))
