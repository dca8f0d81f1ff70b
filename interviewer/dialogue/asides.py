"""Questions that the candidate puts to the interviewer in mid-answer, and their replies from the fixed facts.

Thinking aloud ("what would I measure? ...") is not a question to the interviewer: only a question about the task, a
request to repeat something, or an attempt to change what this conversation is, gets a reply. It is the last thing said
that counts.
"""

from __future__ import annotations

import re

from interviewer.dialogue import figures, matching, wording, words
from interviewer.model import Interview
from interviewer.packs import Question

MOST_WORDS = 30  # a longer stretch is an answer, whatever it ends on
REQUEST_WORDS = 20
NEARLY_UP_S = 90.0  # with less left than this no number of minutes is told
ASKED_WORDS = 16
_INTERROGATIVE = re.compile(
    r"(?:what|which|who|where|how (?:many|much|big|long|often|large)|is|are|does|do|did|can|may|has|have)(?:'s|'re)? "
)
_POLITE = re.compile(
    r"^(?:(?:please|sorry|excuse me|from now on|i (?:want|order|need|ask) you to"
    r"|(?:can|could|would|will) you(?: please)?)[ ,]+)+"
)
_TO_US = re.compile(
    r"(?:can|could|may) (?:i|you) (?:ask|tell|say|clarify)|do you (?:know|have)"
    r"|(?:i have a|one|a|quick) (?:\w+ )?question|let me ask|tell me |do you want me|do we already"
    r"|(?:is|are) there (?:any|an) existing|what do you mean"
    r"|(?:should|may|shall) i (?:focus|talk|cover|start|go into|also|think|take)|am i (?:allowed|supposed)"
)
_UNMISTAKABLE = re.compile(
    r"(?:do you want me|am i allowed|(?:can|may|could) i assume|what do you mean"
    r"|(?:can|could) you (?:clarify|tell|say|explain))(?![\w'])"
)
"""Said to the interviewer also where the recogniser has heard no question mark."""
_TO_YOU = re.compile(r"(?<![\w'])(?:please|sorry|tell me|let me know|(?:can|could|would|will) you)(?![\w'])")
_OBLIGED = re.compile(r"(?:do|would) i (?:really |actually |even )?(?:need|have) to")
"""Asks what to do: that is the candidate's to decide, whatever facts there are about the thing."""
_OWN_ANSWER = re.compile(r"(?:yes|no|nope|yeah|yep|probably|maybe|perhaps|sure|not really|of course|i guess)\b")
_REQUESTS = (
    "role", "identity", "verdict", "time", "presence", "language", "skip", "outside", "figures", "again", "wait",
    "ideal",
)  # fmt: skip
_ONLY_FIRST = frozenset(("role", "time", "presence", "skip", "outside"))
"""Requests whose phrases stand in answers too, also in questions: they count where a sentence begins with them."""
_MEANING = re.compile(
    r"(?:what (?:do you mean by|does|is|was|exactly is|exactly do you mean by)|what's"
    r"|(?:(?:can|could|may) i (?:just )?ask )?what you mean by"
    r"|(?:can|could) you explain(?: what)?|remind me what|i don't know what)(?: a| an| the)? (?P<term>[\w' -]+?)"
    r"(?: mean| means| is| again| exactly|, can you explain|, please)*[ ?.]*$"
)
_FIGURES = re.compile(
    r"(?:(?:what|which) (?:was|were|is|are)|what's|how many|(?:can|could) you|say|repeat|tell me|give me)\b[^?]*"
    r"\b(?:(?:numbers?|figures?|percent|percentages?|rates?|cases|items|kappa)\b[^?]*\b(?:again|once more|one more time"
    r"|did you say)|(?:those|these) (?:numbers|figures|percentages|rates))"
)
_LANGUAGE = re.compile(
    r"(?:can|could|may|shall) (?:we|i) (?:please )?(?:do|speak|talk|answer|continue|say|explain|switch|have|hold)\b"
    r"[^?]*\b(?:in|to|into) (?:my (?:own |native )?language|another language|(?:german|french|spanish|italian|polish"
    r"|portuguese|russian|turkish|arabic|hindi|chinese|mandarin|japanese|korean|dutch|ukrainian|czech|swedish)\b)"
)
_SENTENCE = re.compile(r"[^.!?]+[.!?]*")


def addressed(question: Question, text: str) -> bool:
    """Whether the last thing said in `text` is meant for the interviewer and wants a reply."""
    last = last_said(text)
    if not last or len(last.split()) > MOST_WORDS:
        return False
    heard = words.load().heard
    if request(last) or _explained(question, last):
        return True
    opening = without_lead_ins(last, heard["lead_ins"])
    if _starts(opening, heard["own_thoughts"]):
        return False
    polite = _starts(opening, heard["openings"])
    asked = last.endswith("?")
    if not last.endswith((".", "!")) and len(last.split()) <= ASKED_WORDS and _UNMISTAKABLE.match(opening):
        return True
    if words.holds_any(last, heard["assume"]) and asked:
        return True
    if asked and len(last.split()) <= ASKED_WORDS and _INTERROGATIVE.match(opening) and topic(question, last):
        return True
    to_us = _TO_US.match(opening) is not None
    if (asked and to_us) or (to_us and topic(question, last)):
        return True
    return polite and (asked or not last.endswith((".", "!"))) and bool(topic(question, last))


def request(text: str) -> str:
    """Which of the standing requests `text` is, as the replies to them are named; or an empty string.

    The phrases occur in answers too ("testers who pretend to be customers"), so they count only where the sentence
    is put to the interviewer: a question, a plea, or an order that begins with them.
    """
    heard = words.load().heard
    text = words.plain(text)
    if len(text.split()) > REQUEST_WORDS and not text.endswith("?"):
        return ""
    whole = without_lead_ins(text, heard["lead_ins"])
    opening = _POLITE.sub("", whole)
    to_us = text.endswith("?") or bool(_TO_YOU.search(text))
    for name, pattern in (("figures", _FIGURES), ("language", _LANGUAGE)):
        if pattern.match(opening) or pattern.match(text):
            return name
    for name in _REQUESTS:
        begins = _starts(opening, heard[name]) or _starts(whole, heard[name])
        if begins or (to_us and name not in _ONLY_FIRST and words.holds_any(text, heard[name])):
            return name
    return ""


def topic(question: Question, asked: str) -> str:
    """The fixed fact that `asked` is about: most cues, then the longest cue; or an empty string."""
    best, best_rank = "", (0, 0)
    for name, cues in question.fixed_cues.items():
        found = [cue for cue in cues if words.holds_any(asked, _forms(cue))]
        rank = (len(found), max((len(cue) for cue in found), default=0))
        if found and rank > best_rank and name in question.fixed:
            best, best_rank = name, rank
    return best


def reply(question: Question, asked: str, interview: Interview) -> str:
    """What the interviewer says. The same question gets the same reply all interview long."""
    said = words.load()
    last = last_said(asked) or asked
    kind = request(last)
    probe = interview.turns[-1].probe if interview.turns else None
    if kind == "again":
        return said.replies.again.format(text=probe.text if probe else question.prompt)
    if kind == "figures":
        told = next(
            (turn.probe.figures for turn in reversed(interview.turns) if turn.probe and turn.probe.figures), None
        )
        if told is not None:
            return said.replies.figures.format(figures=figures.repeated(told))
        return question.fixed.get("figures", said.replies.no_figures)
    if kind == "time":
        left_s = interview.box_s - interview.elapsed_s
        minutes = figures.number(round(left_s / 60))
        return said.replies.time.format(minutes=minutes) if left_s >= NEARLY_UP_S else said.replies.time_up
    if kind:
        return str(getattr(said.replies, kind))
    if meaning := _explained(question, last):
        return meaning
    if counted := _counted(question.prompt, last):
        return said.replies.again.format(text=counted)
    up_to_you = words.holds_any(last, said.heard["assume"])
    obliged = up_to_you and _OBLIGED.match(without_lead_ins(last, said.heard["lead_ins"]))
    if (about := topic(question, last)) and not obliged:
        return question.fixed[about]
    return said.replies.confirm if up_to_you else said.replies.unknown


def _explained(question: Question, text: str) -> str:
    """What a word means that the interviewer has used, where `text` asks for that; or an empty string.

    Only words that are ours to explain: the field's own are what the candidate is to know.
    """
    said, heard = words.load(), words.load().heard
    opening = without_lead_ins(words.plain(text), heard["lead_ins"])
    asked = _MEANING.match(_POLITE.sub("", opening)) or _MEANING.match(opening)
    if asked is None:
        return ""
    if told := meant_by(question, asked["term"]):
        return told
    found = next((name for name in said.explained if words.holds_any(asked["term"], (name, f"{name}s"))), "")
    if found:
        return said.explained[found]
    term = matching.telling(asked["term"])
    ours = term and term <= matching.telling(question.prompt) and asked[0].startswith("what do you mean")
    return said.replies.meaning if ours else ""


def meant_by(question: Question, term: str) -> str:
    """What the question's own follow-ups mean by a word; or an empty string."""
    telling = matching.telling(term)
    return next((text for name, text in question.meant.items() if matching.telling(name) & telling), "")


def _counted(prompt: str, asked: str) -> str:
    """The sentence of the question itself that says how many of what is asked for there are; or an empty string."""
    wanted = re.search(r"\bhow many ((?:[\w'-]+ ){0,2}[\w'-]+)", asked)
    thing = (
        next((stem for stem in matching.stems(wanted[1]) if stem in matching.telling(wanted[1])), "") if wanted else ""
    )
    for sentence in wording.sentences(prompt):
        spoken = matching.stems(sentence)
        for at, word in enumerate(spoken):
            if thing and word == thing and words.holds_number(" ".join(spoken[max(0, at - 2) : at])):
                return sentence
    return ""


def last_said(text: str) -> str:
    """The last sentence of `text`, in lower case; a stray "please" after it is taken along, an answer is not."""
    parts = [part.strip() for part in _SENTENCE.findall(words.plain(text)) if part.strip(" .!?")]
    if len(parts) > 1 and len(parts[-1].split()) <= 2 and parts[-2].endswith("?") and not _OWN_ANSWER.match(parts[-1]):
        return parts[-2]
    return parts[-1] if parts else ""


def without_lead_ins(text: str, lead_ins: tuple[str, ...]) -> str:
    """The sentence without what only leads into it."""
    while True:
        for phrase in sorted(lead_ins, key=len, reverse=True):
            if re.match(re.escape(phrase) + r"[\s,]+", text):
                text = re.sub(r"^" + re.escape(phrase) + r"[\s,]+", "", text)
                break
        else:
            return text


def _starts(text: str, phrases: tuple[str, ...]) -> bool:
    return any(re.match(re.escape(phrase) + r"(?![\w'])", text) for phrase in phrases)


def _forms(cue: str) -> tuple[str, ...]:
    """The cue as it stands, in the plural and without it."""
    return (cue, f"{cue}s", cue[:-1]) if cue.endswith("s") and len(cue) > 3 else (cue, f"{cue}s")
