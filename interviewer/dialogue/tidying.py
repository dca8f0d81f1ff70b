"""A spoken sentence as a listener takes it down: what is only said along the way is left out. Pure text work."""

from __future__ import annotations

import re

from interviewer.dialogue import words

FEWEST_WORDS = 3  # of what is left behind a lead-in
_FILLERS = re.compile(
    r",?\s*(?<![\w'])(?:um+|uh+|er|erm|hmm|you know|i mean|sort of|kind of|basically)(?![\w'])\s*,?", re.IGNORECASE
)
_NOT_ONLY_LEADING = words.as_set("no right first second third next like plus now again") | {
    f"for the {which}" for which in ("first", "second", "third", "other", "rest")
}
_PARTED = r"(?:[,:]\s*(?=\w)|\s+(?=(?:i|we|you|they|it|the|a)\b))"
""" "No, we'd wait" is led in by "no"; "No passage means invented" is not."""
_MENDS = (
    (re.compile(r"\b(hundred|thousand) of (?!the|them|these|those|our|your|my|their|his|her|its|people)\b"), r"\1 "),
    (re.compile(r"\b([Ww]e|I|they|you) not (?!only|just|even|yet|going|really|\w+ing\b|\w+ed\b)"), r"\1 don't "),
    (
        re.compile(
            r"\b(two|three|four|five|six|ten|twenty|fifty|hundred|thousand|many|several) (colleague|person|expert"
            r"|teacher|reviewer|nurse|doctor|technician|engineer|case|chat|answer|question|language|ticket|example)"
            r"(?=$|[,.]| (?:look|check|mark|read|label|must|will|would|can|do|on|in|for|to|from|with|and|who|that|each"
            r"|are|have|say|decide)\b)"
        ),
        r"\1 \2s",
    ),
)
"""What speakers of other languages often leave out: said back whole, as a listener would without a thought."""
_STUTTER = re.compile(
    r"(?<![\w'])(?!(?:that|it|this|so|there), )(\w+(?:'\w+)?)(?:[ ,]+\1)+(?![\w'])", re.IGNORECASE
)  # "the, the list", but not "should have caught that, that wasn't my job"
_PURPOSE = re.compile(
    r"(?:^|(?<=[\w,] ))so (?:[Ii]|we|you|they|it|nobody|people)"
    r" (?:have|can|could|know|see|get|don't|do not|won't)\b[^,.;]*"
)
"""What something is for, "so we can compare them", says nothing by itself; "So I'd take ..." begins a sentence."""
_ANNOUNCES = re.compile(
    r"[^:]*\b(?:things?|steps?|points?|parts?|ways?|reasons?|rules?|kinds?|piles?|questions?|this|these|follows):\s*"
    r"|[^:]*:\s+(?=(?:is|are|was|were|does|do|did|has|have|can|who|what|which|how|when|where|we|i)\b)",
    re.IGNORECASE,
)
"""A beginning that only leads to what stands behind its colon."""
_HEADING = re.compile(
    r"^\s*(?:(?:[\w'-]+ ){0,2}[\w'-]+: +|(?:so |and )?let me [\w' ]{2,20}[:,] +)(?=\w)", re.IGNORECASE
)
_CLEARS_THROAT = re.compile(
    r"^(?:i(?:'ll| will|'m going to|'d like to| want to| have to| must| need to| should| can)|let me|to)"
    r"(?: just| only)? (?:be|say|admit|confess|put it|tell you|start by saying|start with)\b"
    r"(?: (?!(?:i|we|you|they|it|the|a|an)\b)[\w'-]+){0,4}(?:[,:] *|,? that (?=(?:i|we)\b)| (?=(?:i|we)(?:'d|'ll)?\b))",
    re.IGNORECASE,
)
"""What only says that something will be said: "I'll be upfront, ..."."""
_NUMBERED = re.compile(
    r"^for the (?:first|second|third|fourth|last|other|rest|next)(?: (?:part|one|half|group|thing|pile|kind))?"
    r"(?:, *|\s+(?=(?:i|we|you|they|it)\b))"
    r"|^(?:(?:number|point|step) )?(?:one|two|three|four)[,.] +(?=(?:i|we|you|they|it|the|a|an|every|each|any|no)\b)",
    re.IGNORECASE,
)
"""What only counts: "for the second part I'd", "two, the judge"."""


def tidied(sentence: str) -> str:
    """The sentence without fillers, stutter, lead-ins and purposes, and with what learners leave out; no markup."""
    sentence = _PURPOSE.sub("", _ANNOUNCES.sub("", sentence, count=1))
    text = sentence.replace("’", "'").replace("…", " ").replace("--", ", ")
    text = _FILLERS.sub(" ", text)
    text = _STUTTER.sub(r"\1", text)
    text = re.sub(r"[\"“”()\[\]{}*_#`<>|~^]", " ", text)
    text = _HEADING.sub("", text)
    text = re.sub(r"^\s*[Tt]here,? (?=(?:I|we|they)\b)", "", text)
    text = re.sub(r"\s+([,.;:!?])", r"\1", re.sub(r"\s+", " ", text)).strip(" .,;:!-–")
    lead_ins = sorted(words.load().heard["lead_ins"], key=len, reverse=True)
    stripped = True
    while stripped:
        stripped = False
        for phrase in lead_ins:
            parted = _PARTED if phrase in _NOT_ONLY_LEADING else r"(?:[,:]\s*|\s+)(?=\w)"
            match = re.match(re.escape(phrase) + parted, text, re.IGNORECASE)
            if match and len(text[match.end() :].split()) >= FEWEST_WORDS:
                text, stripped = text[match.end() :], True
                break
        for idle in (_NUMBERED, _CLEARS_THROAT):
            text, left_out = idle.subn("", text)
            stripped = stripped or bool(left_out)
    for broken, whole in _MENDS:
        text = broken.sub(whole, text)
    return re.sub(r"[:;]\s*", ", ", text)
