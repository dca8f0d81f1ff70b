"""The real voice of this machine in its real process; workers of our own only for faults."""

from __future__ import annotations

import struct
import threading
import wave
from pathlib import Path

import numpy as np
import pytest

from audio import piper, speech
from audio.errors import SpeechError
from audio.frames import Samples
from audio.speech import VOICES, Voice, WorkerVoice, best_voice, read_speech

ANSWERS = """
import sys, wave, json, os
print('{"ok": true}', flush=True)
for line in sys.stdin:
    order = json.loads(line)
"""
SPEAKS = """
    with wave.open(order["path"], "wb") as file:
        file.setparams((1, 2, 8000, 0, "NONE", ""))
        file.writeframes(b"\\0\\1" * len(order["text"]))
    print('{"ok": true}', flush=True)
"""


def worker(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str) -> WorkerVoice:
    """A voice whose process runs `code`."""
    (tmp_path / "fake_worker.py").write_text(code)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    return WorkerVoice("fake", "fake_worker", "Try another.")


def test_the_system_speaks() -> None:
    with VOICES["pyttsx3"]("", 1.0) as voice:
        samples, rate_hz = voice.synthesise("How would you know that it works?")
        again, _ = voice.synthesise("How would you know that it works?")
        longer, _ = voice.synthesise("How would you know that it works, and who decides whether it is good enough?")
    assert samples.dtype == np.float32
    assert samples.ndim == 1
    assert 1.0 < len(samples) / rate_hz < 4.0
    assert 0.1 < float(np.abs(samples).max()) <= 1.0
    assert len(again) == pytest.approx(len(samples), rel=0.05)
    assert len(longer) > 1.5 * len(samples)


def test_every_sentence_of_every_process_is_whole_and_at_one_pace() -> None:
    lengths = []
    for _ in range(5):
        with VOICES["pyttsx3"]("", 1.0) as voice:
            lengths += [len(voice.synthesise("We roll back if refunds fail.")[0]) for _ in range(20)]
    assert max(lengths) < 1.02 * min(lengths)


def test_slower_is_longer() -> None:
    with VOICES["pyttsx3"]("", 1.0) as voice, VOICES["pyttsx3"]("", 0.7) as slow:
        text = "How would you know that it works?"
        assert len(slow.synthesise(text)[0]) > 1.2 * len(voice.synthesise(text)[0])


def test_nothing_to_say_is_no_sound() -> None:
    with VOICES["pyttsx3"]("", 1.0) as voice:
        assert len(voice.synthesise(" \n ")[0]) == 0
        assert len(voice.synthesise("...")[0]) == 0


def test_an_unknown_voice_of_the_engine_is_an_error() -> None:
    with best_voice("pyttsx3:martian") as voice, pytest.raises(SpeechError, match="martian"):
        voice.synthesise("Hello.")


def test_names() -> None:
    with pytest.raises(SpeechError, match=r"no voice 'parrot'.*pyttsx3"):
        best_voice("parrot")
    expected = "piper" if piper.installed() else "pyttsx3"
    with best_voice() as voice:
        assert voice.name == expected


def test_other_bytes_of_the_piper_voice_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "joe.onnx"
    path.write_bytes(b"other bytes")
    with pytest.raises(ValueError, match="not the published file"):
        piper.check(path)


def test_a_worker_that_dies_is_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    once = tmp_path / "once"
    code = f"{ANSWERS}    if not os.path.exists({str(once)!r}): open({str(once)!r}, 'w'); sys.exit(1)\n{SPEAKS}"
    with worker(monkeypatch, tmp_path, code) as voice:
        assert len(voice.synthesise("four")[0]) == 4
    assert once.exists()


def test_a_worker_that_hangs_is_killed_and_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(speech, "FIRST_S", 2.0)
    once = tmp_path / "once"
    hang = f"    if not os.path.exists({str(once)!r}): open({str(once)!r}, 'w'); sys.stdin.read()\n"
    with worker(monkeypatch, tmp_path, ANSWERS + hang + SPEAKS) as voice:
        assert len(voice.synthesise("four")[0]) == 4
    assert once.exists()


def test_one_that_never_works_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with worker(monkeypatch, tmp_path, "raise OSError('no such engine')") as voice, pytest.raises(SpeechError) as told:
        voice.synthesise("four")
    assert "no such engine" in str(told.value)
    assert "Try another." in str(told.value)
    assert "\n" not in str(told.value)


def test_silence_where_words_were_asked_for_is_an_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = ANSWERS + SPEAKS.replace('len(order["text"])', "0")
    with worker(monkeypatch, tmp_path, code) as voice, pytest.raises(SpeechError, match="made no sound"):
        voice.synthesise("four")


def test_one_that_cannot_start_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    code = 'print(\'{"ok": false, "error": "espeak-ng is not installed"}\', flush=True)'
    with worker(monkeypatch, tmp_path, code) as voice, pytest.raises(SpeechError, match=r"espeak-ng.*Try another"):
        voice.synthesise("four")


def test_close_ends_a_synthesis_that_hangs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    code = f"{ANSWERS}    os.mkfifo({str(begun)!r}); open({str(begun)!r})\n"
    voice = worker(monkeypatch, tmp_path, code)
    failures: list[SpeechError] = []

    def speak() -> None:
        try:
            voice.synthesise("four")
        except SpeechError as error:
            failures.append(error)

    thread = threading.Thread(target=speak)
    thread.start()
    waiting = threading.Event()
    while not begun.exists() and thread.is_alive():
        waiting.wait(0.01)
    voice.close()
    thread.join(10)
    assert not thread.is_alive()
    assert failures
    with pytest.raises(SpeechError, match="closed"):
        voice.synthesise("four")


def aiff(samples: Samples, rate_hz: int) -> bytes:
    """16-bit mono AIFF, the way macOS writes it; its rate is an 80-bit float."""
    exponent = rate_hz.bit_length() - 1
    rate = struct.pack(">HQ", 16383 + exponent, rate_hz << (63 - exponent))
    common = b"COMM" + struct.pack(">IhIh", 18, 1, len(samples), 16) + rate
    data = (samples * 32767).astype(">i2").tobytes()
    sound = b"SSND" + struct.pack(">III", 8 + len(data), 0, 0) + data
    return b"FORM" + struct.pack(">I", 4 + len(common) + len(sound)) + b"AIFF" + common + sound


@pytest.mark.parametrize("rate_hz", [16_000, 22_050, 44_100])
def test_aiff_under_the_name_of_wav_is_read_by_its_content(tmp_path: Path, rate_hz: int) -> None:
    samples = np.linspace(-0.5, 0.5, 5000, dtype=np.float32)
    path = tmp_path / "speech.wav"
    path.write_bytes(aiff(samples, rate_hz))
    got, rate = read_speech(path)
    assert rate == rate_hz
    np.testing.assert_allclose(got, samples, atol=1e-4)


def test_an_empty_recording_is_no_sound_and_garbage_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "speech.wav"
    with wave.open(str(path), "wb") as file:
        file.setparams((1, 2, 22_050, 0, "NONE", ""))
    assert len(read_speech(path)[0]) == 0
    path.write_bytes(b"no sound at all")
    with pytest.raises(SpeechError, match="no sound"):
        read_speech(path)


def test_every_voice_in_the_table_is_one() -> None:
    def is_one(voice: Voice) -> str:
        return voice.name

    with VOICES["pyttsx3"]("", 1.0) as voice:
        assert is_one(voice) == "pyttsx3"
    assert set(VOICES) == {"pyttsx3", "piper"}
