"""What next, at the desk: without a question the weakest is asked and the reason said; what was answered counts."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from interviewer.cli import cli
from interviewer.dialogue import persona
from tests.conftest import Spoken

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
