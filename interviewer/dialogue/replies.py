"""What the reply just given brings in: a follow-up rather takes that up than goes down a list. Pure."""

from __future__ import annotations

import re

from interviewer.dialogue import answers, drawn, heard, matching, picking, words
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe
from interviewer.packs import Probing

NEW = 2  # telling words of a clause that neither an earlier answer nor the follow-up had
_PLANS = re.compile(r"you(?:'d|'ll| would| will)\b|if |when |to |some(?:body|one)\b")
_SUPPOSES = re.compile(
    r"your (?:guess|bet|hunch|suspicion|hope)\b|you(?:'d)? (?:guess|bet|suspect|assume|imagine|expect)\b"
)
_NO_PLAN = re.compile(r"\b(?:not|never|\w+n't|cannot|think|know|mean|said|were|was)\b")
_REASON = re.compile(r"\b(?:because|since|so that|otherwise|as it|that's where)\b")
_TURNS_DOWN = re.compile(
    r"\b(?:isn't it|isn't enough|not enough|no use|nice, but|don't trust|doesn't help|won't help|wouldn't|instead of"
    r"|rather than|useless|pointless|no point|never|nobody|not)\b"
)
_REJECTS = re.compile(
    r"\b(?:no use|don't trust|wouldn't (?:use|trust|do|want|bother|need)|instead of|useless|pointless|no point|no need"
    r"|(?:don't|never|not) (?:use|need|want|bother|rely|go by|care)|forget|skip|not interested)\b"
)
_BARE = re.compile(r"(?:you(?:'d|'ll)? )?(?:keep|stay|hold on|stick)\b")  # what was defended is not new


def is_one(situation: Situation) -> bool:
    """Whether the last answer replied to a follow-up, and said something."""
    last = situation.last
    return last is not None and last.probe is not None and not answers.at_a_loss(situation.said(last))


def shows(probing: Probing, situation: Situation) -> bool:
    """Whether the reply holds one of the patterns `near` of a wording that says nothing back."""
    return situation.last is not None and heard.holds(probing.near, situation.said(situation.last))


def conceding(probing: Probing, situation: Situation) -> str:
    """The sentence of the reply that holds one of them."""
    said = situation.said(situation.last) if situation.last is not None else ""
    return next((one for one in words.SENTENCE.split(said) if heard.holds(probing.near, one)), "")


def stands_by(probing: Probing, situation: Situation, *, firmly: bool = True) -> bool:
    """Whether one of `near` was said in a sentence that does not turn it down: "taking names out is nice, but no".

    In: `firmly`, whether any "not" in it is taken for that.
    """
    told = [one for one in words.SENTENCE.split(situation.all_said) if heard.holds(probing.near, one)]
    turns_down = _TURNS_DOWN if firmly else _REJECTS
    return any(not turns_down.search(words.plain(one)) for one in told)


def answered_by(probe: Probe, situation: Situation) -> Probe | None:
    """The follow-up whose reply `probe` takes up; None: there is none."""
    asked = [turn.probe for turn in situation.interview.turns]
    at = asked.index(probe) if probe in asked else len(asked)
    return asked[at - 1] if at else None


def brought(probing: Probing, situation: Situation) -> tuple[str, str]:
    """(verbatim words, a clause of them turned round) of the reply that this wording takes up; empty: nothing fits.

    Decisions first, the last one first. `near` of such a wording holds patterns (`heard`) that the clause must show;
    one without takes what the candidate would do.
    """
    last = situation.last
    if last is None or last.probe is None:
        return "", ""
    decided = [one.quote for one in reversed(situation.analysis.decisions) if one.turn == last.number]
    told = [one.text for one in reversed(situation.analysis.sentences) if one.turn == last.number and not one.doubtful]
    before = [situation.said(turn) for turn in situation.interview.turns if turn.number != last.number]
    asked = [turn.probe.text for turn in situation.interview.turns if turn.probe is not None]
    known = matching.telling(" ".join((*before, *asked)))
    settled = last.probe.kind == "contradiction"  # a figure put right is no new plan; the line that it draws may be one
    loose = settled or (not probing.near and answers.puts_off(situation.said(last)))
    for quote in (*decided, *told):
        if situation.standing.tells(quote) or loose:
            continue
        turned = picking.clause(quote, situation)
        if not turned or _BARE.match(turned) or len(matching.telling(turned) - matching.GENERIC - known) < NEW:
            continue
        supposes = _SUPPOSES.match(turned) is not None
        plans = _PLANS.match(turned) is not None and not _NO_PLAN.search(turned)
        if not probing.near and (_vague(turned) or words.plain(turned) in words.plain(quote)):
            continue  # "You'd have it under version control" is what anybody would do, and no decision
        wanted = supposes or plans or quote in decided
        if wanted and _shows(probing, turned, plans=plans and not supposes) and not _said_why(probing, quote):
            return quote, turned
    share = bar(situation) if ". Why " in probing.text else ""
    return (share, share) if share and heard.holds(probing.near, share) else ("", "")


def _vague(turned: str) -> bool:
    """Whether it begins with next to nothing, or leaves it to somebody: then it is no decision to be wrong about."""
    return picking.idle(turned.split(" and ")[0]) or re.search(r"\b(?:some(?:body|one)|people)\b", turned) is not None


def _said_why(probing: Probing, quote: str) -> bool:
    """Whether a wording asks why, and the sentence says it."""
    return ". Why " in probing.text and _REASON.search(words.plain(quote)) is not None


def bar(situation: Situation) -> str:
    """A line that the reply drew first and gave no reason for, as it was said; empty: there is none."""
    last = situation.last
    if last is None or last.probe is None:
        return ""
    before = [situation.said(turn) for turn in situation.interview.turns if turn.number != last.number]
    asked = [turn.probe.text for turn in situation.interview.turns if turn.probe is not None]
    known = words.plain(" ".join((*before, *asked)))
    theirs = set(words.plain(last.probe.text).replace("-", " ").split())
    unreasoned = [one for one in words.SENTENCE.split(situation.said(last)) if not _REASON.search(words.plain(one))]
    share = drawn.line(" ".join(unreasoned), known)
    return "" if set(share.replace("-", " ").split()) & words.NUMBERS <= theirs else share  # the follow-up's own


def bears(text: str, situation: Situation) -> int:
    """How many telling words of a follow-up the last reply brought in."""
    last = situation.last
    if last is None or last.probe is None:
        return 0
    before = [situation.said(turn) for turn in situation.interview.turns if turn.number != last.number]
    known = matching.telling(" ".join((*before, last.probe.text)))
    return len(picking.special(matching.telling(text), situation) & (matching.telling(situation.said(last)) - known))


def _shows(probing: Probing, turned: str, *, plans: bool) -> bool:
    return heard.holds(probing.near, turned) if probing.near else plans and words.plain(turned).startswith("you")
