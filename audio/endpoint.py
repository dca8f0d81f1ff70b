"""Has the speaker finished? Pure policy: how long it has been silent and what was said last, in; a verdict, out.

Pauses of many seconds in mid-thought are normal in an interview; a tool that takes them for the end of an answer is
not used twice. So the wait depends on how the last words sound, and silence alone only ever closes after one question.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from audio.language import Ending, Language, unsure

Verdict = Literal["wait", "ask", "close", "reply"]
"""wait: go on listening; ask: "anything to add?"; close: the answer is over; reply: the speaker asked us something."""


@dataclass(frozen=True)
class EndpointSettings:
    """How long to wait, in seconds of silence (`_s`), and what is made of the tone, as probabilities.

    closing_s          after "that's my answer": only long enough to hear that nothing follows
    question_s         after a question to the interviewer: waiting longer feels like being ignored
    finished_s         after a finished sentence, before asking for more: people take 2-4 s between two points
    finished_most_s    the same for a speaker with long pauses
    early_s            so long the turn is young: nervous speakers collect themselves after a sentence or two
    early_more_s       added to `finished_s` while it is
    unclear_s          where words and tone disagree: a whole sentence in the tone of one that goes on, or half a
                       sentence, as misheard words make it, in the tone of an end; longer, 12 s would be missed
    sounds_over        half a sentence is unclear where its tone is that of an end with at least this probability
    sounds_open        a whole one is unclear below this
    unfinished_s       after half a sentence or a filler: nobody ends there, so this is deep thought or lost words
    unfinished_most_s  the same for a speaker with long pauses
    hold_s             after "give me a second": people think for half a minute when they were granted it
    nothing_said_s     before the first word: reading the question again and planning takes its time
    more_s             after "anything to add?", when nothing is said; less where `finished_in_all_s` demands it
    more_least_s       but never less: a reply begins within a second, rarely two
    finished_in_all_s  from the last word of a finished answer to its close, with that question: 12 feel dead, and half
                       a second goes into where a voice ends and when that is looked at
    more_unfinished_s  the same when the answer had broken off in mid-sentence
    no_s               after "no", said to that question
    own_pace           a wait is at least so many times this speaker's own usual long pause
    short_of_time_s    with less than this left in the time box nobody asks for more
    only_i_end         silence never closes and nobody asks: for slow thinkers and people who stutter
    """

    closing_s: float = 1.0
    question_s: float = 1.5
    finished_s: float = 5.0
    finished_most_s: float = 6.0
    early_s: float = 45.0
    early_more_s: float = 1.0
    unclear_s: float = 8.2
    sounds_over: float = 0.7
    sounds_open: float = 0.2
    unfinished_s: float = 15.0
    unfinished_most_s: float = 25.0
    hold_s: float = 45.0
    nothing_said_s: float = 40.0
    more_s: float = 4.5
    more_least_s: float = 2.2
    finished_in_all_s: float = 11.5
    more_unfinished_s: float = 10.0
    no_s: float = 0.8
    own_pace: float = 1.5
    short_of_time_s: float = 20.0
    only_i_end: bool = False


@dataclass(frozen=True)
class EndpointState:
    """What is known at one moment of an open turn. All words of what was heard so far are in it.

    silence_s        since the speaker's last sound, holds and the interviewer's own speech not counted
    text             the end of the answer so far (its last sentences suffice)
    asked_more       "anything to add?" was asked after those words
    since_asked_s    silence since that question was spoken
    reply            what was said since the question
    is_question      the last sentence is a question to the interviewer, not yet replied to
    time_left_s      in the interview's time box; None: unknown or unlimited
    typical_pause_s  this speaker's own long pauses in mid-answer; 0: not known yet
    spoken_until_s   how far into the turn the speaker's last sound reached
    sounds_finished  how likely the speaker had finished by the tone of the last words; None: not known
    asking_s         what "anything to add?" took, from the verdict to the end of its sound
    """

    silence_s: float
    text: str = ""
    asked_more: bool = False
    since_asked_s: float = 0.0
    reply: str = ""
    is_question: bool = False
    time_left_s: float | None = None
    typical_pause_s: float = 0.0
    spoken_until_s: float = float("inf")
    asking_s: float = 0.0
    sounds_finished: float | None = None


def decide(
    state: EndpointState,
    settings: EndpointSettings,
    language: Language,
    is_whole: Callable[[str], bool | None] = unsure,
) -> Verdict:
    """What to do now. Monotone: while only silence grows, "wait" changes at most once, and never back.

    `is_whole` judges the last clause where the lists of `language` cannot; it must judge the same text alike.
    """
    verdict, silence_s, needed_s = _next(state, settings, lambda text: language.ending(text, is_whole), language)
    return verdict if silence_s >= needed_s else "wait"


def _next(
    state: EndpointState, settings: EndpointSettings, ending: Callable[[str], Ending], language: Language
) -> tuple[Verdict, float, float]:
    """The only verdict that more silence can bring, the silence that counts for it, and how much of it is needed."""
    s = settings
    never = float("inf")
    if state.asked_more and state.reply and language.is_no(state.reply):
        return "close", state.silence_s, s.no_s
    said = state.reply or state.text
    if said and language.is_closing(said):
        return "close", state.silence_s, s.closing_s
    if state.is_question:
        return "reply", state.silence_s, s.question_s
    if s.only_i_end:
        return "wait", state.silence_s, never
    if state.asked_more and state.reply:
        # more was said: the answer goes on, and is asked about again when it ends
        return _after_speech(state.reply, state, s, ending, language, announced=language.is_more(state.reply))
    if state.asked_more:
        waited_s = None if not state.text or language.is_hold(state.text) else _ended_s(ending(state.text), state, s)
        if waited_s is None:
            return "close", state.since_asked_s, s.more_unfinished_s
        left_s = max(s.more_least_s, s.finished_in_all_s - state.asking_s - waited_s)
        return "close", state.since_asked_s, min(s.more_s, left_s)
    if not state.text:
        return "ask", state.silence_s, s.nothing_said_s
    return _after_speech(state.text, state, s, ending, language)


def _after_speech(
    text: str,
    state: EndpointState,
    s: EndpointSettings,
    ending: Callable[[str], Ending],
    language: Language,
    *,
    announced: bool = False,
) -> tuple[Verdict, float, float]:
    if language.is_hold(text):
        needed_s = s.hold_s
    elif (ended_s := _ended_s(ending(text), state, s)) is None:
        needed_s = min(max(s.unfinished_s, 2 * s.own_pace * state.typical_pause_s), s.unfinished_most_s)
    elif announced and len(text.split()) < _ANNOUNCED_WORDS:
        needed_s = s.unfinished_s
    else:
        needed_s = ended_s
    short = state.time_left_s is not None and state.time_left_s < s.short_of_time_s
    return ("close" if short else "ask"), state.silence_s, needed_s


def _ended_s(ending: Ending, state: EndpointState, s: EndpointSettings) -> float | None:
    """The wait after what ended, or may have ended; None after what has broken off.

    Silence does not move it: what counts is where the last sound was, and its tone.
    """
    tone = state.sounds_finished
    if is_finished(ending, tone, s):
        least_s = s.finished_s + (s.early_more_s if state.spoken_until_s < s.early_s else 0.0)
        return min(max(least_s, s.own_pace * state.typical_pause_s), s.finished_most_s)
    if ending == "whole" or (ending == "half" and tone is not None and tone >= s.sounds_over):
        return max(s.unclear_s, s.finished_s)
    return None


def is_finished(ending: Ending, tone: float | None, settings: EndpointSettings) -> bool:
    """By words and tone alike: a whole sentence, and nothing in its tone says that it goes on."""
    return ending == "whole" and (tone is None or tone >= settings.sounds_open)


def usual_pause_s(pauses_s: Sequence[float]) -> float:
    """A speaker's usual long pause: four of five of his pauses in mid-answer are shorter. 0 while too few are known."""
    known = sorted(pause_s for pause_s in pauses_s[-_PAUSES_KEPT:] if pause_s >= _SHORTEST_PAUSE_S)
    return known[int(0.8 * (len(known) - 1))] if len(known) >= _PAUSES_NEEDED else 0.0


_PAUSES_KEPT = 60
_PAUSES_NEEDED = 4
_SHORTEST_PAUSE_S = 0.5  # shorter ones are breath
_ANNOUNCED_WORDS = 8  # "yes, one more thing" and nothing after it: it is still to come
