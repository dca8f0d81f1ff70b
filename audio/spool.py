"""A recording on disk that survives `kill -9`: at any moment the file opens and plays up to the last half second."""

from __future__ import annotations

import errno
import os
import struct
from pathlib import Path
from types import TracebackType

import numpy as np

from audio.errors import AudioFileError, Failure
from audio.frames import SAMPLE_RATE_HZ, Samples, to_samples, to_seconds

HEADER_BYTES = 44
_SAMPLE_BYTES = 2
_FORMAT = (1, 1, SAMPLE_RATE_HZ, SAMPLE_RATE_HZ * _SAMPLE_BYTES, _SAMPLE_BYTES, 8 * _SAMPLE_BYTES)  # PCM, mono, 16 bit
_HEADER_EVERY_SAMPLES = to_samples(0.5)  # what a killed process loses at most
_SYNC_EVERY_SAMPLES = to_samples(1.0)  # what a power cut loses at most


class SpoolError(Failure):
    """The recording cannot be written: no room, no rights, a disk that went away."""


class Spool:
    """A WAV file (16 bit, mono, 16 kHz) written while it is recorded; private to the user (0600).

    samples  how many samples it holds: the place in the turn
    """

    def __init__(self, path: Path, *, resume: bool = False) -> None:
        """Begin `path`, or with `resume` go on behind what it holds. Raises SpoolError, AudioFileError."""
        self.path = path
        self.samples = 0
        self._headed = 0
        self._synced = 0
        try:
            if resume and path.exists():
                self.samples = to_samples(repair(path))
                self._file = path.open("r+b", buffering=0)
                self._file.seek(HEADER_BYTES + self.samples * _SAMPLE_BYTES)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
                self._file = os.fdopen(handle, "wb", buffering=0)
                self._write(_header(0))
        except OSError as error:
            raise _explain(path, error) from None
        self._headed = self._synced = self.samples

    @property
    def duration_s(self) -> float:
        """Seconds recorded."""
        return to_seconds(self.samples)

    def write(self, samples: Samples) -> None:
        """Append (n_samples,) float32 mono 16 kHz; louder than full scale is clipped. Raises SpoolError."""
        pcm = np.round(np.clip(samples, -1.0, 1.0) * 32767.0).astype("<i2")
        try:
            self._write(pcm.tobytes())
            self.samples += len(pcm)
            if self.samples - self._headed >= _HEADER_EVERY_SAMPLES:
                self._rewrite_header()
            if self.samples - self._synced >= _SYNC_EVERY_SAMPLES:
                os.fsync(self._file.fileno())
                self._synced = self.samples
        except OSError as error:
            raise _explain(self.path, error) from None

    def close(self) -> None:
        """Finish the file. Safe to call twice. Raises SpoolError; what was written stays."""
        if self._file.closed:
            return
        try:
            self._rewrite_header()
            os.fsync(self._file.fileno())
        except OSError as error:
            raise _explain(self.path, error) from None
        finally:
            self._file.close()

    def __enter__(self) -> Spool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            written = self._file.write(view)
            view = view[written or 0 :]

    def _rewrite_header(self) -> None:
        # Samples are on their way to the disk before the header speaks of them, so it is never ahead of the file.
        self._file.seek(0)
        self._write(_header(self.samples))
        self._file.seek(HEADER_BYTES + self.samples * _SAMPLE_BYTES)
        self._headed = self.samples


def repair(path: Path) -> float:
    """Make the header of a recording say what the file holds; returns its duration in seconds.

    For recordings whose writer was killed. Raises AudioFileError when the file is not one of ours, SpoolError when it
    cannot be written.
    """
    try:
        with path.open("r+b") as file:
            start = file.read(HEADER_BYTES)
            if start[:4] != b"RIFF"[: len(start)] or (len(start) == HEADER_BYTES and start[20:36] != _header(0)[20:36]):
                raise AudioFileError(f"{path} is not a recording of this program.", "Name a 16 kHz mono WAV file.")
            n_bytes = max(0, file.seek(0, os.SEEK_END) - HEADER_BYTES) // _SAMPLE_BYTES * _SAMPLE_BYTES
            header = _header(n_bytes // _SAMPLE_BYTES)
            if start != header:
                file.seek(0)
                file.write(header)
            file.truncate(HEADER_BYTES + n_bytes)
    except OSError as error:
        raise _explain(path, error) from None
    return to_seconds(n_bytes // _SAMPLE_BYTES)


def stretch(path: Path, start_s: float, end_s: float) -> Samples:
    """(n_samples,) float32, mono, 16 kHz: that stretch of a recording of ours; the rest is not read.

    Raises AudioFileError where it cannot be read.
    """
    first, last = to_samples(max(0.0, start_s)), to_samples(max(0.0, end_s))
    try:
        with path.open("rb") as file:
            file.seek(HEADER_BYTES + first * _SAMPLE_BYTES)
            found = file.read(max(0, last - first) * _SAMPLE_BYTES)
    except OSError as error:
        raise AudioFileError(f"{path} cannot be read: {error.strerror or error}.", "Check the file.") from None
    whole = found[: len(found) // _SAMPLE_BYTES * _SAMPLE_BYTES]
    return np.frombuffer(whole, dtype="<i2").astype(np.float32) / 32_768.0


def _header(n_samples: int) -> bytes:
    n_bytes = n_samples * _SAMPLE_BYTES
    return (
        struct.pack("<4sI4s4sI", b"RIFF", HEADER_BYTES - 8 + n_bytes, b"WAVE", b"fmt ", 16)
        + struct.pack("<HHIIHH", *_FORMAT)
        + struct.pack("<4sI", b"data", n_bytes)
    )


def _explain(path: Path, error: OSError) -> SpoolError:
    full = error.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC), errno.EFBIG)
    if full:
        return SpoolError(
            f"No room left on the disk for the recording {path}.",
            "Free some space (an hour needs 115 MB); everything recorded so far is kept.",
        )
    return SpoolError(
        f"The recording {path} cannot be written: {error.strerror or error}.", "Check the folder and its rights."
    )
