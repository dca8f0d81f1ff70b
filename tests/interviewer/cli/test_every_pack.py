"""Every command on every bundled pack, from an answer in a file to its removal."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import packs, shelf
from interviewer.cli import cli
from interviewer.cli.options import now
from interviewer.config import Paths
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


UNMEASURED = [name for name in shelf.bundled() if not (Path(packs.load(name).folder) / "labels").is_dir()]
LEVEL = re.compile(r"\b[1-5](?:\.\d)? of 5\b(?! parts)|overall [1-5]|\blevel [1-5]\b|likely [1-5]", re.IGNORECASE)


def read(page: Path) -> str:
    """What a person reads on a page."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text)).split())


@pytest.mark.parametrize("name", UNMEASURED)
def test_no_level_is_shown_anywhere_before_the_judge_of_a_pack_was_measured(name: str, tmp_path: Path) -> None:
    pack = packs.load(name)
    question = pack.questions[0].id
    (tmp_path / "good.txt").write_text(ANSWER)
    (tmp_path / "poor.txt").write_text("Well, it depends on the situation. There are many ways.")
    good, poor = (("--answer", str(tmp_path / f"{one}.txt")) for one in ("good", "poor"))
    shown = {
        "score": run("score", good[1], "--question", question).output,
        "demo": run("demo", "--question", question, *good, *poor).output,
        "record-once": run("record-once", question, *poor, *good).output,
        "simulate": run("simulate", "--question", question, "--candidate", "strong").output,
    }
    run("plan", "start", "--pack", name, "--date", str(now().date()))
    shown["evening"] = run("plan", "evening", *good).output
    shown |= {
        "redo": run("redo", *good).output,
        "history": run("history").output,
        "progress": run("progress", "--pack", name).output,
        "cheatsheet": run("cheatsheet").output,
        "dispute": run("dispute", "latest", pack.checklist[0].id, "yes").output,
        "plan": run("plan", "show").output,
    }
    data = Paths.from_env().data
    shown |= {str(page.relative_to(data)): read(page) for page in data.rglob("*.html")}
    assert len(shown) > 14
    assert {place: found[0] for place, text in shown.items() if (found := LEVEL.search(text))} == {}
    assert "not calibrated" in shown["history"]
    assert "not calibrated" in shown["record-once"]
    assert "Decisions a minute" in shown["progress"]


@pytest.mark.parametrize("name", list(shelf.bundled()))
def test_every_pack_has_all_that_a_pack_can_have(name: str) -> None:
    pack = packs.load(name)
    assert len(pack.questions) >= 8
    assert pack.checklist
    assert pack.head.part
    assert pack.head.pattern
    assert pack.head.vocabulary
    assert drills.load(pack).drill
    for one in pack.questions:
        assert len(one.probes) >= 5
        assert one.strong
        assert one.weak
        assert one.vocabulary
