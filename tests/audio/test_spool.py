from __future__ import annotations

import errno
import os
import resource
import signal
import subprocess
import sys
import wave
from pathlib import Path

import numpy as np
import pytest

from audio.errors import AudioFileError, Failure
from audio.frames import SAMPLE_RATE_HZ, Samples, to_samples
from audio.spool import HEADER_BYTES, Spool, SpoolError, repair
from tests.audio.doubles import tone


def stored(path: Path) -> Samples:
    with wave.open(str(path)) as file:
        assert (file.getframerate(), file.getnchannels(), file.getsampwidth()) == (SAMPLE_RATE_HZ, 1, 2)
        return np.frombuffer(file.readframes(file.getnframes()), dtype="<i2").astype(np.float32) / 32767


def test_what_goes_in_comes_out(tmp_path: Path) -> None:
    sound = tone(2.3)
    with Spool(tmp_path / "turn-00.wav") as spool:
        for at in range(0, len(sound), 700):
            spool.write(sound[at : at + 700])
        assert spool.duration_s == pytest.approx(2.3)
    np.testing.assert_allclose(stored(tmp_path / "turn-00.wav"), sound, atol=1e-4)


def test_a_recording_is_private(tmp_path: Path) -> None:
    Spool(tmp_path / "a.wav").close()
    assert (tmp_path / "a.wav").stat().st_mode & 0o777 == 0o600


def test_the_file_opens_at_any_moment_while_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with Spool(path) as spool:
        for written in range(1, 60):
            spool.write(tone(0.1))
            assert written * to_samples(0.1) - len(stored(path)) <= to_samples(0.5)


def test_kill_9_leaves_a_file_that_opens(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    writer = "\n".join([
        "import sys, numpy as np", "from pathlib import Path", "from audio.spool import Spool",
        f"spool = Spool(Path({str(path)!r}))",
        "for number in range(10_000):",
        "    spool.write(np.full(1600, 0.1, dtype=np.float32))",
        "    print(number + 1, flush=True)",
        "    sys.stdin.readline()",
    ])  # fmt: skip
    process = subprocess.Popen(
        [sys.executable, "-c", writer], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    )
    assert process.stdin is not None
    assert process.stdout is not None
    for _ in range(37):
        written = int(process.stdout.readline())
        process.stdin.write("\n")
    written = max(written, 37)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert len(stored(path)) >= written * 1600 - to_samples(1.0)
    assert repair(path) >= 3.7
    assert len(stored(path)) * 2 + HEADER_BYTES == path.stat().st_size


def test_going_on_behind_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with Spool(path) as spool:
        spool.write(tone(1.0))
    with Spool(path, resume=True) as spool:
        assert spool.samples == to_samples(1.0)
        spool.write(tone(0.5))
    assert len(stored(path)) == to_samples(1.5)


def test_repair_fits_the_header_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    with Spool(path) as spool:
        spool.write(tone(1.0))
    with path.open("ab") as file:
        file.write(b"\1\0" * 1600 + b"\7")  # more sound than the header knows of, the last sample torn
    assert repair(path) == pytest.approx(1.1)
    assert len(stored(path)) == to_samples(1.1)
    path.write_bytes(path.read_bytes()[:20])  # killed while the first header was written
    assert repair(path) == 0.0
    assert len(stored(path)) == 0


def test_repair_leaves_other_files_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are not the samples you are looking for, said the file.")
    with pytest.raises(AudioFileError):
        repair(path)
    assert path.read_text().startswith("These")


def test_no_room_is_one_line_with_the_next_step_and_keeps_what_was_written(tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, hard))
    try:
        spool = Spool(tmp_path / "a.wav")
        for _ in range(31):
            spool.write(tone(0.1))
        with pytest.raises(SpoolError) as caught:
            spool.write(tone(0.1))
        spool.close()
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(caught.value, Failure)
    assert "No room" in caught.value.message
    assert "Free some space" in caught.value.next_step
    assert len(stored(tmp_path / "a.wav")) == to_samples(3.1)


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(SpoolError) as caught:
        Spool(tmp_path / "file" / "a.wav")
    assert os.strerror(errno.ENOTDIR) in caught.value.message or os.strerror(errno.EEXIST) in caught.value.message
