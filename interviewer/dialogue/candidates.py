"""Simulated candidates in text: what they answer, and a whole interview with them through the loop but sound.

Time is simulated: answers take what their words take when spoken.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from audio.words import Word
from interviewer.dialogue import reading
from interviewer.dialogue.mind import Mind
from interviewer.dialogue.persona import NEUTRAL, voiced
from interviewer.dialogue.wish import Wish
from interviewer.errors import UsageFailure
from interviewer.model import Interview, Probe, Turn
from interviewer.packs import Candidate, Pack, Question

if TYPE_CHECKING:
    from spacy.tokens import Doc

WORD_S = 0.4  # 150 words a minute
INTERVIEWER_WORD_S = 0.35
THINKING_S = 3.0  # between a follow-up and the first word of its answer
SHORT_OF_TIME_S = 60.0  # the session asks nothing more below this


@dataclass(frozen=True)
class Rehearsal:
    """A finished interview with a simulated candidate. `closed_s`: when it was over, on the simulated clock."""

    interview: Interview
    closed_s: float

    @property
    def probes(self) -> tuple[Probe, ...]:
        """The follow-ups in order."""
        return tuple(turn.probe for turn in self.interview.turns if turn.probe is not None)


def first_answer(pack: Pack, question: Question, name: str) -> str:
    """What the candidate of that name answers to the question itself. Raises UsageFailure for an unknown name."""
    candidate = _candidate(pack, name)
    passages = getattr(question, candidate.passages or name, ()) or (question.weak if candidate.passages else ())
    kept = passages[: candidate.keeps] if candidate.keeps else passages
    words = ", ".join(question.vocabulary[:4])
    opening = candidate.opening.format(words=words, risk=question.risks[0] if question.risks else "")
    return " ".join(part for part in (opening, *(passage.text for passage in kept)) if part)


def reply(pack: Pack, name: str, kind: str) -> str:
    """What the candidate of that name answers to a follow-up of that kind. Raises UsageFailure."""
    replies = _candidate(pack, name).replies
    return replies.get(kind) or replies["default"]


def rehearse(
    pack: Pack,
    question: Question,
    name: str,
    mind: Mind,
    parse: Callable[[str], Doc],
    *,
    seed: int = 0,
    asked_before: frozenset[str] = frozenset(),
    persona: str = NEUTRAL,
) -> Rehearsal:
    """A whole interview in text: analysis, a reading by the rules, the mind's choice, the candidate's reply.

    In: `parse` as `interviewer.nlp.load()` gives it. Raises UsageFailure for an unknown candidate.
    """
    kind = pack.head.kinds[question.kind]
    clock_s = len(question.prompt.split()) * INTERVIEWER_WORD_S
    interview = Interview(
        id=f"{question.id}-{name}-{seed}",
        pack=pack.id,
        question=question.id,
        kind="demo",
        box_s=kind.minutes * 60.0,
        started_at="",
        mind=mind.name,
        persona=persona,
    )
    said, probe = first_answer(pack, question, name), None
    for asked in range(kind.probes + 1):
        turn = spoken(len(interview.turns), said, probe)
        clock_s += THINKING_S + (turn.duration_s or 0.0)
        interview = replace(interview, turns=(*interview.turns, turn), elapsed_s=clock_s)
        left_s = interview.box_s - clock_s
        if asked == kind.probes or left_s < SHORT_OF_TIME_S:
            break
        situation = reading.read(interview, question, pack, parse, left_s, kind.probes - asked, asked_before, seed)
        probe = mind.next_probe(situation, Wish.urgent())
        if probe is None:
            break
        probe = voiced(probe, interview, seed)
        clock_s += len(probe.spoken.split()) * INTERVIEWER_WORD_S
        said = reply(pack, name, probe.kind)
    return Rehearsal(replace(interview, state="done"), clock_s)


def spoken(number: int, text: str, probe: Probe | None = None) -> Turn:
    """A turn in which `text` is spoken at an even pace."""
    words = tuple(
        Word(word, round(at * WORD_S, 3), round((at + 1) * WORD_S, 3), 0.95) for at, word in enumerate(text.split())
    )
    return Turn(number, probe, words, len(words) * WORD_S, "key")


def _candidate(pack: Pack, name: str) -> Candidate:
    try:
        return pack.probes.candidate[name]
    except KeyError:
        known = ", ".join(pack.probes.candidate)
        raise UsageFailure(f"There is no simulated candidate '{name}'.", f"Known: {known}.") from None
