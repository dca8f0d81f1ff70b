from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio.spool import Spool


def transcribe(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "interviewer", "transcribe", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_one_json_document_and_nothing_else(spoken: Callable[[str], Path]) -> None:
    done = transcribe(spoken("We block the launch if one customer sees the data of another customer."), "--json")
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found) == {"text", "duration_s", "words", "segments"}
    assert "block the launch" in found["text"].lower()
    assert [w["text"] for w in found["words"]] == found["text"].split()
    times = [t for word in found["words"] for t in (word["start_s"], word["end_s"])]
    assert times == sorted(times)
    assert times[-1] <= found["duration_s"] + 0.1
    assert all(word["turn"] == 0 and 0.0 <= word["probability"] <= 1.0 for word in found["words"])
    assert " ".join(segment["text"] for segment in found["segments"]) == found["text"]
    assert "Transcribing" in done.stderr


def test_lines_for_people(spoken: Callable[[str], Path]) -> None:
    done = transcribe(spoken("No, that is my answer."))
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(" 0:0")
    assert "answer" in done.stdout


@pytest.mark.parametrize("kind", ["missing", "empty", "text", "silence", "noise"])
def test_a_bad_file_is_one_line_and_exit_1(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "answer.wav"
    if kind == "empty":
        path.touch()
    elif kind == "text":
        path.write_text("I would measure the refund rate.")
    elif kind in ("silence", "noise"):
        level = 0.0 if kind == "silence" else 0.02
        with Spool(path) as spool:
            spool.write((level * np.random.default_rng(0).standard_normal(80_000)).astype(np.float32))
    done = transcribe(path, "--json")
    assert done.returncode == 1
    assert done.stdout == ""
    last = done.stderr.strip().splitlines()[-1]
    assert str(path) in last
    assert "Traceback" not in done.stderr


def test_an_unknown_model_is_one_line_and_exit_1(spoken: Callable[[str], Path]) -> None:
    done = transcribe(spoken("No, that is my answer."), "--whisper", "nosuch")
    assert done.returncode == 1
    assert "nosuch" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("options", "told"), [(("--compute-type", "int3"), "int3"), (("--whisper", "/no/such/folder"), "/no/such/folder")]
)
def test_a_recogniser_that_cannot_be_had_is_one_line(
    spoken: Callable[[str], Path], options: tuple[str, str], told: str
) -> None:
    done = transcribe(spoken("Ship it."), *options)
    assert done.returncode == 1
    assert told in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
