"""What a question asserts beside what it asks: comments, sayings, what nobody said, an answer for the candidate."""

from __future__ import annotations

import re
from collections.abc import Set

from interviewer.dialogue import matching, wording, words

NEW_WORDS = 2  # telling words that nobody said: from so many on, a clause tells something new
NEW_IN_HOW = 3  # and in a question that asks how: what is to be done, to what
_SUPPOSED = re.compile(r"\b(?:if|suppose|imagine|say|assume|assuming|picture|pretend)\b")
_SAYING = re.compile(
    r"\b(?:surely|obviously|clearly|presumably|evidently|naturally|no doubt|it's (?:clear|obvious|plain) that"
    r"|rarely|usually|typically|generally|notoriously|inevitably|tends? to|in practice|in my experience|of course"
    r"|(?:most|many|some|other) (?:teams|people|companies|engineers|candidates|managers|places|interviewers))\b"
    r"|\bonly as (?:good|strong|useful|reliable|honest) as\b"
    r"|\b(?:is|sounds like) what you(?:'re| are|'ve| have)? (?:describ|propos|suggest)\w*"
    r"|\bmeans? (?:different|many|various|several) (?:things?|ideas?)\b"
    r"|\b(?:misses|ignores|overlooks|neglects) (?!the |an? |one |every |this |that |your |it\b)(?:[\w-]+ )?[\w-]+s\b"
    r"|\b(?:isn't|aren't|won't|wouldn't|is not|will not|doesn't) (?:going to |be |really )?"
    r"(?:convince|work|help|do|scale|enough|save|fly|hold up|tell (?:anybody|anyone|us|you) (?:much|anything))\b"
)
"""What holds for anybody is no part of this interview: a lesson, or a verdict in disguise."""
_OPINES = re.compile(
    r"\b(?:sounds?|seems?|looks?|feels?|strikes? me as) (?:a bit |a little |rather |quite |very |too |pretty |so )?"
    r"(?:high|low|odd|strange|weird|risky|long|short|early|late|small|big|large|cheap|expensive|optimistic|generous"
    r"|ambitious|arbitrary|thin|brittle|fragile|complicated|simple|easy|hard|familiar|dangerous|slow|like a lot)\b"
    r"|(?<!there)(?<!there )(?:\b(?:is|are|was|were)|'s|'re) (?:a bit |a little |rather |quite |very |pretty |so )?"
    r"(?:odd|strange|weird|arbitrary|optimistic|ambitious|unusual|overkill|fragile|brittle|questionable|debatable"
    r"|surprising|interesting|a lot(?! of)|a bold \w+|a stretch|not much|not a lot|hardly a \w+|no plan|only a \w+)\b"
    r"|(?<!there)(?<!there )(?:\b(?:is|are|was|were|looks?|seems?|sounds?)|'s|'re) "
    r"(?:an? )?(?:statistically |a bit |a little |rather |quite |very |really |pretty |so |already )?"
    r"(?:must(?! be)|thin|smart|strict|crucial|important|essential|vital|robust|rigorous|pragmatic|creative"
    r"|realistic|unrealistic|necessary|useful|valuable|efficient|effective|convincing|tempting"
    r"|understandable|classic|tricky|critical|central|powerful|subjective|key|a trap)\b"
    r"|(?:\b(?:is|are)|'s|'re) [\w-]+ but [\w-]+(?=[.,;])"
    r"|\b(?:known as|(?:is|are|'s) (?:often |also |usually )?called|what (?:we|people|they) call)\b"
    r"|\b(?:serves?|acts?|works?|counts?|doubles?) as\b"
    r"|\bkeeps? (?:the |your )?\w+ (?:down|low|honest|fair|simple|small)\b"
    r"|\b(?:to|for) me(?=[.,;])"
)
_HOW = re.compile(r"\bhow (?:would|do|will|could|can|did) (?:you|we) ([^?]*)\?$")
_SO = re.compile(r"^so (?:you|if|the|it|that|your|this|with|for|from|in)\b")
_DOES_FOR_YOU = re.compile(
    r"(?<!won't )(?<!not )(?<!n't )\b(?:gives?|lets?|allows?|helps?|buys?|saves?|spares?|makes?) (?:you|us|it)\b"
)
"""What a plan is good for: that is the candidate's to say."""
_FALLS_SHORT = re.compile(
    r"\bis (?:only |just |at least )?(?:a|one) (?:start|beginning|step|way)\b|, but (?:it|that|they) (?:won't|will)\b"
    r"|, but not\b|\b(?:isn't|aren't|is not|are not) \w+ed\b"
    r"|\b(?:won't|will not|doesn't|don't|can't|cannot) (?:show|tell|cover|catch|reveal|capture|reflect|prove|say)\b"
)
_RATES = re.compile(
    r"(?<!it)(?<!there)(?:(?<!it )(?<!there )\b(?:is|are)|'s|'re) "
    r"(?:(?:very|quite|rather|pretty|highly|fairly|really|so|all) )?"
    r"(?:(?:an? )((?:[\w'-]+ ){1,2}[\w'-]+|[\w'-]+)[.;]?$|(\w+(?:able|ible|ful|ous|ical)\b))"
)
"""What a plan is said to be: "is a neat fallback", "is manageable"."""
_ADDS = re.compile(
    r", which\b|\bi (?:can|could) (?:tell|see|hear)\b"
    r"|\bi(?:'d| would)? (?:respect|expect|notice|sense|understand)\b"
)
_GENERIC_SUBJECT = re.compile(
    r"^(?:and |but |so )?(?:(?:(?!(?:take|keep|leave|put|let|you)\b)[a-z]+ )?[a-z]{3,}s|[a-z]{3,}ing(?: [a-z]+){0,2})"
    r" (?:[a-z]+ )?[a-z]+(?: [a-z]+){0,3}[.;]"
)
_DEFINITE = re.compile(
    r"\b(?:the|a|an|this|that|these|those|your|our|their|his|her|its|my|you|they|it|he|she|we|i|last|next)\b"
)
_GIVES = re.compile(
    r"\b(?:let's|i'll|we'll|let me|i) (?:just )?(?:put|call|settle|agree|fix|make|note|write|take|go with)\b"
)
_REASONED = re.compile(
    r"^(?:so |and |but )?(?:since|because|given that|given|considering(?: that)?|seeing that) ([^,?]+),"
)
_MEANWHILE = re.compile(r"\b(?:when|after|once|as soon as|until|before) ([^,?]+),")
_NOW_THAT = re.compile(r"\bnow that ([^,?]+)")
_SO_THAT = re.compile(r"^[^?]*\b(?:what|how)\b[^?]*? so that ([^,?]+)\?$")
_DONE_TO_YOU = re.compile(
    r"\b(?:when|after|once|before|that) (?:they|he|she|somebody|(?:the|your) [\w'-]+) ([\w'-]+) you\b"
)
_WOULD = re.compile(
    r"^(?:and |but |so )?(?!you\b|i\b|we\b)[^,]*?(?<!you) (?:would|will|could|might|may|should|can) (?!you\b)"
)
_ASSUMES = re.compile(r"\bi (?:take it|assume|gather|presume|guess)\b")
_STEERS = re.compile(r"\b(?:think (?:about|of)|consider|focus on|concentrate on|remember|don't forget|step back to)\b")
_TELLS = re.compile(
    r"\bhow (?:would|could|does|might|can) (?!(?:you|the|your|that|this|it|they|we|i)\b)([^?]*?)"
    r" (?:tell|show|help|change|prevent|catch|protect|solve)\b"
)
_AHEAD = re.compile(r"^(?:and |so )?(\w+ing\b[^:?]*): ?how\b")
_NAMED = re.compile(r"\b(?:the|your) (?:two |three |other |same )?([\w'-]+)")
_MEANS = re.compile(
    r"\bhow (?:do|would|will|could|did|does|is|are) [^?]*?\b(?:with|by|through|via|every)"
    r" ((?:an? )?[\w'-]+(?: [\w'-]+)?)[^?]*\?$"
)
_METHOD = re.compile(
    r"\bhow (?:would|do|will|could) (?:you|we) (?:then |also )?"
    r"(compare|calibrate|validate|stratify|oversample|anonymise|anonymize|randomise|randomize|weight|blind|verify"
    r"|cross-check|double-check|spot-check|load-test|stress-test|smoke-test|deduplicate|version|automate|sample)\b"
)
"""Verbs that are the answer: who hears "how do you calibrate it" need not think of it."""
_BETWEEN = matching.telling("whether still out up over back again already yet also even ever away off down together")
_FAMILIAR = matching.telling(
    """
    team boss manager colleague colleagues lead company product customer customers user users people work job desk
    answer plan design system service test tests result results report page list number figure words mind head hand
    first last day night morning week month year launch release place part side way case cases story own new decision
    choice line call move step view opinion guess side
    """
)
"""What everybody has who builds something: "your boss" takes nothing for granted."""


def faults(question: str, known: Set[str]) -> list[str]:
    """What is wrong with what it asserts; empty: nothing.

    In: `question`, as it would be spoken; `known`, the stems of what was said and of what it was made from.
    """
    *statements, asking = wording.sentences(words.plain(question))
    if any(_ASSUMES.search(statement) for statement in statements):
        return ["it takes for granted what nobody said"]
    for statement in statements:
        if _SO.search(statement) and len(_new(statement, known)) >= NEW_WORDS:
            return ["it answers for the candidate"]
        if not _SUPPOSED.search(statement):
            if _comments(statement, known):
                return ["it comments: say only what was said, or what happens"]
            if _STEERS.search(statement) and _new(statement, known):
                return ["it leads to an answer: ask openly"]
            if _GIVES.search(statement) and _new(statement, known) & AMOUNTS:
                return ["it gives the candidate's answer"]
    if (reasoned := _REASONED.search(asking)) and len(_new(reasoned[1], known)) >= NEW_WORDS:
        return ["it takes for granted what nobody said"]
    taken = " ".join(found[1] for pattern in (_NOW_THAT, _DONE_TO_YOU) if (found := pattern.search(asking)))
    if _new(taken, known) - _FAMILIAR:
        return ["it takes for granted what nobody said"]
    named = " ".join(_NAMED.findall(meanwhile[1])) if (meanwhile := _MEANWHILE.search(asking)) else ""
    if _new(named, known) - _FAMILIAR:
        return ["it takes for granted what nobody said"]
    return []


def means(asking: str, known: Set[str]) -> bool:
    """Whether a question that asks how names the means, the rhythm or the aim: "How do you keep it fair by lot?"."""
    method = _METHOD.search(asking)
    if method is not None and _new(method[1], known):
        return True
    done = _HOW.search(asking)
    if done is not None and len(_new(done[1], known) - _FAMILIAR - matching.GENERIC - _BETWEEN) >= NEW_IN_HOW:
        return True
    found = [match[1] for pattern in (_MEANS, _SO_THAT, _TELLS, _AHEAD) if (match := pattern.search(asking))]
    return bool(_new(" ".join(found), known) - _FAMILIAR)


def _comments(statement: str, known: Set[str]) -> bool:
    for pattern in (_SAYING, _OPINES):
        if (match := pattern.search(statement)) and not matching.telling(match.group(0)) <= known:
            return True
    rated = _RATES.search(statement)
    told = statement[:1] == '"' or words.holds_number(statement)  # a word taken up, or what came out
    if rated is not None and not told and _new(rated[1] or rated[2], known):
        return True
    if (_ADDS.search(statement) or _DOES_FOR_YOU.search(statement) or _FALLS_SHORT.search(statement)) and _new(
        statement, known
    ):
        return True
    if _WOULD.search(statement) and len(_new(statement, known)) >= NEW_WORDS:
        return True
    generic = _GENERIC_SUBJECT.search(statement) and not _DEFINITE.search(statement)
    return bool(generic) and not words.holds_number(statement) and len(_new(statement, known)) >= NEW_WORDS


def _new(text: str, known: Set[str]) -> Set[str]:
    return matching.telling(text) - known


AMOUNTS = matching.telling(
    """
    three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty
    ninety hundred thousand million percent kappa
    """
)
