"""What next, at the desk: without a question the weakest is asked and the reason said; what was answered counts."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli, holding, wiring
from interviewer.config import Paths
from interviewer.dialogue import persona
from interviewer.store import Store
from tests.conftest import Spoken
from tests.interviewer.cli.test_demo import DECIDES, NOUNS

ANSWER = (
    "I would not ship it yet. First I split the conversations by topic and read fifty of each, because the judge may "
    "reward longer answers. If one topic is worse than before by more than three points, we roll that part back, and "
    "the support lead decides by Friday."
)
REPLY = "Then I hold on, because customers are the reality check, and the judge is calibrated again before it counts."


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), catch_exceptions=False)


def test_an_own_answer_counts_and_the_next_question_is_another(home: Path, spoken: Spoken) -> None:
    answers = ("--answer", str(spoken(ANSWER)), "--answer", str(spoken(REPLY)))
    held = json.loads(run("demo", "--question", "q02", *answers, "--persona", "warm", "--json").stdout)
    kept = json.loads((Path(held["folder"]) / "interview.json").read_text())
    assert (kept["kind"], kept["persona"]) == ("from-file", "warm")
    assert kept["turns"][1]["probe"]["lead"] in ("", *persona.named("warm").leads)
    assert held["turns"][1]["asked"].endswith(kept["turns"][1]["probe"]["text"])
    followed = json.loads(run("progress", "--json").stdout)
    assert [one["question"] for one in followed["sessions"]] == ["q02"]
    done = run("record-once", "--answer", str(spoken(ANSWER)), "--json")
    assert "weakest" in done.stderr
    assert not done.stderr.startswith("q02")
    assert len(json.loads(done.stdout)["takes"]) == 1


def test_a_simulated_candidate_counts_for_nothing(home: Path) -> None:
    run("demo", "--question", "q02", "--candidate", "weak", "--json")
    assert json.loads(run("progress", "--json").stdout)["sessions"] == []


def test_three_takes_are_each_held_against_the_one_before(tmp_path: Path) -> None:
    (tmp_path / "nouns.txt").write_text(NOUNS)
    (tmp_path / "decides.txt").write_text(DECIDES)
    given = [("--answer", str(tmp_path / f"{name}.txt")) for name in ("nouns", "decides", "decides")]
    answers = [word for one in given for word in one]
    shown = json.loads(run("record-once", "q01", "--takes", "3", *answers, "--json").stdout)
    assert len(shown["takes"]) == 3
    better = [[row["better"] for row in one["rows"]] for one in shown["comparisons"]]
    assert better[0] == [1] * 5
    assert set(better[1]) == {0}


@pytest.mark.parametrize("who", ["neutral", "warm", "terse", "sceptical"])
def test_every_persona_holds_an_interview_to_its_end_and_none_changes_the_scoring(who: str, tmp_path: Path) -> None:
    (tmp_path / "answer.txt").write_text(ANSWER)
    (tmp_path / "reply.txt").write_text(REPLY)
    answers = ("--answer", str(tmp_path / "answer.txt"), "--answer", str(tmp_path / "reply.txt"))
    shown = json.loads(run("demo", "--question", "q02", *answers, "--persona", who, "--json").stdout)
    kept = Store(Paths.from_env().data).open(Path(shown["folder"]).name)
    assert (kept.state, kept.persona, len(kept.turns)) == ("done", who, 2)
    desk = wiring.Desk.from_options(kept.pack)
    question = desk.pack.question(kept.question)
    one, other = (holding.judge(desk, replace(kept, persona=name), question) for name in (who, "neutral"))
    assert one == other
