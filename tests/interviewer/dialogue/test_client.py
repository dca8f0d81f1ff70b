from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

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


@pytest.fixture
def eavesdropper() -> Iterator[tuple[str, list[str]]]:
    """A server's URL, and all header values that were sent to it."""
    heard: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.extend(self.headers.values())
            self.send_response(404)
            self.end_headers()

        def do_POST(self) -> None:
            self.do_GET()

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/v1", heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_key_of_openai_goes_nowhere_else(
    eavesdropper: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import openai

    url, heard = eavesdropper
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-secret")
    found = client.settings_for(MindSettings(server=url))  # looks for a model's name there
    with client.client(found) as connected, pytest.raises(openai.NotFoundError):
        connected.with_options(timeout=2.0).chat.completions.create(model="m", messages=[])
    assert heard
    assert [value for value in heard if "secret" in value] == []


def test_a_key_that_was_named_on_purpose_is_sent(
    eavesdropper: tuple[str, list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    url, heard = eavesdropper
    monkeypatch.setenv("MY_KEY", "sk-mine")
    client.settings_for(MindSettings(server=url, key_variable="MY_KEY"))
    assert "Bearer sk-mine" in heard


@pytest.mark.parametrize("url", ["https://api.openai.com/v1", "https://api.openai.com.evil.example/v1"])
def test_only_openai_itself_gets_its_key(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    found = client.settings_for(MindSettings(server=url, model="m"))
    assert bool(found.api_key) == (url == "https://api.openai.com/v1")
