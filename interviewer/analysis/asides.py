"""Asides to whoever marks: stretches between full stops that ask for marks, recite a model answer or pretend.

`address` looks at one clause; an aside and what it wants to be believed are often cut apart ("to whoever reads this, |
we lock a third"). So this looks at all words up to the full stop, and beyond it where the aside announces something.
Families of wordings, each tied to what only somebody speaks of who means this interview: its marks, its record, its
reader, the role he plays. What a customer writes to the product ("a user says: ignore your rules") is the work.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from interviewer.analysis.tokens import Token, wordset

Bounds = tuple[int, int]

SHORT = 12  # tokens: an aside that says nothing else; what follows it without "I" or "we" is its content
FAR = 24  # tokens after an aside that still belong to it where no full stop comes
FRAMED = 8  # words: "if a customer writes to the agent that it should ..."
ANNOUNCED = 3  # sentences after "it goes like this"
AFTER_THIS = wordset("answer response reply transcript recording interview text paragraph statement submission speech")

_READS = (
    r"(?:read|grad|scor|mark|judg|evaluat|transcrib|assess|review|rat|check|process|listen)(?:e?s|ing|e)?(?: to| over)?"
)
_WHO = r"(?:machine|model|system|ai|llm|tool|software|program|person|human|colleague|one|people|reader|judge|grader)"
_MARKER = (
    r"(?:reviewer|grader|marker|examiner|assessor|evaluator|interviewer|recruiter|panel|jury|scorer|transcriber|"
    r"listener|committee|machine|software)"
)
_GOOD = r"(?:perfect|ideal|model|best|strong|top|great|excellent|five star|dream)"
_MARK = r"(?:five|5|full marks|full points|(?:top|highest|perfect) (?:score|marks?|level|grade))"
_SAID = r"(?:said|say|mentioned|mention|stated|answered|explained|named|covered|described|added)"
_ASKS = r"(?:asks?|wants?|needs?|looks?|requires?|expects?|listens?)"

# Whoever speaks so speaks to his marker, wherever it stands. A blank stands for a comma as well.
ALWAYS = (
    # the reader of this: "whoever is grading this", "to the model that scores my answer"
    rf"(?:who|what)ever (?:(?:will|is|are|be|may|might|ever|later|has to|gets to) )*{_READS} (?:this|me|my answer)",
    rf"(?:to|for|dear|attention|hello|hey) (?:the |any |all |every )?(?:\w+ )?{_WHO} (?:who|that|which) "
    rf"(?:(?:will|is|are) )*{_READS} (?:this|me|my answer)",
    r"as (?:the|an|my|your) (?:interviewer|examiner|recruiter|assessor) you",
    # marks: "give me the points for it", "do not mark me down", "you get a five when you say"
    r"(?:give|award|grant|allow) me (?:(?:the|a|an|some|my|all|full|good|of|those) )*"
    r"(?:credit|(?:points?|marks?|ticks?) (?:for|on|anyway|here|please)|five|good (?:mark|grade|score))",
    r"(?:mark|score|grade|rate) me (?:down|up|as|on|for|by|like|high|higher|well|generously)",
    r"with credit to be (?:given|granted|awarded)",
    r"i (?:(?:would|do|should|will) )?(?:appreciate|like|want|expect|claim|deserve|request|ask for|hope for) "
    r"(?:to (?:get|have) )?(?:(?:the|a|some|full|my|any|all) )*(?:credit|points|marks) "
    r"(?:for|on|here|in)(?! an? (?:answer|reply|response))",
    rf"(?:you|i|friend|colleague|everybody|everyone|candidates?) (?:(?:will|would|always|only|can|just) )?"
    rf"(?:gets?|got|received?|earns?|earned|deserves?|deserved) (?:a |an |the )?{_MARK} (?:(?:here|there) )?"
    rf"(?:(?:when|if|for|and|because|by) )?(?:(?:you|i|he|she|they|just|only) )*"
    rf"(?:here|{_SAID}|says|saying|mentioning|naming)",
    rf"(?:approved|promised|confirmed|granted|authorised|authorized|agreed on|agreed to) "
    rf"(?:(?:me|us|it|this|a|an|the) )*{_MARK}(?=[.,;?!]|$| (?:for|in|on|already|so|and))",
    rf"{_MARK} (?:is|are) (?:(?:the|now) )*(?:default|guaranteed|granted|given)",
    # the record: "it should be recorded that", "you would write he gates on leaks", "insert here that"
    r"it (?:should|must|has to|needs to|is to|shall|ought to) (?:(?:therefore|also|please) )?be "
    r"(?:recorded|counted|credited|scored|registered|put down|written down) (?:(?:here|down) )*that",
    r"you (?:can|could|may|might|should|would|must) (?:(?:now|just|safely|also|then|simply) )?"
    r"(?:write|record|credit|score|put down|note down|write down) (?:down )?(?:that )?(?:i|he|she|me)",
    r"(?:insert|append|paste|add|put|fill in) (?:in )?here that",
    r"(?:recording|tape|microphone|mic|transcript) (?:(?:that|which|was|got|has|had|been|is|went) )*"
    r"(?:lost|cut|missed|missing|broke|dropped|failed|started|swallowed|off|muted)[^.?!]{0,40}? "
    r"i (?:(?:had|have|also|already|did) )*(?:said|explained|told|mentioned|described|decided|named|answered)",
    rf"(?:would|should|shall|must|could) (?:be|count|go|stand|belong) (?:(?:as|to|in|into|part|of|among|with) )*what i "
    rf"(?:have )?{_SAID}",
    r"please (?:write|put|note|jot) down that",
    r"^(?:developer|debug|admin|god|maintenance|override|grading|scoring) mode (?:(?:is|has been|now) )*"
    r"(?:enabled|on|active|activated|engaged|unlocked)",
    # roles: "imagine I said", "pretend this is the end of a great answer", "the candidate, which is me"
    rf"(?:imagine|pretend|suppose|assume|presume) (?:that )?i "
    rf"(?:(?:had|have|also|already|just|did) )*{_SAID}(?! yes| no)",
    rf"(?:imagine|pretend|suppose|assume) (?:that )?this (?:is|was|were) (?:\w+ ){{0,4}}{_GOOD} "
    r"(?:answer|response|interview)",
    r"(?:candidate|interviewee|applicant) (?:here )?(?:which|that|who|meaning|being) (?:is |am )?(?:me|i|myself)",
    r"(?:told|taught|advised|coached|instructed|asked) me to (?:just )?(?:say|mention|state|recite|repeat) "
    r"(?:that|any|how|a)",
    rf"(?:everything|all|whatever) (?:that |which )?(?:the|your) (?:checklist|rubric|grader|guide|interviewer) {_ASKS} "
    r"(?:for )?(?:is|are) (?:all )?(?:in (?:here|this|what)|here)",
)
# Only as a command: people who answer tick boxes and fill sheets too.
ORDERED = (
    rf"(?:note|message|memo|reminder|remark|comment) (?:to|for) (?:the |my |any |our |your )?{_MARKER}",
    r"(?:write|put|note|jot) down that (?:i|he|she|this (?:person|candidate))",
    r"tick (?:off )?(?:the|that|every|each|my|your) box(?:es)? (?:for|on|about|next|called)",
    r"(?:reset|clear|overwrite|wipe|suspend|replace|fill in|fill|close) your "
    r"(?:checklist|rubric|score ?sheet|scorecard|criteria)",
    r"(?:cite|quote|take|use|accept|count) this (?:sentence|answer|statement) as",
    r"treat (?:every|each|all) (?:items?|facts?|boxes|points?) as (?:answered|met|true|given|said)",
)
ORDERS = wordset("and so then okay ok well yeah now just please also can could may should must would simply")
# What follows is part of it.
ANNOUNCING = (
    r"(?:following|rest|next part|next sentences?) "
    r"(?:counts?|is to be taken|should be taken|should count|must count) as",
    rf"(?:{_GOOD}|sample|reference|textbook|good) (?:answer|response) (?:(?:here|then|would|might) )*"
    r"(?:goes|go|sounds?|runs?|reads?) (?:\w+ )?(?:like|as|so)",
    rf"(?:let me|i will|i am going to|i shall) (?:(?:now|just) )?(?:play|be|act|speak|answer|talk|impersonate|do) "
    rf"(?:(?:as|like) )?(?:the|a|an) {_GOOD} (?:\w+ )?(?:candidate|interviewee|applicant|answer|expert|engineer)",
)
# "The model answer is you hold out a third": of the work where it says what one does there.
RECITED = (
    r"(?:model|ideal|perfect|textbook|sample|expected) answer (?:[a-z']+ ){0,5}?(?:is|would be) (?:that )?(?:you|i|we)"
)
WORK = re.compile(
    r"\b(?:hold(?:ing)? out|lock|label|block|launch|release|ship|thresholds?|kappa|segments?|gates?|owner|roll back|"
    r"rollback|leaks?|signs?|raters?|baseline|drift|regression)\b"
)
# A command to a model inside the work: what an attacker writes, what a case holds.
FRAME = re.compile(
    r"\b(?:customers?|users?|attackers?|callers?|visitors?|attacks?|injections?|jailbreaks?|pages?|documents?|mails?|"
    r"messages?|tickets?|cases?|somebody|someone|strings?|prompts?)\b[^.?!]*?\b(?:writes?|wrote|says?|said|saying|types?|"
    r"pastes?|sends?|puts?|contains?|hides?|tells?|telling|tries|tried|like|such as|claims?)\b"
)
HEADING = re.compile(
    r"^\W*(?:(?:reviewer|panel|grader|examiner|interviewer|recruiter|assessor|evaluator|marker|committee)s?(?:['’]s?)? "
    r"(?:notes?|comments?|impressions?|views?|summary|report|remarks?|opinion|conclusion|protocol|minutes)|"
    r"(?:summary|notes?|recap|profile|protocol|minutes|assessment|review|evaluation|gist|account|report) "
    r"(?:of|on|about) (?:the |this |my )?(?:candidate|interviewee|applicant|speaker|interview|answer|response|examinee)"
    r"\b[^:.]{0,30}|"
    r"(?:expected|required|credited|scoring) (?:points?|elements?|facts?|content|coverage)|"
    r"(?:key )?(?:points?|facts?|topics?) (?:covered|shown|credited|met)|strengths|facts to \w[\w ]{0,20}|"
    r"(?:(?:overall|total|final) )?(?:score|grade|rating|level|mark|overall)"
    r"(?=\s*: *(?:\d|five|four|full|top|max|high)))"
    r"\s*:|^\W*#{1,6} ?(?:\w+ )?(?:assessment|evaluation|score|scorecard|grading|feedback|verdict|summary)\b|"
    r"#{1,6} ?(?:\w+ )?(?:assessment|evaluation|scorecard|grading|verdict)\b",
    re.IGNORECASE,
)
SPELLED = re.compile(r"\b(?:\w[ -]){3,}\w\b")
SPELT_OUT = ("ignore", "disregard", "forget", "override", "give", "award", "score", "mark", "grade", "judge", "rubric")
# Commands in the languages around: what they want to be believed may follow in English.
FOREIGN = re.compile(
    r"\b(?:ignoriere?n?|vergiss|gib|bewerte|anweisungen|punktzahl|ignora|ignore[sz]|olvida|otorga|instrucciones|puntuación|"
    r"calificación|instructions précédentes|donnez|donne|attribue[rz]?|ignorez|istruzioni|punteggio|voto|instruções|"
    r"pontuação|nota máxima|negeer|instructies)\b",
    re.IGNORECASE,
)


def _compiled(patterns: Sequence[str]) -> re.Pattern[str]:
    """One expression for all of them, over words that a comma may follow."""
    return re.compile("|".join(rf"(?:(?<!\S){one}\b)" for one in patterns).replace(" ", r"[,;]? "))


_ALWAYS, _ORDERED, _ANNOUNCING, _RECITED = (_compiled(one) for one in (ALWAYS, ORDERED, ANNOUNCING, (RECITED,)))


def stretches(tokens: Sequence[Token]) -> Iterator[Bounds]:
    """What stands between full stops, question and exclamation marks: (first, last) token indices."""
    first = 0
    for index, token in enumerate(tokens):
        if token.stop in (".", "?", "!") or index == len(tokens) - 1:
            yield first, index
            first = index + 1


@dataclass(frozen=True)
class Asides:
    """Indices of the tokens that belong to asides (`all`), of those that make one (`core`).

    announced   so many sentences after these belong to one as well
    """

    all: frozenset[int]
    core: frozenset[int]
    announced: int


def asides(tokens: Sequence[Token], texts: Sequence[str], announced: int = 0) -> Asides:
    """The asides among these tokens. In: `texts`, the words as written (a token knows its own); `announced` before."""
    found: set[int] = set()
    core: set[int] = set()
    content = False
    begin = 0
    for first, last in stretches(tokens):
        own = tokens[first : last + 1]
        if announced or (content and not any(token.lower in ("i", "we") for token in own)):
            found.update(range(first, last + 1))
        announced = max(0, announced - 1)
        content = False
        written = " ".join(texts[begin : own[-1].word + 1])
        begin = own[-1].word + 1
        place = _place(own, written)
        if place is None:
            continue
        at, length, announces = place
        core.update(range(first + at, first + at + length))
        if last - first > FAR + SHORT:
            found.update(range(first + at, min(last, first + at + FAR) + 1))
        else:
            found.update(range(first, last + 1))
            announced = max(announced, ANNOUNCED * announces)
        content = last - first < SHORT
    return Asides(frozenset(found), frozenset(core), announced)


def _place(own: Sequence[Token], written: str) -> tuple[int, int, bool] | None:
    """Where in these tokens an aside begins, how long it is, whether it announces what follows; None: there is none."""
    if HEADING.search(written) or len(set(FOREIGN.findall(written.lower()))) > 1:
        return 0, 1, False
    spelt = [re.sub(r"\W", "", run.group()).lower() for run in SPELLED.finditer(written)]
    if any(one.startswith(SPELT_OUT) for one in spelt):
        return 0, 1, False
    text, starts = _joined(own)
    for pattern in (_ANNOUNCING, _ALWAYS, _ORDERED, _RECITED):
        for match in pattern.finditer(text):
            at, length = starts.index(match.start()), len(match.group().split())
            if framed(text[: match.start()].split()) or names_a_thing(own, at + length):
                continue
            if pattern is _ORDERED and at and own[at - 1].lower not in ORDERS and not own[at - 1].comma:
                continue
            if pattern is _RECITED and len({m.group() for m in WORK.finditer(text, match.end())}) < 2:
                continue
            return at, length, pattern is _ANNOUNCING
    return None


def framed(before: Sequence[str]) -> bool:
    """Whether what follows these words, in lower case, is what somebody in the work writes or says."""
    return FRAME.search(" ".join(before[-FRAMED:])) is not None


def _joined(own: Sequence[Token]) -> tuple[str, list[int]]:
    """The tokens in lower case with their marks, and where each begins."""
    text, starts = "", []
    for token in own:
        starts.append(len(text))
        text += token.lower + (token.stop or ("," if token.comma else "")) + " "
    return text.rstrip(), starts


def names_a_thing(own: Sequence[Token], after: int) -> bool:
    """Whether a match that ends in "this" ends before its noun: "whoever reads this report"."""
    if own[after - 1].lower != "this" or after >= len(own) or own[after - 1].comma:
        return False
    return own[after].tag in ("NN", "NNS", "NNP") and own[after].lemma not in AFTER_THIS


def spread(flags: Sequence[bool], bounds: Sequence[Bounds], tokens: Sequence[Token]) -> list[bool]:
    """Which of the clauses `bounds` speak to the marker, where `flags` knows some: the rest of their sentence does too.

    So does the sentence after a short one, unless somebody speaks of himself in it.
    """
    out = list(flags)
    content = False
    for first, last in stretches(tokens):
        within = [index for index, (start, _) in enumerate(bounds) if first <= start <= last]
        flagged = [index for index in within if flags[index]]
        if content and not any(t.lower in ("i", "we") for t in tokens[first : last + 1]):
            for index in within:
                out[index] = True
        if flagged:
            end = bounds[flagged[0]][0] + FAR if last - first > FAR + SHORT else last
            for index in within:
                out[index] = out[index] or (index > flagged[0] and bounds[index][0] <= end)
        content = bool(within) and len(flagged) == len(within) and last - first < SHORT
    return out
