"""What the session's thinker does with the answer so far: read it, and choose what to ask."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import msgspec

from interviewer import packs
from interviewer.model import Interview, Probe

if TYPE_CHECKING:
    from interviewer.cli.wiring import Desk
    from interviewer.dialogue.mind import Mind
    from interviewer.dialogue.wish import Wish
    from interviewer.session.thinker import Think


Better = Callable[[Interview], Interview]
"""The same interview with words that were heard better meanwhile."""


def make_think(
    desk: Desk, mind: Mind, question: packs.Question, asked_before: frozenset[str], seed: int, better: Better
) -> Think:
    """The function that the session's thinker calls: analysis, a reading by the rules, then the mind's choice."""
    mind.warm_up(desk.pack, question)

    def think(
        interview: Interview, left_s: float, probes_left: int, wish: Wish
    ) -> tuple[Probe | None, tuple[str, ...]]:
        from interviewer import nlp
        from interviewer.dialogue import persona, reading

        interview = better(interview)
        situation = reading.read(
            interview, question, desk.pack, nlp.load(), left_s, probes_left, asked_before=asked_before, seed=seed
        )
        probe = mind.next_probe(situation, wish)
        if probe is not None:
            probe = persona.voiced(probe, interview, seed)
        return probe, mind.drain_notices()

    return think


def make_read(desk: Desk, question: packs.Question, better: Better) -> Callable[[Interview], object]:
    """The function that reads an answer which is still being given, and chooses by the rules what could be asked now.

    The choice is thrown away; what was read on the way is remembered, so little is left to do when the answer ends.
    """

    def read(interview: Interview) -> object:
        from interviewer import nlp
        from interviewer.dialogue import policy, reading

        return policy.best(
            reading.read(better(interview), question, desk.pack, nlp.load(), time_left_s=600.0, probes_left=1)
        )

    return read


class _Asked(msgspec.Struct, frozen=True):
    key: str = ""


class _Answered(msgspec.Struct, frozen=True):
    probe: _Asked | None = None


class _Earlier(msgspec.Struct, frozen=True):
    pack: str
    question: str
    turns: tuple[_Answered, ...] = ()


def asked_before(desk: Desk, question_id: str) -> frozenset[str]:
    """The keys of all probes of earlier interviews on that question; one that cannot be read has none."""
    return frozenset(
        turn.probe.key
        for one in desk.store.scan(_Earlier)[0]
        if one.question == question_id and one.pack == desk.pack.id
        for turn in one.turns
        if turn.probe is not None
    )
