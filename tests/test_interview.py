"""A whole interview on the virtual sound card: our command, a loudspeaker that is heard, a candidate who speaks."""

from __future__ import annotations

import json
import os
import queue
import signal
import subprocess
import sys
import threading
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import jiwer
import pytest

from audio.whisper import Recogniser
from interviewer import packs
from interviewer.store import Store
from tests.virtual_card import VirtualCard

ANSWERS = (
    "First I would split the conversations by topic, because an average can hide a severe drop in refunds. "
    "If refunds fell by more than five percent, I would roll back the prompt today. The support lead decides.",
    "I would not trust the judge there. Two reviewers read fifty conversations from each group. If they agree with "
    "each other and not with the judge, I rewrite the rubric and test the judge again. That is my answer.",
    "We block the launch if one customer sees the data of another customer, and the legal team signs the release. "
    "That is my answer.",
)
PATIENCE_S = 120.0
PLAIN = jiwer.Compose([
    jiwer.ToLowerCase(), jiwer.RemovePunctuation(), jiwer.RemoveMultipleSpaces(), jiwer.Strip(),
    jiwer.ReduceToListOfListOfWords(),
])  # fmt: skip


class Desk:
    """`interviewer practice --plain` as a process; `lines` are what it prints, as they come."""

    def __init__(self, card: VirtualCard, *arguments: str) -> None:
        self.printed: list[str] = []
        self.process = subprocess.Popen(
            [sys.executable, "-m", "interviewer", *arguments],
            env={**os.environ, **card.env},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        self._lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def next_of(self, *beginnings: str) -> str:
        """The next line that begins with one of these; what is printed before it is passed over."""
        patient_until_s = time.monotonic() + PATIENCE_S
        while time.monotonic() < patient_until_s:
            line = self._lines.get(timeout=PATIENCE_S)
            if line is None:
                break
            if line.startswith(beginnings):
                return line
        raise AssertionError(f"none of {beginnings} came:\n" + "\n".join(self.printed) + self.errors())

    def press_enter(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def errors(self) -> str:
        if self.process.poll() is None:
            self.process.kill()
        assert self.process.stderr is not None
        return self.process.stderr.read()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.printed.append(line.rstrip("\n"))
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)


@contextmanager
def sat_down(card: VirtualCard, *arguments: str) -> Iterator[Desk]:
    desk = Desk(card, *arguments)
    try:
        yield desk
    finally:
        if desk.process.poll() is None:
            desk.process.kill()
        desk.process.wait()


def said(interview_turn_words: object) -> str:
    return " ".join(word.text for word in interview_turn_words).lower()  # type: ignore[attr-defined]


@pytest.mark.timeout(600)
def test_a_whole_interview_on_real_sound(card: VirtualCard, spoken: Callable[[str], Path], home: Path) -> None:
    recordings = [spoken(answer) for answer in ANSWERS]
    with sat_down(card, "practice", "q02", "--plain", "--no-rating") as desk:
        with card.record_speaker() as heard:
            asked = desk.next_of("Interviewer: ").removeprefix("Interviewer: ")
            desk.next_of("Recording")
        probes = []
        for recording in recordings:
            card.say(recording)
            if recording is recordings[0]:
                desk.press_enter()  # the others end with their spoken closing
            line = desk.next_of("Interviewer: ")
            probes.append(line)
            if "Recording" not in desk.next_of("Recording", "Reading"):
                break
        assert desk.process.wait(timeout=PATIENCE_S) == 0, desk.errors()

    question = packs.load().question("q02").prompt
    assert asked == question
    words = Recogniser(cache=home / "cache").transcribe_all(heard.samples)
    errors = jiwer.wer(question, said(words), reference_transform=PLAIN, hypothesis_transform=PLAIN)
    assert errors <= 0.20, f"{errors:.0%}: {said(words)}"

    store = Store(home / "data")
    interview = store.open(store.find())
    assert interview.state == "done"
    assert len([turn for turn in interview.turns if turn.probe is not None]) >= 2
    assert [turn.closed_by for turn in interview.turns] == ["key", "closing", "closing"], "\n".join(desk.printed)
    assert "decides" in said(interview.turns[0].words[-3:])
    assert "answer" in said(interview.turns[1].words[-2:])
    assert interview.assessment is not None
    quotes = [decision.quote for decision in interview.assessment.decisions]
    assert any("prompt today" in quote for quote in quotes), quotes
    folder = store.folder(interview.id)
    assert (folder / "report.html").is_file()

    with card.record_speaker() as played:
        replayed = subprocess.run(
            [sys.executable, "-m", "interviewer", "replay", "--plain", "--turn", "0"],
            env={**os.environ, **card.env},
            capture_output=True,
            text=True,
            check=False,
        )
    assert replayed.returncode == 0, replayed.stderr
    assert "prompt today" in said(Recogniser(cache=home / "cache").transcribe_all(played.samples))


@pytest.mark.timeout(300)
def test_kill_in_mid_answer_loses_at_most_the_last_second(
    card: VirtualCard, spoken: Callable[[str], Path], home: Path
) -> None:
    recording = spoken(ANSWERS[0])
    with sat_down(card, "practice", "q02", "--plain", "--no-rating") as desk:
        desk.next_of("Recording")
        player = card.say(recording, wait=False)
        began_s = time.monotonic()
        desk.next_of("  ")  # the first committed words
        desk.process.send_signal(signal.SIGKILL)
        spoken_s = time.monotonic() - began_s
        desk.process.wait()
        player.kill()
        player.wait()
    store = Store(home / "data")
    interview_id = store.find()
    with wave.open(str(store.folder(interview_id) / "turn-00.wav")) as file:
        assert file.getnframes() / file.getframerate() >= spoken_s - 1.0
        assert len(file.readframes(file.getnframes())) == 2 * file.getnframes()
    assert "i would split the conversations" in said(store.open(interview_id).turns[0].words)
    state = json.loads((store.folder(interview_id) / "interview.json").read_text())
    assert state["state"] == "running"

    with sat_down(card, "resume", "--plain") as desk:
        desk.next_of("Recording")
        card.say(spoken("The support lead decides, and that is final. That is my answer."))
        desk.next_of("Interviewer: ")
    words = said(store.open(interview_id).turns[0].words)
    assert "i would split" in words[:24], words
    assert "final" in words
