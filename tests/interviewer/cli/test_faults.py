"""What goes wrong outside: one line, an exit code, nothing lost and nothing left over."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from audio.errors import AudioFileError, WeightsError
from interviewer.cli import cli, desk, holding, wiring
from interviewer.cli.answers import MOST_CHARACTERS
from interviewer.config import Paths
from interviewer.errors import Failure, StoreError, UsageFailure
from interviewer.store import Store
from tests.interviewer.test_store import interview


def run(*words: str | Path) -> None:
    CliRunner().invoke(cli, [str(word) for word in words], catch_exceptions=False)


COMMANDS = [("score", "--question", "q01"), ("demo", "--question", "q01", "--answer")]


@pytest.mark.parametrize("command", COMMANDS, ids=["score", "demo"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "no words"),
        (b" \n ... ", "no words"),
        ("Ça va mal.".encode("latin-1"), "not a text in UTF-8"),
        (b"I block the launch. " * (MOST_CHARACTERS // 20 + 1), "at most"),
    ],
    ids=["empty", "blank", "latin-1", "long"],
)
def test_a_text_that_is_no_answer_is_one_line(
    command: tuple[str, ...], content: bytes, said: str, tmp_path: Path
) -> None:
    path = tmp_path / "answer.txt"
    path.write_bytes(content)
    with pytest.raises(Failure, match=said) as refused:
        run(*command, path)
    assert refused.value.next_step
    assert Store(Paths.from_env().data).ids() == []


def test_noise_is_not_scored(tmp_path: Path) -> None:
    import wave

    path = tmp_path / "noise.wav"
    noise = np.random.default_rng(1).normal(0, 0.02 * 32767, 48000).astype("<i2")
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16000)
        file.writeframes(noise.tobytes())
    with pytest.raises(AudioFileError, match="no speech was found"):
        run("score", "--question", "q01", path)


@pytest.mark.parametrize("end", [AudioFileError("gone"), KeyboardInterrupt()], ids=["failure", "ctrl-c"])
def test_a_rehearsal_that_failed_at_once_leaves_no_interview(
    end: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise end

    here = wiring.Desk.from_options()
    question = here.pack.question("q01")
    monkeypatch.setattr(holding, "warm_up", fail)
    with pytest.raises(type(end)):
        desk.rehearse(here, wiring.new_interview(here, question, "demo"), question)
    assert here.store.ids() == []


def test_weights_that_are_missing_are_not_told_by_the_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    class Broken:
        def load(self) -> None:
            raise WeightsError("none")

    seen: list[object] = []
    monkeypatch.setattr("threading.excepthook", seen.append)
    holding.warm_up(Broken()).join()  # type: ignore[arg-type]
    assert seen == []


def test_an_export_is_private_and_takes_nobodys_place(tmp_path: Path) -> None:
    store = Store(Paths.from_env().data)
    store.create(interview())
    target = tmp_path / "one.zip"
    run("export", "--to", target)
    assert target.stat().st_mode & 0o077 == 0
    before = target.read_bytes()
    with pytest.raises(StoreError, match="exists already"):
        run("export", "--to", target)
    assert target.read_bytes() == before


def test_a_missing_answer_is_wrong_usage() -> None:
    with pytest.raises(UsageFailure, match="no file"):
        run("demo", "--answer", "nowhere.txt")


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_behind_the_output_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "interviewer", "history"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "No space left" in done.stderr


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_stops_as_ctrl_c_does(name: str) -> None:
    code = f"""
import os, signal, threading
signal.signal(signal.{name}, signal.SIG_DFL)  # whoever runs the tests may have it ignored, as nohup does
from interviewer import cli
def work(**_):
    os.kill(os.getpid(), signal.{name})
    threading.Event().wait(20)
cli.cli.main = work
cli.main()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (130, "Stopped. Everything recorded so far is kept.")


def test_what_was_only_begun_says_how_to_carry_on() -> None:
    store = Store(Paths.from_env().data)
    one = replace(interview(), turns=())
    store.create(one)
    store.unlock(one.id)
    for words in (("redo",), ("correct", "--word", "x", "--heard", "y")):
        with pytest.raises(UsageFailure, match="Nothing was said in") as refused:
            run(*words)
        assert "interviewer resume" in refused.value.next_step


def test_a_sheet_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageFailure, match="There is no folder"):
        run("cheatsheet", "--to", tmp_path / "nowhere" / "sheet.html")


@pytest.mark.parametrize("words", ["history --limit 0", "questions --kind riddle", "plan juggle", "plan"])
def test_wrong_usage_ends_with_two(words: str) -> None:
    done = CliRunner().invoke(cli, words.split())
    assert done.exit_code == 2 or (isinstance(done.exception, UsageFailure) and done.exception.exit_code == 2)
