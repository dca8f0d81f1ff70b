"""Sitting down for an interview on real sound: devices, voice, screen, and the session between them."""

from __future__ import annotations

import queue
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from interviewer import language
from interviewer.cli import holding, wiring
from interviewer.cli.rereading import Rereading
from interviewer.errors import Failure
from interviewer.events import Assessed, Event, PhaseChanged
from interviewer.model import Interview, Quote
from interviewer.packs import Question
from interviewer.screen import wording


@dataclass(frozen=True)
class Style:
    """How the interview is held: what is shown, and how many follow-ups (None: the kind's own number).

    assessment  whether the screen ends with all of it; False where the command itself says what counts
    """

    plain: bool = False
    assessment: bool = True
    heard_only: bool = False
    interrupt: bool = True
    rate: bool = True
    probes: int | None = None


def sit_down(here: wiring.Desk, interview: Interview, question: Question, style: Style) -> int:
    """Hold `interview` at this desk; returns the exit code. Raises Failure; what was said is kept then."""
    from audio.backends import open_sound
    from audio.speaker import Speaker
    from audio.speech import best_voice

    store = here.store
    chosen = here.settings.sound
    try:
        sound = open_sound("sounddevice", microphone=chosen.microphone, loudspeaker=chosen.loudspeaker)
        recogniser = here.recogniser()
        with best_voice(chosen.voice) as voice:
            holding.warm_up(recogniser)
            events: queue.Queue[Event | None] = queue.Queue()
            rereading = Rereading(store.folder(interview.id), recogniser, here.hotwords(question))

            def tell(event: Event) -> None:
                rereading.hear(event)
                events.put(event)

            session = holding.make_session(
                here,
                interview,
                question,
                sound,
                Speaker(sound.loudspeaker(), voice, language.load().breaths),
                recogniser,
                tell,
                probes=style.probes,
                interrupt=style.interrupt,
                rereading=rereading,
            )
            rating: queue.Queue[int | None] = queue.Queue()
            ask = rating.get if style.rate else None
            worker = _Worker(lambda: holding.hold(here, session, question, tell, rereading, ask), events)
            worker.start()
            _screen(events, session.press, rating.put, question, here, style)
            worker.join()
            return worker.outcome()
    except Failure:
        if not store.open(interview.id).turns:  # nothing was said: an empty folder helps nobody
            store.unlock(interview.id)
            store.delete(interview.id)
        raise
    finally:
        store.unlock(interview.id)


def rehearse(
    here: wiring.Desk,
    interview: Interview,
    question: Question,
    answers: Sequence[Path] = (),
    candidate: str = "weak",
    tell: Callable[[Event], None] = lambda event: None,
    probes: int | None = None,
) -> Interview:
    """Hold `interview` without hardware: `answers` (audio or text, one a turn), or else the simulated `candidate`."""
    from audio.filefed import FileFed
    from audio.speaker import Speaker
    from audio.speech import best_voice
    from interviewer.practice.candidate import Candidate

    try:
        with best_voice(here.settings.sound.voice) as voice:
            performer = Candidate(here.pack, question, candidate, voice, answers)

            def hear(event: Event) -> None:
                performer.hear(event)
                tell(event)

            recogniser = here.recogniser()
            holding.warm_up(recogniser)
            sound = FileFed(performer)
            speaker = Speaker(sound.loudspeaker(), voice, language.load().breaths)
            session = holding.make_session(here, interview, question, sound, speaker, recogniser, hear, probes=probes)
            folder = here.store.folder(interview.id)
            rereading = Rereading(folder, recogniser, here.hotwords(question), patient=True)
            return holding.hold(here, session, question, hear, rereading)
    except (Failure, KeyboardInterrupt):
        if not any(turn.words for turn in here.store.open(interview.id).turns):  # an empty folder helps nobody
            here.store.delete(interview.id)
        raise
    finally:
        here.store.unlock(interview.id)


def play(here: wiring.Desk, folder: Path, quote: Quote) -> None:
    """Play the seconds of `quote` from its turn's file, at this desk's loudspeaker."""
    from audio import files
    from audio.backends import open_sound
    from audio.frames import SAMPLE_RATE_HZ, to_samples
    from interviewer.store import turn_audio

    if quote.start_s is None or quote.end_s is None:
        return
    samples = files.read(folder / turn_audio(quote.turn))
    piece = samples[to_samples(quote.start_s) : to_samples(quote.end_s)]
    sound = open_sound("sounddevice", loudspeaker=here.settings.sound.loudspeaker)
    sound.loudspeaker().play(piece, SAMPLE_RATE_HZ, stop=threading.Event())


def say(here: wiring.Desk, text: str) -> None:
    """Speak `text` at this desk's loudspeaker. Raises Failure where there is no voice or no loudspeaker."""
    from audio.backends import open_sound
    from audio.speaker import Speaker
    from audio.speech import best_voice

    chosen = here.settings.sound
    sound = open_sound("sounddevice", loudspeaker=chosen.loudspeaker)
    with best_voice(chosen.voice) as voice:
        Speaker(sound.loudspeaker(), voice, language.load().breaths).say(text, stop=threading.Event())


def _screen(
    events: queue.Queue[Event | None],
    press: Callable[..., None],
    rate: Callable[[int | None], None],
    question: Question,
    here: wiring.Desk,
    style: Style,
) -> None:
    printed = wording.assessment if style.assessment else _nothing
    if style.plain or not (sys.stdin.isatty() and sys.stdout.isatty()):
        from interviewer.screen.plain import PlainScreen

        PlainScreen(events, press, rate, heard_only=style.heard_only, printed=printed).run()
        return
    from interviewer.screen.app import PracticeApp

    PracticeApp(events, press, rate, title=question.title, heard_only=style.heard_only, printed=printed).run()


def _nothing(assessed: Assessed, columns: int = 0) -> list[str]:
    return []


class _Worker(threading.Thread):
    """Runs the interview beside the screen; None in the event queue tells the screen that it is over."""

    def __init__(self, work: Callable[[], Interview], events: queue.Queue[Event | None]) -> None:
        super().__init__(name="session", daemon=True)
        self._work = work
        self._events = events
        self._interview: Interview | None = None
        self._error: BaseException | None = None

    def run(self) -> None:
        try:
            self._interview = self._work()
        except Failure as failure:
            self._error = failure  # told by whoever asks for the outcome
        except BaseException as error:
            self._error = error
            raise
        finally:
            self._events.put(PhaseChanged("done"))
            self._events.put(None)

    def outcome(self) -> int:
        """The exit code. Raises what ended the interview."""
        if self._error is not None:
            raise self._error
        assert self._interview is not None
        if self._interview.state == "stopped":
            click.echo(f"Stopped; everything is kept. Carry on with: interviewer resume {self._interview.id}", err=True)
            if any(turn.words for turn in self._interview.turns):
                click.echo(f"Or have it judged as it is: interviewer report {self._interview.id} --judge", err=True)
            return 130
        return 0
