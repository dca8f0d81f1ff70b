"""A microphone in, words and ends of turns out. Owns the threads of listening.

The device's callback only fills the microphone's queue. One listener thread (here) resamples, writes the recording,
finds speech and decides; one decoder thread owns Whisper. All events come from the listener thread, in order.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from audio.capture import Capture
from audio.decoder import Decoded, Decoder, Job
from audio.endpoint import usual_pause_s
from audio.errors import SoundError
from audio.frames import Segment, to_seconds
from audio.language import Language
from audio.level import LevelWatch
from audio.listen_events import (
    AskMore,
    Broken,
    ClosedBy,
    Heard,
    ListenEvent,
    Prepare,
    QuestionAsked,
    Resumed,
    SpeechStarted,
    Tick,
    Trouble,
    TroubleKind,
    TurnEnded,
)
from audio.listen_settings import Judges, ListenSettings
from audio.open_turn import Better, Closing, OpenTurn
from audio.pre_roll import PreRoll
from audio.sound import Sound
from audio.spool import Spool, SpoolError
from audio.troubles import explain
from audio.vad import VadLike
from audio.whisper import RecogniserLike
from audio.words import Word


class Listener:
    """Listens to one turn after another. Every method may be called from any thread but the listener's own events.

    Under `sound.lockstep` no frame is read between turns, and none before the words of the last segment are there.
    """

    def __init__(
        self,
        sound: Sound,
        recogniser: RecogniserLike,
        vad_factory: Callable[[], VadLike],
        language: Language,
        settings: ListenSettings,
        emit: Callable[[ListenEvent], None],
        judges: Judges | None = None,
    ) -> None:
        """`emit` gets the events on the listener's thread; without `judges` the lists of `language` judge alone."""
        self._sound = sound
        self._vad_factory = vad_factory
        self._language = language
        self._settings = settings
        self._emit = emit
        self._judges = judges or Judges()
        self._orders: queue.SimpleQueue[Callable[[], None]] = queue.SimpleQueue()
        self._decoder = Decoder(recogniser, lambda result: self._orders.put(lambda: self._on_decoded(result)))
        self._thread = threading.Thread(target=self._run, name="listener", daemon=True)
        self._stopping = threading.Event()
        self._capture = Capture(sound)
        self._pre_roll = PreRoll()
        self._turn: OpenTurn | None = None
        self._level: LevelWatch | None = None
        self._first_turn: int | None = None
        self._closing: Closing | None = None
        self._ended = False  # the turn's recording is over; only its last words are awaited
        self._pending: list[Job] = []
        self._told_lag = self._muted = self._held = False
        self._pauses_s: list[float] = []
        self._next_tick_s = self._next_verdict_s = 0.0

    # what others may call

    def start(self) -> None:
        """Open the microphone and start the threads. Raises NoDevice, DeviceBusy, NoPermission."""
        self._capture.open()
        self._decoder.start()
        self._thread.start()

    def open_turn(
        self,
        turn: int,
        spool_path: Path,
        *,
        hotwords: str = "",
        resume_words: tuple[Word, ...] = (),
        resume: bool = False,
        time_left_s: float | None = None,
    ) -> None:
        """Listen to answer `turn`, recorded at `spool_path`; with `resume` go on behind what that file holds.

        The recogniser hears from now on. Raises SpoolError, AudioFileError.
        """
        opened = OpenTurn(
            turn,
            Spool(spool_path, resume=resume),
            self._language,
            self._vad_factory(),
            self._settings.segmenter,
            hotwords=hotwords,
            words=resume_words,
            time_left_s=time_left_s,
        )
        self._sound.begin_turn(turn)
        self._orders.put(lambda: self._on_open(opened))

    def close_turn(self, closed_by: ClosedBy = "key") -> None:
        """End the answer at this moment. TurnEnded follows when its samples have come and its words are decoded."""
        now_s = self._sound.now_s()
        self._orders.put(lambda: self._on_close(closed_by, now_s))

    def mute(self) -> None:
        """The recogniser is deaf from now on; recording goes on."""
        self._orders.put(lambda: self._on_mute(True))

    def unmute(self) -> None:
        """It hears again; silence counts from here. To be called after the question also where it never was deaf."""
        self._orders.put(lambda: self._on_mute(False))

    def hold(self, on: bool) -> None:
        """While on, silence does not count."""
        self._orders.put(lambda: self._on_hold(on))

    def revise(self, turn: int, better: Better) -> None:
        """Answer `turn`, where it is still open, is what `better` makes of the words that were heard."""
        self._orders.put(lambda: self._on_revise(turn, better))

    def stop(self) -> None:
        """Close the microphone and end the threads; an open recording is closed properly. Safe to call twice."""
        self._stopping.set()
        self._orders.put(lambda: None)
        self._capture.close()
        if self._thread.is_alive() and threading.current_thread() is not self._thread:
            self._thread.join()
        self._decoder.stop()

    # the thread

    def _run(self) -> None:
        try:
            while not self._stopping.is_set():
                self._step()
        except Exception as error:  # nobody else sees this thread: the session must hear of whatever it is
            self._emit(Broken(*self._place(), error))
        finally:
            self._capture.close()
            if self._turn is not None:
                self._turn.spool.close()

    def _step(self) -> None:
        """One thing: an order, a frame to hear, or a frame from the device."""
        turn = self._turn
        lockstep = self._sound.lockstep
        try:
            self._orders.get_nowait()()
            return
        except queue.Empty:
            pass
        if turn is not None and turn.waiting and not self._ended and not (lockstep and self._pending):
            self._hear(turn)
        elif lockstep and (turn is None or self._ended or self._pending):
            self._orders.get()()
        elif not self._capture.present:
            self._look_for_microphone()
        else:
            self._read()

    def _read(self) -> None:
        try:
            captured = self._capture.read()
        except SoundError:
            self._on_gone()
            return
        turn, closing = self._turn, self._closing
        if turn is None or self._ended:
            self._pre_roll.keep(captured, deaf=self._muted)
            return
        if captured is None:
            if not self._stopping.is_set():
                self._end("file", turn.silence_s)  # a microphone that ends by itself: a recording that is over
            return
        try:
            turn.record(captured.before)
            turn.record_gap(captured.lost_s, self._settings.gap_most_s)
            turn.record(captured.samples)
        except SpoolError as error:
            self._on_disk_full(error)
            return
        if closing is not None and (
            self._capture.samples >= closing.until_sample or self._sound.now_s() >= closing.until_s
        ):
            self._end(closing.closed_by, closing.hold_s)

    def _hear(self, turn: OpenTurn) -> None:
        onsets = turn.onsets
        frame, probability, segments = turn.hear(deaf=self._muted, held=self._held)
        at_s = turn.at_s
        if self._level is not None and not self._muted:
            for kind in self._level.push(frame, probability >= self._settings.segmenter.threshold):
                self._tell(kind)
        if turn.onsets > onsets:
            self._emit(SpeechStarted(turn.number, at_s))
            if turn.prepared:
                turn.prepared = False
                self._emit(Resumed(turn.number, at_s, turn.revision))
                turn.revision += 1
        self._submit(turn, segments)
        if at_s >= self._next_tick_s:
            self._next_tick_s = at_s + self._settings.tick_s
            self._emit(Tick(turn.number, at_s))
        if at_s >= self._next_verdict_s:
            self._next_verdict_s = at_s + self._settings.decide_s
            self._judge(turn)

    def _submit(self, turn: OpenTurn, segments: Sequence[Segment]) -> None:
        for offset, segment in enumerate(segments, start=turn.n_segments - len(segments)):
            job = Job(turn.number, offset, segment, turn.hotwords)
            self._pending.append(job)
            self._decoder.submit(job)
        waiting_s = to_seconds(sum(len(job.segment.samples) for job in self._pending))
        if waiting_s > self._settings.lag_s and not self._told_lag:
            self._told_lag = True
            self._tell("lag", waiting_s=waiting_s)

    def _judge(self, turn: OpenTurn) -> None:
        """Ask the policy, where there is something to decide."""
        if turn.speaking or self._pending or self._muted or self._held or self._closing is not None or self._ended:
            return
        pause_s = usual_pause_s(self._pauses_s + turn.pauses_s)
        verdict = turn.verdict(self._settings.endpoint, pause_s, self._judges)
        if verdict == "close":
            self._end("closing" if turn.closes_aloud() else "silence", turn.silence_s)
        elif verdict == "ask":
            turn.asked_for_more()
            self._emit(AskMore(turn.number, turn.at_s))
        elif verdict == "reply":
            turn.replied()
            self._emit(QuestionAsked(turn.number, turn.at_s, turn.question))

    def _end(self, closed_by: ClosedBy, hold_s: float) -> None:
        """The recording of this turn is over; TurnEnded follows with its last words."""
        turn = self._turn
        assert turn is not None
        self._closing = Closing(closed_by, 0, 0.0, hold_s)
        self._ended = True
        try:
            if not turn.unwritable:
                turn.record(self._capture.rest())
            turn.spool.close()
        except SpoolError as error:
            if not turn.unwritable:
                self._emit(Trouble(turn.number, turn.at_s, "disk_full", error.message, error.next_step))
        self._submit(turn, turn.finish(deaf=self._muted))
        self._finish_if_decoded()

    def _finish_if_decoded(self) -> None:
        turn, closing = self._turn, self._closing
        if turn is None or closing is None or not self._ended or self._pending:
            return
        self._pauses_s += turn.pauses_s
        self._turn, self._closing, self._ended, self._held = None, None, False, False
        told = (closing.closed_by, turn.words, turn.spool.duration_s, tuple(turn.gaps), closing.hold_s)
        self._emit(TurnEnded(turn.number, turn.at_s, *told))

    # orders

    def _on_open(self, turn: OpenTurn) -> None:
        if self._turn is not None:
            turn.spool.close()
            raise RuntimeError(f"turn {turn.number} was opened while turn {self._turn.number} is open")
        self._turn = turn
        self._closing, self._ended, self._told_lag, self._muted = None, False, False, False
        self._next_tick_s = self._next_verdict_s = turn.at_s
        try:
            if not self._pre_roll.give(turn, self._vad_factory):
                self._capture.begin()
        except SpoolError as error:
            self._on_disk_full(error)
            return
        if self._first_turn is None:
            self._first_turn = turn.number
            self._tell_low_rate()
        self._level = LevelWatch() if turn.number == self._first_turn else None
        if not (self._capture.present or self._sound.lockstep):
            self._tell("device_gone", self._capture.name)

    def _on_close(self, closed_by: ClosedBy, now_s: float) -> None:
        turn = self._turn
        if turn is None or self._closing is not None or self._ended:
            return
        at_once = self._sound.lockstep or not self._capture.present
        until = 0 if at_once else self._capture.samples_at(now_s)
        if self._capture.samples >= until:
            self._end(closed_by, turn.silence_s)
        else:
            self._closing = Closing(closed_by, until, now_s + self._settings.drain_most_s, turn.silence_s)

    def _on_mute(self, on: bool) -> None:
        if not on and self._turn is not None:
            self._turn.hears_again() if self._muted else self._turn.was_asked()
        self._muted = on

    def _on_hold(self, on: bool) -> None:
        self._held = on

    def _on_decoded(self, result: Decoded | Exception) -> None:
        if isinstance(result, Exception):
            raise result
        if result.error is not None:
            raise result.error
        self._pending = self._pending[result.n_jobs :]
        turn = self._turn
        if turn is None or turn.number != result.job.turn:
            return
        if words := turn.add(result.segment, result.words):
            lag_s = max(0.0, turn.at_s - to_seconds(result.segment.end_sample))
            self._emit(Heard(turn.number, turn.at_s, words, result.job.index, round(lag_s, 3), turn.words))
        self._prepare(turn)
        self._finish_if_decoded()

    def _prepare(self, turn: OpenTurn) -> None:
        if turn.words and not (self._pending or turn.speaking or turn.prepared or self._ended or self._closing):
            turn.prepared = True
            finished = turn.is_finished(self._settings.endpoint, self._judges)
            self._emit(Prepare(turn.number, turn.at_s, turn.revision, turn.words, finished))

    def _on_revise(self, number: int, better: Better) -> None:
        turn = self._turn
        if turn is not None and turn.number == number and turn.revise(better):
            self._prepare(turn)

    # devices

    def _on_gone(self) -> None:
        """No frames any more: what was being said is lost for as long as that went unnoticed."""
        turn = self._turn
        self._pre_roll.clear()
        if turn is not None and not self._ended:
            try:
                turn.record(self._capture.rest())
                turn.record_gap(self._capture.silent_s(), self._settings.gap_most_s)
            except SpoolError as full:
                self._on_disk_full(full)
                return
            if self._closing is not None:
                self._end(self._closing.closed_by, self._closing.hold_s)
        self._tell("device_gone", self._capture.name)

    def _look_for_microphone(self) -> None:
        """Obey orders while waiting; then try to open it again."""
        try:
            self._orders.get(timeout=self._settings.reopen_s)()
            return
        except queue.Empty:
            pass
        try:
            self._capture.open()
        except SoundError:
            return  # the user has been told, and it is tried again
        if self._turn is not None:
            self._turn.hears_again()
        self._tell("device_back", self._capture.name)
        self._tell_low_rate()

    def _tell_low_rate(self) -> None:
        if self._capture.rate_is_low():
            self._tell("low_rate", self._capture.name, self._capture.rate_hz)

    def _on_disk_full(self, error: SpoolError) -> None:
        turn = self._turn
        assert turn is not None
        turn.unwritable = True
        self._emit(Trouble(turn.number, turn.at_s, "disk_full", error.message, error.next_step))
        self._end("device", turn.silence_s)

    def _tell(self, kind: TroubleKind, device: str = "", rate_hz: int = 0, waiting_s: float = 0.0) -> None:
        self._emit(Trouble(*self._place(), kind, *explain(kind, device, rate_hz, waiting_s)))

    def _place(self) -> tuple[int, float]:
        """Number of the open turn and the place in it."""
        return (-1, 0.0) if self._turn is None else (self._turn.number, self._turn.at_s)
