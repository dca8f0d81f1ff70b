"""An interview so far, read by the rules: what a mind is given before it chooses the next follow-up."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from interviewer.dialogue.flips import flips
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.standing import Standing
from interviewer.model import Interview
from interviewer.packs import Pack, Question

if TYPE_CHECKING:
    from spacy.tokens import Doc


def read(
    interview: Interview,
    question: Question,
    pack: Pack,
    parse: Callable[[str], Doc],
    time_left_s: float,
    probes_left: int,
    asked_before: frozenset[str] = frozenset(),
    seed: int = 0,
) -> Situation:
    """The situation after the last answer. In: `parse` as `interviewer.nlp.load()` gives it; the rest as it holds."""
    from interviewer.analysis import analyse
    from interviewer.analysis.reading import read as sentences
    from interviewer.analysis.stance import stances
    from interviewer.judging.rules import RulesReader

    turns = interview.turns
    analysis = analyse(turns, pack, parse)
    reader = RulesReader(parse)
    findings = reader.read(turns, analysis, pack, question)
    return Situation(
        interview=interview,
        question=question,
        pack=pack,
        analysis=replace(analysis, contradictions=analysis.contradictions or flips(analysis.sentences)),
        findings=findings,
        suspected={name: tuple(one.quote for one in quotes) for name, quotes in reader.suspected.items()},
        time_left_s=time_left_s,
        probes_left=probes_left,
        asked_before=asked_before,
        seed=seed,
        stances=stances(turns, pack, parse),
        standing=Standing(sentences(turns, pack, parse).units),
    )
