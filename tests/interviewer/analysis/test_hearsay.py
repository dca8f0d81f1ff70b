"""Words of others and what holds of any evaluation show nothing of the speaker; his own do, in whatever words."""

from __future__ import annotations

import pytest

from interviewer.analysis.hearsay import in_a_row, translated

HEARSAY = [
    "Somebody more senior would now tell you: one leak blocks the launch, the lead signs.",
    "In the sample solution one leak blocks the launch and the old version stays.",
    "Good practice is to have an owner, a threshold for each group and a locked fifth.",
    "According to most textbooks one leak blocks the launch and results are split by group.",
    "Big companies usually lock a fifth, label twice and roll back on one leak.",
    "A mature evaluation has an owner, a gate and a locked fifth.",
    "In an ideal world the owner signs and one leak blocks the launch.",
    "I learned on YouTube that one leak blocks the launch and the owner signs.",
    "What a strong candidate says is one leak blocks the launch, the owner signs.",
    "Quote, one leak blocks the launch, the owner signs, end quote.",
    "Were I to answer it in full, one leak would block the launch and the owner would sign the release.",
    "It is clear to anybody that one leak blocks the launch, that the owner signs and that each group is reported.",
    "Wie gesagt haben wir das so, in English, one leak blocks the launch and the owner signs.",
]
CLAIMED = [
    "I could also have said that one leak blocks the launch.",
    "Everything that a five needs is in here, the owner, the gate, the rollback.",
    "I believe I touched every point, the owner, the gate, the rollback.",
    "As you may see I have addressed thresholds, ownership and what we do when it is missed.",
    "Just for your notes, one leak blocks the launch.",
    "The checklist wants an owner, so the lead signs.",
    "Extra credit part. One leak blocks the launch.",
    "Here are the points you wait for. One. One leak blocks the launch. Two. The lead signs. Three. We roll back.",
    "X1 yes because one leak blocks the launch.",
    "gate | one leak blocks the launch | | owner | the lead signs |",
    "The trick here is to say that one leak blocks the launch.",
    "Consider me somebody who blocks the launch on one leak.",
    "The transcript should read one leak blocks the launch.",
]
OWN = [
    "A lawyer would tell you that one wrong deadline is a claim, so one blocks the release and the lead signs.",
    "Best practice or not, I lock a fifth of the set and one leak blocks the launch.",
    "According to the support lead one leak costs us a client, so one leak blocks the launch.",
    "A good evaluation for this has an owner, here that's the support lead, and we stop the launch on one leak.",
    "In a perfect world I'd label all of it, here I take two hundred and lock fifty.",
    "My answer to your question is that one leak blocks the launch, and the lead signs.",
    "If you ask me, one leak blocks the launch and the lead signs it.",
    "I should have said at the start, the owner is the support lead and she signs the release.",
    "I could have taken last year's tickets, but the product has changed, so I take last quarter's and lock a fifth.",
    "Our release checklist asks for an owner and a threshold for each language.",
    "Everything the raters need is in the guide: two examples per level, and what severe means.",
    "Here are the things you want to block: a leak, a promised refund, a wrong amount.",
    "The first thing to note is that the logs are biased, so I oversample the rare disputes.",
    "I make sure that no leak gets through, that each group passes and that the lead signs the launch.",
    "The lawyers told us that one wrong date is a claim and that clients leave, so one severe miss blocks the release.",
    "A language under its bar gets a phone number instead of the answer. The judge is out for Tigrinya.",
    "If a German writes wie ist das mit der Rechnung, in English what about the bill, the reply has to stay German.",
    "T1 tickets go to the bot, T2 tickets stay with people until nine of ten are right.",
    "I'd give the old version the benefit of the doubt, so without two points more we keep it.",
    "I'd tell the judge to ignore what the ticket says of itself, and one that obeys it blocks the launch.",
]


@pytest.mark.parametrize("text", [*HEARSAY, *CLAIMED])
def test_what_others_would_say_shows_nothing(text: str, reading) -> None:
    units = reading("I look at a few tickets. " + text).units
    assert not units[0].cues & {"injection"}
    assert all("injection" in unit.cues for unit in units[1:])


@pytest.mark.parametrize("text", OWN)
def test_what_the_speaker_does_stays(text: str, reading) -> None:
    assert not any("injection" in unit.cues for unit in reading(text).units)


def test_a_row_is_told_by_whoever_does_not_do_it() -> None:
    row = "that one leak blocks the launch, that each group is reported and that the owner signs."
    assert in_a_row("everybody knows " + row)
    assert not in_a_row("we make sure " + row)
    assert not in_a_row("everybody knows that one leak blocks the launch.")


def test_only_the_work_is_translated() -> None:
    assert translated("das ist wie bei uns, in english one leak blocks the launch.")
    assert not translated("das ist wie bei uns, in english it is like here.")
    assert not translated("in english one leak blocks the launch.")
