from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from interviewer import config
from interviewer.errors import UsageFailure


@pytest.fixture
def paths(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> config.Paths:
    monkeypatch.setenv(config.HOME_VARIABLE, str(tmp_path))
    return config.Paths.from_env()


def test_one_variable_moves_everything(paths: config.Paths, tmp_path: Path) -> None:
    assert {paths.data.parent, paths.config.parent, paths.cache.parent} == {tmp_path}


def test_settings_come_back_as_saved(paths: config.Paths) -> None:
    settings = msgspec.structs.replace(
        config.Settings(), sound=config.SoundSettings(microphone="USB"), endpoint={"more_s": 9.0}
    )
    config.save(settings, paths)
    assert config.load(paths) == settings
    assert paths.config_file.stat().st_mode & 0o077 == 0


def test_only_what_differs_is_written(paths: config.Paths) -> None:
    config.save(config.Settings(asked_first_run=True), paths)
    assert paths.config_file.read_text().split() == ["asked_first_run", "=", "true"]


@pytest.mark.parametrize(
    "text", ["sound = [", 'colour = "red"', "[sound]\ngate_tail_s = 'long'", "[mind]\nuse = 'oracle'"]
)
def test_a_bad_file_is_one_line_that_names_it(paths: config.Paths, text: str) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text(text)
    with pytest.raises(UsageFailure, match=r"config\.toml cannot be used"):
        config.load(paths)


def test_nothing_switches_an_llm_on_but_the_user(paths: config.Paths, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-lying-around")
    assert config.load(paths).mind.use == "rules"


def test_a_folder_in_the_files_place_is_one_line(paths: config.Paths) -> None:
    paths.config_file.mkdir(parents=True)
    with pytest.raises(UsageFailure, match=r"config\.toml cannot be read"):
        config.load(paths)


def test_an_unknown_threshold_is_refused_at_once(paths: config.Paths) -> None:
    paths.config.mkdir(parents=True)
    paths.config_file.write_text("[endpoint]\nask_soon_s = 1.0")
    with pytest.raises(UsageFailure, match="no 'ask_soon_s'"):
        config.load(paths)
