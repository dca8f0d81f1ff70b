"""What the answer just given did with the follow-up before it. Pure."""

from __future__ import annotations

from interviewer.dialogue import words
from interviewer.dialogue.situation import Situation
from interviewer.model import Turn

FEW_WORDS = 6
DOUBTFUL_SHARE = 0.35  # of the words of an answer; above it nothing can be built on what was understood


def dodged(situation: Situation) -> bool:
    """Whether the last follow-up went unanswered: nothing of what it asked for came, and nothing was decided."""
    last = situation.last
    if last is None or last.probe is None or last.probe.kind in ("dodged", "clarify"):
        return False
    if decided(situation, last.number) or _brought(situation, last):
        return False
    said = situation.said(last)
    if words.holds_any(said, words.load().heard["evades"]) or len(said.split()) <= FEW_WORDS:
        return not any(word.isdigit() for word in said)
    return bool(last.probe.asks_for)


def unclear(situation: Situation) -> bool:
    """Whether the last answer could not be understood well enough: too many doubtful words, or not English."""
    last = situation.last
    if last is None or not last.words:
        return False
    doubtful = sum(word.doubtful and not word.corrected for word in last.words)
    if len(last.words) > FEW_WORDS and doubtful / len(last.words) > DOUBTFUL_SHARE:
        return True
    return not words.is_english(situation.said(last))


def decided(situation: Situation, turn: int) -> bool:
    """Whether that turn holds a decision."""
    return any(decision.turn == turn for decision in situation.analysis.decisions)


def _brought(situation: Situation, turn: Turn) -> bool:
    """Whether that turn shows one of the facts that its follow-up asked for."""
    asked = turn.probe.asks_for if turn.probe else ()
    return any(
        quote.turn == turn.number
        for fact in asked
        if (finding := situation.findings.get(fact)) is not None and finding.holds
        for quote in finding.evidence
    )
