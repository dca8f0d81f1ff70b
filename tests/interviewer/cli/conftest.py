from __future__ import annotations

import pytest

from audio.backends import BACKENDS
from tests.interviewer.cli.fed import Fed


@pytest.fixture
def fed(monkeypatch: pytest.MonkeyPatch, home: object) -> Fed:
    """The desk whose sound is files; `sittings` are what is said at it."""
    desk = Fed()
    monkeypatch.setitem(BACKENDS, "sounddevice", desk.open)
    return desk
