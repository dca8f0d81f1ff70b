"""Every command on every bundled pack, from an answer in a file to its removal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import packs, shelf
from interviewer.cli import cli
from interviewer.practice import drills

ANSWER = (
    "Two years ago in our team we were about to lose a large customer, so I decided first what must never happen: "
    "nobody sees the data of somebody else. I told the lead that we would wait a week, because two of ten tests "
    "failed. If more than one percent fails we go back to the old version, and the team lead signs it. In the end "
    "the customer stayed."
)


def run(*words: str) -> Result:
    done = CliRunner().invoke(cli, list(words), catch_exceptions=False)
    assert done.exit_code == 0, (words, done.output)
    return done


@pytest.mark.parametrize("name", list(shelf.bundled()))
def test_every_command_runs_to_its_end(name: str, tmp_path: Path) -> None:
    pack = packs.load(name)
    question = pack.questions[0].id
    answer = tmp_path / "answer.txt"
    answer.write_text(ANSWER)
    scored = json.loads(run("score", str(answer), "--question", question, "--json").stdout)
    assert scored["decisions"] or scored["facts"]
    assert scored["overall"] is not None or scored["reason"]
    held = json.loads(run("demo", "--question", question, "--answer", str(answer), "--json").stdout)
    assert Path(held["folder"], "report.html").is_file()
    for drill in drills.load(pack).drill[:1]:
        assert json.loads(run("drill", drill.id, "--pack", name, "--answer", str(answer), "--json").stdout)["of"] > 1
    assert json.loads(run("simulate", "--question", question, "--candidate", "decisive", "--json").stdout)
    assert question in run("questions", "--pack", name).stdout
    assert pack.questions[0].title in run("history").stdout
    run("report")
    run("redo", Path(held["folder"]).name, "--answer", str(answer), "--json")
    run("progress", "--pack", name, "--json")
    run("cheatsheet", "--json")
    run("plan", "start", "--pack", name)
    run("plan", "today", "--json")
    run("pack", "check", name)
    run("dispute", Path(held["folder"]).name, pack.checklist[0].id, "yes")
    run("export", Path(held["folder"]).name, "--to", str(tmp_path / "out.zip"))
    run("delete", "--all", "--yes")
