"""What the answer just given did with what it was asked. Pure.

To ask again what was answered annoys more than to let a dodge pass, so a dodge needs evidence: words that put off, a
bare yes or no, or an answer about something else altogether.
"""

from __future__ import annotations

import re

from interviewer.dialogue import lacking, matching, wording, words
from interviewer.dialogue.situation import Situation
from interviewer.model import Turn

FEW_WORDS = 6
AT_A_LOSS_WORDS = 30  # a longer "I don't know" has said something else as well
BESIDE = 0.08  # share of what the question asks for; so little is there by chance in any long answer
OFF_WORDS = 25  # so long must a first answer be to be about something else, not merely short
THIN_WORDS = 50  # so short an answer is thin rather than beside the question, where it takes up
TO_THE_POINT = 2  # so many telling words of it
ATTITUDES = 4  # so many words of culture and mindset, and no number, and nothing would be done
SOME = 0.2  # share of what the question asks for, above which such an answer holds something all the same
EVADING = 0.5  # more than this share of its sentences
DOUBTFUL_SHARE = 0.35  # of the words of an answer; above it nothing can be built on what was understood
KEPT = 2  # telling words of what was doubted, in a clause that denies nothing
_DOUBTS = re.compile(r"(?:so |then |and |but )?(?:why|what)\b")
_DENIED = re.compile(r"\b(?:not|no|never|nothing|drop|skip|leave|without|\w+n't)\b")
_CLAUSE = re.compile(r"[.,;!?]| but ")
_QUANTITIES = ("none", "zero", "not one", "not a single", "not even one")
_ASIDE_KINDS = ("dodged", "clarify", "caved", "dug_in")  # answers to these are not asked for again


def dodged(situation: Situation) -> bool:
    """Whether what was asked last, a follow-up or the question itself, went unanswered."""
    last = situation.last
    if last is None:
        return False
    if last.probe is None:
        return _beside_the_question(situation, last)
    said = situation.said(last)
    if last.probe.kind in _ASIDE_KINDS:
        return False
    wanted = lacking.wanted(last.probe.text)
    if wanted == "person" and not _says_nothing(said):
        return lacking.person(said, off=puts_off(said))
    if wanted == "number" and not (at_a_loss(said) or _says_nothing(said) or _wanders(said) or evades(said)):
        return lacking.number(said)
    if decided(situation, last.number):
        return False
    if _says_nothing(said) or (_wanders(said) and not _brought(situation, last)):
        return True
    if words.holds_number(said):
        return False
    return evades(said) or not (_brought(situation, last) or _on_topic(situation, last))


def at_a_loss(said: str) -> bool:
    """Whether the answer is hardly more than "I don't know"."""
    unsure = words.holds_any(said, words.load().heard["at_a_loss"])
    told = words.holds_number(said) or words.holds_any(said, _QUANTITIES)
    return unsure and len(said.split()) <= AT_A_LOSS_WORDS and not told


def evades(said: str) -> bool:
    """Whether most of its sentences put off instead of answering."""
    heard = words.load().heard["evades"]
    sentences = [part for part in wording.sentences(said) if part.strip(" .!?")]
    return bool(sentences) and sum(words.holds_any(part, heard) for part in sentences) > EVADING * len(sentences)


def puts_off(said: str) -> bool:
    """Whether one of its sentences does."""
    return words.holds_any(said, words.load().heard["evades"])


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


def reaction(situation: Situation) -> str:
    """The stance that an objection met, as far as it can be asked about: not "caved" where they moved away from it.

    "Why bother with X?" - "You're right, then I'd only do X" gives up something, but not what was objected to.
    """
    last = situation.last
    if situation.stance != "caved" or last is None or last.probe is None:
        return situation.stance
    doubted = words.plain(wording.asking(last.probe.text))
    about = matching.telling(doubted) - matching.GENERIC
    clauses = _CLAUSE.split(words.plain(situation.said(last)))
    kept = [one for one in clauses if len(about & matching.telling(one)) >= KEPT and not _DENIED.search(one)]
    return "" if kept and _DOUBTS.match(doubted) else "caved"


def _says_nothing(said: str) -> bool:
    """ "Yes.", "Okay, sure.", "Don't know." """
    spoken = re.findall(r"[\w']+", words.plain(said))
    return len(spoken) <= FEW_WORDS and all(word in words.load().heard["bare"] for word in spoken)


def _wanders(said: str) -> bool:
    """ "That reminds me of my uncle, ..." """
    return words.holds_any(re.split(r"[.!?]", said)[0], words.load().heard["wanders"])


def _beside_the_question(situation: Situation, turn: Turn) -> bool:
    """Whether a first answer puts off, talks of attitudes, or decides nothing and is about something else.

    Where it is a list of names, that is worth more to ask about.
    """
    said = situation.said(turn)
    if evades(said) and situation.wholeness < BESIDE and not at_a_loss(said):
        return True
    if situation.wholeness < SOME and not words.holds_number(said):
        attitudes = sum(words.holds_any(said, (word,)) for word in words.load().heard["attitudes"])
        if attitudes >= ATTITUDES:
            return True
    about = " ".join((situation.question.prompt, *situation.question.vocabulary, *situation.question.categories))
    taken_up = len((matching.telling(about) - matching.GENERIC) & matching.telling(said))
    if taken_up > TO_THE_POINT or (taken_up == TO_THE_POINT and len(said.split()) <= THIN_WORDS):
        return False
    if len(said.split()) < OFF_WORDS or situation.analysis.noun_heavy or decided(situation, turn.number):
        return False
    return situation.wholeness < BESIDE and not at_a_loss(said)


def _on_topic(situation: Situation, turn: Turn) -> bool:
    """Whether it shares a telling word with what was asked, or with what the question is about."""
    question, asked = situation.question, turn.probe
    about = [question.prompt, *question.vocabulary, *question.categories, *question.risks, *question.fixed.values()]
    if asked is not None:
        about += [asked.text, asked.refers_to]
    return bool(matching.telling(situation.said(turn)) & matching.telling(" ".join(about)))


def _brought(situation: Situation, turn: Turn) -> bool:
    """Whether that turn shows one of the facts that its follow-up asked for."""
    asked = turn.probe.asks_for if turn.probe else ()
    return any(
        quote.turn == turn.number
        for fact in asked
        if (finding := situation.findings.get(fact)) is not None and finding.holds
        for quote in finding.evidence
    )
