from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewer import packs
from interviewer.cli.report import command
from interviewer.config import HOME_VARIABLE, Paths
from interviewer.events import Assessed
from interviewer.report import page, text
from interviewer.screen import wording
from interviewer.store import Store
from tests.interviewer.report import example


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A finished interview in a store of its own; its folder."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path))
    store = Store(Paths.from_env().data)
    interview = example.interview(None)
    folder = store.create(interview)
    for turn in interview.turns:
        store.save_words(interview.id, turn)
    store.unlock(interview.id)
    return folder


def test_the_page_of_the_latest_interview_is_written_and_its_path_printed(kept: Path) -> None:
    done = CliRunner().invoke(command, [])
    assert done.exit_code == 0
    assert done.stdout == f"{kept / page.NAME}\n"
    assert "privacy" in (kept / page.NAME).read_text(encoding="utf-8")


def test_json_is_one_document(kept: Path) -> None:
    done = CliRunner().invoke(command, ["4f2a", "--json"])
    assert json.loads(done.stdout) == {"id": kept.name, "report": str(kept / page.NAME)}


def test_a_stopped_interview_is_judged_as_far_as_it_went(kept: Path) -> None:
    store = Store(Paths.from_env().data)
    store.lock(kept.name)
    store.save(replace(store.open(kept.name), assessment=None, state="stopped"))
    store.unlock(kept.name)
    assert "has not been assessed" in _page(kept)
    assert CliRunner().invoke(command, ["--judge"]).exit_code == 0
    judged = store.open(kept.name)
    assert (judged.state, judged.assessment is not None) == ("stopped", True)
    assert "has not been assessed" not in (kept / page.NAME).read_text(encoding="utf-8")


def _page(kept: Path) -> str:
    """The page as the command writes it now."""
    assert CliRunner().invoke(command, []).exit_code == 0
    return (kept / page.NAME).read_text(encoding="utf-8")


def test_a_screen_prints_the_assessment_that_is_kept(kept: Path) -> None:
    assessment = example.interview(None).assessment
    assert assessment is not None
    lines = wording.assessment(Assessed(assessment, str(kept)), 80)
    assert any("OVERALL 2 of 5" in line for line in lines)
    assert lines[-1] == f"  {kept / page.NAME}"


def test_without_a_folder_it_prints_what_the_event_carries(tmp_path: Path) -> None:
    assessment = example.interview(None).assessment
    assert assessment is not None
    lines = wording.assessment(Assessed(assessment, str(tmp_path / "gone")), 80)
    assert lines[0] == "2 of 5"


@pytest.mark.parametrize("question", packs.load().questions, ids=lambda question: question.id)
def test_every_question_of_the_real_pack_renders(question: packs.Question, tmp_path: Path) -> None:
    pack = packs.load()
    interview = example.interview(None)
    said = page.render(interview, pack, question, tmp_path)
    assert "A strong answer" in said
    assert all(dimension.title in said for dimension in pack.rubric.dimension)
    assert max(map(len, text.lines(interview, pack, question))) <= text.COLUMNS
