"""A mind with a language model against the fault server, on a small pack."""

from __future__ import annotations

import json
from dataclasses import replace

from interviewer.dialogue.client import LlmSettings
from interviewer.dialogue.llm import LlmMind
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.wish import Wish
from interviewer.model import Probe
from interviewer.packs import Probing
from tests.interviewer.dialogue.fault_server import FaultServer, Says
from tests.interviewer.dialogue.shared import pack, situation

SAID = "I'd let two people label each case."
THRESHOLD = Probing(
    "threshold", "You said {said}. What number would make you stop?", when="not number", asks_for=("number",)
)
OWNER = Probing("owner", "Who signs it?", when="not who", asks_for=("who",))
JUDGE = Probing(
    "judge_disagreement", "Of {items} cases the judge passes {judge} percent, the people {human}. What now?"
)
KNOWN = pack(THRESHOLD, OWNER, JUDGE)
GOOD = "When those two people label each case, which figure would stop you?"


def here(*said: str, **changes: object) -> Situation:
    return situation(*(said or (SAID,)), known=KNOWN, **changes)  # type: ignore[arg-type]


def reply(question: str = GOOD, option: int = 1, kind: str = "threshold", refers_to: str = "two people label") -> Says:
    return Says(json.dumps({"option": option, "kind": kind, "refers_to": refers_to, "question": question}))


def mind(server: FaultServer | str, model: str = "big", **changes: object) -> LlmMind:
    url = server if isinstance(server, str) else server.url
    settings = LlmSettings("url", url, model, "secret-key", connect_s=5.0, read_s=10.0, first_token_s=8.0)
    return LlmMind(replace(settings, **changes), deadline_s=30.0)  # type: ignore[arg-type]


def ask(asked: LlmMind, about: Situation | None = None, wish: Wish | None = None) -> Probe | None:
    return asked.next_probe(about or here(), wish or Wish.urgent())
