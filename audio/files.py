"""Recordings from files: any format that FFmpeg reads (through PyAV, inside faster-whisper)."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from audio.errors import AudioFileError
from audio.frames import Samples

_SILENCE_PEAK = 1e-4  # -80 dBFS: below the noise of any microphone
_SNIFF_BYTES = 4096
_MAGIC = {
    0: (b"RIFF", b"RF64", b"fLaC", b"OggS", b"ID3", b"FORM", b"caff", b".snd", b"\x1aE\xdf\xa3", b"#!AMR", b"MAC "),
    4: (b"ftyp",),
}
_SUFFIXES = frozenset(
    [
        ".wav",
        ".flac",
        ".ogg",
        ".oga",
        ".opus",
        ".mp3",
        ".m4a",
        ".mp4",
        ".aac",
        ".aif",
        ".aiff",
        ".caf",
        ".webm",
        ".mkv",
        ".mka",
        ".wma",
        ".amr",
        ".au",
        ".mov",
    ]
)


def read(path: Path) -> Samples:
    """The recording at `path` as (n_samples,) float32, mono, 16 kHz.

    Raises AudioFileError in one line for a file that is missing, unreadable, empty, or holds only silence.
    """
    if path.is_dir() or not path.exists():
        raise AudioFileError(f"{path}: there is no such file.", "Name a recording, e.g. answer.wav.")
    if path.stat().st_size == 0:
        raise AudioFileError(f"{path} is empty.", "Record it again, or name another file.")
    from av.error import FFmpegError
    from faster_whisper.audio import decode_audio

    try:
        samples: Samples = decode_audio(str(path))
    except (FFmpegError, IndexError, TypeError, ValueError, OSError) as error:
        # no audio track is an IndexError in PyAV, one without a single good frame a TypeError in numpy
        reason = getattr(error, "strerror", None) or "no sound in it"
        raise AudioFileError(
            f"{path} cannot be read as a recording ({reason}).", "Use WAV, FLAC, MP3, M4A, OGG or another audio file."
        ) from None
    if len(samples) == 0:
        raise AudioFileError(f"{path} holds no sound.", "Record it again, or name another file.")
    if float(np.abs(samples).max()) < _SILENCE_PEAK:
        raise AudioFileError(
            f"{path} holds only silence.", "Check which microphone it was recorded with, and record it again."
        )
    return samples


def is_audio(path: Path) -> bool:
    """True where the content (not the name) of `path` is a recording rather than text.

    An empty or unreadable file is taken by its name, so that `read` can say what is wrong with it.
    """
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFF_BYTES)
    except OSError:
        return path.suffix.lower() in _SUFFIXES
    if not start:
        return path.suffix.lower() in _SUFFIXES
    if any(start.startswith(magic, at) for at, magics in _MAGIC.items() for magic in magics):
        return True
    if start[0] == 0xFF and len(start) > 1 and start[1] & 0xE0 == 0xE0 and start[:2] != b"\xff\xfe":
        return True  # an MPEG frame without a tag; FF FE is a byte order mark
    return not _is_text(start)


def _is_text(start: bytes) -> bool:
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return True
    if b"\0" in start:
        return False
    try:
        start.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(start) - 3:
            return True  # the sniffed bytes end inside a character
        control = sum(byte < 9 or 13 < byte < 32 for byte in start)
        return control == 0  # an old 8-bit encoding
    return True
