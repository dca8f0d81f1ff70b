"""What the report says of a follow-up: why it was asked, and what it is about. Pure; no more than what was heard."""

from __future__ import annotations

from collections import Counter

from interviewer.analysis.expressions import names
from interviewer.dialogue import asserting, heard, matching, picking, words
from interviewer.dialogue.situation import Situation
from interviewer.packs import Pack, Probing

SHARED = 2  # telling words that a follow-up shares with the sentence that it is about


def reason(probing: Probing, lacks: tuple[str, ...], situation: Situation, *, gap: bool, said: bool, what: str) -> str:
    """Why it is asked.

    In: `lacks`, the facts that it asks for, missing ones first; `gap`, whether it is asked because one of them is
    missing; `said`, whether that was said in other words; `what`, what it picks up, where it picks up something.
    """
    pack, general = situation.pack, words.load().reasons
    told = _own(probing, pack, lacks)
    if not (gap and lacks):
        return (told or general[probing.kind]).format(what=what.rstrip("."))
    says = pack.facts[lacks[0]].says
    if said:
        return general["plainer"].format(what=says)
    if not told and probing.kind == "missing_part":
        title = _untouched(lacks[0], situation)
        return (general["missing_part"] if title else general["open"]).format(what=title or says)
    if not told and _first(probing.kind, pack) != lacks[0]:
        return general["open"].format(what=says)
    return (told or general[probing.kind]).format(what=says)


def about(text: str, situation: Situation, *, setup: bool) -> str:
    """The sentence of theirs that shares most with a follow-up, verbatim; empty: none shares enough.

    In: `setup`, whether it is about who marks what, where words of the trade will do.
    """
    asked = matching.telling(text) - matching.GENERIC - asserting.AMOUNTS
    special = picking.special(asked, situation)
    best, most = "", SHARED - 1
    for sentence in situation.analysis.sentences:
        common = asked & matching.telling(sentence.text)
        if not sentence.doubtful and len(common) > most and (setup or common & special):
            best, most = sentence.text, len(common)
    return best


def _own(probing: Probing, pack: Pack, lacks: tuple[str, ...]) -> str:
    """Its own reason, or that of the pack's wording of its kind that asks for most of the same; empty: neither."""
    if probing.reason:
        return probing.reason
    asked = set(probing.asks_for)
    alike = [one for one in pack.probes.probe if one.kind == probing.kind and one.reason and asked & set(one.asks_for)]
    alike = [one for one in alike if not lacks or lacks[0] in one.asks_for or not one.asks_for]
    nearest = max(alike, key=lambda one: len(asked & set(one.asks_for)), default=None)
    return nearest.reason if nearest is not None else ""


def _untouched(fact: str, situation: Situation) -> str:
    """The title of the part of the answer that a fact belongs to, where nothing of it was heard; empty otherwise."""
    part = next((one for one in situation.pack.head.part if fact in names(one.rule)), None)
    if part is None or any(_heard(name, situation) for name in names(part.rule)):
        return ""
    return part.title


def _heard(fact: str, situation: Situation) -> bool:
    """Whether a fact holds, or was said in other words."""
    ways = situation.pack.probes.heard.get(fact, ())
    return situation.facts.get(fact, False) or heard.holds(ways, situation.all_said)


def _first(kind: str, pack: Pack) -> str:
    """The fact that a kind mostly asks for: the kind's reason is about that one."""
    asked = Counter(one.asks_for[0] for one in pack.probes.probe if one.kind == kind and one.asks_for)
    return asked.most_common(1)[0][0] if asked else ""
