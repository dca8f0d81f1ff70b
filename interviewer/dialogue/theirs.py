"""How the candidate marks: who does, and whether a model does too. Pure text.

A disagreement has to stand on that: nobody's judge model is contradicted by people who were never named.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace

from interviewer.analysis import consistency
from interviewer.dialogue import counted, drawn, figures, matching, named, wording, words
from interviewer.dialogue.situation import Situation, once
from interviewer.model import SIDES, Figures

SLOTS = frozenset(("cases", "people", "pair", "person", "model", "experts"))
EXPERTS = "two people who know the field"
NAMES = frozenset(("judge", "no_judge", "people", "person", "alone"))  # what a wording's `setup` may hold
_THEIR_OWN = words.as_set("parents grandmothers doctors gps speakers")  # "your parents" would be others
_MODEL = r"(?:judge model|model|llm|gpt[\w-]*|ai|machine)"
_SOME = (
    r"(?:an?|two|three|several|strong|small|cheap|cheaper|another|second|other|bigger|larger|stronger|different|big"
    r"|language|llm|gpt)"
)
_VERDICT = (
    r"(?:mark|scor|grad|rat(?:e|ing)|check|judg|label|verif|assess|review|read|verdict|thumb|flag|vot|first pass|say"
    r"|decid)\w*"
)
_JUDGE = re.compile(
    rf"\b(?:judge models?|(?:an?|the|our|my|that|your|llm|ai|model|gpt|automatic|second) judges?\b|as[- ]a[- ]judge"
    rf"|(?:auto)?graders?|auto-?raters?|classifiers?|{_SOME} (?:\w+ )?{_MODEL}s?(?: [\w'-]+){{0,5}}? {_VERDICT}"
    rf"|(?:an?|use) (?:llm|gpt[\w-]*)s?(?: [\w'-]+){{0,4}}? {_VERDICT}|(?:opinion|one|mark) from an? {_MODEL}\b"
    rf"|{_VERDICT} (?:by|with) (?:{_SOME} )?(?:\w+ )?{_MODEL}\b)"
)
REACH = 100  # letters before it in which a model may be denied
_SPOKEN_OF = re.compile(r"\b(?:judge|model|machine|checker|grader)\b")
_MYSELF = re.compile(r"\bmyself\b|\bi(?:'d|'ll| would| will)? (?:sit down with|mark|label|go through|grade|score)\b")
_BOTH_OF_US = re.compile(
    r"\b(?:we(?:'d|'ll| would| will)? both|both of us(?: would)?|the two of us(?: would)?) (?:then |each |first )?"
    r"(?:mark|label|grade|score|read|judge|rate|go through|look at)\b"
    r"|\b(?:mark|label|grade|score|read|judge|rate|go through|check) (?:[\w']+ ){1,3}?(?:myself,? )?(?:together )?with "
    r"(?:a|my|another|one) (?:colleague|friend|second person)\b"
)
_THEY = re.compile(r"\b[Tt]hey\b(?= (?:agree|differ|part)\b)")
_DENIED = re.compile(r"(?:\b(?:no|not|never|without|nor|nobody|cannot)|n't)(?: [\w'-]+){0,6} $")
_REFUSED = re.compile(
    rf"(?:\b(?:no|not|never|without|over the|than the|instead of an?|rather than an?)|n't)"
    rf"(?: (?!only\b)[\w'-]+){{0,4}} (?:judges?|{_MODEL}s?|graders?)\b"
    rf"|\b(?:judges?|machine) (?:[\w']+ ){{0,2}}(?:no|not|never|isn't|doesn't|won't)\b"
)
_CALLED = {"dbas": "(?:dbas|database administrators)"}
_N = rf"(?:{'|'.join(sorted(words.NUMBERS - {'percent', 'half', 'dozen'} | {'one'}, key=len, reverse=True))})"
_SHARE = rf"(?P<share>{_N}(?:[ -]{_N})?(?: percent| (?:in|out of|of) (?:an? )?{_N}))"
_APART = re.compile(
    rf"\b(?:more than|over|above|beyond) {_SHARE}(?: of \w+)? (?:apart|differ\w*|disagree\w*|off|unlike|split)\b"
    rf"|\b(?:apart|differ\w*|disagree\w*|part)(?: \w+){{0,3}} (?:more than|over|above|beyond) "
    rf"{_SHARE.replace('share', 'over')}"
)
_AGREED = re.compile(rf"\bagree\w*(?: \w+){{0,3}} (?:less than|fewer than|under|below) {_SHARE}")

_GRADED = re.compile(
    r"\b(?:points?|scale|marks?|scores?|stars?|grades?) (?:of |from )?(?:zero|nought|one) (?:to|till) (?:two|three|four"
    r"|five|six|seven|ten|a hundred)\b|\b(?:zero|nought|one) to (?:two|three|four|five|ten) (?:points|scale|stars)\b"
)
_TAKEN_BACK = re.compile(
    rf"(?:\b(?:not|never)|n't) (?:use|have|want|need) (?:[\w'-]+ ){{0,2}}(?:judges?|{_MODEL}s?|graders?)\b"
)


@dataclass(frozen=True)
class Setup:
    """Who marks (`who`, and a second one beside a single first), what is known of a model that does, how many cases.

    alone, us   they mark themselves, or with one other ("we'd both mark")
    shared      how many of them more than one marks, be it a person beside the judge; 0: all
    most_apart  the share of differing marks from which on they have said what happens
    graded      they give points, so nothing passes
    experts     two others who could
    """

    who: named.Named | None = None
    second: named.Named | None = None
    judge: bool = False
    refused: bool = False
    alone: bool = False
    us: bool = False
    model: str = "judge model"
    cases: int = 0
    shared: int = 0
    most_apart: float = 1.0
    things: str = "cases"
    graded: bool = False
    experts: str = EXPERTS

    @property
    def shown(self) -> Mapping[str, bool]:
        """For a wording's `setup`: a judge, or none wanted; several people, one person, or nobody but themselves."""
        single = self.who is not None and self.who.many == 1 and self.who.head.lower() not in named.UNITS
        one = single and self.second is None
        return {
            "judge": self.judge,
            "no_judge": self.refused,
            "people": self.us or (self.who is not None and not one),
            "person": one and not self.us,
            "alone": self.alone and self.who is None and not self.us,
        }

    @property
    def slots(self) -> dict[str, str]:
        """{people} all of them, {pair} two of them, {person} a single one without an article, {model} the judge.

        {experts}: two others, where nobody was named.
        """
        return {"model": self.model, "experts": self.experts} | self._people

    @property
    def _people(self) -> dict[str, str]:
        if self.us:
            return {"people": "the two of you", "pair": "the two of you"}
        if self.who is None:
            return {}
        if self.second is not None:
            both = f"the {self.who.who} and the {self.second.who}"
            return {"people": both, "pair": both}
        if self.who.head.lower() in named.UNITS:
            return {"people": f"the {self.who.who}", "pair": f"two people from the {self.who.who}"}
        if self.who.many == 1:
            return {"people": f"the {self.who.who}", "person": self.who.another}
        several = replace(self.who, head=named.plural(self.who.head))
        name = several.who
        ours = "your" if several.head.lower() not in _THEIR_OWN else "the"
        if self.who.many == 2:
            return {"people": f"{ours} two {name}", "pair": f"{ours} two {name}"}
        return {"people": f"{ours} {name}", "pair": f"two of {ours} {name}"}

    def addressed(self, text: str) -> str:
        """A wording where "they" are the two who are spoken to: "the two of you ... They agree" -> "You agree"."""
        return _THEY.sub(lambda found: "You" if found[0][0] == "T" else "you", text) if self.us else text

    def table(
        self, sides: tuple[str, str], categories: tuple[str, ...], seed: int, *, doubly: bool = False
    ) -> tuple[Figures, dict[str, str]]:
        """Fresh figures for their own cases, between `sides` as a wording names them, and its slots.

        In: `doubly`, whether these are cases that several of their people mark.
        """
        one, other = (wording.fill(side, self.slots) or usual for side, usual in zip(sides, SIDES, strict=True))
        cases = self.shared or self.cases
        most_apart = self.most_apart if doubly else 1.0
        table = figures.generate(seed, categories, cases, (_lowered(one), _lowered(other)), most_apart)
        told = figures.spoken(table) | {"cases": self.things}
        rated = self.graded or self.things in counted.INPUTS
        return table, told | ({"judge": "", "human": "", "both": ""} if rated else {})


@once
def setup(situation: Situation) -> Setup:
    """What the candidate has said of it so far."""
    asked = matching.telling(f"{situation.question.title} {situation.question.prompt}")
    plan = [situation.said(turn) for turn in counted.planned(situation)]
    said = drawn.without_tales(" ".join(plan))
    who = (*named.markers(said, asked), None, None)
    heads = frozenset(matching.stem(one.head.lower()) for one in who if one is not None)
    judge, refused = _model(situation)
    cases, things = counted.cases(situation, heads)
    given = words.plain(" ".join((situation.question.prompt, *situation.question.fixed.values())))
    return Setup(
        _numbered(who[0], given),
        who[1],
        judge,
        refused,
        _MYSELF.search(words.plain("".join(plan[:1]))) is not None,
        _BOTH_OF_US.search(words.plain(said)) is not None,
        _called(situation),
        cases,
        counted.shared(situation, cases),
        _most_apart(said),
        things,
        _GRADED.search(words.plain(said)) is not None,
        situation.question.experts or EXPERTS,
    )


def _numbered(who: named.Named | None, given: str) -> named.Named | None:
    """Who marks, with the number that the question gives of them: "your DBAs" are two."""
    if who is None or who.many:
        return who
    heads = _CALLED.get(named.plural(who.head).lower(), re.escape(named.plural(who.head).lower()))
    told = re.search(rf"\b(two|three|four|five|six|seven|eight|nine|ten) (?:[\w'-]+ ){{0,2}}?{heads}\b", given)
    count = consistency.number([told[1]]) if told else None
    return replace(who, many=int(count)) if count else who


def _most_apart(said: str) -> float:
    """The share of differing marks from which on something was said to happen; 1.0: none."""
    for found in (*_APART.finditer(words.plain(said)), *_AGREED.finditer(words.plain(said))):
        share = (found["share"] or found.groupdict().get("over") or "").removesuffix(" percent").split()
        of = [at for at, word in enumerate(share) if word in ("in", "of")]
        if of:
            count = consistency.number(share[: share.index("out") if "out" in share else of[0]])
            total = consistency.number([word for word in share[of[-1] + 1 :] if word not in ("a", "one")] or ["one"])
        else:
            count, total = consistency.number(share), 100.0
        if count and total and total > 1 and count < total:
            return 1 - count / total if found.re is _AGREED else count / total
    return 1.0


def _lowered(side: str) -> str:
    return side[:1].lower() + side[1:]


def _model(situation: Situation) -> tuple[bool, bool]:
    """(a model marks, none does), by what was said last of it; a follow-up that brings one in sets up none."""
    judge = _JUDGE.search(words.plain(situation.question.prompt)) is not None
    refused = False
    for turn in situation.interview.turns:
        said = words.plain(situation.said(turn))
        told = turn.probe is not None and _SPOKEN_OF.search(words.plain(turn.probe.text)) is not None
        denied = _REFUSED.search(said) is not None
        taken_back = max((one.end() for one in _TAKEN_BACK.finditer(said)), default=0)
        said = said[taken_back:]  # "we use GPT ... hm, no, I wouldn't use a model for that"
        said = _REFUSED.sub(" ", said)
        has = not told and any(not _DENIED.search(_clause(said, one.start())) for one in _JUDGE.finditer(said))
        judge, refused = (True, False) if has else (False, True) if denied else (judge, refused)
    return judge, refused


def _called(situation: Situation) -> str:
    """What the model is called that marks: a grader or a classifier, where it is called nothing else."""
    said = words.plain(f"{situation.question.prompt} {situation.all_said}")
    found = {"judge model" if "judge" in one[0] else one[0].rstrip("s") for one in _JUDGE.finditer(said)}
    return next(
        (one for one in ("grader", "classifier") if found and one in found and "judge model" not in found),
        "judge model",
    )


def _clause(said: str, end: int) -> str:
    return re.split(r"[.,;:!?]", said[max(0, end - REACH) : end])[-1]
