"""What a model replied, against what it was allowed to ask. Pure: a reply in, the probe and its faults out."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence, Set
from dataclasses import replace

from interviewer.dialogue import figures, leading, matching, wording, words
from interviewer.dialogue.conversation import OWN_KINDS, Reply
from interviewer.dialogue.options import Option
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe

SHARED_WORDS = 3  # telling words that a small model's rewording keeps, or it asks something else
LIKE_BEFORE = 0.4  # share of common words from which a question of the same kind as before is the same one
ROOT_LETTERS = 4
ENGLISH = 0.15  # share of small words; our own wordings have 0.18 and more
OWN_WORDS = 0.5  # share of what "you said ..." claims that must have been said
_CLAIMED = re.compile(
    r"\byou(?: (?:just|also|already|only))?(?:'ve| have)? "
    r"(?:said|mentioned|told me|named|listed|described|proposed|promised)(?: that)? ([^.;:?!,–—]+)"
)
_AS_SAID = re.compile(r"\bas you (?:said|mentioned|noted|put it|pointed out|told me), ([^.;:?!–—]+)")


def chosen(reply: Reply, situation: Situation, options: Sequence[Option], own_allowed: bool) -> tuple[Probe, list[str]]:
    """A reply that names an option, or 0 for a question of the model's own, where that is allowed."""
    if reply.option == 0 and own_allowed:
        return _own(reply, situation, options)
    if not 1 <= reply.option <= len(options):
        return options[0].probe, ["its option must be one of the numbers offered"]
    probe = options[reply.option - 1].probe
    refers_to = reply.refers_to or probe.refers_to
    found = _spoken(reply.question, probe.kind, situation) + _reference(refers_to, situation, options)
    if reply.kind != probe.kind:
        found.append(f"its kind must be that of the option: {probe.kind}")
    found += _content(reply.question, probe.kind, situation, options, probe.text) + _lost_figures(probe, reply.question)
    return replace(probe, text=reply.question, refers_to=refers_to, mind="llm"), found


def worded(reply: Reply, situation: Situation, option: Option) -> tuple[Probe, list[str]]:
    """A reply that only words the one option."""
    probe = option.probe
    found = _spoken(reply.question, probe.kind, situation) + _lost_figures(probe, reply.question)
    if len(matching.telling(reply.question) & matching.telling(probe.text)) < SHARED_WORDS:
        found.append("it must ask the same thing")
    return replace(probe, text=reply.question, mind="llm"), found


def _own(reply: Reply, situation: Situation, options: Sequence[Option]) -> tuple[Probe, list[str]]:
    """The kinds that need a refutation or figures can only be chosen, not made up."""
    found = _spoken(reply.question, reply.kind, situation) + _reference(reply.refers_to, situation, options)
    if reply.kind not in OWN_KINDS:
        found.append("a question of your own must be of another kind")
    found += _content(reply.question, reply.kind, situation, options, "")
    before = [turn.probe for turn in situation.interview.turns if turn.probe is not None]
    if any(one.kind == reply.kind and wording.alike(one.text, reply.question) > LIKE_BEFORE for one in before):
        found.append("it was asked before")
    near = next((option.probe for option in options if option.probe.kind == reply.kind), None)
    probe = Probe(
        kind=reply.kind,
        text=reply.question,
        refers_to=reply.refers_to,
        reason=near.reason if near else "The model's own choice.",
        key=f"llm.{reply.kind}.{zlib.crc32(reply.question.encode()):08x}",
        asks_for=near.asks_for if near else (),
        mind="llm",
    )
    return probe, found


def _spoken(question: str, kind: str, situation: Situation) -> list[str]:
    """Whether it can be spoken; asking again is the one kind that may sound like what was asked before."""
    if kind == "dodged":
        return wording.faults(question, situation.all_said)
    return wording.check(question, situation)


def _reference(refers_to: str, situation: Situation, options: Sequence[Option]) -> list[str]:
    said = [situation.said(turn) for turn in situation.interview.turns]
    missing = [option.probe.refers_to for option in options] + [part.title for part in situation.pack.head.part]
    return [] if matching.refers(refers_to, said, missing) else ["refers_to must be words of the candidate"]


def _content(question: str, kind: str, situation: Situation, options: Sequence[Option], option: str) -> list[str]:
    """Whether it is about this interview, claims only what was said, asks one thing and keeps the answer to itself.

    In: `option`, the wording that it is made from; empty for a question of the model's own.
    """
    found: list[str] = []
    said = matching.telling(situation.all_said)
    alike = " ".join(other.probe.text for other in options if other.probe.kind == kind)
    asked = matching.telling(f"{situation.question.prompt} {option} {alike}")
    telling = matching.telling(question)
    if telling and not _roots(telling) & _roots(said | asked):
        found.append("it picks up nothing that was said")
    plain = words.plain(question)
    for claim in (*_CLAIMED.finditer(plain), *_AS_SAID.finditer(plain)):
        claimed = matching.telling(claim[1])
        if claimed and len(claimed & (said | asked)) / len(claimed) < OWN_WORDS:
            found.append(f'the candidate did not say "{claim[1].strip()}"')
    if not _is_english(question):
        found.append("it must be English")
    return found + leading.faults(question, kind, said | asked)


def _roots(stems: Set[str]) -> frozenset[str]:
    """Their first letters: a signature is about who signs."""
    return frozenset(stem[:ROOT_LETTERS] for stem in stems)


def _is_english(question: str) -> bool:
    """Whether enough of it are the small words of English."""
    spoken = words.plain(question).replace("'", " ").split()
    known = matching.SMALL | matching.PEOPLE | set(words.load().heard["english"])
    return sum(word.strip(".,;:!?") in known for word in spoken) >= ENGLISH * len(spoken)


def _lost_figures(probe: Probe, question: str) -> list[str]:
    """The figures of a disagreement must survive the rewording, or they would no longer fit their table."""
    if probe.figures is None:
        return []
    told = figures.spoken(probe.figures)
    names = [name for name in ("items", "judge", "human", "agree", "kappa") if told[name] in probe.text]
    return [f"it must keep the figure {told[name]}" for name in names if told[name] not in question.lower()]
