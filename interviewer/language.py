"""The words of a language, read for `audio`, which must not know of `prompts`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from interviewer.packs import read_toml
from prompts import ROOT

if TYPE_CHECKING:
    from audio.language import Language


def load(name: str = "en") -> Language:
    """Closings, fillers, unfinished words and hold phrases of that language. Raises PackError."""
    from audio.language import Language

    return Language.from_dict(read_toml(ROOT / "language" / f"{name}.toml"))
