"""Parts that come to more than their whole: "two hundred, a hundred and twenty of them fees and ninety refunds". Pure.

Only what is said to be a part is added up: behind "of those", "split", a colon, or under a total; and shares of one
thing. Bars ("ninety percent right"), rates, steps of a roll-out and parts of parts are left alone. What overlaps cannot
be told from what does not, so the follow-up asks how it adds up and asserts nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from interviewer.dialogue import figures, words
from interviewer.dialogue.amounts import FEWEST, Amount, amounts, tokenised
from interviewer.dialogue.situation import Situation, once

WHOLE = 20  # a total below it is no number of cases
LOOSELY = 1.15  # so much more it must be where something is "about"
BEHIND = 4  # tokens between "of those" and the number that it opens
BACK = 2  # sentences before a part in which its whole may stand
HUNDRED = 100.0
_APPROXIMATE = words.as_set("about roughly around maybe perhaps approximately almost nearly some")
_BARS = re.compile(r"\b(?:agree[sd]?|at least|at most|below|above|under|over|than|kappa|each|per|unless)\b")
_OF_SHARES = re.compile(
    rf"{_BARS.pattern}|\b(?:right|correct|pass(?:es|ed)?|fail(?:s|ed)?|better|worse|scor\w+|accept\w*|want|need|must|should"
    r"|wrong|launch\w*|traffic|if|when)\b"
)
_STEPS = re.compile(r"\b(?:then|later|afterwards|weeks?|days?|months?|first|next|roll\w*)\b")
_SPLITS = re.compile(r"\b(?:split|divide|break (?:it|them|that|those)|cut (?:it|them|that) (?:up|into))\b")
_OF_THEM = re.compile(r"\bof (?:those|these|them|which|that)\b")
_REST = re.compile(r"\b(?:the (?:rest|remaining|others?|remainder)|what's left|made up|consists?|mix)\b")
_IN_ALL = re.compile(r"\b(?:in total|in all|altogether|all told|overall)\b")
_OPENS = re.compile(
    r"(?:(?:and|then|plus|another|the other|i'd|i|we'd|we|would|take|pick|label|have|about|maybe|say|first|so|well"
    r"|okay) )*"
)
_PIECE = re.compile(r"(?:^|[,:] ?)(?:(?:and|then|plus|say|about|maybe) ?)*$|\band$")
_NO_NOUN = re.compile(r"(?:that|which|where|who|from|with|without|about|at random|of the|for)\b")
_OF_THE_TASK = re.compile(r"\bof (?:them|those|these)\b")


@dataclass(frozen=True)
class Overdrawn:
    """Parts and the whole as they can be spoken, and the sentences verbatim."""

    whole: str
    parts: str
    quote: str


@dataclass(frozen=True)
class _Sentence:
    text: str
    tokens: tuple[str, ...]
    amounts: tuple[Amount, ...]

    def around(self, amount: Amount) -> tuple[str, str]:
        """What stands before and behind a number."""
        return " ".join(self.tokens[: amount.first]), " ".join(self.tokens[amount.last + 1 :])

    @property
    def plain(self) -> str:
        return " ".join(self.tokens)

    @property
    def counts(self) -> list[Amount]:
        return [one for one in self.amounts if not one.share and one.value >= FEWEST]

    @property
    def shares(self) -> list[Amount]:
        return [one for one in self.amounts if one.share]


@once
def overdrawn(situation: Situation) -> Overdrawn | None:
    """The last turn's parts that are more than their whole, or an earlier one's; None: there are none."""
    for turn in reversed(situation.interview.turns):
        given = _of_the_task(situation.question.prompt) if turn.probe is None else 0.0
        if (found := read(situation.said(turn), given)) is not None:
            return found
    return None


@words.remembered
def _sentences(said: str) -> tuple[_Sentence, ...]:
    cut = (one for piece in words.SENTENCE.split(said) for one in [piece.strip()] if one)
    return tuple(_Sentence(one, tokens, amounts(tokens)) for one in cut for tokens in [tokenised(one)])


def read(said: str, given: float = 0.0) -> Overdrawn | None:
    """Parts that are more than their whole in one answer. In: `given`, the total that the task itself sets; 0: none."""
    told = _sentences(said)
    for at, sentence in enumerate(told):
        if (shares := _too_many_shares(sentence)) is not None:
            return shares
        whole, parts, last = _divided(told, at, given)
        counted = next((place for place in range(at, max(-1, at - BACK - 1), -1) if _holds(told[place], whole)), at)
        if parts and _is_more(whole, parts, told[at : last + 1], told[counted : last + 1]):
            counts = [figures.number(round(part)) for part in parts]
            quote = " ".join(one.text for one in told[counted : last + 1])
            return Overdrawn(figures.number(round(whole)), _joined(counts), quote)
    return None


def _divided(told: tuple[_Sentence, ...], at: int, given: float) -> tuple[float, list[float], int]:
    """(whole, parts, the last sentence with one) of what the sentence `at` divides; no parts: it divides nothing."""
    sentence = told[at]
    before = [one.value for other in told[max(0, at - BACK) : at] for one in other.counts]
    whole = before[-1] if before else given
    counts = sentence.counts
    for place, count in enumerate(counts):
        ahead, behind = sentence.around(count)
        earlier = counts[place - 1].value if place else whole
        marked = _OF_THEM.search(" ".join(sentence.tokens[max(0, count.first - BEHIND) : count.first]))
        if marked or re.match(r"of (?:those|these|them|which)\b", behind):
            return _with_more(told, at, earlier, counts[place:])
        if place and (sentence.tokens[count.first - 1] == ":" or _IN_ALL.search(_between(sentence, counts, place))):
            return _with_more(told, at, earlier, counts[place:])
        if re.match(r"(?:[^\W\d]+ )?(?:in total|in all|altogether)\b", behind) and place > 1:
            return count.value, [one.value for one in counts[:place]], at
        apposed = place > 0 and len(counts) > place + 1 and all(_apposed(sentence, one) for one in counts[place:])
        if apposed and behind.split()[0] not in _between(sentence, counts, place).split():
            return _with_more(told, at, earlier, counts[place:])
        if _SPLITS.search(ahead) or (place and _SPLITS.search(_between(sentence, counts, place))):
            if re.match(r"(?:[^\W\d]+ ){0,2}(?:into|like this|:)", behind):
                return _with_more(told, at, count.value, counts[place + 1 :])
            return _with_more(told, at, earlier, counts[place:])
    if not counts and _SPLITS.search(sentence.plain):
        return _with_more(told, at, whole, [])
    if given and at == 0 and not before:
        opened = [one for one in told if one.counts and _opens_with_count(one)]
        parts = [part.value for one in opened for part in _pieces(one)]
        return (given, parts, len(told) - 1) if len(parts) > 1 else (0.0, [], at)
    return 0.0, [], at


def _with_more(
    told: tuple[_Sentence, ...], at: int, whole: float, counts: list[Amount]
) -> tuple[float, list[float], int]:
    """What the sentences that follow add to the parts, as long as they begin with a number."""
    parts, last = [one.value for one in counts], at
    for place in range(at + 1, len(told)):
        if not told[place].counts or not _opens_with_count(told[place]) or _OF_THEM.search(told[place].plain):
            break
        parts, last = [*parts, *(one.value for one in _pieces(told[place]))], place
    return whole, parts, last


def _pieces(sentence: _Sentence) -> list[Amount]:
    """The counts that open a piece of it: "a hundred at random, and fifty from complaints"."""
    ahead = [(one, re.split(r"[,:] ?", sentence.around(one)[0])[-1].strip()) for one in sentence.counts]
    return [one for one, before in ahead if not before or _OPENS.fullmatch(before + " ")]


def _opens_with_count(sentence: _Sentence) -> bool:
    return bool(_pieces(sentence)) and _pieces(sentence)[0] == sentence.counts[0]


def _apposed(sentence: _Sentence, count: Amount) -> bool:
    """Whether a count opens a piece and has no noun of its own: "eighty files, forty that ..., and thirty from ..." """
    ahead, behind = sentence.around(count)
    return _PIECE.search(ahead) is not None and _NO_NOUN.match(behind) is not None


def _between(sentence: _Sentence, counts: list[Amount], place: int) -> str:
    return " ".join(sentence.tokens[counts[place - 1].last + 1 : counts[place].first])


def _holds(sentence: _Sentence, whole: float) -> bool:
    return any(one.value == whole for one in sentence.counts)


def _is_more(whole: float, parts: list[float], divided: tuple[_Sentence, ...], told: tuple[_Sentence, ...]) -> bool:
    before = {one.tokens[count.first - 1] for one in told for count in one.counts if count.first}
    loosely = LOOSELY if before & _APPROXIMATE else 1.0
    fit = whole >= WHOLE and len(parts) > 1 and max(parts) < whole
    return fit and sum(parts) > whole * loosely and not any(_BARS.search(one.plain) for one in divided)


def _too_many_shares(sentence: _Sentence) -> Overdrawn | None:
    """Shares of one thing that leave nothing for its rest, or less."""
    shares, said = sentence.shares, sentence.plain
    rest = _REST.search(said) is not None
    counted = bool(sentence.counts) and sentence.counts[0].first < (shares[0].first if shares else 0)
    if len(shares) < 2 or not (rest or counted or _SPLITS.search(said) or _OF_THEM.search(said)):
        return None
    behind = [sentence.around(one)[1] for one in shares]
    if _REST.search(sentence.around(shares[0])[0]):
        return None  # "the rest is divided half and half"
    elsewhere = [one for one in behind if re.match(r"of (?:the|our|all|your|their|my)\b", one)]
    again = [one for one in behind[1:] if re.match(r"of (?:those|these|them|which)\b", one)]
    total = sum(one.value for one in shares)
    if (
        _OF_SHARES.search(said)
        or _STEPS.search(said)
        or len(elsewhere) > 1
        or again
        or max(s.value for s in shares) >= HUNDRED
    ):
        return None
    if total < HUNDRED or (total == HUNDRED and not re.search(r"\bthe (?:rest|remaining|remainder)\b", said)):
        return None
    spoken = [_share(one, sentence) for one in shares]
    spoken += ["a rest"] if re.search(r"\bthe (?:rest|remaining|remainder)\b", said) else []
    return Overdrawn("a hundred percent", _joined(spoken), sentence.text)


def _share(amount: Amount, sentence: _Sentence) -> str:
    told = sentence.tokens[amount.first : amount.last + 1]
    return f"{figures.number(round(amount.value))} percent" if told[0][:1].isdigit() else " ".join(told)


def _joined(parts: list[str]) -> str:
    return f"{', '.join(parts[:-1])}, and then {parts[-1]}"  # "a hundred and eighty" would be one number


def _of_the_task(prompt: str) -> float:
    """How many of more a task gives the candidate: "pays for three hundred of them to be labelled"; 0: no number."""
    tokens = tokenised(prompt)
    for one in amounts(tokens):
        if not one.share and one.value >= WHOLE and _OF_THE_TASK.match(" ".join(tokens[one.last + 1 :])):
            return one.value
    return 0.0
