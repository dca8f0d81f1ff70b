"""What of all that was said a wording picks up: words to say back, two that do not fit, what is missing. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from interviewer.analysis.expressions import names
from interviewer.dialogue import asserting, drawn, matching, quoting, wording
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe
from interviewer.packs import Pack, Probing

_NO_PLAN = re.compile(
    r"\b(?:never|not|no|\w+n't|cannot|think|know|guess|hope|mean|were|was|are|been|maybe|perhaps|you've|you're)\b"
)
"""A sentence that begins with "you" and holds one of these is no plan that could be pressed on."""

_ORDER = re.compile(r"(Tell|Design|Build|Describe|Explain|Sketch|Plan|Propose|Show) ")
_CLAUSE_ENDS = re.compile(r"[,;:.!?–—]|\b(?:and|but|so|because|or|that|then|if|when|which|where)\b")

_ALONE = 6  # words; a shorter question means little without what stood before it
OF_PLANS = frozenset(("missing_part", "release_decision"))  # they press on something that the candidate would do
_PLANNED = re.compile(r"you(?:'d|'ll| will| would)? (?!(?:have|know|think|get|always|never|not|cannot|\w+n't)\b)|to ")
_HEDGE = re.compile(
    r"^(?:(?:so|and|well|okay|then|yeah|yes|no),? )*i (?:suppose|think|guess|reckon) (?:that )?(?=(?:i|we)\b)",
    re.IGNORECASE,
)
"""Left out of what is said back: "I suppose I'd take the old ones"."""
_THOUGHT = re.compile(r"your (?:[a-z]+ )?(?:thought|guess|bet|hunch|feeling|instinct|worry|fear|experience)\b")
NEAR = 2  # telling words that an objection shares with what it is about, or it would be odd to say that back
FIELD = matching.telling(
    """
    test result answer case people question model version number figure check set user customer product team plan
    run work new old data score example quality measure real change problem person another prompt already believe
    decide expect notice label review assistant about before after again between against without within under every
    never always other still wrong company whole large small little really nobody everybody anything would could
    should their there where
    """
)
"""Words of the trade: any two sentences on the subject may share one of them."""
_LOOSE = asserting.AMOUNTS | matching.telling(
    "people every both about before after more less first next last once company somebody wrong"
)
_IDLE = matching.telling(
    """
    build create set define design establish implement ensure start use work framework system process approach strategy
    pipeline plan solution setup method methodology robust holistic comprehensive proper thorough systematic solid
    document documentation repo repository git integrate dashboard suite eval version control under meeting involve
    stakeholder align report figure prepare discuss slide spreadsheet both probably maybe
    evaluation evaluate quality through back just really very well properly would could should really go give also
    """
)
"""Words that a plan may be made of without saying anything."""
_POINTER = re.compile(r"(?:it|they|he|she|this|that|these|those|there)\b")
"""Said back alone, nobody knows what it stands for."""
_POINTS = re.compile(
    r"\b(?:it|they|them|he|she|these|those|there|then|such)\b|\b(?:this|that)\b(?! (?:you|we|i|they|is|was)\b)",
    re.IGNORECASE,
)
"""Asked again without what stood before it, a question with one of these asks about nothing."""
_IT = re.compile(r"\bit\b", re.IGNORECASE)
_ANNOUNCES = re.compile(
    r"(?:the|this|that|my|our|your|it|there|you|i|we)\b(?: [\w'-]+){0,4}?"
    r" (?:has|have|had|is|are|comes in|falls into|see|need|want|do|check|split into)"
    r" (?:(?:basically|really|just|only|about) )?(?:two|three|four|five|six|several|a few|a couple of)"
    r" (?:[\w'-]+ )?(?:parts?|things?|steps?|points?|layers?|levels?|pieces|stages|phases|sides"
    r"|aspects|questions|ways|halves|pillars|axes|dimensions|buckets|blocks)$"
    r"|(?:the |my |your )?(?:first|second|third|next|last|other|main)(?: (?:part|thing|one|step|point|half|piece))?"
    r" (?:is|would be|was|comes)(?: [\w'-]+){0,2}$",
    re.IGNORECASE,
)
"""What only says that something follows: "the scheme has two parts", "the first is automatic"."""
_OF_THE_PAST = re.compile(r"\btell me about\b|\b(?:did|have|had) you\b|\byou(?:'ve| had| did| were)\b|\ba time\b")
CLAUSE = 400  # letters before a quote in which its clause begins
_AGAIN = 27  # words of a follow-up that can be said again behind a few more


def missing_title(facts: tuple[str, ...], pack: Pack) -> str:
    """What is missing, as the report names it: the title of a part, or what the fact says."""
    for fact in facts[:1]:
        for part in pack.head.part:
            if fact in names(part.rule):
                return part.title
        return pack.facts[fact].says
    return ""


def quote(probing: Probing, situation: Situation, facts: Mapping[str, bool]) -> tuple[str, str]:
    """(verbatim words, a clause of them turned round) that this wording picks up; empty where nothing fits.

    First the words that show the facts of its `when`; a wording that is about no fact takes the last decision, or else
    the last sentence that says what the candidate would do.
    """
    shown = [name for name in (names(probing.when) if probing.when else ()) if facts[name]]
    quotes = [quote.quote for name in shown for quote in situation.findings[name].evidence]
    plans: list[str] = []
    if not shown:
        quotes = [decision.quote for decision in reversed(situation.analysis.decisions)]
        plans = [sentence.text for sentence in reversed(situation.analysis.sentences) if not sentence.doubtful]
    used = {turn.probe.refers_to for turn in situation.interview.turns if turn.probe is not None}
    ranked = sorted(dict.fromkeys(quotes), key=lambda quote: (quote in used, -common(quote, probing)))
    for quote in ranked:
        turned = _clause(_from_its_beginning(quote, situation), situation, probing.near)
        if turned and _fits(turned, probing):
            return quote, turned
    for quote in plans:
        turned = "" if situation.standing.tells(quote) else _clause(quote, situation, probing.near)
        fits = _fits(turned, probing)
        if fits and turned.startswith("you") and not _NO_PLAN.search(turned):
            return quote, turned
    return (next((one for one in ranked if quoting.holds(one, probing.near)), "") if shown else ""), ""


def suspected(probing: Probing, situation: Situation) -> tuple[str, str]:
    """(verbatim words, a clause of them turned round) of what may show the flag that this wording asks about."""
    for quote in situation.suspected.get(probing.suspects, ()):
        turned = _clause(_from_its_beginning(quote, situation), situation, probing.near)
        if turned and (probing.near or _PLANNED.match(turned)):
            return quote, turned
    return "", ""


def _fits(turned: str, probing: Probing) -> bool:
    """Whether a clause is a plan, where a wording presses on one: "your first thought is ..." never is."""
    return not _THOUGHT.match(turned) and (not _presses(probing) or _PLANNED.match(turned) is not None)


def _presses(probing: Probing) -> bool:
    return probing.kind in OF_PLANS or "result of that" in probing.text


def alike(text: str, situation: Situation) -> tuple[str, str]:
    """(verbatim words, the clause of them turned round) that share most with a wording; empty: too little is shared.

    What the question itself names ("the agent", "a story") does not count: everybody says that. Of the rest it must be
    two words, one of them none of the trade's: two sentences that share one word hardly ever belong together.
    """
    question = situation.question
    about = matching.telling(text) - matching.GENERIC - matching.telling(question.title) - _LOOSE - _IDLE
    telling = special(about, situation)
    used = {turn.probe.refers_to for turn in situation.interview.turns if turn.probe is not None}
    best, most = ("", ""), 0
    for sentence in situation.analysis.sentences:
        common = about & matching.telling(sentence.text)
        told = situation.standing.tells(sentence.text)
        if sentence.doubtful or told or sentence.text in used or len(common) <= most:
            continue
        if len(common) < NEAR or not common & telling:
            continue
        turned = _clause(_from_its_beginning(sentence.text, situation), situation)
        shared = about & matching.telling(turned)
        if _IT.search(turned) and _IT.search(text):  # two of them that stand for two things
            continue
        enough = len(shared) >= NEAR and bool(shared & telling)
        if turned and not _POINTER.match(turned) and len(shared) > most and enough:
            best, most = (sentence.text, turned), len(shared)
    return best


def bearing(text: str, situation: Situation) -> int:
    """How many of a wording's words the candidate has used that neither the question nor any talk of the trade has."""
    return len(special(matching.telling(text), situation) & matching.telling(situation.all_said))


def special(stems: frozenset[str], situation: Situation) -> frozenset[str]:
    """Those of `stems` that neither the question nor any talk of the trade has."""
    question = situation.question
    return (
        stems - matching.GENERIC - FIELD - asserting.AMOUNTS - matching.telling(f"{question.title} {question.prompt}")
    )


def named_first(categories: tuple[str, ...], situation: Situation) -> tuple[str, ...]:
    """Those of the question's `categories` that the candidate has spoken of; all where that is none."""
    said = matching.telling(situation.all_said)
    return tuple(one for one in categories if matching.telling(one) & said) or categories


def unheard_first(risks: tuple[str, ...], situation: Situation) -> tuple[str, ...]:
    """Those of the question's `risks` that the candidate has not spoken of; all where that is none."""
    said = matching.telling(situation.all_said)
    return tuple(one for one in risks if len(matching.telling(one) & said) < NEAR) or risks


def _clause(quote: str, situation: Situation, near: tuple[str, ...] = ()) -> str:
    """A clause of `quote` turned round, one that stands by itself; empty where there is none."""
    plain = _HEDGE.sub("", quote)
    return quoting.clause(plain, situation.all_said, near, lambda one: _can_be_said(one, situation))


def _can_be_said(clause: str, situation: Situation) -> bool:
    """Whether a clause says something, means the same alone, and names no share that is not a line of theirs."""
    said = situation.all_said
    if not _OF_THE_PAST.search(situation.question.prompt.lower()) and drawn.is_tale(clause, said):
        return False
    return not idle(clause) and situation.stands(clause) and not drawn.only_told(clause, said)


def clause(quote: str, situation: Situation) -> str:
    """A clause of `quote`, with what stands before it in its sentence, turned round; empty where none can be said."""
    return _clause(_from_its_beginning(quote, situation), situation)


def idle(clause: str) -> bool:
    """Whether a clause says too little to be said back: "I'd fail it", "we'd build a robust framework"."""
    if _ANNOUNCES.match(clause):
        return True
    return len(matching.telling(clause) - matching.GENERIC - _IDLE) < (3 if _IT.search(clause) else 1)


def _from_its_beginning(quote: str, situation: Situation) -> str:
    """The quote with what stands before it in its clause: "three shops I'd take" -> "From three shops I'd take"."""
    for turn in situation.interview.turns:
        before, found, _ = situation.said(turn).partition(quote)
        if found:
            return _CLAUSE_ENDS.split(before[-CLAUSE:])[-1].lstrip() + quote
    return quote


def nearest(probing: Probing, situation: Situation, quote: str, among: Sequence[str] = ()) -> str:
    """`quote`, or the sentence that shares clearly more with a wording and its refutation; one of `among`, if any."""
    sentences = [sentence.text for sentence in situation.analysis.sentences if not sentence.doubtful]
    if among:
        return max(among, key=lambda text: common(text, probing))
    best = max(sentences, key=lambda text: common(text, probing), default="")
    return best if common(best, probing) > common(quote, probing) + 1 else quote


def objected_to(situation: Situation) -> tuple[str, str]:
    """What the last objection was about: verbatim, and a clause of it turned round; no clause where it fits loosely."""
    objection = situation.last.probe if situation.last else None
    if objection is None:
        return "", ""
    clause = _clause(objection.refers_to, situation) if touches(objection) else ""
    return objection.refers_to, clause


def touches(objection: Probe) -> bool:
    """Whether an objection is about the words that it refers to, and not about what nobody said."""
    said = matching.telling(objection.refers_to) - matching.GENERIC - asserting.AMOUNTS
    return len(said & matching.telling(f"{objection.text} {objection.refutation}")) >= min(NEAR, len(said))


@dataclass(frozen=True)
class Asked:
    """What was asked last, in words that can be said again."""

    text: str
    key: str
    asks_for: tuple[str, ...] = ()


def asked_last(situation: Situation, behind: int = 0) -> Asked | None:
    """The follow-up that was answered last, only the sentence that asks; or the interview's question, as a question.

    None where that is too long to be said again. In: `behind`, so many words more than usual are said before it.
    """
    last = situation.last
    if last is not None and last.probe is not None:
        asking = last_question(last.probe.text)
        fits = len(last.probe.text.split()) <= min(_AGAIN, wording.MOST_WORDS - behind)
        short = len(asking.split()) < _ALONE or _POINTS.search(asking) is not None
        short = short or last.probe.sound is not None  # an objection stands before its question
        text = last.probe.text if fits and short else asking
        return Asked(text, last.probe.key, last.probe.asks_for)
    asking = wording.first_thing(as_question(situation.question.prompt))
    if len(asking.split()) < _ALONE:  # "How?"
        asking = wording.first_thing(" ".join(wording.sentences(situation.question.prompt)[-2:]))
    return Asked(asking, situation.question.id) if len(asking.split()) <= _AGAIN else None


def last_question(text: str) -> str:
    """The sentence of a follow-up that asks, to be asked again."""
    asked = [sentence for sentence in wording.sentences(text) if sentence.endswith("?")]
    return asked[-1] if asked else text.strip()


def as_question(prompt: str) -> str:
    """What a prompt asks for, as one question: "Design the tests." -> "How would you design the tests?"."""
    for sentence in wording.sentences(prompt):
        order = _ORDER.match(sentence)
        if order is not None:
            begins = "Could you" if order[1] == "Tell" else "How would you"
            return f"{begins} {sentence[0].lower()}{sentence[1:].rstrip('.!')}?"
    return last_question(prompt)


def common(text: str, probing: Probing) -> int:
    """How many telling words `text` shares with a wording and its refutation, in any inflection."""
    return len(matching.telling(text) & matching.telling(f"{probing.text} {probing.refutation}"))


def pair(situation: Situation) -> tuple[str, str, str] | None:
    """The two statements of a contradiction turned round, and both verbatim; None where none can be said."""
    for one, other in situation.analysis.contradictions:
        first, second = _clause(one.quote, situation), _clause(other.quote, situation)
        both = f"{one.quote} / {other.quote}"
        if (
            first
            and second
            and first != second
            and both not in {t.probe.refers_to for t in situation.interview.turns if t.probe}
        ):
            return first, second, both
    return None
