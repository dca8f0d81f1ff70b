import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import packs
from interviewer.cli import cli
from interviewer.errors import UsageFailure
from prompts import ROOT
from tests.interviewer.judging.fake_llm import FakeLLM, serving

LABELS = ROOT / "packs" / "llm_evals" / "labels"


def calibrate(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["calibrate", *map(str, arguments)])


@pytest.fixture
def few(tmp_path: Path) -> Path:
    """The first answers of the development set as a file of one's own."""
    path = tmp_path / "mine.jsonl"
    lines = (LABELS / "development.jsonl").read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:6]), encoding="utf-8")
    return path


def test_ones_own_labels_as_json(few: Path) -> None:
    result = calibrate("--labels", few, "--json")
    assert result.exception is None, result.exception
    found = json.loads(result.stdout)
    assert found["sets"]["mine.jsonl"]["answers"] == 6
    assert found["judge"]["mind"] == "rules"
    assert found["not_measured"] == ["llm"]
    assert "6 of 6" in result.stderr


def test_as_a_table(few: Path) -> None:
    result = calibrate("--labels", few)
    assert result.exit_code == 0
    for part in ("overall", "within one level", "by length alone", "patterns", "severe misses", "not measured"):
        assert part in result.stdout


def test_the_rules_judge_on_the_development_answers() -> None:
    result = calibrate("--part", "development", "--json")
    assert result.exception is None, result.exception
    one = json.loads(result.stdout)["sets"]["development"]
    assert one["overall"]["kappa"] >= 0.75
    assert one["overall"]["within_one"] >= 0.95
    assert one["overall"]["kappa"] > one["overall"]["length_only_kappa"]
    assert one["noun_heavy"]["f1"] >= 0.85
    assert one["severe_misses"] == []


def test_a_figure_is_kept_for_the_packs_own_labels_only(few: Path) -> None:
    result = calibrate("--labels", few, "--write")
    assert isinstance(result.exception, UsageFailure)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    result = calibrate("--labels", tmp_path / "nowhere.jsonl")
    assert isinstance(result.exception, UsageFailure)


def test_an_llm_that_is_not_there_measures_nothing(few: Path) -> None:
    result = calibrate("--labels", few, "--mind", "llm", "--llm", "http://127.0.0.1:9/v1", "--model", "m")
    assert isinstance(result.exception, UsageFailure)
    assert "Nothing was measured" in str(result.exception)


def test_where_the_rules_stood_in_for_the_llm_it_is_said(few: Path) -> None:
    unread = {fact.id: {"sentences": [], "yes": False} for fact in packs.load("llm_evals").checklist}
    replies: list[str | int] = [json.dumps({"decisions": [], **unread}), 503]  # from the second answer on
    with serving(FakeLLM(replies)) as fake:
        result = calibrate("--labels", few, "--mind", "llm", "--llm", fake.url, "--model", "m", "--json")
    assert result.exception is None, result.exception
    assert json.loads(result.stdout)["judge"] == {"mind": "llm", "model": "m"}
    assert "The rules read 5 of 6 answers in the model's place" in result.stderr


def test_two_raters_are_held_against_each_other() -> None:
    result = calibrate("--part", "locked", "--rater", LABELS / "other_rater" / "locked.jsonl", "--json")
    assert result.exception is None, result.exception
    found = json.loads(result.stdout)
    assert found["judge"] == {"mind": "person", "model": "locked.jsonl"}
    assert found["not_measured"] == ["rules", "llm"]
    assert found["sets"]["locked"]["overall"]["kappa"] == pytest.approx(0.889, abs=0.001)
    assert found["sets"]["locked"]["severe_misses"] == []


@pytest.mark.parametrize("more", [("--write",), (), ("--part", "development")])
def test_another_rater_needs_the_same_answers(more: tuple[str, ...]) -> None:
    result = calibrate("--rater", LABELS / "other_rater" / "locked.jsonl", *more)
    assert isinstance(result.exception, UsageFailure)
    assert "Traceback" not in result.output
