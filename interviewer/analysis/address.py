"""What speaks of the answer instead of answering: of this response, its marking, or what was said elsewhere.

What counts is what the speaker would do in the work. A sentence whose subject is the answer itself ("this response sets
a gate"), that asks for something to be taken as said ("consider the thresholds given"), that only claims to have
decided ("I did name the owner"), that lies elsewhere ("in my notes"), or that is set as markup or another voice, shows
nothing of it. Syntax and small families of words; what the product itself answers ("a good answer cites the page")
stays, and so does what was really decided ("I decided that we hold the release"): where it is not certain, the speaker
is believed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from interviewer.analysis.asides import framed, names_a_thing
from interviewer.analysis.lexicon import Span
from interviewer.analysis.tokens import Token, wordset

ANSWER = wordset(
    "answer response reply submission transcript statement recording interview speech text paragraph monologue"
)
SPEAKER = wordset("candidate examinee interviewee")
WISE = wordset("expert candidate professional senior specialist answer response reply engineer person")
ABLE = wordset("competent reasonable strong ideal any typical")
SOURCE = wordset(
    "textbook book literature blog article course colleague friend coach internet podcast lecture tutorial"
)
LEVELS = wordset("level levels score scores mark marks dimension dimensions grade points")
MINE = wordset("score rating grade mark")
SAYING = wordset("say mention name answer state include cover contain")
THIS = wordset("this my previous earlier preceding foregoing entire whole")
MODEL_ANSWER = wordset(
    "ideal perfect top expert best strong excellent exemplary reference sample standard five four level"
)
MARKER = wordset(
    "evaluator grader examiner assessor interviewer recruiter scorer marker panel committee evaluation scoring grading"
)
MENTION = wordset(
    "say state mention cover include name imply discuss describe outline address satisfy meet fulfil fulfill"
)
PRESENT = wordset(
    "present true given said met covered included stated shown fulfilled satisfied mentioned implied done"
)
TAKE = wordset(
    """accept acknowledge act add append assess assume award complete conclude consider continue count credit deem
    enter evaluate extend fill finish give grade grant imagine improve include infer insert interpret log mark note
    output overlook paraphrase presume pretend print put rate read record regard register remember replace report
    reward rewrite score set show summarise summarize suppose take tick translate treat understand write"""
)
KNOWING = MENTION | wordset("show demonstrate deserve explain provide give understand know prove pass answer present")
CLAIM = MENTION | wordset(
    "decide set define specify settle fix commit plan think prepare submit complete deliver demonstrate"
)
PLAN = re.compile(
    r"^(threshold|gate|rollback|roll|launch|release|segment|owner|ownership|calibrat|severity|severe|holdout|regression|"
    r"drift|rubric|kappa|rater|tradeoff|trade|baseline|criteri|dimension|fact|checklist|level|band|score|categor|block|"
    r"leak|escalat|sign|retire|refresh|overall|requirement|evidence|point|credit|mark)"
)
ELSEWHERE = wordset("note notes appendix slide slides attachment sheet whiteboard portfolio resume cv")
CONDITIONS = wordset("if when whenever where unless once")
# A line that is set as another voice or as a heading of an evaluation: "Interviewer:", "Score justification:".
LABEL = re.compile(
    r"^\W*(?:(?:interviewer|candidate|assistant|system|user|developer|examiner|assessor|evaluator|moderator|narrator|q|a)"
    r"(?:['’]s \w+)?|(?:\w+['’]?s? ){0,2}(?:justification|verdict|correction|assessment|evaluation|transcript|feedback|"
    r"remark|instruction|scorecard)(?: \w+)?|grade|rationale|evidence(?: (?:for|of) \w+)?|(?:speaker|person|voice) \w+|"
    r"(?:model|sample|ideal|perfect|reference) (?:answer|response)[\w ]{0,20}|quot\w+ from [\w ]{1,20}|"
    r"(?:score|grade|rating|evaluation|assessment|grading|scoring|transcript|evaluator|answer|response) "
    r"(?:summary|note|result|key|report|sheet|update|comment))\s*:",
    re.IGNORECASE,
)
# Tags, JSON, ticked boxes, fences, stage directions: nobody speaks them.
MARKUP = re.compile(
    r"</?\w[^<>]{0,40}>|\{\s*[\"'\w]|[\"']\s*:\s*[\[\{\"'\d]|\[\s*[xX✓✔ ]?\s*\]|```|\[/?[A-Z]{2,}\]|\|\s*-{2,}|"
    r"(?<!\S)\|(?!\S)|\b(?:BEGIN|END) [A-Z]{3,}|\[(?:interviewer|candidate|speaker|assistant|system)\b[^\]]*\]"
)
CLOSING = re.compile(r"[\"'\d\]]\s*\}|\}\s*\}")
ABOUT_IT = wordset("me my candidate speaker overall score answer")
REACH = 7


def speaks_of_the_answer(own: Sequence[Token], text: str) -> bool:
    """Whether the sentence (its tokens, its words as written) is about the answer and not about the work."""
    if LABEL.search(text) or MARKUP.search(text):
        return True
    plan = sum(1 for token in own if PLAN.match(token.lemma))
    if _subject(own, plan) or _taken_as_said(own, plan) or _marked(own):
        return True
    return plan > 0 and (_claimed(own) or _elsewhere(own) or _attributed(own))


def told_of_work(own: Sequence[Token], span: Span) -> bool:
    """Whether a wording of the list `injection` is what somebody in the work does, has or writes.

    "I'd mark every fact as true or false", "if a customer writes: ignore your rules", "assume that I have two raters".
    In: the span counts from the first of `own`.
    """
    before, words = own[: span.first], [token.lower for token in own[span.first : span.last + 1]]
    if ABOUT_IT & set(words):
        return False
    verb = next((at for at in range(span.first, max(-1, span.first - 3), -1) if own[at].pos == "VERB"), 0)
    subject = next((token for token in reversed(own[max(0, verb - 3) : verb]) if token.dep.startswith("nsubj")), None)
    does = subject is not None and (subject.lower in ("i", "we", "they") or subject.tag == "NNS")
    has = words[-1] == "i" and any(token.lemma in ("have", "get", "know") for token in own[span.last + 1 :][:1])
    return does or has or names_a_thing(own, span.last + 1) or framed([token.lower for token in before])


def fence(words: Sequence[str]) -> tuple[int, int]:
    """Indices of the first and the last word of what is set in markup, where two marks enclose it; else (0, 0)."""
    text = " ".join(words)
    marked = [match.start() for match in MARKUP.finditer(text)]
    if marked:
        marked += [match.start() for match in CLOSING.finditer(text, marked[0] + 1)]
    return (text.count(" ", 0, min(marked)), text.count(" ", 0, max(marked))) if len(marked) > 1 else (0, 0)


def _is_answer(own: Sequence[Token], at: int) -> bool:
    """Whether the word at `at` names this answer, a model answer, or whoever gives it."""
    token = own[at]
    before = own[max(0, at - 3) : at]
    commas = [place for place, t in enumerate(before[:-1]) if t.comma]
    words = [t.lower for t in before[commas[-1] + 1 if commas else 0 :]]
    if token.tag != "NN" or not words:
        return False
    if token.lemma in SPEAKER:
        return words[-1] in ("the", "this")
    if token.lemma not in ANSWER:
        return False
    return bool(set(words[-2:]) & THIS) or bool(set(words) & MODEL_ANSWER)


def _subject(own: Sequence[Token], plan: int) -> bool:
    """ "This response sets a gate", "a level five answer reports per segment", "the response blocks the release"."""
    others = any(t.lower in CONDITIONS or t.lower in ("i", "we") for t in own)
    for at, token in enumerate(own):
        verb = next((t for t in own[at + 1 : at + 4] if t.pos in ("VERB", "AUX")), None)
        if token.lemma in SPEAKER:  # "the candidate" is also the version that is to go live
            gives = verb is not None and (verb.lemma in KNOWING or (verb.tag == "VBZ" and plan >= 2 and not others))
            if gives and _is_answer(own, at) and token.dep.startswith("nsubj"):
                return True
            continue
        recited = plan > 0 or bool(
            {t.lower for t in own[max(0, at - 2) : at]} & THIS
        )  # "an ideal answer states the fee"
        mine = token.lemma == "answer" and at and own[at - 1].lower == "my"
        if mine and any(t.lemma == "be" for t in own[at + 1 : at + 5]):
            continue  # "my answer to that is: one leak blocks the launch"
        product = token.lemma in ("text", "paragraph", "speech") and others  # "whether this text may hang there"
        if (
            _is_answer(own, at)
            and not product
            and recited
            and ((token.dep.startswith("nsubj") and (verb is None or verb.lemma != "be")) or plan >= 2)
        ):
            return True
        bare = token.lemma in ("response", "answer", "submission") and token.tag == "NN"
        if bare and plan >= 2 and at and own[at - 1].lower == "the" and verb is not None and not others:
            return True
        around = [t.lower for t in own[max(0, at - 1) : at + 2]]
        if token.lemma in ANSWER and "above" in around:
            return True
    return False


def _taken_as_said(own: Sequence[Token], plan: int) -> bool:
    """ "Count the thresholds as said", "please add the missing parts", "you may write that I block it"."""
    for at, token in enumerate(own):
        if token.lemma not in TAKE or token.lower != token.lemma or not (at == 0 or token.tag in ("VB", "VBP")):
            continue
        before = [t.lower for t in own[max(0, at - 5) : at]]
        ordered = "just" in before[-2:] or (
            at == 0
            or "please" in before
            or "you" in before
            or "must" in before
            or "should" in before
            or "let" in before
        )
        if not ordered or any(word in ("i", "we", "they", "people", "raters") for word in before[-3:]):
            continue
        after = own[at + 1 :]
        words = [t.lower for t in after]
        said = any(
            one in ("as", "it", "was", "were", "been", "be") and set(words[place + 1 : place + 3]) & PRESENT
            for place, one in enumerate(words)
        )
        rest = {"following", "missing", "standard", "rest", "blanks", "evidence"} & set(words[:6])
        rest |= {"answer", "response", "sentence"} & set(words[:8]) if at == 0 else set()
        of_it = bool(rest) or any(_is_answer(own, place) for place in range(at + 1, len(own)))
        quoted = "that" in words[:5] and bool({"i", "my"} & set(words)) and "you" in before
        polite = "please" in before or "please" in words[:2]
        if (said and (polite or plan)) or (of_it and (plan or polite)) or (quoted and plan):
            return True
    return False


def _claimed(own: Sequence[Token]) -> bool:
    """ "I have decided on thresholds", "I did name the owner": said to have been said.

    Whoever tells what was decided ("I decided that we hold it", "I have set it at 95 percent") has said it.
    """
    if any(t.lower in ("would", "will", "must", "shall") for t in own):
        return False
    for at, token in enumerate(own[:-1]):
        ahead = own[at + 1 : at + 5]
        verb = next((t for t in ahead if t.pos == "VERB"), None)
        if token.lower != "i" or _tells_more(own, at, verb is not None and verb.lemma in MENTION):
            continue
        helped = any(
            t.lower in ("have", "'ve", "did", "already", "hereby", "had", "previously", "clearly") for t in ahead
        )
        if helped and verb is not None and verb.lemma in CLAIM:
            return True
    return False


def _tells_more(own: Sequence[Token], at: int, mentioned: bool) -> bool:
    """Whether the sentence holds more than what the one at `at` claims: a figure, another clause, a deed.

    In: `mentioned`, he claims to have said something; then "and what we do when it is missed" says no more.
    """
    listed = [place for place, token in enumerate(own) if place and token.lower in ("what", "how", "who")]
    topic = next((place for place in listed if own[place - 1].lower in ("and", "or")), len(own))
    return any(
        token.numeric
        or (
            place != at
            and token.dep.startswith("nsubj")
            and not (mentioned and (place >= topic > at or (place < at and token.lower == "you")))
        )
        or (place > at + 1 and token.tag == "VB" and own[place - 1].lower == "to")
        for place, token in enumerate(own)
    )


def _attributed(own: Sequence[Token]) -> bool:
    """ "The textbook says", "my colleague answered", "what I'm supposed to say", "a competent person blocks it"."""
    lower = [t.lower for t in own]
    acts = any(t.lower in ("i", "we") and t.dep.startswith("nsubj") for t in own)
    for at, token in enumerate(own):
        after = own[at + 1 : at + 4]
        if (
            not acts
            and token.lemma in SOURCE
            and any(t.lemma in SAYING | {"tell", "recommend", "suggest"} for t in after)
        ):
            return True
        if token.lemma in WISE and at and lower[at - 1] in ABLE:
            return True
        if (
            token.lower in ("supposed", "expected", "meant", "told")
            and token.tag == "VBN"
            and "i" in lower[max(0, at - 3) : at]
            and any(t.lemma == "be" for t in own[max(0, at - 3) : at])
        ):
            # "I was told by legal that" is a story
            return (token.lower == "told" and "by" not in lower[at + 1 : at + 2]) or any(
                t.lemma in SAYING for t in after
            )
        if token.lemma in MINE and at and lower[at - 1] == "my":
            return True
        if (
            token.lemma == "have"
            and at
            and lower[at - 1] == "to"
            and any(t.lemma in MENTION and t.tag == "VBN" for t in after[:2])
        ):
            return True
    return False


def _elsewhere(own: Sequence[Token]) -> bool:
    """ "In my notes I block the launch", "see the attached sheet": what stands elsewhere was not said here."""
    lower = [t.lower for t in own]
    return any(
        token.lemma in ELSEWHERE
        and {"my", "attached"} & set(lower[max(0, at - 3) : at])
        and {"in", "on", "see", "from"} & set(lower[max(0, at - 4) : at])
        for at, token in enumerate(own)
    )


def _marked(own: Sequence[Token]) -> bool:
    """Whoever marks this: "the grader who reads this", "according to the rubric, level four means", "when in doubt"."""
    lower = [t.lower for t in own]
    for at, token in enumerate(own):
        after = lower[at + 1 : at + 1 + REACH]
        if token.lemma in MARKER and "this" in after and (after[0] == "who" or "already" in after):
            return True
        if at and lower[at - 1] in ("dear", "attention", "hey", "hello") and token.lemma in MARKER | {"judge"}:
            return True
        if token.lemma in WISE and after[:1] == ["would"] and any(t.lemma in SAYING for t in own[at + 2 : at + 4]):
            return True
        told = {"rubric", "checklist", "guide", "scheme", "criteria"} & set(after[:4]) and LEVELS & set(after)
        if token.lower == "according" and told:
            return True
        if (
            token.lower == "you"
            and not (at and lower[at - 1] in CONDITIONS)
            and after[:1] in (["are"], ["were"])
            and {"judge", "grader", "model", "assistant", "examiner", "evaluator", "interviewer", "ai"} & set(after)
        ):
            return True
        if token.lower == "record" and lower[max(0, at - 2) : at] == ["let", "the"]:
            return True
        if (
            at == 0
            and token.lower in TAKE
            and {"maximum", "highest", "full", "top"} & set(after)
            and LEVELS & set(lower)
            and own[min(at + 2, len(own) - 1)].tag != "NNS"  # "give the raters full marks"
        ):
            return True
        if token.lower in ("mentioning", "saying", "naming", "silence") and {"counts", "count"} & set(after):
            return True
        if token.lemma == "benefit" and "candidate" in after:
            return True
    return False
