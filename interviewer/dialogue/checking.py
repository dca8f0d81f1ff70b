"""What a model replied, against what it was allowed to ask. Pure: a reply in, the probe and its faults out."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace

from interviewer.dialogue import figures, wording
from interviewer.dialogue.conversation import OWN_KINDS, Reply
from interviewer.dialogue.options import Option
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe

SHARED_WORDS = 3  # content words that a rewording keeps, or it asks something else


def chosen(reply: Reply, situation: Situation, options: Sequence[Option], own_allowed: bool) -> tuple[Probe, list[str]]:
    """A reply that names an option, or 0 for a question of the model's own, where that is allowed."""
    faults = wording.check(reply.question, situation) + _reference(reply.refers_to, situation, options)
    if reply.option == 0 and own_allowed:
        return _own(reply, options, faults)
    if not 1 <= reply.option <= len(options):
        return options[0].probe, [*faults, "its option must be one of the numbers offered"]
    probe = options[reply.option - 1].probe
    if reply.kind != probe.kind:
        faults.append(f"its kind must be that of the option: {probe.kind}")
    worded_ = replace(probe, text=reply.question, refers_to=reply.refers_to, mind="llm")
    return worded_, faults + _lost_figures(probe, reply.question)


def worded(reply: Reply, situation: Situation, option: Option) -> tuple[Probe, list[str]]:
    """A reply that only words the one option."""
    probe = option.probe
    faults = wording.check(reply.question, situation) + _lost_figures(probe, reply.question)
    if len(wording.content(reply.question) & wording.content(probe.text)) < SHARED_WORDS:
        faults.append("it must ask the same thing")
    return replace(probe, text=reply.question, mind="llm"), faults


def _own(reply: Reply, options: Sequence[Option], faults: list[str]) -> tuple[Probe, list[str]]:
    """The kinds that need a refutation or figures can only be chosen, not made up."""
    if reply.kind not in OWN_KINDS:
        faults = [*faults, "a question of your own must be of another kind"]
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
    return probe, faults


def _reference(refers_to: str, situation: Situation, options: Sequence[Option]) -> list[str]:
    said = [situation.said(turn) for turn in situation.interview.turns]
    missing = [option.probe.refers_to for option in options] + [part.title for part in situation.pack.head.part]
    return [] if wording.refers(refers_to, said, missing) else ["refers_to must be words of the candidate"]


def _lost_figures(probe: Probe, question: str) -> list[str]:
    """The figures of a disagreement must survive the rewording, or they would no longer fit their table."""
    if probe.figures is None:
        return []
    told = figures.spoken(probe.figures)
    names = [name for name in ("items", "judge", "human", "agree", "kappa") if told[name] in probe.text]
    return [f"it must keep the figure {told[name]}" for name in names if told[name] not in question.lower()]
