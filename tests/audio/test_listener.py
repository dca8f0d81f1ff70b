from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from audio import files
from audio.frames import Samples, Segment, to_samples
from audio.language import plain
from audio.listen_events import (
    AskMore,
    Heard,
    ListenEvent,
    Prepare,
    QuestionAsked,
    Resumed,
    SpeechStarted,
    Tick,
    Trouble,
    TurnEnded,
)
from audio.transcript import text_of
from audio.turn_model import SILENCE_S
from audio.vad import Vad
from audio.whisper import Recogniser
from audio.words import Word
from tests.audio.doubles import FedSound, Sayer, ScriptedSound, hush, tone
from tests.audio.ears import FINISHED, Ears, joined, listening, seconds_in, turn_of


def test_a_finished_answer_is_asked_about_and_closed_within_12_s(tmp_path: Path) -> None:
    ended, ears = turn_of(tmp_path / "a.wav", tone(3.0), Sayer(FINISHED))
    assert ended.closed_by == "silence"
    assert text_of(ended.words) == FINISHED
    (asked,) = ears.all(AskMore)
    assert asked.at_s == pytest.approx(9.1, abs=0.2)
    assert ended.at_s - 3.0 <= 12.0
    assert ended.duration_s == pytest.approx(seconds_in(tmp_path / "a.wav"))
    assert ended.hold_s == pytest.approx(ended.at_s - 3.0, abs=0.2)


def test_a_spoken_closing_closes_after_a_second(tmp_path: Path) -> None:
    ended, ears = turn_of(tmp_path / "a.wav", tone(3.0), Sayer(FINISHED + " That's my answer."))
    assert ended.closed_by == "closing"
    assert ended.hold_s == pytest.approx(1.0, abs=0.15)
    assert not ears.all(AskMore)


@pytest.mark.parametrize("pause_s", [2.0, 4.0, 6.0, 8.0])
def test_a_pause_in_mid_thought_never_closes(tmp_path: Path, pause_s: float) -> None:
    answer = joined(tone(2.0), hush(pause_s), tone(2.0))
    sayer = Sayer("We look at refunds first because.", "They hurt most. That's my answer.")
    ended, ears = turn_of(tmp_path / "a.wav", answer, sayer)
    assert text_of(ended.words) == "We look at refunds first because they hurt most. That's my answer."
    assert not ears.all(AskMore)


def test_the_tone_of_the_last_words_counts_once_a_pause(tmp_path: Path) -> None:
    """Whole sentences in the tone of one that goes on are waited for, and still close within 12 s."""
    heard: list[Samples] = []

    def goes_on(samples: Samples) -> float:
        heard.append(samples)
        return 0.02

    answer = joined(tone(3.0), hush(0.8), tone(2.0), hush(7.5), tone(4.0))
    sayer = Sayer("We look at refunds.", "They hurt most.", "Then at addresses.")
    ended, ears = turn_of(tmp_path / "a.wav", answer, sayer, sounds_finished=goes_on)
    (asked,) = ears.all(AskMore)
    assert asked.at_s == pytest.approx(17.3 + 8.2, abs=0.2)
    assert ended.at_s - 17.3 <= 12.0
    for samples, spoken_s in zip(heard, (3.0, 2.0, 4.0), strict=True):
        voiced = np.flatnonzero(np.abs(samples) > 0.01)
        assert (voiced[-1] - voiced[0]) / 16_000 == pytest.approx(spoken_s, abs=0.05)
        assert (len(samples) - voiced[-1]) / 16_000 == pytest.approx(SILENCE_S, abs=0.05)


def test_what_is_prepared_in_a_pause_is_void_when_speech_comes_back(tmp_path: Path) -> None:
    answer = joined(tone(2.0), hush(3.0), tone(2.0))
    ended, ears = turn_of(tmp_path / "a.wav", answer, Sayer(FINISHED, "That's my answer."))
    first, second = ears.all(Prepare)
    (resumed,) = ears.all(Resumed)
    assert first.revision == resumed.revision != second.revision
    assert text_of(first.words) == FINISHED
    assert second.words == ended.words
    assert [type(e) for e in ears.told if not isinstance(e, Tick)] == [
        SpeechStarted, Heard, Prepare, SpeechStarted, Resumed, Heard, Prepare, TurnEnded,
    ]  # fmt: skip


@pytest.mark.parametrize("chunk", [160, 512, 1600, 32_000])
def test_the_same_sound_is_heard_alike_in_any_chunking(tmp_path: Path, chunk: int) -> None:
    answer = joined(hush(1.0), tone(2.0), hush(0.8), tone(1.3), hush(2.0), tone(3.0))
    said = ("We look at the", "refunds.", "That's my answer.")
    once, ears = turn_of(tmp_path / "a.wav", answer, Sayer(*said))
    again, others = turn_of(tmp_path / "b.wav", answer, Sayer(*said), chunk=chunk)
    assert [e for e in ears.told if not isinstance(e, TurnEnded)] == [
        e for e in others.told if not isinstance(e, TurnEnded)
    ]
    assert (once.words, once.hold_s) == (again.words, again.hold_s)


def test_ticks_follow_the_sound(tmp_path: Path) -> None:
    ended, ears = turn_of(tmp_path / "a.wav", tone(3.0), Sayer("That's my answer."))
    assert len(ears.all(Tick)) == pytest.approx(ended.at_s / 0.25, abs=3)


def test_a_no_to_anything_to_add_closes(tmp_path: Path) -> None:
    ended, ears = turn_of(tmp_path / "a.wav", joined(tone(3.0), hush(8.0), tone(0.5)), Sayer(FINISHED, "No."))
    assert len(ears.all(AskMore)) == 1
    assert ended.at_s == pytest.approx(12.3, abs=0.3)


def test_a_question_to_the_interviewer_leaves_the_turn_open(tmp_path: Path) -> None:
    answer = joined(tone(1.0), hush(3.0), tone(2.0))
    sayer = Sayer("How many customers?", "Then I sample. That's my answer.")
    ended, ears = turn_of(tmp_path / "a.wav", answer, sayer, is_question=lambda text: text.endswith("?"))
    (asked,) = ears.all(QuestionAsked)
    assert asked.text == "How many customers?"
    assert asked.at_s == pytest.approx(2.5, abs=0.2)
    assert text_of(ended.words).endswith("That's my answer.")


def test_a_question_behind_a_pause_is_heard_as_one(tmp_path: Path) -> None:
    answer = joined(tone(4.0), hush(2.0), tone(2.0), hush(3.0), tone(1.0))
    sayer = Sayer("I look at customers not seeing each.", "how many customers do they have?", "That's my answer.")
    _ended, ears = turn_of(tmp_path / "a.wav", answer, sayer, is_question=lambda text: text.startswith("how many"))
    (asked,) = ears.all(QuestionAsked)
    assert asked.text == "how many customers do they have?"


def test_late_in_an_answer_the_question_comes_sooner(tmp_path: Path) -> None:
    answer = joined(*[joined(tone(5.0), hush(1.0))] * 8)
    _ended, ears = turn_of(tmp_path / "a.wav", answer, Sayer(*[FINISHED] * 8))
    assert ears.all(AskMore)[0].at_s == pytest.approx(47.0 + 5.0, abs=0.2)


def test_a_noise_does_not_break_the_silence(tmp_path: Path) -> None:
    answer = joined(tone(3.0), hush(3.0), tone(0.3), hush(9.0))
    _ended, ears = turn_of(tmp_path / "a.wav", answer, Sayer(FINISHED, ""))
    assert ears.all(AskMore)[0].at_s == pytest.approx(9.1, abs=0.3)


def test_two_turns_and_nothing_read_between_them(tmp_path: Path) -> None:
    sound = ScriptedSound(tone(1.0), tone(2.0))
    with listening(Ears(sound, Sayer("One. That's my answer.", "Two. That's my answer."))) as ears:
        for turn, text in enumerate(("One.", "Two.")):
            ears.listener.open_turn(turn, tmp_path / f"{turn}.wav", hotwords="kappa")
            ended = ears.wait(TurnEnded)
            now_s = sound.now_s()
            ears.listener.mute()
            ears.listener.unmute()
            assert (ended.turn, text_of(ended.words)) == (turn, f"{text} That's my answer.")
            assert sound.now_s() == now_s


def test_a_key_waits_for_the_samples_of_that_moment(tmp_path: Path) -> None:
    sound = FedSound(48_000)
    with listening(Ears(sound, Sayer("We block it."))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.clock_s += 0.4  # this device delivers everything 0.4 s late
        sound.feed(tone(3.0, 48_000))
        ears.listener.close_turn("key")
        sound.feed(tone(1.0, 48_000))
        ended = ears.wait(TurnEnded)
    assert ended.closed_by == "key"
    assert ended.duration_s == pytest.approx(3.4, abs=0.1)
    assert text_of(ended.words) == "We block it."


def test_while_deaf_the_recording_goes_on(tmp_path: Path) -> None:
    sound, sayer = FedSound(), Sayer("Before.", "After.")
    with listening(Ears(sound, sayer)) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(joined(tone(1.0), hush(1.0)))
        ears.wait(Heard)
        ears.listener.mute()
        sound.feed(tone(2.0))  # the interviewer's own voice
        ears.listener.unmute()
        sound.feed(joined(hush(1.0), tone(1.0), hush(1.0)))
        while ears.wait(Heard).index < 1:
            pass
        ears.listener.close_turn()
        sound.feed(hush(1.0))
        ended = ears.wait(TurnEnded)
    assert text_of(ended.words) == "Before. After."
    assert len(sayer.heard) == 2
    assert np.abs(files.read(tmp_path / "a.wav")[to_samples(2.5) : to_samples(3.5)]).max() > 0.1


def deaf_for(path: Path, deaf: Samples, then: Samples) -> Segment:
    """The segment behind a deaf stretch of such sound."""
    sound, sayer = FedSound(), Sayer("Before.", "After.")
    with listening(Ears(sound, sayer)) as ears:
        ears.listener.open_turn(0, path)
        sound.feed(joined(tone(1.0), hush(1.0)))
        ears.wait(Heard)
        ears.listener.mute()
        sound.feed(deaf)
        ears.listener.unmute()
        sound.feed(then)
        while ears.wait(Heard).index < 1:
            pass
    return sayer.heard[1]


def test_a_sentence_that_straddles_the_end_of_the_deaf_stretch_keeps_its_start(tmp_path: Path) -> None:
    segment = deaf_for(tmp_path / "a.wav", joined(tone(1.0), hush(0.5), tone(0.5)), joined(tone(1.0), hush(1.0)))
    assert segment.start_sample == pytest.approx(to_samples(4.0 - 0.2), abs=2 * 512)
    assert np.abs(segment.samples[:512]).max() > 0.1


def test_a_voice_that_ended_before_the_end_of_the_deaf_stretch_is_not_heard(tmp_path: Path) -> None:
    segment = deaf_for(tmp_path / "a.wav", joined(tone(1.0), hush(0.15)), joined(hush(0.1), tone(1.0), hush(1.0)))
    loud = np.flatnonzero(np.abs(segment.samples) > 0.01)
    assert segment.start_sample + loud[0] == pytest.approx(to_samples(3.25), abs=512)


@pytest.mark.parametrize("deaf", [True, False])
def test_after_the_question_the_wait_counts_from_the_end_of_its_sound(tmp_path: Path, deaf: bool) -> None:
    sound = FedSound()
    with listening(Ears(sound, Sayer(FINISHED))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(joined(tone(3.0), hush(1.0)))
        ears.wait(Prepare)
        sound.feed(hush(5.7))
        asked = ears.wait(AskMore)
        if deaf:
            ears.listener.mute()
        sound.feed(tone(1.3) if deaf else hush(1.3))  # with headphones the microphone does not hear it
        ears.listener.unmute()
        sound.feed(hush(5.0))
        ended = ears.wait(TurnEnded)
    assert ended.at_s - asked.at_s >= 1.3 + 2.5
    assert ended.at_s - 3.0 <= 12.0


def test_who_speaks_during_the_question_is_not_cut_off(tmp_path: Path) -> None:
    answer = joined(tone(3.0), hush(7.0), tone(2.0), hush(4.5), tone(1.0))  # nobody is deaf: the question came at 9.1 s
    sayer = Sayer(FINISHED, "We also test again every month.", "That's my answer.")
    ended, ears = turn_of(tmp_path / "a.wav", answer, sayer)
    assert [round(asked.at_s) for asked in ears.all(AskMore)] == [9]
    assert ended.closed_by == "closing"
    assert text_of(ended.words).endswith("every month. That's my answer.")


def test_while_held_silence_does_not_count(tmp_path: Path) -> None:
    sound = FedSound()
    with listening(Ears(sound, Sayer(FINISHED))) as ears:
        ears.listener.open_turn(0, tmp_path / "a.wav")
        sound.feed(joined(tone(1.0), hush(1.0)))
        ears.wait(Prepare)
        ears.listener.hold(True)
        sound.feed(hush(60.0))
        assert not ears.all(AskMore)
        ears.listener.hold(False)
        sound.feed(hush(6.5))
        assert ears.wait(AskMore).at_s == pytest.approx(67.1, abs=0.3)


def test_a_turn_that_opens_without_a_microphone_says_so_at_once(tmp_path: Path) -> None:
    sound = FedSound()
    with listening(Ears(sound, Sayer("After."))) as ears:
        sound.present = False
        sound.unplug()
        assert ears.wait(Trouble).turn == -1
        ears.listener.open_turn(0, tmp_path / "a.wav")
        told = ears.wait(Trouble)
        assert (told.kind, told.turn) == ("device_gone", 0)
        sound.present = True
        assert ears.wait(Trouble).kind == "device_back"
        sound.feed(joined(tone(1.0), hush(1.0)))
        assert text_of(ears.wait(Heard).words) == "After."
    assert [event.kind for event in ears.all(Trouble)] == ["device_gone", "device_gone", "device_back"]


def test_an_answer_taken_up_again_goes_on_in_its_file(tmp_path: Path) -> None:
    path = tmp_path / "a.wav"
    first, _ears = turn_of(path, tone(2.0), Sayer("We block it. That's my answer."))
    with listening(Ears(ScriptedSound(tone(1.0)), Sayer("And the lead signs. That's it."))) as ears:
        ears.listener.open_turn(0, path, resume=True, resume_words=first.words)
        ended = ears.wait(TurnEnded)
    assert text_of(ended.words) == "We block it. That's my answer. And the lead signs. That's it."
    assert (ended.words[-1].start_s or 0.0) >= first.duration_s
    assert seconds_in(path) == pytest.approx(ended.duration_s)
    assert ended.duration_s >= first.duration_s + 2.0


def test_a_real_voice_to_its_last_sample(tmp_path: Path, shared_cache: Path, spoken: Callable[[str], Path]) -> None:
    answer = files.read(spoken("We block the launch if one customer sees the data of another. That's my answer."))
    answer = answer[: np.flatnonzero(np.abs(answer) > 0.02)[-1] + 1]
    ended, ears = turn_of(tmp_path / "a.wav", answer, Recogniser(cache=shared_cache), vad=Vad)
    assert ended.closed_by == "closing"
    assert plain(text_of(ended.words)).endswith("thats my answer")
    assert not ears.all(AskMore)
    assert not any(word.doubtful for word in ended.words[-3:])


def test_what_was_read_better_counts_at_once_and_what_was_prepared_is_prepared_anew(tmp_path: Path) -> None:
    """The first hearing breaks off in mid-sentence; read again in the pause, it is whole, and closes as such."""

    def read_again(words: tuple[Word, ...]) -> tuple[Word, ...]:
        return tuple(replace(word, text=text) for word, text in zip(words, FINISHED.split(), strict=True))

    ears = Ears(ScriptedSound(tone(3.0)), Sayer("We block the launch if one customer said because."))

    def revise(event: ListenEvent) -> None:
        if isinstance(event, Prepare) and not event.revision:
            ears.listener.revise(7, lambda words: ())  # another answer: nothing happens
            ears.listener.revise(event.turn, read_again)

    ears.also = revise
    with listening(ears):
        ears.listener.open_turn(0, tmp_path / "a.wav")
        ended = ears.wait(TurnEnded)
    assert text_of(ended.words) == FINISHED
    told = [(text_of(event.words), event.revision) for event in ears.all(Prepare)]
    assert told == [("We block the launch if one customer said because.", 0), (FINISHED, 1)]
    assert ended.at_s - 3.0 <= 12.0
