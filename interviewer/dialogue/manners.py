"""What an interviewer does not say: praise, verdicts, hints, talk about itself. The words are in `dialogue.toml`."""

from __future__ import annotations

import re
from functools import cache

from interviewer.dialogue import words

_HYPOTHETICAL = re.compile(r"\b(?:if|what|how|whether|when|which|where|that|all|only|than) you (?:could|should)\b")
_CONSIDERED = re.compile(
    r"\b(?:what|which|who|whom)(?: [\w']+){0,3} (?:did|have|had) you (?:consider|considered|thought)\b"
)
_OTHER_ROLE = re.compile(
    r"\bas (?:your|a|an|the) (?:\w+ )?"
    r"(?:coach|mentor|friend|colleague|teacher|tutor|assistant|advis[eo]r|ai|bot|manager|boss)\b"
    r"|\bi(?:'m| am) (?:only |just |merely )?(?:an? )?(?:\w+ )?(?:language model|bot|assistant|coach|machine|program)\b"
    r"|\b(?:the|this|our) interview\b|\bi was (?:told|asked|instructed)\b"
    r"|\b(?:switch|change|step|slip)(?:ing)? (?:in)?to (?:being|playing|the role)\b"
)
_GRADE = re.compile(
    r"\b(?:be|is|gets?|worth|earns?) (?:you )?(?:only )?(?:an? )?(?:one|two|three|four|five|six|[a-f])(?: plus| minus)?"
    r" (?:for you|from me|so far|out of)\b"
)
_FEELS = re.compile(
    r"\bi (?:really |do |very much |quite |particularly )?"
    r"(?:like|love|appreciate|value|admire|respect|enjoy|enjoyed|welcome|applaud)\b"
)
_RIGHT = re.compile(
    r"\bthe (?:right|correct|proper) (?:attitude|approach|instinct|idea|call|move|mindset|spirit|direction)\b"
)
_WRONG = re.compile(r"\bthat(?:'s| is| was) (?:just |simply )?wrong(?=[.,;:?!]|$)")
_UNMISTAKABLE = 3  # words; who says so many of them in a row means the same
_TELLING = 4  # letters
_EXAMPLE = re.compile(r"\b(?:for example|for instance|such as|e\.g\.?),? +((?:[\w'-]+ ?){1,3})")
_TAG = re.compile(r", (?:right|correct|no|yes|agreed|isn't it|wouldn't you|don't you|shouldn't you)\?$")
_AMOUNT = re.compile(r"\b(?:good|fair|great|nice) (?:deal|many|amount|number|share|part)\b")


def faults(text: str, said: str = "") -> list[str]:
    """What it says that it must not. In: `said`, all that the candidate said: those words are theirs."""
    heard = words.load().heard
    spoken, theirs = words.plain(text), words.plain(said)
    found: list[str] = []
    if re.match("(?:" + "|".join(heard["praise_first"]) + r")(?:[,.!;:]| [-–—])", spoken):
        found.append("it begins with approval")
    for name, what, where in (
        ("praise", "it praises", spoken),
        ("leading", "it leads to an answer", _CONSIDERED.sub(" ", _HYPOTHETICAL.sub(" ", spoken))),
        ("verdicts", "it judges", spoken),
        ("self_talk", "it speaks about itself", spoken),
    ):
        phrase = words.first_of(where, heard[name])
        if phrase and not _is_theirs(phrase, where, theirs):
            found.append(f'{what}: "{phrase}"')
    for pattern, what in ((_FEELS, "it praises"), (_RIGHT, "it praises"), (_GRADE, "it judges"), (_WRONG, "it judges")):
        if (match := pattern.search(spoken)) and match.group(0) not in theirs:
            found.append(f'{what}: "{match.group(0)}"')
    if role := _OTHER_ROLE.search(spoken):
        found.append(f'it speaks about itself: "{role.group(0)}"')
    approval = _approval().search(_AMOUNT.sub("amount", spoken))
    if approval:
        found.append(f'it praises: "{approval.group(0).strip(" .,;:!?")}"')
    example = _EXAMPLE.search(spoken)
    if example and any(len(word) >= _TELLING and word not in theirs for word in example[1].split()):
        found.append(f'it leads to an answer: "{example.group(0).strip()}"')
    if _TAG.search(spoken) or re.search(r", say,? ", spoken):
        found.append("it leads to an answer")
    return found


def _is_theirs(phrase: str, text: str, said: str) -> bool:
    """Whether the candidate said the phrase together with a word that stands beside it here."""
    match = re.search(rf"(?:([\w']+) )?(?<![\w'])({re.escape(phrase)})(?![\w'])(?: ([\w']+))?", text)
    if match is None or not said:
        return False
    if len(phrase.split()) >= _UNMISTAKABLE and phrase in said:  # "four out of five"
        return True
    pairs = [f"{match[1]} {phrase}" if match[1] else "", f"{phrase} {match[3]}" if match[3] else ""]
    return any(pair and re.search(rf"(?<![\w']){re.escape(pair)}(?![\w'])", said) for pair in pairs)


@cache
def _approval() -> re.Pattern[str]:
    """ "That's a really good plan", "Great detail.", "your thoughtful answer", but not "what a good answer is"."""
    heard = words.load().heard
    kind, thing = "|".join(heard["approving"]), "|".join(heard["approved"])
    degree = r"(?:(?:a|an|the|really|very|quite|pretty|so|such) )*"
    frame = (
        r"(?:that|this|it)(?:'s| is| was| sounds| seems| looks)|sounds(?: like)?|what(?= an? )|you(?:'ve| have| gave)"
    )
    being = r"is|are|was|were|sounds like|seems|off to"
    begins = r"(?:^|[.!?;:,–—] ?)(?:(?:okay|ok|well|so|and) )?"
    return re.compile(
        rf"{begins}(?:{frame}) {degree}(?:{kind})(?![\w'])"
        rf"|(?:{begins}|\byour )(?:really |very )?(?:{kind}) (?:[\w']+ )?(?:{thing})(?![\w'])"
        rf"|(?:{begins}|\b(?:{being}) )(?:an? )?(?:very |really )?(?:{kind}) (?:[\w']+ )?(?:{thing})[.!,;]"
    )
