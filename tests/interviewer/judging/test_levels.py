"""A pack that was never held against labelled answers gives findings and decisions, and no number from 1 to 5."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from interviewer import nlp, packs
from interviewer.judging import wording
from interviewer.judging.answer import interview_of, words_of
from interviewer.judging.assess import assess
from interviewer.judging.dispute import dispute
from interviewer.judging.rules import RulesReader
from interviewer.model import Assessment, Interview
from interviewer.packs import Pack
from interviewer.report import text

QUESTION = packs.load().questions[0]


@pytest.fixture
def unmeasured(tmp_path: Path) -> Pack:
    return msgspec.structs.replace(packs.load(), folder=str(tmp_path))


def judged(pack: Pack, said: str, **more: bool) -> tuple[Interview, Assessment]:
    interview = interview_of(words_of(said), pack, QUESTION)
    assessment = assess(interview, pack, QUESTION, RulesReader(nlp.load()), nlp.load(), **more)  # type: ignore[arg-type]
    return replace(interview, assessment=assessment), assessment


STRONG = " ".join(passage.text for passage in QUESTION.strong)


def test_everything_is_found_but_no_level(unmeasured: Pack) -> None:
    _, with_levels = judged(packs.load(), STRONG)
    _, without = judged(unmeasured, STRONG)
    assert without.overall is None
    assert without.found
    assert without.reason == wording.NO_LEVELS
    assert without.likely_range is None
    assert {one.score for one in without.dimensions.values()} == {None}
    for name in ("facts", "decisions", "patterns", "covered", "orphans", "change_next", "delivery"):
        assert getattr(without, name) == getattr(with_levels, name)
    assert [one.gap for one in without.dimensions.values()] == [one.gap for one in with_levels.dimensions.values()]
    assert any(one.evidence for one in without.dimensions.values())


def test_whoever_measures_gets_levels(unmeasured: Pack) -> None:
    assert judged(unmeasured, STRONG, measuring=True)[1].overall == judged(packs.load(), STRONG)[1].overall


def test_once_measured_it_gives_levels(unmeasured: Pack) -> None:
    shutil.copytree(Path(packs.load().folder) / "labels", Path(unmeasured.folder) / "labels")
    assert judged(unmeasured, STRONG)[1].overall is not None


def test_an_answer_of_nothing_is_still_nothing(unmeasured: Pack) -> None:
    _, found = judged(unmeasured, "I don't know.")
    assert not found.found
    assert found.reason != wording.NO_LEVELS


def test_the_lines_show_what_was_found(unmeasured: Pack) -> None:
    interview, _ = judged(unmeasured, STRONG)
    lines = "\n".join(text.lines(interview, unmeasured, QUESTION))
    assert "No levels from 1 to 5" in lines
    assert " of 5" not in lines
    assert "No verdict" not in lines
    for title in ("Decisions:", "Covered:", unmeasured.rubric.dimension[0].title):
        assert title in lines


def test_a_fact_can_be_disputed_without_a_level(unmeasured: Pack) -> None:
    interview, _ = judged(unmeasured, STRONG)
    fact = unmeasured.checklist[0].id
    last = dispute(interview, unmeasured, fact, says=False).disputes[-1]
    assert (last.fact, last.holds, last.judged, last.with_yours) == (fact, False, None, None)
