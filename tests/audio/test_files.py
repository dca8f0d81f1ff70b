from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from audio import files
from audio.errors import AudioFileError
from audio.spool import Spool
from tests.audio.doubles import tone


def test_any_rate_comes_as_16_khz_mono(spoken: Callable[[str], Path]) -> None:
    sound = files.read(spoken("One, two, three."))
    assert sound.dtype == np.float32
    assert sound.ndim == 1
    assert 1.0 < len(sound) / 16_000 < 4.0


def test_a_recording_of_ours(tmp_path: Path) -> None:
    with Spool(tmp_path / "a.wav") as spool:
        spool.write(tone(1.0))
    np.testing.assert_allclose(files.read(tmp_path / "a.wav"), tone(1.0), atol=1e-4)


def bad_file(tmp_path: Path, kind: str) -> Path:
    path = tmp_path / f"{kind}.wav"
    if kind == "empty":
        path.write_bytes(b"")
    elif kind == "text":
        path.write_text("I would measure the refund rate.")
    elif kind == "torn":
        path.write_bytes(b"RIFF\x24\0\0\0WAVEfmt ")
    elif kind == "folder":
        path.mkdir()
    elif kind == "no sound":
        Spool(path).close()
    elif kind == "silent":
        with Spool(path) as spool:
            spool.write(np.zeros(16_000, dtype=np.float32))
    return path


@pytest.mark.parametrize("kind", ["missing", "empty", "text", "torn", "folder", "no sound", "silent"])
def test_a_bad_file_is_one_line_that_names_it(tmp_path: Path, kind: str) -> None:
    path = bad_file(tmp_path, kind)
    with pytest.raises(AudioFileError) as caught:
        files.read(path)
    assert str(path) in caught.value.message
    assert "\n" not in str(caught.value)
    assert caught.value.next_step


def test_sound_and_text_are_told_by_their_content(tmp_path: Path, spoken: Callable[[str], Path]) -> None:
    disguised = tmp_path / "answer.txt"
    disguised.write_bytes(spoken("Hello.").read_bytes())
    assert files.is_audio(disguised)
    text = tmp_path / "answer.wav"
    text.write_text("Über allem: der Schwellenwert. " * 400, encoding="utf-8")
    assert not files.is_audio(text)
    for start in (b"fLaC", b"ID3\4", b"OggS", b"\xff\xfb\x90", b"\0\0\0\x20ftypM4A ", b"\x1aE\xdf\xa3"):
        disguised.write_bytes(start + bytes(range(256)))
        assert files.is_audio(disguised), start


def test_an_empty_file_is_taken_by_its_name(tmp_path: Path) -> None:
    for name, sound in (("a.wav", True), ("a.MP3", True), ("a.txt", False)):
        (tmp_path / name).write_bytes(b"")
        assert files.is_audio(tmp_path / name) is sound
