"""Stories and the cheat sheet at the desk: a story told through the file-fed microphone ends up on the sheet."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.errors import UsageFailure
from tests.conftest import Spoken

TOLD = (
    "Last year our search team wanted to ship a summary to all customers because the average was up. I read the worst "
    "fifty answers and found four with an invented policy. I decided that we hold the release until there is no "
    "invented policy in two hundred answers, and the support lead signs it. Complaints stayed at zero afterwards."
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def test_a_story_is_heard_kept_listed_and_printed(home: Path, spoken: Spoken) -> None:
    told = json.loads(run("story", "record", "--answer", str(spoken(TOLD)), "--json").stdout)
    assert told["title"] == "Something I held back"
    assert any("release" in quote for quote in told["decisions"])
    folder = Paths.from_env().data / "interviews" / told["id"]
    assert (folder / "turn-00.wav").is_file()
    assert json.loads((folder / "interview.json").read_text())["assessment"]["overall"] is None
    (listed,) = json.loads(run("story", "list", "--json").stdout)
    assert listed["on_sheet"]
    assert f"* {told['id']}" in run("story", "list").stdout
    page = Path(run("report", told["id"]).stdout.strip()).read_text(encoding="utf-8")
    assert "What you decided" in page
    assert "No verdict" not in page
    assert "Something I held back" in run("history").stdout
    shown = json.loads(run("cheatsheet", "--json").stdout)
    assert "search team" in shown["stories"][0][1]
    assert "Something I held back" in Path(shown["file"]).read_text()
    assert ["2 of 3 stories", "interviewer story record"] in shown["missing"]


def test_an_empty_history_gives_an_honest_sheet(home: Path, tmp_path: Path) -> None:
    shown = run("cheatsheet", "--to", str(tmp_path / "sheet.html")).stdout
    assert "Still missing: decisions" in shown
    assert "not said yet" in (tmp_path / "sheet.html").read_text()
    assert (tmp_path / "sheet.html").stat().st_mode & 0o077 == 0
    assert "No stories yet" in run("story", "list").stdout


def test_an_unknown_story_or_file_is_one_line(home: Path) -> None:
    with pytest.raises(UsageFailure, match="no story 'poem'"):
        run("story", "record", "poem")
    with pytest.raises(UsageFailure, match=r"no file nowhere\.wav"):
        run("story", "record", "--answer", "nowhere.wav")
