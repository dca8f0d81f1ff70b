"""What the report says of a follow-up is true of what was heard."""

from __future__ import annotations

import msgspec

from interviewer.dialogue import policy
from interviewer.packs import Pack, Probing
from tests.interviewer.dialogue.shared import pack, situation

SEGMENT = Probing("segment", "What does that say about black tea?", asks_for=("groups", "cases"))
MISSING = Probing("missing_part", "Which number would you write down?", asks_for=("number",))
SAID = "I'd boil each tea by itself and keep the results apart."


def reason(known: Pack, **told: str) -> str:
    best = policy.best(situation(SAID, known=known, facts=told))
    assert best is not None
    return best.probe.reason


def test_a_kinds_reason_holds_only_where_its_fact_is_missing() -> None:
    assert reason(pack(SEGMENT)) == "No result was heard for a group by itself."
    assert reason(pack(SEGMENT), groups=SAID) == "Not heard so far: the candidate says cases."


def test_what_was_said_in_other_words_is_not_called_missing() -> None:
    known = pack(SEGMENT)
    probes = msgspec.structs.replace(known.probes, heard={"groups": ("by_itself",)})
    known = msgspec.structs.replace(known, probes=probes)
    assert reason(known) == "Heard in other words only: the candidate says groups."


def test_a_part_is_called_untouched_only_where_nothing_of_it_was_heard() -> None:
    assert reason(pack(MISSING)) == "Nothing was heard so far of: Set the numbers."
    assert reason(pack(MISSING), groups=SAID) == "Not heard so far: the candidate says number."


def test_a_scene_is_about_the_sentence_that_it_comes_nearest_to() -> None:
    scene = Probing(
        "metric_conflict", "Suppose two teas boil the same, and their results lie apart. How do you find out?"
    )
    best = policy.best(situation(SAID, known=pack(scene)))
    assert best is not None
    assert best.probe.refers_to == SAID
    bare = policy.best(situation("We sell kettles.", known=pack(scene)))
    assert bare is not None
    assert bare.probe.refers_to == "The kettle"
