"""The words that tell whether somebody has finished speaking, as one value. Which words they are is data (a TOML file
of the prompts); sound only needs to ask them questions.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Literal

_NOT_WORDS = re.compile(r"[^\w]+")
_APOSTROPHES = re.compile(r"['’`]")
_SENTENCE_END = re.compile(r"(?<=[.?!…])\s+")
_SUMS_UP = frozenset({"these", "those", "thats", "that"})
_ANNOUNCED_REACH = 4  # "... three things that I would measure"
_STRANDED_REACH = 7  # so many words lie between "what" and the stranded word at most; more is another clause
_NAMED_REACH = 3  # "which cases the judge was trained on"
_NAMES = frozenset({"which", "what"})
_JOINS = frozenset({"that"})
_ARTICLES = frozenset({"the", "a", "an"})
_LEAST_WORDS = 4  # "for example" and "and then" are no sentences, however they sound
_HOLD_REACH = 10  # a request for time counts among so many last words: "let me think about that for a moment"


Ending = Literal["whole", "half", "broken"]


def plain(text: str) -> str:
    """Lower case, no apostrophes, no punctuation, single spaces: how words and phrases are compared."""
    return " ".join(_NOT_WORDS.sub(" ", _APOSTROPHES.sub("", text.lower())).split())


def last_sentence(text: str) -> str:
    """What stands behind the last sentence end that is not at the very end."""
    return _SENTENCE_END.split(text.strip())[-1]


def unsure(_text: str) -> bool | None:
    """Nobody judges."""
    return None


@dataclass(frozen=True)
class Language:
    """Words and phrases of one language, all in the form of `plain`.

    closings       say anywhere at the end of an answer that it is over ("thats my answer")
    closings_alone say so only as a sentence of their own ("thats it")
    lead_ins       words that may stand before them ("yeah", "so", "i think")
    courtesies     words that may stand behind any of them ("thanks")
    doubts         words directly before a closing that turn it into none ("not sure", "if")
    deeds          closings that may also be what somebody does under a condition ("i would stop there")
    holds          ask for time ("give me a second")
    fillers        sounds and words of hesitation ("um"): at the end, the speaker goes on
    unfinished     words that no sentence ends with ("because", "the", "of")
    complete       endings that are whole although their last word is in `unfinished` ("as well")
    can_end        words of `unfinished` and `promises` that the tone of an end makes unclear ("for example", "is")
    strandable     words of `unfinished` that end a clause whose object stands before it ("what they disagree on")
    strands        words that begin such a clause ("what", "that")
    conjoins       words behind which "that" begins a plain clause instead, which needs its object ("i think that")
    subjects       words that begin the subject of such a clause ("they", "the")
    promises       words and phrases that announce more when they come last ("for example", "firstly")
    announcements  the same where only a few words follow ("three things" in "three things I would measure")
    openers        words that begin a clause which needs another one ("if", "when")
    resolvers      words that begin that other one ("then", "we")
    continuations  words that continue a sentence rather than begin one ("which")
    no             answers to "anything to add?" that mean no
    more           answers to it that mean there is more to come ("one more thing")
    small_words    common words that lose a capital when a sentence is joined
    phantoms       what Whisper makes of noise and silence ("thanks for watching")
    breaths        words before which the interviewer's own voice may pause in a long sentence
    """

    closings: frozenset[str] = frozenset()
    closings_alone: frozenset[str] = frozenset()
    lead_ins: frozenset[str] = frozenset()
    courtesies: frozenset[str] = frozenset()
    doubts: frozenset[str] = frozenset()
    deeds: frozenset[str] = frozenset()
    holds: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    unfinished: frozenset[str] = frozenset()
    complete: frozenset[str] = frozenset()
    can_end: frozenset[str] = frozenset()
    strandable: frozenset[str] = frozenset()
    strands: frozenset[str] = frozenset()
    conjoins: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    promises: frozenset[str] = frozenset()
    announcements: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    resolvers: frozenset[str] = frozenset()
    continuations: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    more: frozenset[str] = frozenset()
    small_words: frozenset[str] = frozenset()
    phantoms: frozenset[str] = frozenset()
    breaths: frozenset[str] = frozenset()

    @classmethod
    def from_dict(cls, words: Mapping[str, Sequence[str]]) -> Language:
        """From lists of words under the field names. Raises ValueError naming a list that is unknown or no list."""
        known = {field.name for field in fields(cls)}
        values = {}
        for name, phrases in words.items():
            if name not in known or isinstance(phrases, str):
                raise ValueError(f"{name}: expected a list under one of {', '.join(sorted(known))}")
            values[name] = frozenset(plain(phrase) for phrase in phrases)
        return cls(**values)

    def is_closing(self, text: str) -> bool:
        """The speaker says at the end of `text` that the answer is over.

        What stands further before is not looked at: the live words of a whole answer may come without a full stop.
        """
        stages = _stages(plain(last_sentence(text)), self.courtesies, at_end=True)
        bare = stages[-1]
        if not bare:
            # "Thanks." as a sentence of its own belongs to the one before it
            earlier = _SENTENCE_END.split(text.strip())[:-1]
            return bool(earlier) and self.is_closing(" ".join(earlier))
        for said in stages:  # "that's all from me" ends in a courtesy itself
            closing = max((c for c in self.closings if said == c or said.endswith(" " + c)), key=len, default="")
            if not closing:
                continue
            before = said[: -len(closing)].split()
            doubted = any(_ends_with(before, doubt) for doubt in self.doubts)
            return not doubted and not (closing in self.deeds and self._is_condition(before))
        return self._without_lead_ins(bare) in self.closings_alone

    def is_hold(self, text: str) -> bool:
        """The speaker asks for time in the last words of `text`."""
        words = plain(text).split()[-_HOLD_REACH:]
        return any(_holds_phrase(" ".join(words), hold) for hold in self.holds)

    def ending(self, text: str, is_whole: Callable[[str], bool | None] = unsure) -> Ending:
        """How `text` ends.

        "broken": in a filler, in a word or mark that nothing ends with, or announcing what is to come; "half": in what
        seems half a sentence, and may be a whole one with a word misheard. A question is broken as well: one asked to
        oneself is thinking, and after one that was replied to the answer goes on. `is_whole` judges what lists of words
        cannot: whether the last clause is whole, or None.
        """
        stripped = text.rstrip().rstrip("\"'”’)")
        words = plain(text).split()
        if not words or stripped.endswith((",", "…", "...", "-", "–", "—", ":", ";", "?")):
            return "broken"
        sentence, told = last_sentence(stripped), is_whole(text)
        half = self._is_half(sentence) and not told
        open_ends = {one for one in (*self.promises, *self.unfinished, *self.fillers) if _ends_with(words, one)}
        if open_ends:
            whole = told or any(_ends_with(words, phrase) for phrase in self.complete) or self._is_stranded(sentence)
            if not whole and (len(plain(sentence).split()) < _LEAST_WORDS or not open_ends <= self.can_end):
                return "broken"
            return "whole" if whole and not half else "half"
        if self._announces(sentence):
            return "broken"
        return "half" if half or told is False else "whole"

    def is_no(self, text: str) -> bool:
        """`text`, said after "anything to add?", means no."""
        said = plain(text)
        if not said or self.is_more(text):
            return False
        bare = self._without_courtesies(said)
        if said in self.no or bare in self.no or self._without_lead_ins(bare) in self.no:
            return True
        # "no, that's it, thank you"
        begun = any(bare.startswith(no + " ") and self._only_agrees(bare[len(no) + 1 :]) for no in self.no)
        return begun or self.is_closing(text)

    def is_more(self, text: str) -> bool:
        """`text`, said after "anything to add?", announces more."""
        return any(_holds_phrase(plain(text), phrase) for phrase in self.more)

    def _only_agrees(self, rest: str) -> bool:
        bare = self._without_lead_ins(self._without_courtesies(rest))
        return not bare or bare in self.no | self.closings_alone | self.closings

    def _announces(self, sentence: str) -> bool:
        """ "There are three things I would measure." and none of them yet; "those are the three things" is an end."""
        words = self._without_lead_ins(plain(sentence)).split()
        if not words or words[0] in _SUMS_UP:
            return False
        for phrase in self.announcements:
            reach = len(phrase.split()) + _ANNOUNCED_REACH
            if "," not in sentence and _holds_phrase(" ".join(words[-reach:]), phrase):
                return True
        return False

    def _is_stranded(self, sentence: str) -> bool:
        """ "We look at what they disagree on": the last word's object stands before it, so nothing is missing.

        Not so where that clause is itself the subject ("what I would start with"), where it has no subject of its own
        ("a judge that agrees with") or where "that" only joins two clauses ("I think that we start with").
        """
        words = self._without_lead_ins(plain(sentence)).split()
        if not words or words[-1] not in self.strandable or words[0] in self.openers:
            return False
        joints = self.lead_ins & self.unfinished
        for at in range(len(words) - 2, 0, -1):
            if words[at] not in self.strands:
                continue
            reach = _NAMED_REACH if words[at] in _NAMES else 1
            clause = words[at + 1 : -1]
            named = any(
                word in _ARTICLES for word in words[max(1, at - 3) : at - 1]
            )  # "... the metric that we rely on"
            if words[at] in _JOINS and (words[at - 1] in self.conjoins or not named):
                return False
            owned = any(word in self.subjects for word in clause[:reach])
            return owned and len(clause) <= _STRANDED_REACH and not any(word in joints for word in clause)
        return False

    def _is_half(self, sentence: str) -> bool:
        """ "If the judge disagrees" and no more: the clause that it depends on is still to come."""
        words = plain(sentence).split()
        while words and words[0] in self.lead_ins:
            words = words[1:]
        if not words or words[0] not in self.openers:
            return False
        return "," not in sentence.rstrip(",") and not any(word in self.resolvers for word in words[1:])

    def _is_condition(self, words: Sequence[str]) -> bool:
        """ "Then, if it leaks" with nothing that follows from it; the word behind "if" is what the clause is about."""
        words = self._without_lead_ins(" ".join(words)).split()
        joints = self.lead_ins & self.unfinished  # "and", "so": a clause begins behind them
        begun = [at for at, word in enumerate(words) if word in self.doubts and (at == 0 or words[at - 1] in joints)]
        return bool(begun) and not any(word in self.resolvers for word in words[begun[-1] + 2 :])

    def _without_courtesies(self, text: str) -> str:
        return _strip(text, self.courtesies, at_end=True)

    def _without_lead_ins(self, text: str) -> str:
        return _strip(text, self.lead_ins | self.fillers, at_end=False)


def _holds_phrase(text: str, phrase: str) -> bool:
    return f" {phrase} " in f" {text} "


def _ends_with(words: Sequence[str], phrase: str) -> bool:
    parts = phrase.split()
    return list(words[-len(parts) :]) == parts


def _strip(text: str, phrases: frozenset[str], *, at_end: bool) -> str:
    """`text` without any of `phrases` at its end or its beginning, as often as they stand there."""
    return _stages(text, phrases, at_end=at_end)[-1]


def _stages(text: str, phrases: frozenset[str], *, at_end: bool) -> list[str]:
    """`text`, and what is left of it each time that one of `phrases` is taken away, longest first; maybe ""."""
    stages = [text]
    longest_first = sorted(phrases, key=len, reverse=True)
    while True:
        text = stages[-1]
        for phrase in longest_first:
            if text == phrase:
                return [*stages, ""]
            if at_end and text.endswith(" " + phrase):
                stages.append(text[: -len(phrase) - 1])
                break
            if not at_end and text.startswith(phrase + " "):
                stages.append(text[len(phrase) + 1 :])
                break
        else:
            return stages
