"""`interviewer drill`, from the file-fed microphone to what is kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import packs
from interviewer.cli import cli
from interviewer.config import Paths
from interviewer.errors import UsageFailure
from interviewer.practice import drills
from interviewer.store import Store

GOOD = (
    "A hundred of the three hundred I draw at random, to know the true rates. A hundred and fifty go to severe cases. "
    "Fifty stay locked away until the end. Two pharmacists label every severe case."
)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def test_a_spoken_answer_is_checked_kept_and_shown(spoken: Callable[[str], Path]) -> None:
    shown = json.loads(run("drill", "sampling", "--answer", str(spoken(GOOD)), "--json", "--seed", "1").stdout)
    assert shown["drill"] == "sampling"
    done = {item["id"]: item for item in shown["items"]}
    assert done["frequency"]["done"]
    assert done["severity"]["done"]
    assert shown["found"] >= 4
    assert all(quote["end_s"] > quote["start_s"] for item in done.values() for quote in item["evidence"])
    kept = Store(Paths.from_env().data).open(Path(shown["folder"]).name)
    assert (kept.kind, kept.question, kept.state) == ("drill", "sampling", "done")
    assert kept.drill is not None
    assert kept.drill.prompt == shown["prompt"]
    assert "Ten thousand logs" in run("history").stdout
    assert Path(run("report").stdout.strip()).is_file()


@pytest.mark.parametrize("name", [drill.id for drill in drills.load(packs.load()).drill])
def test_every_drill_runs_to_its_end(name: str, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text("Well, it depends. One should think about it.")
    done = run("drill", name, "--answer", str(tmp_path / "answer.txt"))
    assert done.exit_code == 0
    assert "Next:" in done.stdout


def test_drills_are_listed_and_an_unknown_one_is_named() -> None:
    assert "disagreement" in run("drill").stdout
    assert json.loads(run("drill", "--json").stdout)[0]["id"] == "product"
    with pytest.raises(UsageFailure, match="no drill 'juggling'"):
        run("drill", "juggling")
