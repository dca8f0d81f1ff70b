"""The mind without a network: the policy's best follow-up in the policy's words. Deterministic."""

from __future__ import annotations

import threading
from typing import Literal

from interviewer.dialogue import policy
from interviewer.dialogue.situation import Situation
from interviewer.model import Probe
from interviewer.packs import Pack, Question


class RulesMind:
    """Always there."""

    name: Literal["rules", "llm"] = "rules"

    def warm_up(self, pack: Pack, question: Question) -> None:
        """The rules are always warm."""

    def next_probe(self, situation: Situation, cancel: threading.Event) -> Probe | None:
        """The best follow-up, or None where nothing is left or `cancel` is set."""
        if cancel.is_set():
            return None
        option = policy.best(situation)
        return option.probe if option else None

    def drain_notices(self) -> tuple[str, ...]:
        """The rules never have anything to report."""
        return ()
