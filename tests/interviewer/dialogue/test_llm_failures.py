from __future__ import annotations

import contextlib
import json
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import openai
import pytest

from interviewer.config import MindSettings
from interviewer.dialogue import client
from interviewer.dialogue.bounded import MOST_BYTES, http_client
from interviewer.dialogue.conversation import beginning
from interviewer.dialogue.llm import DEADLINE_S, SHORTENED, LlmMind
from interviewer.dialogue.rules import RulesMind
from interviewer.dialogue.wish import Wish
from interviewer.model import Probe
from tests.interviewer.dialogue.fault_server import Fails, FaultServer, Garbage, Says, serving
from tests.interviewer.dialogue.llm_doubles import SAID, ask, here, mind, reply
from tests.interviewer.dialogue.shared import probe

TAKEN_OVER_S = 1.0
SILENT = Says("x", pause=True)
FAILURES = {
    "refused key": (Fails(401), "refuses the key"),
    "forbidden": (Fails(403), "refuses the key"),
    "no such model": (Fails(404), "does not know the model"),
    "busy": (Fails(429, headers={"Retry-After": "7"}), "asks to wait 7 s"),
    "no credit": (Fails(429, "You exceeded your current quota"), "no credit left"),
    "broken": (Fails(500), "error (500)"),
    "down": (Fails(503), "error (503)"),
    "cut stream": (Says('{"option": 1, "kin', finish=""), "broke off"),
    "truncated": (Says('{"option": 1', finish="length"), "did not come to an end"),
    "malformed stream": (Garbage(), "broke off"),
    "text for a piece": (Garbage(b'data: "log in"'), "broke off"),
    "nothing in a piece": (Garbage(b'data: {"choices": null}'), "broke off"),
    "a piece of nothing": (Garbage(b'data: {"choices": [{}]}'), "broke off"),
    "a web page": (Garbage(b"<html>Please log in.</html>"), "broke off"),
    "an error for a piece": (Garbage(b'data: {"error": {"message": "overloaded", "code": 503}}'), "broke off"),
    "a line without an end": (Garbage(b"data: " + b"x" * (MOST_BYTES + 1)), "broke off"),
    "half a letter": (Garbage(b"data: \xff\xfe"), "broke off"),
    "sent on": (Fails(307, headers={"Location": "http://127.0.0.1:9/v1"}), "error (307)"),
    "busy for ever": (Fails(429, headers={"Retry-After": "inf"}), "is busy."),
    "not in a hurry": (Fails(429, headers={"Retry-After": "-7"}), "is busy."),
    "malformed reply": (Says("{{{{"), "did not reply in the form"),
}


@pytest.mark.parametrize(("fault", "line"), FAILURES.values(), ids=FAILURES)
def test_after_every_failure_the_rules_carry_on_and_the_user_is_told(fault: Says | Fails | Garbage, line: str) -> None:
    with serving(fault, fault, fault, reply()) as server:  # the shape of a reply may be tried three times
        asked = mind(server)
        asked._server.open()
        probe = ask(asked)
        assert time.monotonic() - server.failed_s < TAKEN_OVER_S
        assert probe == RulesMind().next_probe(here(), Wish.urgent())
        assert probe is not None
        assert probe.mind == "rules"
        (notice,) = asked.drain_notices()
        assert line in notice
        assert "secret-key" not in notice
        assert asked.drain_notices() == ()
        server.script[:] = [reply()]
        again = ask(asked)
        assert again is not None
        assert again.mind == ("rules" if "asks to wait" in line else "llm")


@pytest.mark.parametrize(
    ("fault", "limit"),
    [
        (Says("x", pause=True), {"first_token_s": 0.4}),
        (Says('{"option": 1, "kind": "owner"}', stall=True), {"read_s": 0.4}),
    ],
    ids=["no first token", "nothing more"],
)
def test_a_silence_that_is_too_long(fault: Says, limit: dict[str, float]) -> None:
    with serving(fault) as server:
        asked = mind(server, **{"connect_s": 60.0, "read_s": 60.0, "first_token_s": 60.0, **limit})
        asked._server.open()
        started_s = time.monotonic()
        probe = ask(asked, wish=Wish())
        assert 0.4 < time.monotonic() - started_s < 0.4 + TAKEN_OVER_S
    assert probe is not None
    assert probe.mind == "rules"
    assert "in time" in asked.drain_notices()[0]


def test_a_server_that_nobody_answers_for() -> None:
    with socket.socket() as full, contextlib.ExitStack() as queue:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for _ in range(3):  # more than it queues: who comes now hears nothing
            waiting = queue.enter_context(socket.socket())
            waiting.setblocking(False)
            waiting.connect_ex(full.getsockname())
        url = f"http://127.0.0.1:{full.getsockname()[1]}/v1"
        asked = mind(url, connect_s=0.4, read_s=60.0, first_token_s=60.0)
        asked._server.open()
        started_s = time.monotonic()
        assert ask(asked, wish=Wish()) is not None
        assert 0.4 < time.monotonic() - started_s < 0.4 + TAKEN_OVER_S
    assert "in time" in asked.drain_notices()[0]


def test_the_limits_are_three_eight_and_thirty_seconds() -> None:
    limits = client.settings_for(MindSettings(server="http://127.0.0.1:9/v1", model="m"))
    assert (limits.connect_s, limits.first_token_s, limits.read_s) == (3.0, 8.0, 30.0)
    timeout = client.client(limits).timeout
    assert isinstance(timeout, openai.Timeout)
    assert (timeout.connect, timeout.read) == (3.0, 30.0)


def test_a_server_that_is_not_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{free.getsockname()[1]}/v1"
    asked = mind(url)
    assert ask(asked) is not None
    assert "cannot be reached" in asked.drain_notices()[0]


def test_a_server_that_accepts_and_says_nothing() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        asked = mind(f"http://127.0.0.1:{deaf.getsockname()[1]}/v1", first_token_s=0.5)
        started_s = time.monotonic()
        assert ask(asked) is not None
        assert time.monotonic() - started_s < 5.0
    assert "in time" in asked.drain_notices()[0]


class Waiting:
    """A mind that is asked in the background, on a clock that stands still."""

    def __init__(self, server: FaultServer) -> None:
        self.now_s = 100.0
        self.wish = Wish(lambda: self.now_s)
        self.mind = LlmMind(replace(mind(server).settings, first_token_s=60.0))
        self._pool = ThreadPoolExecutor(max_workers=1)
        self._found = self._pool.submit(self.mind.next_probe, here(), self.wish)
        assert server.asked.wait(5)

    def found(self) -> Probe:
        with self._pool:
            probe = self._found.result(timeout=10)
        assert probe is not None
        return probe


def test_four_seconds_after_the_answer_the_rules_speak_and_a_late_reply_is_dropped() -> None:
    with serving(SILENT) as server:
        waiting = Waiting(server)
        waiting.wish.expect()
        waiting.now_s += DEADLINE_S + 0.1
        assert waiting.found() == RulesMind().next_probe(here(), Wish.urgent())
        assert server.hung_up.wait(5)
    assert "in time" in waiting.mind.drain_notices()[0]


def test_in_time_is_in_time() -> None:
    with serving(replace(reply(), pause=True)) as server:
        waiting = Waiting(server)
        waiting.wish.expect()
        waiting.now_s += DEADLINE_S - 0.1
        server.released.set()
        assert waiting.found().mind == "llm"


def test_while_the_answer_may_go_on_nobody_waits() -> None:
    with serving(replace(reply(), pause=True)) as server:
        waiting = Waiting(server)
        waiting.now_s += 100.0
        waiting.wish.expect()
        waiting.now_s += DEADLINE_S - 0.1
        server.released.set()
        assert waiting.found().mind == "llm"


def test_an_answer_that_ended_before_its_words_were_decoded_counts_from_its_end() -> None:
    with serving(SILENT) as server:
        waiting = Waiting(server)
        waiting.now_s += DEADLINE_S
        waiting.wish.expect(since_s=99.9)
        assert waiting.found().mind == "rules"


def test_it_is_tried_again_at_the_next_answer() -> None:
    with serving(Fails(503), reply()) as server:
        asked = mind(server)
        first, second = ask(asked), ask(asked)
    assert first is not None
    assert second is not None
    assert (first.mind, second.mind) == ("rules", "llm")


@pytest.mark.parametrize("wanted", ["30", "Thu, 01 Jan 2099 00:00:00 GMT"], ids=["seconds", "date"])
def test_but_not_before_the_time_that_the_server_named(wanted: str) -> None:
    clock = [100.0]
    with serving(Fails(429, headers={"Retry-After": wanted}), reply()) as server:
        asked = mind(server)
        asked._now_s = lambda: clock[0]
        ask(asked)
        ask(asked)
        assert len(server.requests) == 1
        clock[0] += 31.0 if wanted == "30" else 1e10
        probe = ask(asked)
        assert len(server.requests) == 2
    assert probe is not None
    assert probe.mind == "llm"


def test_cancelling_ends_the_wait_and_frees_the_server() -> None:
    wish = Wish()
    with serving(Says("x", pause=True)) as server:
        asked = mind(server)
        asked.settings = replace(asked.settings, first_token_s=60.0)
        asked._deadline_s = 60.0
        threading.Thread(target=lambda: (server.asked.wait(5), wish.withdraw())).start()
        assert asked.next_probe(here(), wish) is None
        assert server.hung_up.wait(5)
    assert asked.drain_notices() == ()


@pytest.mark.parametrize("fault", [Fails(500), Fails(401), Garbage()], ids=["500", "401", "garbage"])
def test_a_failure_while_reading_ahead_is_nobodys_trouble(fault: Fails | Garbage) -> None:
    with serving(fault, fault, fault, reply()) as server:
        asked, about = mind(server), here()
        asked._server.read_ahead(beginning(about.pack, about.question, small=False))
    assert asked.drain_notices() == ()


TOO_LONG = {
    "OpenAI": Fails(400, "This model's maximum context length is 4097 tokens, your messages resulted in 4300 tokens."),
    "vLLM": Fails(
        400, "'max_completion_tokens' is too large: 200. This model's maximum context length is 2048 tokens."
    ),
    "llama.cpp": Fails(
        400, "request (4300 tokens) exceeds the available context size (4096 tokens), try increasing it"
    ),
    "by size": Fails(413, "Request too large for this model"),
}
LONG = "I'd take cases from the logs and " * 60


@pytest.mark.parametrize("refusal", TOO_LONG.values(), ids=TOO_LONG)
def test_a_conversation_that_is_too_long_is_summarised_not_dropped(refusal: Fails) -> None:
    about = here(LONG, SAID, probes=(probe("owner", "Who signs it?", key="owner.1"),))
    with serving(refusal, reply()) as server:
        asked = mind(server)
        found = ask(asked, about)
        whole, short = (request["messages"] for request in server.requests)
        ask(asked, about)
        assert server.requests[2]["messages"] == short  # known by now
    assert found is not None
    assert found.mind == "llm"
    assert len(whole) == len(short) == 4
    assert len(short[1]["content"]) < len(whole[1]["content"]) / 2
    assert "shortened" in short[1]["content"]
    assert short[3] == whole[3]
    assert asked.drain_notices() == (SHORTENED,)


def test_a_last_answer_that_is_too_long_alone_keeps_both_its_ends() -> None:
    about = here(f"{SAID} {LONG} It ends with the lead's signature.")
    with serving(TOO_LONG["OpenAI"], TOO_LONG["OpenAI"], reply()) as server:
        found = ask(mind(server), about)
        said = json.loads(server.requests[2]["messages"][1]["content"])["answer"]
    assert found is not None
    assert found.mind == "llm"
    assert said.startswith(SAID)
    assert "It ends with the lead's signature. (shortened) Decisions:" in said
    assert len(said.split()) < 260


def test_a_model_that_can_hold_nothing_leaves_it_to_the_rules() -> None:
    with serving(TOO_LONG["OpenAI"]) as server:
        asked = mind(server)
        found = ask(asked)
        assert len(server.requests) == 3
    assert found is not None
    assert found.mind == "rules"
    assert "error (400)" in asked.drain_notices()[-1]


def test_a_server_that_sends_a_byte_now_and_then_is_given_up_in_the_end() -> None:
    with serving(Says("x" * 4000, every_s=0.02, size=1)) as server:
        patient = openai.OpenAI(base_url=server.url, api_key="k", max_retries=0, http_client=http_client(most_s=0.3))
        started_s = time.monotonic()
        with pytest.raises(client.transport_errors()), patient:
            list(patient.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}], stream=True))
        assert 0.3 <= time.monotonic() - started_s < 0.3 + TAKEN_OVER_S


def test_so_is_one_that_sends_a_header_now_and_then() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def drip() -> None:
            connection, _ = listening.accept()
            with connection, contextlib.suppress(OSError):
                connection.sendall(b"HTTP/1.1 200 OK\r\n")
                for number in range(200):
                    connection.sendall(f"X-Wait-{number}: 1\r\n".encode())
                    time.sleep(0.05)

        threading.Thread(target=drip, daemon=True).start()
        url = f"http://127.0.0.1:{listening.getsockname()[1]}/v1"
        patient = openai.OpenAI(base_url=url, api_key="k", max_retries=0, http_client=http_client(most_s=0.3))
        started_s = time.monotonic()
        with pytest.raises(client.transport_errors()), patient:
            patient.chat.completions.create(model="m", messages=[{"role": "user", "content": "?"}])
        assert 0.3 <= time.monotonic() - started_s < 0.3 + TAKEN_OVER_S


def test_a_reply_without_an_end_is_cut_off_where_it_is_too_long() -> None:
    with serving(Says("word " * 100_000, size=500, every_s=0.001)) as server:
        asked = mind(server)
        asked._server.open()
        started_s = time.monotonic()
        found = ask(asked)
        assert time.monotonic() - started_s < TAKEN_OVER_S
        assert server.hung_up.wait(5)
    assert found is not None
    assert found.mind == "rules"
    assert "did not come to an end" in asked.drain_notices()[0]


def test_nobody_who_sends_us_on_gets_the_transcript() -> None:
    with (
        serving(reply()) as other,
        serving(Fails(307, headers={"Location": f"{other.url}/chat/completions"})) as server,
    ):
        assert ask(mind(server)) is not None
        assert server.requests
        assert not other.requests


@pytest.mark.parametrize("usage", [{"prompt_tokens": "many", "completion_tokens": [1]}, "lots", 7])
def test_counts_that_are_none_cost_nothing(usage: object) -> None:
    body = json.dumps({"choices": [{"delta": {"content": reply().text}, "finish_reason": "stop"}], "usage": usage})
    with serving(Garbage(f"data: {body}".encode())) as server:
        asked = mind(server)
        found = ask(asked)
    assert found is not None
    assert found.mind == "llm"
    assert (asked.usage.requests, asked.usage.tokens_in) == (1, 0)
