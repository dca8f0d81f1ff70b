"""Where things are kept, and the one frozen value of settings. Nothing else reads the environment."""

from __future__ import annotations

import dataclasses
import errno
import os
import sys
from pathlib import Path
from typing import Any, Literal

import msgspec

from interviewer.errors import UsageFailure

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HOME_VARIABLE = "INTERVIEWER_HOME"


class Paths(msgspec.Struct, frozen=True):
    """The three folders: `data` (interviews), `config` (config.toml), `cache` (joined weights)."""

    data: Path
    config: Path
    cache: Path

    @classmethod
    def from_env(cls) -> Paths:
        """All under INTERVIEWER_HOME where it is set, else the platform's own folders for this user."""
        home = os.environ.get(HOME_VARIABLE)
        if home:
            root = Path(home).expanduser().resolve()
            return cls(data=root / "data", config=root / "config", cache=root / "cache")
        from platformdirs import PlatformDirs

        dirs = PlatformDirs("interviewer", appauthor=False)
        return cls(data=dirs.user_data_path, config=dirs.user_config_path, cache=dirs.user_cache_path)

    @property
    def packs(self) -> Path:
        """The folder of the user's own packs."""
        return self.data / "packs"

    @property
    def config_file(self) -> Path:
        """`config.toml`."""
        return self.config / "config.toml"


class SoundSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Devices by (part of) their name; empty: the system's default.

    gate_tail_s   how long the recogniser stays deaf after the interviewer's last sample: room echo dies within it
    headphones    True: speech during "anything to add?" continues the turn (there is no echo to mistake for it)
    only_i_end    True: silence never closes an answer and nobody asks
    """

    microphone: str = ""
    loudspeaker: str = ""
    voice: str = ""
    gate_tail_s: float = 0.25
    headphones: bool = False
    only_i_end: bool = False


class WhisperSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which recogniser: a model's name or a folder, its arithmetic, its threads (0: all cores but one)."""

    model: str = "base"
    compute_type: str = "int8"
    threads: int = 0


class MindSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who chooses and words the follow-ups. An LLM is used only where `use` says "llm"; keys are never written here.

    server        openai, ollama, local, or an OpenAI-compatible base URL
    key_variable  the environment variable that holds the key; the default one's goes to OpenAI alone, so a server
                  at another URL gets a key only where its own variable is named here
    *_timeout_s   connect: a server that is there answers at once; first_token: past it the rules carry on;
                  read: between two pieces of a reply
    """

    use: Literal["rules", "llm"] = "rules"
    server: str = "openai"
    model: str = ""
    key_variable: str = "OPENAI_API_KEY"
    connect_timeout_s: float = 3.0
    first_token_timeout_s: float = 8.0
    read_timeout_s: float = 30.0


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything the user can set, read once.

    pack             which pack is asked from where none is named; empty: the first one
    asked_first_run  the first run's questions were answered
    endpoint         overrides of the turn-taking thresholds, in seconds (see `audio.endpoint`)
    """

    pack: str = ""
    sound: SoundSettings = SoundSettings()
    whisper: WhisperSettings = WhisperSettings()
    mind: MindSettings = MindSettings()
    endpoint: dict[str, float] = {}
    asked_first_run: bool = False


def load(paths: Paths) -> Settings:
    """The settings in `paths.config_file`, defaults where it is missing. Raises UsageFailure naming file and key."""
    file = paths.config_file
    try:
        settings = msgspec.convert(tomllib.loads(file.read_text(encoding="utf-8")), Settings)
    except (FileNotFoundError, NotADirectoryError):
        return Settings()
    except OSError as error:
        raise UsageFailure(
            f"{file} cannot be read: {error.strerror or error}.", "Make it a readable file, or remove it."
        ) from None
    except (tomllib.TOMLDecodeError, msgspec.ValidationError, UnicodeDecodeError) as error:
        raise UsageFailure(f"{file} cannot be used: {error}.", "Mend that line, or remove the file.") from None
    unknown = settings.endpoint.keys() - (_thresholds() if settings.endpoint else frozenset())
    if unknown:
        raise UsageFailure(f"{file}: [endpoint] has no '{min(unknown)}'.", "audio/endpoint.py names its thresholds.")
    return settings


def private_folder(folder: Path) -> None:
    """Make `folder`, and the folders above it that are missing, for this user alone. Raises OSError."""
    for one in (*reversed(folder.parents), folder):
        if not one.exists():
            one.mkdir(mode=0o700, exist_ok=True)
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))


def _thresholds() -> frozenset[str]:
    from audio.endpoint import EndpointSettings

    return frozenset(field.name for field in dataclasses.fields(EndpointSettings))


def save(settings: Settings, paths: Paths) -> None:
    """Write `settings` to the config file, private to the user; only what differs from the defaults."""
    private_folder(paths.config)
    text = msgspec.toml.encode(_differences(msgspec.to_builtins(settings), msgspec.to_builtins(Settings())))
    temporary = paths.config_file.with_suffix(".new")
    temporary.write_bytes(text)
    temporary.chmod(0o600)
    temporary.replace(paths.config_file)


def _differences(value: dict[str, Any], default: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    for key, item in value.items():
        if isinstance(item, dict) and isinstance(default.get(key), dict) and default[key]:
            inner = _differences(item, default[key])
            if inner:
                kept[key] = inner
        elif item != default.get(key):
            kept[key] = item
    return kept
