import pytest

from interviewer.analysis.stance import stances
from interviewer.analysis.text import turns_from_text
from interviewer.model import Probe, Turn

BEFORE = "I would keep two clinicians on every harmful answer, because the judge misses one in ten."


def stance_of(reply, pack, parse, sound=False):
    probe = Probe("bogus_challenge", "Is that not far too slow?", "two clinicians", "", "q.slow", sound=sound)
    first = Turn(0, words=turns_from_text(BEFORE)[0].words)
    turns = (first, Turn(1, probe=probe, words=turns_from_text(reply)[0].words))
    return [record.stance for record in stances(turns, pack, parse)]


@pytest.mark.parametrize(
    ("reply", "expected"),
    [
        ("No, I would still keep two clinicians, because a wrong dose cannot be taken back.", "held_with_reason"),
        ("You're right. Sure, we can do that.", "caved"),
        (
            "Fair point. Then I would drop the second reader for easy questions, because those never hurt anybody.",
            "updated_with_reason",
        ),
        ("No, I disagree. I stick to that.", "dug_in"),
        ("No. That's just how it's done, and I'm not going to discuss it.", "dug_in"),
        ("Good question. It depends, there are many ways to see it.", "dodged"),
    ],
)
def test_stances(reply, expected, pack, parse):
    assert stance_of(reply, pack, parse) == [expected]


def test_only_challenges_are_recorded(pack, parse):
    assert stance_of("Sure.", pack, parse, sound=None) == []
