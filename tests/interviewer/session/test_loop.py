"""The loop of an interview over file-fed sound: who speaks when, what is kept, and what the keys do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from audio.filefed import FileFed
from audio.frames import Samples
from audio.listen_events import ListenEvent
from audio.listen_settings import Judges, ListenSettings
from audio.listener import Listener
from interviewer import language
from interviewer.dialogue.wish import Wish
from interviewer.events import Clock, Event, Key, Notice, PhaseChanged, Said
from interviewer.model import Interview, Probe
from interviewer.session.loop import Session
from interviewer.session.parts import Lines, Plan
from interviewer.session.thinker import Think
from interviewer.store import Store
from tests.audio.doubles import LevelVad, Sayer, hush, tone
from tests.audio.ears import joined

ANSWER = "We block the launch if one customer sees it."
REPLY = "The lead decides that on the same day."
LEAD = "I follow."
PROBES = [Probe("threshold", f"Number {n}?", "the launch", "no number", f"threshold.{n}", lead=LEAD) for n in range(5)]


class Silent:
    """A speaker that says everything at once."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def prepare(self, text: str) -> None:
        """Nothing to do."""

    def prepare_begun(self, begun: str) -> None:
        """Nothing to do."""

    def say(self, text: str, *, stop: threading.Event) -> None:
        self.said.append(text)


class Clocked(FileFed):
    """Its clock can be moved on."""

    def pass_time(self, seconds: float) -> None:
        self._now_s += seconds


class Noted(Listener):
    """A listener that writes down when it was made deaf and when its clock was stopped."""

    obeyed: list[str]

    def mute(self) -> None:
        self.obeyed.append("mute")
        super().mute()

    def hold(self, on: bool) -> None:
        self.obeyed.append(f"hold {on}")
        super().hold(on)


@dataclass
class Desk:
    """A session on file-fed sound; `keys` are pressed when an event makes the function say so."""

    folder: Path
    answers: list[Samples]
    heard: tuple[str, ...]
    press_on: Callable[[Event], Key | None] = lambda event: None
    box_s: float = 600.0
    probes: int = 2
    headphones: bool = False
    obeyed: list[str] = field(default_factory=list)
    told: list[Event] = field(default_factory=list)
    speaker: Silent = field(default_factory=Silent)
    think: Think | None = None
    sound: Clocked | None = None

    def hold(self, interview: Interview | None = None) -> Interview:
        store = Store(self.folder)
        if interview is None:
            interview = Interview("2026-01-01-q01", "llm_evals", "q01", "practice", self.box_s, "2026-01-01")
            store.create(interview)
        self.sound = sound = Clocked(self.answers)
        chosen = iter(PROBES)

        def tell(event: Event) -> None:
            self.told.append(event)
            key = self.press_on(event)
            if key is not None:
                session.press(key)

        def make_listener(emit: Callable[[ListenEvent], None]) -> Listener:
            listener = Noted(
                sound, Sayer(*self.heard), LevelVad, language.load(), ListenSettings(), emit,
                Judges(is_question=lambda text: text.endswith("?")),
            )  # fmt: skip
            listener.obeyed = self.obeyed
            return listener

        session = Session(
            interview, Plan("Question?", self.probes, ""), store, sound, make_listener, self.speaker,
            self.think or (lambda *_: (next(chosen), ())),
            Lines(lambda n: "More?", lambda _: "Thank you.", lambda asked, _: "Two million.", "Nothing was heard."),
            tell, deaf_while_asking=not self.headphones, farewell=lambda: ("The LLM was asked twice.",),
        )  # fmt: skip
        return session.run()

    def phases(self) -> list[str]:
        return [event.phase for event in self.told if isinstance(event, PhaseChanged)]


def spoken(seconds: float = 3.0) -> Samples:
    return tone(seconds)


def test_question_answer_probes_close(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [spoken()] * 3, (ANSWER, REPLY, REPLY))
    interview = desk.hold()
    assert interview.state == "done"
    assert [turn.closed_by for turn in interview.turns] == ["silence"] * 3
    assert [turn.probe.key for turn in interview.turns if turn.probe] == ["threshold.0", "threshold.1"]
    assert desk.speaker.said[0] == "Question?"
    assert "I follow. Number 0?" in desk.speaker.said
    assert desk.speaker.said[-1] == "Thank you."
    assert desk.speaker.said.count("More?") == 3
    kept = Store(tmp_path).open(interview.id)
    assert kept == interview
    assert " ".join(word.text for word in kept.turns[0].words) == ANSWER


def test_the_recording_light_is_on_only_while_an_answer_is_open(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [spoken()], (ANSWER,), probes=0)
    desk.hold()
    assert [phase for phase in desk.phases() if phase != "thinking"] == [
        "preparing", "speaking", "listening", "speaking",
    ]  # fmt: skip


def test_stop_keeps_the_answer_and_resume_goes_on_in_it(tmp_path: Path) -> None:
    def stop_in_the_first_pause(event: Event) -> Key | None:
        return "stop" if isinstance(event, Said) and event.kind == "prompt" else None

    stopped = Desk(tmp_path, [spoken()], (ANSWER,), press_on=stop_in_the_first_pause).hold()
    assert stopped.state == "stopped"
    assert len(stopped.turns) == 1
    again = Desk(tmp_path, [spoken()] * 2, (REPLY, REPLY), probes=1)
    interview = again.hold(Store(tmp_path).open(stopped.id))
    assert again.speaker.said[0] == "Question?"
    assert " ".join(word.text for word in interview.turns[0].words) == f"{ANSWER} {REPLY}"
    assert interview.state == "done"
    assert any(isinstance(event, Said) and event.kind == "reopened" for event in again.told)


def test_an_early_key_is_a_slip_once(tmp_path: Path) -> None:
    listening = iter([True, False, False])

    def end_at_once(event: Event) -> Key | None:
        if isinstance(event, PhaseChanged) and event.phase == "listening" and next(listening, False):
            return "end"
        return None

    late = Desk(tmp_path, [hush(2.0)], (ANSWER,), press_on=end_at_once, probes=0)
    interview = late.hold()
    assert any(isinstance(event, Notice) and "stays open" in event.text for event in late.told)
    assert len(interview.turns) == 1


def test_nothing_said_is_told_and_closed(tmp_path: Path) -> None:
    desk = Desk(tmp_path, [hush(1.0)], ())
    interview = desk.hold()
    assert interview.turns[0].words == ()
    assert "Nothing was heard." in interview.notices
    assert interview.state == "done"


def test_undo_takes_the_last_answer_up_again(tmp_path: Path) -> None:
    once = iter([True])

    def undo_the_first(event: Event) -> Key | None:
        return "undo" if isinstance(event, Said) and event.kind == "probe" and next(once, False) else None

    desk = Desk(tmp_path, [spoken()] * 4, (ANSWER, REPLY, REPLY, REPLY), press_on=undo_the_first, probes=1)
    interview = desk.hold()
    assert [event.text for event in desk.told if isinstance(event, Said) and event.kind == "reopened"] == ["Question?"]
    assert len(interview.turns) == 2


def test_a_probe_begun_in_the_hold_is_waited_for_from_the_end_of_the_answer(tmp_path: Path) -> None:
    waited_s: list[float | None] = []

    def think(_interview: Interview, _left_s: float, _probes_left: int, wish: Wish) -> tuple[Probe, tuple[str, ...]]:
        waited_s.append(wish.waited_s)
        while wish.waited_s is None and not wish.wait(0.01):
            pass
        waited_s.append(wish.waited_s)
        assert desk.sound is not None
        desk.sound.pass_time(4.5)
        waited_s.append(wish.waited_s)
        return PROBES[0], ()

    desk = Desk(tmp_path, [spoken()] * 2, (ANSWER, REPLY), probes=1, think=think)
    interview = desk.hold()
    assert waited_s == [None, pytest.approx(0.0), pytest.approx(4.5)]
    assert [turn.probe.key for turn in interview.turns if turn.probe] == ["threshold.0"]


@pytest.mark.parametrize("ending", ["last follow-up", "time", "stop", "nothing said"])
def test_however_it_ends_what_the_mind_has_to_say_is_shown_and_kept(tmp_path: Path, ending: str) -> None:
    def stop(event: Event) -> Key | None:
        return "stop" if ending == "stop" and isinstance(event, Said) and event.kind == "prompt" else None

    answers = [hush(1.0)] if ending == "nothing said" else [spoken()] * 3
    desk = Desk(tmp_path, answers, (ANSWER, REPLY, REPLY), press_on=stop, box_s=30.0 if ending == "time" else 600.0)
    interview = desk.hold()
    assert interview.state == ("stopped" if ending == "stop" else "done")
    assert [event.text for event in desk.told if isinstance(event, Notice)].count("The LLM was asked twice.") == 1
    assert "The LLM was asked twice." in Store(tmp_path).open(interview.id).notices


@pytest.mark.parametrize("box_s", [30.0, 50.0])
def test_with_no_time_for_a_probe_it_closes(tmp_path: Path, box_s: float) -> None:
    desk = Desk(tmp_path, [spoken()], (ANSWER,), box_s=box_s)
    interview = desk.hold()
    assert [turn.probe for turn in interview.turns] == [None]
    assert desk.speaker.said[-1] == "Thank you."


@pytest.mark.parametrize(
    ("said", "last"), [("refunds hurt most.", "refunds hurt most."), ("refunds and the", "addresses of the")]
)
def test_a_monologue_is_interrupted_at_the_end_of_a_sentence(tmp_path: Path, said: str, last: str) -> None:
    """After three fifths of the box; in mid-sentence only after seven tenths."""
    pieces = [(20.0, "One reads calls.")] * 8 + [(8.0, "Then we look at the"), (3.0, said)]
    pieces += [(20.0, "addresses of the"), (5.0, "people who left.")]
    answer = joined(*(part for seconds, _ in pieces for part in (tone(seconds), hush(2.0))))
    heard = (*(text for _, text in pieces), REPLY)
    desk = Desk(tmp_path, [answer, spoken()], heard, box_s=300.0, probes=1, think=lambda *_: (PROBES[0], ()))
    interview = desk.hold()
    assert interview.turns[0].closed_by == "time"
    assert " ".join(word.text for word in interview.turns[0].words).endswith(last)


@pytest.mark.parametrize("headphones", [True, False])
def test_with_headphones_nobody_is_ever_deaf(tmp_path: Path, headphones: bool) -> None:
    answer = joined(tone(1.0), hush(3.0), tone(2.0))
    desk = Desk(
        tmp_path, [answer, spoken()], ("How many customers?", ANSWER, REPLY), probes=1, headphones=headphones
    )  # fmt: skip
    interview = desk.hold()
    assert [aside.answered for aside in interview.turns[0].asides if aside.answered] == ["Two million."]
    assert ("mute" in desk.obeyed) != headphones
    if headphones:  # while it replies the ears are open, and only the clock stands
        assert desk.obeyed[:2] == ["hold True", "hold False"]
    assert interview.state == "done"


class Slow(Silent):
    """A speaker that says "More?" until `go_on` is set, or until it is stopped."""

    def __init__(self) -> None:
        super().__init__()
        self.go_on = threading.Event()
        self.stopped = 0

    def say(self, text: str, *, stop: threading.Event) -> None:
        super().say(text, stop=stop)
        while text == "More?" and not self.go_on.is_set():
            if stop.wait(0.01):
                self.stopped += 1
                return


GOES_ON = joined(tone(3.0), hush(8.5), tone(2.0))


def test_a_key_while_it_asks_for_more_stops_it_and_the_answer_goes_on(tmp_path: Path) -> None:
    def interrupt(event: Event) -> Key | None:
        if isinstance(event, Said) and event.kind == "prompt" and not speaker.stopped:
            return "end"
        if isinstance(event, Said) and event.kind == "prompt":
            speaker.go_on.set()
        return None

    speaker = Slow()
    desk = Desk(tmp_path, [GOES_ON], (ANSWER, REPLY), press_on=interrupt, probes=0, speaker=speaker)
    (turn,) = desk.hold().turns
    assert speaker.stopped == 1
    assert turn.closed_by == "silence"
    assert " ".join(word.text for word in turn.words) == f"{ANSWER} {REPLY}"


def test_a_hold_while_it_asks_for_more_leaves_nobody_deaf(tmp_path: Path) -> None:
    held: list[bool] = []

    def hold(event: Event) -> Key | None:
        if isinstance(event, Said) and event.kind == "prompt" and not held:
            held.append(True)
            return "hold"
        if isinstance(event, PhaseChanged) and event.phase == "held":
            speaker.go_on.set()
        if isinstance(event, Clock) and held == [True] and speaker.go_on.is_set():
            held.append(False)
            return "hold"
        return None

    speaker = Slow()
    desk = Desk(tmp_path, [GOES_ON], (ANSWER, REPLY), press_on=hold, probes=0, speaker=speaker)
    (turn,) = desk.hold().turns
    assert held == [True, False]
    assert " ".join(word.text for word in turn.words) == f"{ANSWER} {REPLY}"
