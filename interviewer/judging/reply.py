"""What a language model replied: found in its text, and held against what was said. Pure."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from interviewer.model import Finding, Quote, Sentence
from interviewer.packs import Pack

MOST_SENTENCES = 3
# A sentence that is to show more than this shows nothing: in 62 answers that were read with care none showed more than
# 7 facts; a model that believes "this shows everything" cites it for everything.
MOST_FACTS = 10
WORDS_PER_FACT = 3  # where the sentence is long
# A reply that leaves out more than a fifth of the facts is not an answer to the checklist.
FEWEST_ANSWERED = 0.8
Answers = Mapping[str, tuple[bool, tuple[int, ...]]]
"""Fact id -> (yes, the sentence numbers that were cited)."""


def parse(reply: str, ids: Sequence[str]) -> dict[str, tuple[bool, tuple[int, ...]]] | None:
    """Fact id -> (yes, sentence numbers), from the JSON object in the text; None where there is none to use."""
    found = object_of(reply)
    answers: dict[str, tuple[bool, tuple[int, ...]]] = {}
    for name in ids:
        answer = found.get(name)
        if not isinstance(answer, dict) or not isinstance(answer.get("yes"), bool):
            continue
        cited = answer.get("sentences")
        numbers = [one for one in cited if type(one) is int] if isinstance(cited, list) else []
        answers[name] = (answer["yes"], tuple(numbers))
    return answers if len(answers) >= FEWEST_ANSWERED * len(ids) else None


def object_of(reply: str) -> dict[str, Any]:
    """The largest JSON object in the text, since thoughts may stand before it; an empty one where there is none."""
    decoder, start = json.JSONDecoder(), reply.find("{")
    largest: dict[str, Any] = {}
    while start >= 0:
        try:
            found, end = decoder.raw_decode(reply, start)
        except ValueError:
            end = start + 1
        else:
            largest = found if len(found) > len(largest) else largest
        start = reply.find("{", end)
    return largest


def checked(answers: Answers, sentences: Sequence[Sentence], pack: Pack) -> dict[str, Finding]:
    """Findings from answers: only sentences that exist and hold no doubtful word are evidence.

    A yes without evidence is a no, except for the flags that say that nothing was there. A sentence that is cited for
    more than it can hold is no evidence for anything but flags.
    """
    known = {sentence.index: sentence for sentence in sentences if not sentence.doubtful}
    beyond = overdrawn(answers, sentences, pack)
    empty = {*pack.rubric.scoring.ones, *pack.rubric.scoring.void}
    findings = {}
    for fact in pack.checklist:
        yes, cited = answers.get(fact.id, (False, ()))
        real = [
            known[number] for number in dict.fromkeys(cited) if number in known and (fact.red or number not in beyond)
        ][:MOST_SENTENCES]
        evidence = tuple(Quote(one.text, one.turn, one.start_s, one.end_s) for one in real) if yes else ()
        findings[fact.id] = Finding(yes and bool(evidence or fact.id in empty), evidence)
    return findings


def overdrawn(answers: Answers, sentences: Sequence[Sentence], pack: Pack) -> frozenset[int]:
    """The numbers of the sentences that are cited for more facts than they can show, each by itself or all together."""
    red = {fact.id for fact in pack.checklist if fact.red}
    claimed = {name: set(cited) for name, (yes, cited) in answers.items() if yes and name not in red}
    claims = Counter(number for cited in claimed.values() for number in cited)
    words = {one.index: len(one.text.split()) for one in sentences if one.index in claims}
    if sum(bool(cited & set(words)) for cited in claimed.values()) > _room(sum(words.values())):
        return frozenset(words)
    return frozenset(number for number, length in words.items() if claims[number] > _room(length))


def _room(words: int) -> int:
    """How many facts so many words can show."""
    return max(MOST_FACTS, words // WORDS_PER_FACT)
