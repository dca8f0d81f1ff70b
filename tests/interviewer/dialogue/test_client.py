from __future__ import annotations

import pytest

from interviewer.config import MindSettings
from interviewer.dialogue import client
from interviewer.dialogue.mind import MINDS, make
from interviewer.errors import MindError, UsageFailure
from tests.interviewer.dialogue.fault_server import Says, serving
from tests.interviewer.dialogue.shared import pack


def test_openai_needs_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOME_KEY", raising=False)
    with pytest.raises(MindError, match="SOME_KEY"):
        client.settings_for(MindSettings(server="openai", key_variable="SOME_KEY"))


def test_the_key_comes_from_the_environment_and_is_never_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_KEY", "sk-secret")
    found = client.settings_for(MindSettings(server="openai", key_variable="SOME_KEY", model="m"))
    assert found.api_key == "sk-secret"
    assert "secret" not in repr(found)


def test_the_key_does_not_go_to_a_local_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert client.settings_for(MindSettings(server="ollama", model="m")).api_key == ""


def test_a_name_that_means_nothing_is_wrong_usage() -> None:
    with pytest.raises(UsageFailure, match="no LLM server"):
        client.settings_for(MindSettings(server="gpt"))


def test_the_first_model_of_a_server_is_taken_where_none_was_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with serving(Says("")) as server:
        assert client.settings_for(MindSettings(server=server.url)).model == "first-model"
        assert client.answers(server.url)
    assert not client.answers(server.url)


def test_both_minds_are_made_from_one_table() -> None:
    assert set(MINDS) == {"rules", "llm"}
    assert make(MindSettings(), pack()).name == "rules"
    assert make(MindSettings(use="llm", server="http://127.0.0.1:9/v1", model="m"), pack()).name == "llm"
