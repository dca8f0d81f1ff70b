from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from interviewer.cli.simulate import command
from interviewer.errors import UsageFailure
from tests.interviewer.judging.fake_llm import FakeLLM, serving


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("INTERVIEWER_HOME", str(tmp_path))


def run(*arguments: str) -> str:
    result = CliRunner().invoke(command, list(arguments), catch_exceptions=False)
    assert result.exit_code == 0
    return result.stdout


def test_it_prints_one_json_document() -> None:
    (entry,) = json.loads(run("--candidate", "caver", "--question", "q01", "--json"))
    assert entry["candidate"] == "caver"
    assert entry["closed_s"] < entry["box_s"]
    kinds = [turn["kind"] for turn in entry["turns"]]
    assert kinds[0] == "question"
    assert "bogus_challenge" in kinds
    assert {"stance": "caved", "sound": False} in [
        {"stance": stance["stance"], "sound": stance["sound"]} for stance in entry["stances"]
    ]
    assert all(turn["refutation"] for turn in entry["turns"] if turn["kind"] == "bogus_challenge")


def test_it_shows_the_talk_and_nothing_is_kept(tmp_path: Path) -> None:
    text = run("--candidate", "noun_salad", "--question", "q01")
    assert "Interviewer:" in text
    assert "so_what" in text
    assert list(tmp_path.iterdir()) == []


def test_another_seed_asks_other_things() -> None:
    one, other = (json.loads(run("--json", "--seed", seed))[0]["turns"] for seed in ("1", "2"))
    assert [turn["asked"] for turn in one] != [turn["asked"] for turn in other]


def test_an_unknown_candidate_is_wrong_usage() -> None:
    with pytest.raises(UsageFailure, match="nobody"):
        run("--candidate", "nobody")


def test_a_persona_says_it_in_its_own_way() -> None:
    words = ("--candidate", "middling", "--question", "q01", "--json")
    shown = [json.loads(run(*words, "--persona", who))[0] for who in ("neutral", "sceptical")]
    assert shown[0]["turns"][0] == shown[1]["turns"][0]
    assert [turn["asked"] for turn in shown[0]["turns"]] != [turn["asked"] for turn in shown[1]["turns"]]


def test_what_the_llm_was_asked_is_told_for_the_follow_ups_and_for_the_judging() -> None:
    with serving(FakeLLM(["no JSON at all"], usage={"prompt_tokens": 1000, "completion_tokens": 10})) as fake:
        arguments = ["--candidate", "decisive", "--question", "q02", "--llm", fake.url, "--model", "fake"]
        result = CliRunner().invoke(command, arguments, catch_exceptions=False)
    assert result.exit_code == 0
    lines = result.stderr.splitlines()
    assert [line for line in lines if line.startswith("For the follow-ups the LLM was asked")]
    assert [
        line
        for line in lines
        if re.fullmatch(r"For the judging the LLM was asked .*: [\d,]+ tokens in, .* out\.", line)
    ]
    assert [line for line in lines if "The rules judge read this answer instead." in line]
