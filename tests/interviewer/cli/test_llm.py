from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from interviewer.cli import cli
from interviewer.config import MindSettings, Paths
from interviewer.dialogue import client, weights
from interviewer.errors import MindError


def run(*words: str) -> tuple[int, str]:
    done = CliRunner().invoke(cli, ["llm", *words], standalone_mode=False)
    assert done.exception is None, done.exception
    return int(done.return_value or 0), done.stdout


def test_without_the_model_it_says_how_to_get_it() -> None:
    code, out = run("status")
    assert code == 1
    assert "interviewer llm install" in out
    assert "never judges" in out
    code, out = run("status", "--json")
    assert (code, json.loads(out)["ready"]) == (1, False)


def test_removing_nothing_is_no_trouble() -> None:
    assert run("remove") == (0, "Removed: 0 MB.\n")


def test_the_mind_says_that_the_model_is_missing() -> None:
    with pytest.raises(MindError, match="not installed") as caught:
        client.settings_for(MindSettings(use="llm", server="local"))
    assert "interviewer llm install" in (caught.value.next_step or "")


def test_other_bytes_are_not_served() -> None:
    place = weights.folder(Paths.from_env().cache)
    place.mkdir(parents=True)
    (place / weights.MODEL.file).write_bytes(b"GGUF")
    with pytest.raises(MindError, match="not the published model"):
        client.settings_for(MindSettings(use="llm", server="local"))
