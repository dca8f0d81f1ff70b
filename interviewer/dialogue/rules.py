"""The mind without a network: the policy's best follow-up in the policy's words. Deterministic."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from interviewer.dialogue import meaning, policy, wording
from interviewer.dialogue.situation import Situation
from interviewer.dialogue.wish import Wish
from interviewer.model import Probe
from interviewer.packs import Pack, Question

LED = 4  # so many are tried for one that leaves room to answer first


def led(probe: Probe, situation: Situation) -> Probe:
    """A follow-up that begins with the answer to what the last reply asked, where both together can be spoken."""
    answered = replace(probe, lead=meaning.told_back(situation))
    return probe if wording.faults(answered.spoken) else answered


class RulesMind:
    """Always there."""

    name: Literal["rules", "llm"] = "rules"

    def warm_up(self, pack: Pack, question: Question) -> None:
        """The rules are always warm."""

    def next_probe(self, situation: Situation, wish: Wish) -> Probe | None:
        """The best follow-up, or None where nothing is left or the wish is withdrawn."""
        if wish.withdrawn:
            return None
        ranked = [option.probe for option in policy.rank(situation)]
        answered = [probe for one in ranked[:LED] if (probe := led(one, situation)).lead]
        return next(iter((*answered, *ranked)), None)

    def drain_notices(self) -> tuple[str, ...]:
        """The rules never have anything to report."""
        return ()

    def farewell(self) -> tuple[str, ...]:
        """Nor at the end."""
        return ()
