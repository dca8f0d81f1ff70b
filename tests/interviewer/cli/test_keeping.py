"""questions, history, export and delete: what is kept, and what becomes of it."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli, thinking, wiring
from interviewer.config import Paths
from interviewer.errors import StoreError, UsageFailure
from interviewer.model import Assessment, Interview, Judge, Probe, Turn
from interviewer.store import Store

ONE = "2026-01-02-030405-q01-ab12"


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


@pytest.fixture
def store() -> Store:
    kept = Store(Paths.from_env().data)
    judge = Judge("rules", "rules", "1")
    kept.create(
        Interview(
            ONE, "llm_evals", "q01", "practice", 1200.0, "2026-01-02T03:04:05", state="done",
            turns=(Turn(0, closed_by="key"),), assessment=Assessment(3, "", judge),
        )
    )  # fmt: skip
    kept.unlock(ONE)
    return kept


def test_questions_as_json_are_the_evals_questions_in_order_first() -> None:
    listed = json.loads(run("questions", "--json").stdout)
    assert [question["id"] for question in listed][:19] == [f"q{number:02d}" for number in range(1, 20)]
    assert set(listed[0]) == {"id", "pack", "kind", "minutes", "prompt"}
    assert {(one["kind"], one["minutes"]) for one in listed if one["pack"] == "llm_evals"} == {
        ("design", 20.0),
        ("judgement", 8.0),
    }


def test_one_question_says_what_can_be_asked_about() -> None:
    shown = run("questions", "q01").stdout
    assert "You may ask the interviewer about: users" in shown
    assert "q02" not in shown


def test_an_unknown_question_is_one_line(store: Store) -> None:
    with pytest.raises(UsageFailure, match="no question 'q99'"):
        run("questions", "q99")


def test_sample_answers_come_after_the_own_take(store: Store) -> None:
    assert "X1:" in run("questions", "q01", "--sample", "strong").stdout
    with pytest.raises(UsageFailure, match="after your own take"):
        run("questions", "q02", "--sample", "strong")
    with pytest.raises(UsageFailure, match="Whose sample"):
        run("questions", "--sample", "weak")


def test_history_names_the_verdict_and_how_to_carry_on(store: Store) -> None:
    store.create(Interview("2026-02-02-030405-q03-cd34", "llm_evals", "q03", "practice", 60.0, "2026-02-02"))
    newest, older = run("history").stdout.splitlines()
    assert "resume 2026-02-02" in newest
    assert "3 of 5" in older
    assert "Billing support agent" in older
    listed = json.loads(run("history", "--json").stdout)
    assert [row["overall"] for row in listed] == [None, 3]
    assert listed[1]["id"] == ONE


def test_history_of_a_pack_that_is_gone_keeps_its_questions_id(store: Store) -> None:
    store.create(Interview("2026-03-02-030405-x9-cd34", "nowhere", "x9", "taste", 60.0, "2026-03-02", state="done"))
    assert run("history").stdout.splitlines()[0].split() == [
        "2026-03-02-030405-x9-cd34",
        "no",
        "verdict",
        "taste",
        "x9",
    ]


def test_history_of_nothing_is_friendly() -> None:
    assert "practice" in run("history").stdout
    assert json.loads(run("history", "--json").stdout) == []


def test_export_holds_everything_but_the_lock(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "one.zip"
    assert run("export", ONE, "--to", str(target)).exit_code == 0
    assert zipfile.ZipFile(target).namelist() == [f"{ONE}/interview.json"]


def test_delete_asks_first_and_then_leaves_nothing(store: Store) -> None:
    assert CliRunner().invoke(cli, ["delete", ONE], input="n\n").exit_code != 0
    assert store.folder(ONE).is_dir()
    assert run("delete", ONE, "--yes").exit_code == 0
    assert not store.folder(ONE).exists()


def test_pages_that_quote_interviews_go_with_any_of_them_and_the_plan_with_all(store: Store, tmp_path: Path) -> None:
    data = Paths.from_env().data
    (tmp_path / "risks.txt").write_text("Support\n1: it promises money\n")
    run("plan", "start")
    run("plan", "write", "risks", "--answer", str(tmp_path / "risks.txt"))
    for command in ("cheatsheet", "progress"):
        run(command)
    run("delete", ONE, "--yes")
    assert sorted(path.name for path in data.iterdir()) == ["interviews", "plan.json", "written"]
    run("delete", "--all", "--yes")
    assert [path.name for path in data.iterdir()] == ["interviews"]


def test_history_names_what_it_cannot_read(store: Store) -> None:
    (store.folder(ONE) / "interview.json").write_text("{")
    shown = run("history")
    assert "cannot be read" in shown.stderr
    assert ONE in shown.stderr


def test_an_interview_in_use_is_not_deleted(store: Store) -> None:
    store.lock(ONE)
    with pytest.raises(StoreError, match="Another interviewer"):
        run("delete", "--all", "--yes")
    assert store.open(ONE).id == ONE


def test_an_earlier_interview_that_cannot_be_opened_blocks_no_later_one(store: Store) -> None:
    path = store.folder(ONE) / "interview.json"
    path.write_text(path.read_text().replace("1200.0", "null"))
    assert [row.id for row in store.rows()] == [ONE]
    assert thinking.asked_before(wiring.Desk.from_options(), "q01") == frozenset()


@pytest.mark.parametrize("command", ["practice", "record-once"])
def test_minutes_are_a_number(command: str) -> None:
    refused = run(command, "q01", "--minutes", "nan")
    assert refused.exit_code == 2
    assert "not a number of minutes" in refused.stderr


def test_follow_ups_of_earlier_interviews_count_for_the_same_question_of_the_same_pack(store: Store) -> None:
    def keep(name: str, pack: str, question: str, key: str) -> None:
        probe = Probe("threshold", "At which number?", "refunds", "", key)
        turns = (Turn(0), Turn(1, probe=probe))
        store.create(Interview(name, pack, question, "practice", 60.0, "2026-01-03", state="done", turns=turns))

    keep("2026-01-03-1", "llm_evals", "q01", "ours")
    keep("2026-01-03-2", "elsewhere", "q01", "of another pack")
    keep("2026-01-03-3", "llm_evals", "q02", "of another question")
    assert thinking.asked_before(wiring.Desk.from_options(), "q01") == {"ours"}
