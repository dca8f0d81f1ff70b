from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from audio.endpoint import EndpointSettings, EndpointState, Verdict, decide, usual_pause_s
from interviewer import language

ENGLISH = language.load()
POLICY = EndpointSettings()
FINISHED = "We block the launch if one customer sees the data of another customer."
UNFINISHED = [
    "I would start with the refund cases because",
    "We would measure the rate of wrong promises and.",
    "Then I look at the",
    "First I would, um,",
    "There are three things.",
    "There are three things I would measure.",
    "Firstly.",
    "If the judge and the reviewers disagree",
    "I'd sample two hundred calls from",
    "So the reason is...",
    "For example.",
    "What would I measure here?",
]
CLOSINGS = [
    "So we block the launch. That's my answer.",
    "The support lead owns it. I'll stop there.",
    "And we test again every month. Yeah, that's it.",
    "We roll back. And that's it, thank you.",
    "We roll back the prompt. Okay, I think I'm done.",
    "We measure accuracy, cost and delay, as my answer.",
    "We test the judge again. At my answer.",
    "I block the launch and the lead signs. And that is my final answer.",
    "Then we ship to five percent. That’s all I have. Thanks.",
    "The legal team signs, and I would leave it there.",
    "We retire the old cases. So, yeah, that would be my answer",
    "I block the launch if one leaks that's my answer",
    "I block the launch if one customer sees another one's data, that's my answer",
    "if one leaks we roll back and the support lead signs that is my answer",
    "when the rate is above two percent we stop the rollout so that's my answer thank you",
    "we keep the old prompt until the legal team agrees that's all I have",
    "we do not ship unless both reviewers agree I'll stop there",
    "if the two disagree I take a third reviewer and I'll leave it there",
    "I'd ask whether the judge saw the policy, yeah, that's my answer",
    "nobody promises money when the policy says no, okay I'm done",
    "I'm not sure about the exact number but I would start with two hundred calls that's my final answer",
    "I wonder about the delay too but it comes last that's everything from me",
    "we compare both prompts if there is time that's all from me thanks",
    "the release waits if it fails that's my answer if that's ok",
    "If it fails, we roll back. Thanks.  That's my answer. Thank you.",
]
NOT_CLOSINGS = [
    "That's my answer to the first part, and now the second.",
    "If the score is below ninety percent, that's it for the launch.",
    "That's it in a nutshell, the judge is the problem.",
    "I'm not done.",
    "I'm not sure that's my answer.",
    "We stop there only when the rate is too high.",
    "Those are the three things I would measure.",
    "The done state of a ticket is what we look at.",
    "We block the launch, but I'm not sure that's my answer",
    "I don't think that's my answer",
    "I don't think that that's all I have",
    "let me check if that's my answer",
    "We can go on unless that's my answer",
    "I'd tell you when I'm done",
    "I would wait until I'm finished",
    "I wonder whether that's all I have",
    "I'm not sure what is my answer",
    "If the rate is above two percent, I would stop there.",
    "and if we see a leak i'd stop there",
    "We ship to five percent and if it leaks I will stop there",
]
HOLDS = ["Give me a second.", "Hmm, let me think about that for a moment.", "We could, wait a minute.", "Hold on."]


def after(silence_s: float, text: str = FINISHED, **more: object) -> Verdict:
    return decide(EndpointState(silence_s, text, **more), POLICY, ENGLISH)  # type: ignore[arg-type]


def within(text: str) -> tuple[Verdict, float]:
    """The first verdict that is not to wait, and when it comes."""
    for tenths in range(1, 1_000):
        if (verdict := after(tenths / 10, text)) != "wait":
            return verdict, tenths / 10
    return "wait", 100.0


@pytest.mark.parametrize("pause_s", [2.0, 4.0, 6.0, 8.0])
@pytest.mark.parametrize("text", UNFINISHED)
def test_pauses_in_mid_thought_change_nothing(text: str, pause_s: float) -> None:
    assert after(pause_s, text) == "wait"


@pytest.mark.parametrize("text", CLOSINGS)
def test_a_spoken_closing_closes_fast(text: str) -> None:
    assert within(text) == ("close", 1.0)


@pytest.mark.parametrize("text", NOT_CLOSINGS)
def test_closing_words_elsewhere_close_nothing(text: str) -> None:
    verdict, at_s = within(text)
    assert verdict == "ask"
    assert at_s >= 5.0


@pytest.mark.parametrize("text", HOLDS)
def test_a_request_for_time_is_granted(text: str) -> None:
    assert within(FINISHED + " " + text) == ("ask", 45.0)


def test_a_finished_answer_is_asked_about_and_closes_within_12_s() -> None:
    verdict, at_s = within(FINISHED)
    assert verdict == "ask"
    assert at_s == POLICY.finished_s
    assert after(4.4, asked_more=True, since_asked_s=4.4) == "wait"
    assert after(4.5, asked_more=True, since_asked_s=4.5) == "close"


@pytest.mark.parametrize("slow", [{"typical_pause_s": 60.0}, {"spoken_until_s": 10.0}, {"typical_pause_s": 3.7}, {}])
@pytest.mark.parametrize("spoken_s", [0.8, 1.9, 3.0])
def test_who_gets_more_time_before_the_question_is_still_closed_within_12_s(
    slow: dict[str, float], spoken_s: float
) -> None:
    asked_s = next(tenths / 10 for tenths in range(200) if after(tenths / 10, **slow) == "ask")
    closed_s = next(
        tenths / 10
        for tenths in range(200)
        if after(tenths / 10, asked_more=True, since_asked_s=tenths / 10, asking_s=spoken_s, **slow) == "close"
    )
    assert closed_s >= 2.5
    assert asked_s + spoken_s + closed_s <= 12.0


def test_early_in_an_answer_there_is_more_time_to_collect_oneself() -> None:
    assert after(5.9, spoken_until_s=20.0) == "wait"
    assert after(6.0, spoken_until_s=20.0) == "ask"
    assert after(5.0, spoken_until_s=45.0) == "ask"
    assert decide(EndpointState(1.0, CLOSINGS[0], spoken_until_s=5.0), POLICY, ENGLISH) == "close"


@pytest.mark.parametrize(
    "reply", ["No.", "No, that's it.", "Nope, I'm good, thanks.", "Nothing else.", "I don't think so."]
)
def test_a_no_closes(reply: str) -> None:
    assert after(0.8, asked_more=True, since_asked_s=2.0, reply=reply) == "close"


@pytest.mark.parametrize("reply", ["Yes, one more thing.", "Actually yes.", "Also", "Wait, let me think.", "Not yet."])
def test_more_is_waited_for(reply: str) -> None:
    assert after(8.0, asked_more=True, since_asked_s=20.0, reply=reply) == "wait"


def test_an_answer_that_goes_on_is_asked_about_again() -> None:
    more = "No customer should ever be promised money, so the refund check comes first."
    assert after(3.0, asked_more=True, since_asked_s=30.0, reply=more) == "wait"
    assert after(5.0, asked_more=True, since_asked_s=30.0, reply=more) == "ask"


def test_a_question_to_the_interviewer_is_replied_to() -> None:
    assert after(1.4, "How many customers?", is_question=True) == "wait"
    assert after(1.5, "How many customers?", is_question=True) == "reply"


def test_before_the_first_word_there_is_time() -> None:
    assert after(30.0, "") == "wait"
    assert after(40.0, "") == "ask"


def test_slow_speakers_get_more_time() -> None:
    assert after(5.5, typical_pause_s=4.0) == "wait"
    assert after(5.5, typical_pause_s=0.0) == "ask"
    assert after(16.0, UNFINISHED[0], typical_pause_s=6.0) == "wait"


def test_nobody_is_asked_when_time_is_short() -> None:
    assert after(5.0, time_left_s=10.0) == "close"


@given(st.sampled_from([FINISHED, *UNFINISHED, *HOLDS, ""]), st.floats(0, 600), st.booleans())
def test_only_i_end_my_answer(text: str, silence_s: float, question: bool) -> None:
    alone = replace(POLICY, only_i_end=True)
    verdict = decide(EndpointState(silence_s, text, is_question=question), alone, ENGLISH)
    assert verdict == "wait" or (question and verdict == "reply")
    assert decide(EndpointState(1.0, CLOSINGS[0]), alone, ENGLISH) == "close"


@given(
    st.sampled_from([FINISHED, *UNFINISHED, *CLOSINGS, *NOT_CLOSINGS, *HOLDS, ""]),
    st.booleans(),
    st.sampled_from(["", "No.", "Yes, one more thing.", FINISHED]),
    st.booleans(),
    st.one_of(st.none(), st.floats(0, 100)),
    st.floats(0, 20),
    st.tuples(st.floats(0, 100), st.floats(0, 100)),
    st.floats(0, 100),
    st.floats(0, 100),
    st.one_of(st.none(), st.floats(0, 1)),
)
def test_more_silence_never_takes_a_verdict_back(
    text: str, asked: bool, reply: str, question: bool, left_s: float | None, pause_s: float,
    silences_s: tuple[float, float], since_s: float, until_s: float, tone: float | None,
) -> None:  # fmt: skip
    earlier_s, later_s = sorted(silences_s)
    state = EndpointState(earlier_s, text, asked, since_s, reply, question, left_s, pause_s, until_s, 0.0, tone)
    first = decide(state, POLICY, ENGLISH)
    later = decide(replace(state, silence_s=later_s, since_asked_s=since_s + later_s - earlier_s), POLICY, ENGLISH)
    assert first in ("wait", later)


HALF = [
    "If the judge and the reviewers disagree",
    "When the second reviewer disagrees",
    "We look at cost, for example.",
]
HALF += ["and the queue was full, which is how nobody found why"]
BROKEN = [*(text for text in UNFINISHED if text not in HALF), "If the two disagree about the"]


@pytest.mark.parametrize("text", [FINISHED, *HALF])
def test_where_words_and_tone_disagree_the_question_waits_and_the_close_does_not(text: str) -> None:
    tone = 0.02 if text == FINISHED else 0.95
    assert after(POLICY.unclear_s - 0.1, text, sounds_finished=tone) == "wait"
    assert after(POLICY.unclear_s, text, sounds_finished=tone) == "ask"
    asked = EndpointState(8.2, text, asked_more=True, sounds_finished=tone, asking_s=1.0, since_asked_s=2.35)
    assert decide(asked, POLICY, ENGLISH) == "close"


@pytest.mark.parametrize("text", [FINISHED, *HALF])
def test_where_they_agree_the_tone_changes_nothing(text: str) -> None:
    tone = 0.95 if text == FINISHED else 0.02
    for silence_s in (3.0, 5.5, 8.5, 12.0, 16.0, 26.0):
        assert after(silence_s, text, sounds_finished=tone) == after(silence_s, text)


@pytest.mark.parametrize("text", BROKEN)
def test_what_has_broken_off_is_waited_for_in_whatever_tone(text: str) -> None:
    assert after(14.0, text, sounds_finished=1.0) == "wait"


def test_the_usual_long_pause_is_known_after_a_few() -> None:
    assert usual_pause_s([3.0, 3.0, 3.0]) == 0.0
    assert usual_pause_s([0.1] * 50 + [1.0, 2.0, 3.0, 4.0, 9.0]) == 4.0


STRANDED = [
    "We look at what they disagree on.",
    "That tells us what to work on",
    "I would check which cases the judge was trained on.",
    "It is the metric that the support team relies on.",
    "We ask the reviewers what they were looking for.",
    "I know which customers we are dealing with.",
    "That's what I would do",
    "And we measure latency as well",
    "we need at least fifty or more",
    "It should block more than it does",
    "I think so",
]
NOT_STRANDED = [
    "I think that we should start with",
    "we need a judge that agrees with",
    "What I would start with",
    "First what I do",
    "The reason is that we start with",
    "The thing I want is that they agree on",
    "The risk that we run into",
    "I think the point is that we start with",
    "We saw that the rate of",
    "It is important that we start with",
    "I am worried that we rely on",
    "If we know what they disagree on",
    "I would ask who the customers of",
    "I would tell the team what to look at and then start with",
    "We start with the cases that the judge and then with",
    "make sure that",
    "and then maybe",
    "I would probably",
]


@pytest.mark.parametrize("text", STRANDED)
def test_a_clause_whose_object_stands_before_its_last_word_is_finished(text: str) -> None:
    assert ENGLISH.ending(text) == "whole"


@pytest.mark.parametrize("text", NOT_STRANDED)
def test_the_same_last_words_elsewhere_leave_a_clause_open(text: str) -> None:
    assert ENGLISH.ending(text) != "whole"
    assert after(8.0, text) == "wait"


@pytest.mark.parametrize(
    "text",
    [
        "I don't have anything to add",
        "I think I covered everything",
        "I'm ready for the next question.",
        "Okay, we can move on.",
        "That was my answer, thank you.",
        "And that's where I'd stop",
    ],
)
def test_closings_in_other_words(text: str) -> None:
    assert within(text) == ("close", 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "we can move on to the next segment",
        "the judge has nothing to add",
        "when the labels agree that's where I'd stop",
        "let's move on to latency",
        "we can go on with the rollout",
    ],
)
def test_the_same_words_about_something_else_close_nothing(text: str) -> None:
    assert not ENGLISH.is_closing(text)


@pytest.mark.parametrize(
    "text",
    [
        "Can I take a minute?",
        "Okay, let me just structure my thoughts.",
        "I'd like to think for a moment.",
        "give me ten seconds",
        "I need some time",
    ],
)
def test_time_asked_for_in_other_words_is_granted(text: str) -> None:
    assert after(40.0, text) == "wait"
