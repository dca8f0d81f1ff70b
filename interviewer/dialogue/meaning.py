"""A reply that asks back, about a word of the follow-up or about the task: what it hears before the interview goes on.

Where such a question is the last thing said, `asides` replies at once; here it stands in the middle of a reply, or
nobody was there to reply.
"""

from __future__ import annotations

import re

from interviewer.dialogue import asides, matching, wording, words
from interviewer.dialogue.situation import Situation

_WORDING = re.compile(
    r"(?:(?:sorry|wait|hang on|hold on|hm),? )*"
    r"(?:(?:can|could|may) i (?:just |first )?ask,? |(?:it )?depends(?: on)?,? |that depends(?: on)?,? )?"
    r"(?:(?P<what>what (?:do|did|would) you mean(?: by| with)?|what you mean(?: by| with)?|what does"
    r"|what(?:'s| is)(?! (?:a|an|the|it|that|this|my|our)\b)"
    r"|(?P<yours>what counts as|what do you (?:call|understand by)|how (?:do|would) you define))(?P<term>[\w' -]*?)"
    r"(?:,? (?:though|then|by the way))?(?: for you| to you| here| exactly| mean(?: here| to you)?)*"
    r"|(?:do you|you) mean\b[^?]*|is that what you mean|in what sense|in which sense)\?"
)
"""A question about the words of a follow-up: "Can I ask what you mean by frightening?"."""
_BARE = re.compile(r"(?:.* )?what (?:do|did|would)? ?you mean")
ANSWERED_WORDS = 30  # of a reply that asks back and goes on; after so many the question is not put again
GUESSED_WORDS = 12  # the same after a guess at what is meant: who goes on from it has answered under it
_ANSWERED = re.compile(rf"\b(?:\d+|{'|'.join(sorted(words.NUMBERS - {'two', 'three', 'half'}))}|none|not one)\b")


def asked_back(situation: Situation) -> str:
    """What to say before the last follow-up is put once more: its answer asked what was meant. Empty: it did not.

    Nor where the reply has answered all the same, with a number or at length, or where it was put again already.
    """
    last = situation.last
    if last is None or last.probe is None or last.probe.kind in ("clarify", "dodged"):
        return ""
    meant, rest = _meant(situation)
    most = GUESSED_WORDS if meant == words.load().replies.guessed else ANSWERED_WORDS
    return "" if _ANSWERED.search(words.plain(rest)) or len(rest.split()) > most else meant


def told_back(situation: Situation) -> str:
    """What to say before the next follow-up: the reply asked something about the task or a word. Empty: it did not."""
    last = situation.last
    if last is None or last.probe is None or asked_back(situation):
        return ""
    meant = _meant(situation)[0]
    if meant in situation.question.meant.values():  # a usual reply belongs before the same question only
        return meant
    asked = asides.last_said(situation.said(last))
    heard = any(asked in words.plain(one.asked) for one in last.asides)
    about = asides.topic(situation.question, asked) if asked.endswith("?") and not heard else ""
    return situation.question.fixed[about] if about and asides.addressed(situation.question, asked) else ""


def _meant(situation: Situation) -> tuple[str, str]:
    """(what is meant by the word that the last reply asks about, the rest of that reply); empty: it asks about none."""
    last, replies = situation.last, words.load().replies
    said = situation.said(last) if last is not None else ""
    for sentence in wording.sentences(said):
        asked = _WORDING.match(asides.without_lead_ins(words.plain(sentence), words.load().heard["lead_ins"]))
        if last is None or asked is None or any(words.plain(sentence) in words.plain(one.asked) for one in last.asides):
            continue
        term = matching.telling(asked["term"] or "")
        ours = term <= matching.telling(last.probe.text if last.probe else "")
        if asked["what"] and not (ours and (term or _BARE.match(asked[0]))):
            continue  # "What's the worst that can happen?" is put to nobody
        told = asides.meant_by(situation.question, asked["term"] or "")
        if asked["yours"]:
            return told or replies.yours, said.replace(sentence, "")
        usual = (
            replies.usual.format(what="that word" if len(words.plain(asked["term"] or "").split()) == 1 else "it")
            if term or asked["what"]
            else replies.guessed
        )
        return told or usual, said.replace(sentence, "")
    return "", ""
