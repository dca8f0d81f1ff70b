"""The whole loop without hardware, through the real voice, Whisper, dialogue and judge."""

from __future__ import annotations

import json
import subprocess
import sys
import wave
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import NO_DEVICES

NOUNS = (
    "I would use BLEU and ROUGE and BERTScore, embedding similarity, exact match, perplexity, an LLM as a judge, "
    "pairwise ranking, red teaming, dashboards and a vector database. There are many metrics and frameworks, like "
    "precision, recall, kappa and latency. It is a comprehensive evaluation platform with observability and tracing."
)
DECIDES = (
    "We block the launch if one customer sees another customer's data. If refunds pass below ninety five percent, I "
    "hold the release, and the support lead signs. I take three hundred tickets from last month, and two people label "
    "each one, because one reader makes mistakes. If the two disagree often, I rewrite the rubric first. Each incident "
    "becomes a test within two days. If complaints rise by five percent after launch, I roll back the same day."
)


def run(*words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "interviewer", *words], input=stdin, capture_output=True, text=True, check=False
    )


def document(done: subprocess.CompletedProcess[str]) -> Any:
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.parametrize("candidate", ["strong", "weak"])
def test_demo_is_a_whole_interview(candidate: str) -> None:
    shown = document(run("demo", "--question", "q02", "--candidate", candidate, "--json"))
    folder = Path(shown["folder"])
    assert (folder / "report.html").is_file()
    assert shown["mind"] == "rules"
    probes = [turn for turn in shown["turns"] if turn["kind"] != "question"]
    assert len(probes) == 2
    assert all(turn["refers_to"] and turn["asked"].count("?") == 1 for turn in probes)
    assert len({turn["asked"] for turn in shown["turns"]}) == len(shown["turns"])
    for turn in shown["turns"]:
        with wave.open(str(folder / f"turn-{turn['turn']:02d}.wav")) as file:
            assert file.getnframes() / file.getframerate() == pytest.approx(turn["duration_s"], abs=0.2)
    spoken = {turn["turn"]: turn["said"] for turn in shown["turns"]}
    for decision in shown["assessment"]["decisions"]:
        assert decision["quote"] in spoken[decision["turn"]]
        assert 0 <= decision["start_s"] < decision["end_s"]


def test_the_strong_candidate_is_judged_above_the_weak_one() -> None:
    levels = {
        candidate: document(run("demo", "--question", "q01", "--candidate", candidate, "--json"))["assessment"][
            "overall"
        ]
        for candidate in ("strong", "middling", "weak")
    }
    assert levels["strong"] >= 4
    assert levels["weak"] <= 2
    assert levels["weak"] < levels["strong"]


def test_answers_of_ones_own_as_sound_and_text(spoken: Callable[[str], Path], tmp_path: Path) -> None:
    (tmp_path / "second.txt").write_text("I would roll back, because the risk is too high.")
    answers = ["--answer", str(spoken(DECIDES)), "--answer", str(tmp_path / "second.txt")]
    shown = document(run("demo", "--question", "q01", *answers, "--json"))
    assert len(shown["turns"]) == 2
    assert "risk is too high" in shown["turns"][1]["said"].lower()


def test_record_once_shows_the_improvement(tmp_path: Path) -> None:
    (tmp_path / "nouns.txt").write_text(NOUNS)
    (tmp_path / "decides.txt").write_text(DECIDES)
    takes = ["--answer", str(tmp_path / "nouns.txt"), "--answer", str(tmp_path / "decides.txt")]
    shown = document(run("record-once", "q01", *takes, "--json"))
    first, second = (take["assessment"] for take in shown["takes"])
    assert first["noun_heavy"]
    assert not second["noun_heavy"]
    assert [row["better"] for row in shown["comparisons"][0]["rows"]] == [1] * 5
    told = run("record-once", "q01", *takes)
    assert "Too many nouns, not enough decisions." in told.stdout
    assert "Take 2 is better: more decisions" in told.stdout


def test_a_recording_of_silence_is_told_apart(tmp_path: Path) -> None:
    silence = tmp_path / "silence.wav"
    with wave.open(str(silence), "wb") as file:
        file.setparams((1, 2, 16000, 0, "NONE", "not compressed"))
        file.writeframes(bytes(2 * 16000 * 5))
    done = run("demo", "--question", "q02", "--answer", str(silence), "--json")
    assert done.returncode == 1
    assert not done.stdout
    assert "holds only silence" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [
        ("demo", "--answer", "nowhere.wav"),
        ("record-once", "q01", "--answer", "nowhere.wav"),
        ("demo", "--question", "q77"),
    ],
    ids=" ".join,
)
def test_what_is_not_there_is_one_line(words: tuple[str, ...]) -> None:
    done = run(*words)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_bare_interviewer_without_sound_says_so_and_runs_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in NO_DEVICES.items():  # another test's virtual card may be there
        monkeypatch.setenv(name, value)
    done = run()
    assert done.returncode == 0, done.stderr
    assert "Running the demo instead" in done.stderr
    assert "report.html" in done.stdout
