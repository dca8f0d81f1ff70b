import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from interviewer.cli import cli
from interviewer.errors import Failure, UsageFailure
from tests.conftest import Spoken

GOOD = (
    "The worst thing is that it shows a customer somebody else's account. I'd take four hundred real tickets from last "
    "month, split by intent, with disputes oversampled because they are rare. The amounts are compared with the ledger "
    "by a script. Two support leads read each reply until they agree. If one reply leaks data we do not launch. "
    "Refunds and disputes are reported apart, and under ninety five percent they stay with a human. Every "
    "incident becomes a test case. The support lead signs the launch."
)
NOUNS = (
    "There is BLEU, ROUGE, BERTScore, METEOR, exact match, F1, RAGAS, DeepEval and LangSmith. There is LLM as a judge "
    "with G-Eval and Elo ratings. There are toxicity classifiers, PII detectors, guardrails and dashboards. There is "
    "OpenTelemetry and Arize for observability. Latency, throughput and cost per token complete the holistic picture."
)


def score(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli, ["score", *map(str, arguments)])


def document(*arguments: str | Path) -> Any:
    result = score(*arguments, "--json")
    assert result.exception is None, result.exception
    return json.loads(result.stdout)  # one document and nothing else


def written(folder: Path, text: str) -> Path:
    path = folder / "answer.txt"
    path.write_text(text, encoding="utf-8")
    return path


def quotes_of(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [one for item in value for one in quotes_of(item)]
    if isinstance(value, dict):
        inner = [one for item in value.values() for one in quotes_of(item)]
        return [value, *inner] if "quote" in value else inner
    return []


def test_a_text_is_judged_with_verbatim_quotes_and_no_times(tmp_path: Path) -> None:
    found = document(written(tmp_path, GOOD), "--question", "q01")
    assert found["overall"] >= 3
    assert found["decisions"]
    assert not found["noun_heavy"]
    quotes = quotes_of(found)
    assert quotes
    for one in quotes:
        assert one["quote"] in GOOD
        assert one["start_s"] is None
        assert one["end_s"] is None
        assert one["turn"] == 0
    assert found["judge"]["mind"] == "rules"


def test_naming_things_is_not_deciding_things(tmp_path: Path) -> None:
    found = document(written(tmp_path, NOUNS), "--question", "q01")
    assert found["overall"] == 1
    assert found["noun_heavy"]
    assert found["orphans"]
    assert "metric_shopping" in found["patterns"]


@pytest.mark.parametrize("text", ["Metrics.", "I don't know, sorry, I have no idea what you would do there at all."])
def test_nothing_to_judge_is_no_verdict(tmp_path: Path, text: str) -> None:
    found = document(written(tmp_path, text), "--question", "q01")
    assert found["overall"] is None
    assert found["reason"]


def test_a_recording_is_judged_and_every_quote_has_its_place(spoken: Spoken) -> None:
    path = spoken(GOOD)
    found = document(path, "--question", "q01")
    assert found["overall"] is not None
    quotes = quotes_of(found)
    assert quotes
    for one in quotes:
        assert 0 <= one["start_s"] < one["end_s"]
    assert found["delivery"]["words_per_minute"]


def test_the_printed_form_ends_on_the_judge_and_its_agreement(tmp_path: Path) -> None:
    result = score(written(tmp_path, GOOD), "--question", "q01")
    assert result.exit_code == 0
    assert re.search(r"OVERALL \d of 5", result.stdout)
    assert "Rules judge" in result.stdout
    assert "Reading the answer" in result.stderr


@pytest.mark.parametrize(
    ("name", "question", "words"),
    [("answer.txt", "q99", "no question 'q99'"), ("nowhere.txt", "q01", "no file")],
)
def test_what_does_not_exist_is_told(tmp_path: Path, name: str, question: str, words: str) -> None:
    written(tmp_path, GOOD)
    result = score(tmp_path / name, "--question", question)
    assert isinstance(result.exception, UsageFailure)
    assert words in str(result.exception)


@pytest.mark.parametrize("content", [b"", b"RIFF\x00\x00\x00\x00WAVEjunk", b"\xff\xfe\x00\x01binary\x80"])
def test_files_that_are_no_answer(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "answer.wav"
    path.write_bytes(content)
    result = score(path, "--question", "q01")
    assert isinstance(result.exception, Failure)
    assert result.exception.message


def test_an_llm_that_is_not_there_is_said_and_the_rules_read(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    result = score(
        path, "--question", "q01", "--mind", "llm", "--llm", "http://127.0.0.1:9/v1", "--model", "m", "--json"
    )
    assert result.exception is None
    found = json.loads(result.stdout)
    assert found["judge"]["mind"] == "rules"
    assert found["notices"]
    assert found["notices"][0] in result.stderr
