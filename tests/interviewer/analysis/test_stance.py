from collections import Counter
from pathlib import Path

import pytest

from interviewer.analysis.stance import stances
from interviewer.analysis.text import turns_from_text
from interviewer.model import Probe, Turn
from interviewer.packs import read_toml

BEFORE = "I would keep two clinicians on every harmful answer, because the judge misses one in ten."


REPLIES = read_toml(Path(__file__).with_name("stances.toml"))
PLAN = "I would take fifty examples and have two people label them, and I gate the launch on the average."


def stance_of(reply, pack, parse, sound=False, objection="Is that not far too slow?", before=BEFORE):
    probe = Probe("bogus_challenge", objection, "two clinicians", "", "q.slow", sound=sound)
    first = Turn(0, words=turns_from_text(before)[0].words)
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


def test_replies_in_many_voices(pack, parse):
    """Not all are read rightly; of those that the reading had not seen yet, half to nine in ten."""
    right = Counter()
    for one in REPLIES["reply"]:
        challenge = REPLIES["challenges"][one["challenge"]]
        found = stance_of(one["text"], pack, parse, challenge["sound"], challenge["text"], PLAN)
        right[one["stance"]] += found == [one["stance"]]
    assert right.total() >= 180
    assert min(right.values()) >= 30  # of 40 and more
