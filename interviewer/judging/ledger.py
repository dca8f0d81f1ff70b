"""The decisions as a language model lists them, held against what was said: only the candidate's own words are kept.

The model quotes; code finds the quote among the words of the sentences that it cites, or elsewhere where it cites the
wrong ones. What was tidied (a filler left out, a word mended) is replaced by the words that were said there, or by the
cited sentence itself where that is short and says about the same; all else is dropped. A slot whose words are not in
the quote stays empty.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import Any

from audio.words import Word
from interviewer.analysis.text import span_text
from interviewer.judging import injection
from interviewer.judging.statistics import SAME_DECISION, overlap, tokens
from interviewer.model import Analysis, Decision, Finding, Sentence, Turn
from interviewer.packs import Pack

KEY = "decisions"
KINDS = ("condition", "gate", "choice", "quantity", "owner", "release", "schedule")
SLOTS = ("action", "condition", "number", "owner")
MOST = 40  # decisions in one interview
MOST_SENTENCES = 4
LONGEST_WORDS = 45  # a cited sentence that long is no one decision
TIDIED = 0.7  # overlap (Dice) of a quote with the words that it tidies
AT_THE_EDGE = 0.05  # of overlap, that the quote's own first or last word is worth
RELATED = 0.33  # of a quote with the sentence that stands in for it
TELLING_WORDS = 5  # a quote that long is found in another sentence than the cited one by no accident
TOKENS = 2400  # of a reply, for the list: 20 decisions at 120 tokens

Noted = tuple[Decision, frozenset[int]]
"""A decision, and the numbers of the sentences in which it was said."""

SCHEMA: dict[str, Any] = {
    "type": "array",
    "items": {
        "type": "object",
        "properties": {
            "sentences": {"type": "array", "items": {"type": "integer"}},
            "quote": {"type": "string"},
            "kind": {"type": "string", "enum": list(KINDS)},
            **{slot: {"type": "string"} for slot in SLOTS},
        },
        "required": ["sentences", "quote", "kind", *SLOTS],
        "additionalProperties": False,
    },
}


def located(listed: object, turns: Sequence[Turn], sentences: Sequence[Sentence]) -> tuple[Noted, ...] | None:
    """The decisions of a reply that are really there, in order of speaking; None where the reply has no list.

    A decision said in a sentence with a doubtful word is dropped: doubtful words are never evidence.
    """
    if not isinstance(listed, list):
        return None
    known = {sentence.index: sentence for sentence in sentences if not sentence.doubtful}
    words = {turn.number: turn.words for turn in turns}
    found: dict[tuple[int, int, int], Noted] = {}
    for one in listed[:MOST]:
        cited = _cited(one, known)
        if not cited:
            continue
        quote = str(one.get("quote", ""))
        if _find(quote, words[cited[0].turn], cited[0].first, cited[-1].last) is None:
            cited = _elsewhere(quote, words, known.values()) or cited
        spoken = words[cited[0].turn]
        span = _place(quote, spoken, cited[0].first, cited[-1].last)
        if span is None or injection.speaks_to_the_judge(span_text(spoken, *span)):
            continue
        inside = frozenset(s.index for s in cited if s.first <= span[1] and span[0] <= s.last)
        found.setdefault((cited[0].turn, *span), (_decision(one, spoken, span, cited[0].turn), inside))
    return tuple(found[place] for place in sorted(found))


def agreed(ledgers: Sequence[tuple[Noted, ...] | None]) -> tuple[Noted, ...] | None:
    """Of several readings: the decisions that more than half of them have, in the words of the first that has each.

    None where no reading has a list.
    """
    kept = [ledger for ledger in ledgers if ledger is not None]
    if not kept:
        return None

    def votes(decision: Decision) -> int:
        return sum(any(_same(decision, other) for other, _ in ledger) for ledger in kept)

    found: list[Noted] = []
    for number, ledger in enumerate(kept):
        earlier = tuple(found)
        for noted in ledger:
            known = number > 0 and any(_same(noted[0], other) for other, _ in earlier)
            if not known and votes(noted[0]) * 2 > len(kept):
                found.append(noted)
    return tuple(sorted(found, key=lambda noted: (noted[0].turn, min(noted[1]))))


def balanced(findings: Mapping[str, Finding], analysis: Analysis, pack: Pack) -> tuple[dict[str, Finding], Analysis]:
    """The flag `noun_heavy` where a model has read: it says so itself, and the orphans outnumber its decisions.

    So an answer that decides is never flagged, whatever the model says; and the flag and the fact that asks for it in
    words ("mostly names metrics") never differ. Where the pack asks for no such fact, nothing changes.
    """
    found = dict(findings)
    asking = [fact.id for fact in pack.checklist if fact.rule.strip() == "noun_heavy" and fact.id in found]
    if not asking:
        return found, analysis
    orphans, decided = len(analysis.orphans), len(analysis.decisions)
    heavy = any(found[name].holds for name in asking) and orphans > decided
    for name in asking:
        found[name] = found[name] if heavy else Finding(False)
    named = orphans + len(analysis.nouns_used)
    several = "" if decided == 1 else "s"
    reason = (
        f"{named} things named, {orphans} of them without a decision that depends on them, and "
        f"{decided} decision{several}"
    )
    return found, replace(analysis, noun_heavy=heavy, noun_heavy_reason=reason if heavy else "")


def _same(one: Decision, other: Decision) -> bool:
    return one.turn == other.turn and overlap(one.quote, other.quote) >= SAME_DECISION


def _cited(one: object, known: Mapping[int, Sentence]) -> list[Sentence]:
    """The sentences that are cited, in order, all of one turn; none where one of them is not there."""
    numbers = one.get("sentences") if isinstance(one, dict) else None
    if not isinstance(numbers, list) or not numbers or len(numbers) > MOST_SENTENCES:
        return []
    if any(type(number) is not int or number not in known for number in numbers):
        return []
    cited = [known[number] for number in sorted(set(numbers))]
    return cited if cited[0].turn == cited[-1].turn else []


def _elsewhere(quote: str, words: Mapping[int, Sequence[Word]], known: Collection[Sentence]) -> list[Sentence]:
    """The sentence in which the quote stands verbatim, where the model gave another number; none where it is short."""
    if len(tokens(quote)) < TELLING_WORDS:
        return []
    return [one for one in known if _find(quote, words[one.turn], one.first, one.last) is not None][:1]


def _place(quote: str, words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """The words of first..last that the quote stands for: its own, those that it tidies, or all of them."""
    span = _find(quote, words, first, last) or _tidied(quote, words, first, last)
    if span is None and last - first < LONGEST_WORDS:
        whole = span_text(tuple(words), first, last)
        span = (first, last) if overlap(whole, quote) >= RELATED else None
    return span


def _tidied(quote: str, words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """The stretch that shares most words with the quote, from one shared word to another; None below TIDIED.

    A stretch that begins or ends with the quote's own first or last word goes before one that is a little closer.
    """
    wanted = tokens(quote)
    said = [(index, token) for index in range(first, last + 1) for token in tokens(words[index].text)]
    best, span = 0.0, None
    for at, (start, token) in enumerate(said):
        if token not in wanted:
            continue
        for end in range(at, min(at + 2 * len(wanted), len(said))):
            if said[end][1] not in wanted:
                continue
            shared = overlap(" ".join(word for _, word in said[at : end + 1]), quote)
            ranked = shared + AT_THE_EDGE * ((token == wanted[0]) + (said[end][1] == wanted[-1]))
            if shared >= TIDIED and ranked > best:
                best, span = ranked, (start, said[end][0])
    return span


def _find(quote: str, words: Sequence[Word], first: int, last: int) -> tuple[int, int] | None:
    """Where among the words first..last the quote stands, marks and case apart; None where it does not."""
    wanted = tokens(quote)
    said = [(index, token) for index in range(first, last + 1) for token in tokens(words[index].text)]
    for at in range(len(said) - len(wanted) + 1):
        if wanted and [token for _, token in said[at : at + len(wanted)]] == wanted:
            return said[at][0], said[at + len(wanted) - 1][0]
    return None


def _decision(one: Mapping[str, Any], words: Sequence[Word], span: tuple[int, int], turn: int) -> Decision:
    quote = span_text(tuple(words), *span)
    said = tokens(quote)

    def slot(name: str) -> str:
        text = one.get(name)
        return text.strip(" ,;:.") if isinstance(text, str) and _inside(tokens(text), said) else ""

    kind = one.get("kind")
    return Decision(
        quote=quote,
        action=slot("action"),
        condition=slot("condition"),
        number=slot("number"),
        owner=slot("owner"),
        kind=kind if kind in KINDS else "choice",
        turn=turn,
        start_s=words[span[0]].start_s,
        end_s=words[span[1]].end_s,
    )


def _inside(part: list[str], whole: list[str]) -> bool:
    return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1)) if part else False
