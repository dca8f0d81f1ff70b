"""What is said at the desk around an interview: the first run, the menu's end, a take's verdict."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click
import numpy as np
import pytest
from click.testing import CliRunner, Result

from audio.errors import DeviceGone
from interviewer import config, soundcheck
from interviewer.cli import desk, menu, record_once, wiring
from interviewer.cli.first_run import first_run
from interviewer.model import Assessment, Interview, Judge, Quote
from interviewer.soundcheck import Choice, Heard

LOUD = soundcheck.measured(np.sin(np.arange(32_000, dtype=np.float32)) * np.float32(0.2))
SILENT = soundcheck.measured(np.zeros(32_000, dtype=np.float32))


class Desk:
    """The sound check's functions without sound: what is heard next, and what was played."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.heard: Iterator[Heard] = iter(())
        self.played: list[Heard] = []
        monkeypatch.setattr(soundcheck, "devices", lambda: (["Headset"], ["Headset"]))
        monkeypatch.setattr(soundcheck, "record", lambda microphone: next(self.heard))
        monkeypatch.setattr(soundcheck, "play", lambda heard, loudspeaker: self.played.append(heard))
        monkeypatch.setattr(soundcheck, "choose_model", lambda recogniser: Choice("base", "base keeps up."))

    def first_run(self, heard: list[Heard], typed: str) -> Result:
        self.heard = iter(heard)
        command = click.command()(lambda: first_run(wiring.Desk.from_options()))
        return CliRunner().invoke(command, input=typed, catch_exceptions=False)


@pytest.fixture
def at_desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(monkeypatch)


def test_silence_is_not_played_and_is_not_taken_for_a_voice(at_desk: Desk) -> None:
    done = at_desk.first_run([SILENT, LOUD], "\n\n\n\n\n\n")  # Enter everywhere: the default answers
    assert done.exit_code == 0, done.output
    assert at_desk.played == [LOUD]
    assert done.output.count("This is what I heard:") == 1
    assert "nothing but zeros" in done.output
    assert "loud and clear? [y/N]" in done.output
    assert "loud and clear? [Y/n]" in done.output
    assert config.load(config.Paths.from_env()).asked_first_run


def test_the_question_about_silence_says_what_it_means(at_desk: Desk) -> None:
    done = at_desk.first_run([LOUD], "\n\n\ny\n\n")
    assert "Should silence never end your answer?" in done.output
    assert config.load(config.Paths.from_env()).sound.only_i_end


def taste() -> Interview:
    stretch = Quote("we look at BLEU and ROUGE " * 12, 0, 1.0, 9.0)
    judged = Assessment(
        2, "", Judge("rules", "rules", "1"), noun_heavy=True, worst_stretch=stretch, orphans=("BLEU", "ROUGE")
    )
    return Interview("i1", "llm_evals", "q01", "taste", 120.0, "2026-01-02", state="done", assessment=judged)


def test_a_stretch_that_cannot_be_played_costs_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def gone(*_: object) -> None:
        raise DeviceGone("The loudspeaker is gone.", "Plug it in.")

    monkeypatch.setattr(desk, "play", gone)
    monkeypatch.setenv("COLUMNS", "60")
    record_once._verdict(wiring.Desk.from_options(), taste(), aloud=True, last=True)
    said = capsys.readouterr().out.splitlines()
    at = said.index("Playing it (8 s) ...")
    assert said[at + 1] == "It could not be played: The loudspeaker is gone."
    assert max(map(len, said)) <= 60
    assert any(line.startswith("Next time: ") for line in said)


def test_the_menu_ends_with_the_page_and_the_way_back(capsys: pytest.CaptureFixture[str]) -> None:
    here = wiring.Desk.from_options()
    menu._what_next(here, "i1")
    said = capsys.readouterr().out.splitlines()
    assert Path(said[-2].strip()) == here.store.folder("i1") / "report.html"
    assert said[-1] == "`interviewer` brings this menu again."
