"""`interviewer redo`: a past answer and its second take, both judged by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli
from interviewer.errors import UsageFailure
from tests.interviewer.cli.test_demo import DECIDES, NOUNS


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


@pytest.fixture
def files(tmp_path: Path) -> dict[str, str]:
    found = {"nouns": NOUNS, "decides": DECIDES}
    for name, text in found.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return {name: str(tmp_path / f"{name}.txt") for name in found}


def test_a_second_take_is_held_against_the_first(files: dict[str, str]) -> None:
    run("demo", "--question", "q02", "--answer", files["nouns"], "--answer", files["nouns"], "--json")
    shown = json.loads(run("redo", "--answer", files["decides"], "--json").stdout)
    one, two = shown["takes"]
    assert len(two["decisions"]) > len(one["decisions"])
    assert one["noun_heavy"]
    assert not two["noun_heavy"]
    rows = {row["name"]: row["better"] for row in shown["comparison"]["rows"]}
    assert rows["Decisions"] == rows["Flag"] == 1


def test_the_same_again_is_no_difference_and_a_follow_up_can_be_redone(files: dict[str, str]) -> None:
    run("demo", "--question", "q02", "--answer", files["decides"], "--answer", files["decides"], "--json")
    shown = run("redo", "--turn", "1", "--answer", files["decides"])
    assert shown.exit_code == 0
    assert "no clear difference" in shown.stdout
    assert "replay" in shown.stdout
    again = run("redo", "--answer", files["decides"])
    assert again.stderr.splitlines()[0] == shown.stderr.splitlines()[0]  # the follow-up is asked, not the question
    rows = json.loads(run("history", "--json").stdout)
    assert [row["kind"] for row in rows].count("follow-up") == 2


def test_a_turn_that_is_not_there(files: dict[str, str]) -> None:
    run("demo", "--question", "q02", "--answer", files["decides"], "--json")
    with pytest.raises(UsageFailure, match="has no turn 7"):
        run("redo", "--turn", "7", "--answer", files["decides"])
