"""Holding an interview: the session from its parts, run to its end, judged and written down."""

from __future__ import annotations

import contextlib
import dataclasses
import gc
import threading
import zlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from interviewer import packs
from interviewer.errors import Failure
from interviewer.events import AskRating, Assessed, Event, PhaseChanged
from interviewer.model import Assessment, Interview

if TYPE_CHECKING:
    from audio.listen_events import ListenEvent
    from audio.listener import Listener
    from audio.sound import Sound
    from audio.speaker import Speaker
    from audio.whisper import Recogniser
    from interviewer.cli.rereading import Rereading
    from interviewer.cli.wiring import Desk
    from interviewer.session.loop import Session


def make_session(
    desk: Desk,
    interview: Interview,
    question: packs.Question,
    sound: Sound,
    speaker: Speaker,
    recogniser: Recogniser,
    tell: Callable[[Event], None],
    *,
    probes: int | None = None,
    interrupt: bool = True,
    rereading: Rereading | None = None,
) -> Session:
    """A session over these parts, ready to `run`. `rereading` betters the words while they come."""
    from audio import turn_model
    from audio.endpoint import EndpointSettings
    from audio.listen_settings import Judges, ListenSettings
    from audio.listener import Listener
    from audio.vad import Vad
    from interviewer import language
    from interviewer.cli import thinking
    from interviewer.dialogue import asides, completeness, lines
    from interviewer.session.loop import Session
    from interviewer.session.parts import Lines, Plan

    settings, mind = desk.settings, desk.mind()
    thresholds: dict[str, Any] = dict(settings.endpoint)
    endpoint = dataclasses.replace(EndpointSettings(only_i_end=settings.sound.only_i_end), **thresholds)
    heard = language.load()
    better = rereading.so_far if rereading else lambda interview: interview

    def make_listener(emit: Callable[[ListenEvent], None]) -> Listener:
        listener = Listener(
            sound,
            recogniser,
            Vad,
            heard,
            ListenSettings(endpoint=endpoint),
            emit,
            Judges(lambda text: asides.addressed(question, text), completeness.is_whole, turn_model.glance),
        )
        if rereading:
            rereading.revise = listener.revise
        return listener

    return Session(
        interview,
        Plan(
            question_text=question.prompt,
            probes=desk.pack.head.kinds[question.kind].probes if probes is None else probes,
            hotwords=desk.hotwords(question),
            interrupt_at=0.6 if interrupt else None,
        ),
        desk.store,
        sound,
        make_listener,
        speaker,
        thinking.make_think(
            desk, mind, question, thinking.asked_before(desk, question.id), _seed_of(interview.id), better
        ),
        Lines(
            anything_to_add=lambda n: lines.anything_to_add(n, interview.persona),
            close=lines.closing,
            reply=lambda asked, so_far: asides.reply(question, asked, so_far),
            nothing_heard=lines.nothing_heard(),
        ),
        tell,
        gate_tail_s=settings.sound.gate_tail_s,
        deaf_while_asking=not settings.sound.headphones,
        farewell=mind.farewell,
        read=thinking.make_read(desk, question, better),
    )


def _seed_of(interview_id: str) -> int:
    """A number that is the same whenever the same interview asks for it."""
    return zlib.crc32(interview_id.encode())


def warm_up(recogniser: Recogniser) -> threading.Thread:
    """Load the recogniser, the parser and the turn model in the background, while the question is being spoken.

    What stops it from loading is told by whoever needs it first.
    """

    def load() -> None:
        from audio import turn_model
        from interviewer import nlp

        with contextlib.suppress(Failure):
            recogniser.load()
            nlp.load()("Warm.")
        with contextlib.suppress(Failure):  # interviews do without it, and `doctor` tells
            turn_model.load()
        gc.freeze()  # what was loaded stays: to look through it for garbage takes a tenth of a second

    thread = threading.Thread(target=load, name="warm-up", daemon=True)
    thread.start()
    return thread


def hold(
    desk: Desk,
    session: Session,
    question: packs.Question,
    tell: Callable[[Event], None],
    rereading: Rereading,
    ask_rating: Callable[[], int | None] | None = None,
) -> Interview:
    """Run the session to its end, ask for the candidate's own rating, assess. An interrupted one is not assessed.

    `rereading` hears what `tell` is told, and betters the words before they are judged.
    """
    rereading.start(lambda: session.interview)
    try:
        interview = session.run()
        if interview.state != "done":
            return interview
        rating = None
        if ask_rating is not None:
            tell(AskRating())
            rereading.be_alone()
            rating = ask_rating()
        tell(PhaseChanged("assessing"))
        heard = interview
        interview = rereading.finish(interview)
        for before, turn in zip(heard.turns, interview.turns, strict=True):
            if turn is not before:
                desk.store.save_words(interview.id, turn)
    finally:
        rereading.stop()
    return finish(desk, interview, question, rating, tell)


def finish(
    desk: Desk, interview: Interview, question: packs.Question, rating: int | None, tell: Callable[[Event], None]
) -> Interview:
    """Judge, write the report, save; tells Assessed."""
    from interviewer.report import page

    tell(PhaseChanged("assessing"))
    interview = replace(interview, self_rating=rating, assessment=judge(desk, interview, question))
    if interview.drill is not None:
        from interviewer.cli.drilling import checked

        interview = replace(interview, drill=checked(desk.pack, interview))
    desk.store.save(interview)
    folder = desk.store.folder(interview.id)
    page.write(interview, desk.pack, question, folder)
    assert interview.assessment is not None
    tell(Assessed(interview.assessment, str(folder)))
    tell(PhaseChanged("done"))
    return interview


def judge_kept(desk: Desk, session: str, question: packs.Question) -> Interview:
    """An interview that was held and never judged, judged as far as it went; its page is written."""
    desk.store.lock(session)
    try:
        interview = desk.store.open(session)
        return finish(desk, interview, question, interview.self_rating, lambda event: None)
    finally:
        desk.store.unlock(session)


def judge(desk: Desk, interview: Interview, question: packs.Question) -> Assessment:
    """The assessment of `interview` as it stands."""
    from interviewer import nlp
    from interviewer.judging.assess import assess
    from interviewer.judging.reader import told
    from interviewer.practice import drills, stories

    if interview.kind in (stories.KIND, drills.KIND):
        return stories.read(interview, desk.pack, nlp.load())
    reader = desk.reader()
    return told(assess(interview, desk.pack, question, reader, nlp.load()), reader)
