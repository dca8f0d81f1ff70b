"""The mind without a network: the policy's best follow-up in the policy's words. Deterministic."""

from __future__ import annotations

from typing import Literal

from interviewer.dialogue import policy
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.wish import Wish
from interviewer.model import Probe
from interviewer.packs import Pack, Question


class RulesMind:
    """Always there."""

    name: Literal["rules", "llm"] = "rules"

    def warm_up(self, pack: Pack, question: Question) -> None:
        """The rules are always warm."""

    def next_probe(self, situation: Situation, wish: Wish) -> Probe | None:
        """The best follow-up, or None where nothing is left or the wish is withdrawn."""
        if wish.withdrawn:
            return None
        option = policy.best(situation)
        return option.probe if option else None

    def drain_notices(self) -> tuple[str, ...]:
        """The rules never have anything to report."""
        return ()

    def farewell(self) -> tuple[str, ...]:
        """Nor at the end."""
        return ()
