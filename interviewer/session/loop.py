"""The loop of one interview: question, answer, follow-ups, close. The only orchestrator.

Every event is handled here, on the thread that called `run`; the listener, the mouth and the thinker only send events.
What was said is on disk before anything is decided about it.
"""

from __future__ import annotations

from collections.abc import Callable

from audio.listen_events import (
    AskMore,
    Broken,
    Heard,
    ListenEvent,
    Prepare,
    QuestionAsked,
    Resumed,
    Tick,
    Trouble,
    TurnEnded,
)
from audio.sound import Sound
from interviewer.errors import Failure, StoreError
from interviewer.events import CaughtUp, Clock, Committed, Event, Key, Notice, PhaseChanged, Said
from interviewer.model import Aside, ClosedBy, Interview, Probe
from interviewer.session.inbox import Inbox
from interviewer.session.mouth import Mouth, SpeakerLike, Spoken
from interviewer.session.parts import Lines, ListenerLike, Plan, Pressed
from interviewer.session.record import Record
from interviewer.session.thinker import Think, Thinker, Thought, texts
from interviewer.session.timebox import TimeBox
from interviewer.store import Store

SHORT_OF_TIME_S = 60.0  # below this a probe cannot be asked and answered any more: close instead
GRACE_S = 20.0  # after the box: nobody is cut off in mid-sentence, but a monologue ends
THINK_AT_MOST_S = 6.0  # past it no follow-up comes any more: a silent interviewer is worse than a short interview


class Session:
    """Runs `interview` from where it stands; `run` returns it when the last word is spoken.

    In: `tell` gets the events of `interviewer.events` for a screen; `farewell` gives the lines that the user must see
    at the end, however it comes. `press` may be called from any thread.
    """

    def __init__(
        self,
        interview: Interview,
        plan: Plan,
        store: Store,
        sound: Sound,
        make_listener: Callable[[Callable[[ListenEvent], None]], ListenerLike],
        speaker: SpeakerLike,
        think: Think,
        lines: Lines,
        tell: Callable[[Event], None],
        gate_tail_s: float = 0.25,
        deaf_while_asking: bool = True,
        farewell: Callable[[], tuple[str, ...]] = tuple,
        read: Callable[[Interview], object] = lambda interview: None,
    ) -> None:
        self._record = Record(interview, store)
        self._plan = plan
        self._tell = tell
        self._lines = lines
        self._farewell = farewell
        self._deaf_while_asking = deaf_while_asking
        self._inbox = Inbox(sound.lockstep)
        self._listener = make_listener(self._inbox.put_and_wait)
        self._mouth = Mouth(speaker, self._inbox.put, 0.0 if sound.lockstep else gate_tail_s)
        self._thinker = Thinker(think, speaker.prepare, self._inbox.put, sound.now_s, read, speaker.prepare_begun)
        self._now_s = sound.now_s
        self._box = TimeBox(interview.box_s, sound.now_s, interview.elapsed_s)
        self._next: Probe | None = None  # the probe being spoken
        self._thought: Thought | None = None
        self._closed_s: float | None = None  # when the answer was closed; its last words may still be decoded
        self._waiting_since_s: float | None = None
        self._open = False
        self._listening = False
        self._asked_more = 0  # over the whole interview, so that the question varies
        self._speaking = False
        self._reopen = False  # the last answer is taken up again as soon as the mouth is silent
        self._held = False
        self._stopping = False
        self._fatal: Failure | None = None
        self._warned = False
        self._finished = False

    @property
    def interview(self) -> Interview:
        """The interview as it stands."""
        return self._record.interview

    def press(self, key: Key) -> None:
        """A key of the user's, from any thread."""
        self._inbox.put(Pressed(key))

    def run(self) -> Interview:
        """Hold the interview to its end. Raises Failure when it cannot go on; what was said is kept then."""
        try:
            self._tell(PhaseChanged("preparing"))
            self._listener.start()
            self._begin()
            while not self._finished:
                if self._handle_next() is None:
                    self._on_quiet()
        finally:
            self._inbox.close()
            self._listener.stop()
            self._mouth.close()
            self._thinker.close()
            self._record.keep(elapsed_s=self._box.elapsed_s)
        return self.interview

    # what begins and ends

    def _begin(self) -> None:
        if self.interview.turns and not self._record.broke_off:
            self._think()
            return
        self._next = self.interview.turns[-1].probe if self.interview.turns else None  # resumed: it is asked again
        self._speak(self._asked(self._next), "probe" if self._next else "question")

    def _asked(self, probe: Probe | None) -> str:
        return probe.spoken if probe else self._plan.question_text

    def _speak(self, text: str, kind: str) -> None:
        if self._deaf_while_asking:
            self._listener.mute()
        self._listening = False
        self._tell(PhaseChanged("speaking"))
        self._speaking = True
        self._tell(Said(text, kind, self._next.kind if kind == "probe" and self._next else ""))
        self._mouth.say(text, kind)

    def _open_turn(self, resume: bool = False) -> None:
        resume = resume or self._record.broke_off
        if resume:
            self._record.reopen_turn()
            self._tell(Said(self._asked(self._record.last.probe), "reopened"))
        else:
            self._record.begin_turn(self._next)
        last = self._record.last
        self._next, self._thought, self._closed_s = None, None, None
        self._open = True
        self._listener.open_turn(
            last.number,
            self._record.audio,
            hotwords=self._plan.hotwords,
            resume_words=last.words,
            resume=resume,
            time_left_s=self._box.left_s,
        )
        self._listen()

    def _listen(self) -> None:
        self._box.run()
        self._listening = True
        self._tell(PhaseChanged("listening"))
        self._listener.unmute()

    def _close_turn(self, closed_by: ClosedBy) -> None:
        """The answer is over: the candidate waits from now on, whatever has still to be decoded."""
        self._listening = False
        self._closed_s = self._now_s()
        self._listener.close_turn(closed_by)
        self._thinker.catch_up()

    def _think(self) -> None:
        """The answer is over: say the next probe as soon as it is known, or close."""
        if self._stopping or not self._probes_left:
            self._say_goodbye()
            return
        heard = texts(self.interview.turns[-1].words)
        if self._thought is not None and self._thought.heard == heard:
            self._follow(self._thought)
            return
        self._tell(PhaseChanged("thinking"))
        self._waiting_since_s = self._now_s()
        since_s = self._waiting_since_s if self._closed_s is None else self._closed_s
        self._thinker.wish(self.interview, heard, self._box.left_s, self._probes_left, since_s)

    @property
    def _probes_left(self) -> int:
        """How many follow-ups may still come; 0 when there is no time for one."""
        return max(0, self._plan.probes - self._record.asked) if self._box.left_s >= SHORT_OF_TIME_S else 0

    def _follow(self, thought: Thought) -> None:
        self._waiting_since_s = None
        for line in thought.notices:
            self._notice(line)
        if thought.probe is None:
            self._say_goodbye()
            return
        self._next = thought.probe
        self._speak(thought.probe.spoken, "probe")

    def _say_goodbye(self) -> None:
        self._waiting_since_s = None
        self._box.pause()
        if self._stopping:
            self._finish("stopped")
            return
        self._speak(self._lines.close(self.interview), "close")

    def _finish(self, state: str) -> None:
        self._thinker.forget()
        for line in self._farewell():
            self._notice(line)
        self._record.keep(state="stopped" if state == "stopped" else "done", elapsed_s=self._box.elapsed_s)
        self._finished = True

    def _notice(self, line: str, lasting: bool = False) -> None:
        self._tell(Notice(line, lasting))
        self._record.note(line)

    # what happens

    def _handle_next(self) -> object | None:
        """Wait a moment for an event and handle it; None when none came."""
        letter = self._inbox.get(0.25)
        if letter is None:
            return None
        try:
            self._handle(letter.event)
        finally:
            self._inbox.done(letter)
        return letter.event

    def _handle(self, event: object) -> None:
        match event:
            case Pressed(key=key):
                self._on_key(key)
            case Tick():
                self._on_tick()
            case Heard():
                self._on_heard(event)
            case Prepare():
                self._tell(CaughtUp(event.turn, event.words, silent=True))
                self._on_prepare(event)
            case Resumed():
                self._thinker.forget()
                self._thought = None
            case AskMore():
                self._on_ask_more(event)
            case QuestionAsked():
                self._on_question(event)
            case TurnEnded():
                self._on_turn_ended(event)
            case Trouble():
                self._on_trouble(event)
            case Broken(error=error):
                raise error
            case Spoken(kind=kind, failure=failure):
                self._on_spoken(kind, failure)
            case Thought():
                self._on_thought(event)
            case Failure():
                self._notice(f"No follow-up could be chosen: {event}")
                self._say_goodbye()
            case Exception():
                raise event

    def _on_quiet(self) -> None:
        if self._waiting_since_s is not None and self._now_s() - self._waiting_since_s > THINK_AT_MOST_S:
            self._thinker.forget()
            self._notice("The next question took too long to find; the interview closes here.")
            self._say_goodbye()

    def _on_key(self, key: Key) -> None:
        if key == "stop":
            self._stopping = True
            self._mouth.hush()
            if self._open:
                self._listener.close_turn("stopped")
            elif not self._speaking:
                self._finish("stopped")
        elif key == "end":
            if self._speaking or not self._listening:
                self._mouth.hush()  # also in mid-answer: who interrupts it wants to speak
            else:
                self._tell(PhaseChanged("thinking"))
                self._close_turn("key")
        elif key == "hold" and self._open:
            self._held = not self._held
            self._listener.hold(self._held)
            self._box.pause() if self._held else self._box.run()
            self._tell(PhaseChanged("held" if self._held else "listening"))
        elif key == "undo" and not self._open and self.interview.turns and not self._stopping:
            self._thinker.forget()
            self._waiting_since_s = None
            if self._speaking:
                self._reopen = True
                self._mouth.hush()
            else:
                self._open_turn(resume=True)

    def _on_tick(self) -> None:
        self._tell(Clock(self._box.elapsed_s, self.interview.box_s))
        if self._open and self._listening and self._box.elapsed_s > self.interview.box_s + GRACE_S:
            self._close_turn("time")

    def _on_heard(self, event: Heard) -> None:
        self._record.add_words(event.words)
        if self._listening:  # otherwise a thought follows at once, and nothing should be before it
            self._thinker.read(self._record.running(event.so_far), event.so_far)
        self._tell(Committed(event.turn, " ".join(word.text for word in event.words)))
        self._tell(CaughtUp(event.turn, event.so_far, event.lag_s))

    def _on_prepare(self, event: Prepare) -> None:
        if not self._probes_left:
            return
        first = self.interview.turns[-1].probe is None and self._listening
        if first and self._plan.comes_in(self._box.elapsed_s, self._box.box_s, event.finished):
            self._close_turn("time")  # a monologue has eaten its share of the box
            return
        words = event.words
        self._thinker.wish(self._record.running(words), texts(words), self._box.left_s, self._probes_left)

    def _on_ask_more(self, event: AskMore) -> None:
        self._asked_more += 1
        self._interject(Aside(event.at_s, self._lines.anything_to_add(self._asked_more), ""), "prompt")

    def _on_question(self, event: QuestionAsked) -> None:
        reply = self._lines.reply(event.text, self._record.at(self._box.elapsed_s))
        self._interject(Aside(event.at_s, event.text, reply), "reply")

    def _interject(self, aside: Aside, kind: str) -> None:
        """Say something inside the open turn."""
        self._record.add_aside(aside)
        text = aside.answered or aside.asked
        if self._deaf_while_asking:
            self._listener.mute()
        elif kind == "reply":
            self._listener.hold(True)  # the ears stay open, but its own seconds are no silence of the candidate's
        self._speaking = True
        self._tell(Said(text, kind))
        self._mouth.say(text, kind)
        if self._inbox.lockstep:  # the clock stands still until it was said
            self._wait_for_speech()

    def _wait_for_speech(self) -> None:
        while not isinstance(self._handle_next(), Spoken):
            pass

    def _on_turn_ended(self, event: TurnEnded) -> None:
        self._open = self._listening = self._held = False
        self._box.run() if not self._stopping else self._box.pause()
        self._record.end_turn(event, self._box.elapsed_s)
        if self._fatal is not None:
            raise self._fatal
        if self._stopping:
            self._finish("stopped")
        elif not event.words and event.closed_by == "key" and not self._warned and self._box.left_s > SHORT_OF_TIME_S:
            self._warned = True  # an early key is a slip: once, the answer stays open
            self._tell(Notice("Nothing was heard yet, so the answer stays open. Speak when you are ready."))
            self._open_turn(resume=True)
        elif not event.words and not any(turn.words for turn in self.interview.turns):
            self._notice(self._lines.nothing_heard)
            self._say_goodbye()
        else:
            self._think()

    def _on_trouble(self, event: Trouble) -> None:
        if event.kind == "disk_full":  # what was recorded is closed and kept; nothing more can be
            self._fatal = StoreError(event.message, event.next_step)
            return
        self._notice(f"{event.message} {event.next_step}".strip(), event.lasting)
        if event.kind == "device_gone":
            self._box.pause()
            self._tell(PhaseChanged("paused"))
        elif event.kind == "device_back" and self._open:
            self._listen()

    def _on_thought(self, thought: Thought) -> None:
        if self._waiting_since_s is not None:
            self._follow(thought)
        else:
            self._thought = thought

    def _on_spoken(self, kind: str, failure: Failure | None) -> None:
        self._speaking = False
        if failure is not None:
            self._notice(f"{failure} The question is on the screen; answer when you are ready.")
        if kind == "close":
            self._finish("done")
        elif self._stopping and not self._open:
            self._finish("stopped")
        elif self._reopen:
            self._reopen, self._next = False, None
            self._open_turn(resume=True)
        elif kind in {"question", "probe"}:
            self._open_turn()
        elif self._open:
            if not self._held:
                self._listener.hold(False)
            self._listener.unmute()  # on hold as well: only the clock stands
