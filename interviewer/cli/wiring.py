"""Puts the rooms together for the commands that hold an interview: sound, listener, mind, judge, report."""

from __future__ import annotations

import contextlib
import dataclasses
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from interviewer import config, packs, shelf
from interviewer.errors import Failure, PackError
from interviewer.events import AskRating, Assessed, Event, PhaseChanged
from interviewer.model import Assessment, DrillRun, Interview, Probe
from interviewer.store import Row, Store

if TYPE_CHECKING:
    from audio.listen_events import ListenEvent
    from audio.listener import Listener
    from audio.sound import Sound
    from audio.speaker import Speaker
    from audio.whisper import Recogniser
    from interviewer.cli.options import Whisper
    from interviewer.cli.rereading import Rereading
    from interviewer.dialogue.mind import Mind
    from interviewer.judging.reader import Reader
    from interviewer.session.loop import Session


@dataclass(frozen=True)
class Desk:
    """The folders, the settings with the command's own options over them, and the pack.

    pack_named  the user named the pack: questions are looked up in no other
    """

    paths: config.Paths
    settings: config.Settings
    pack: packs.Pack
    store: Store
    pack_named: bool = False

    @classmethod
    def from_options(
        cls,
        pack_name: str | None = None,
        mind: str | None = None,
        llm_server: str | None = None,
        llm_model: str | None = None,
        whisper: Whisper | None = None,
    ) -> Desk:
        """The desk as the user has it, changed by what was said on the command line. Raises UsageFailure, PackError."""
        paths = config.Paths.from_env()
        settings = config.load(paths)
        changes: dict[str, Any] = {}
        if mind or llm_server:  # naming a server says that it may be used
            changes["use"] = mind or "llm"
        if llm_server:
            changes["server"] = llm_server
        if llm_model:
            changes["model"] = llm_model
        settings = msgspec.structs.replace(
            settings,
            mind=msgspec.structs.replace(settings.mind, **changes),
            whisper=msgspec.structs.replace(settings.whisper, **_said(whisper)),
        )
        pack = load_pack(pack_name or settings.pack, paths)
        return cls(paths, settings, pack, Store(paths.data), bool(pack_name))

    def with_devices(self, microphone: str | None, loudspeaker: str | None, only_i_end: bool = False) -> Desk:
        """The same desk with other devices, where they are named, and with silence never ending an answer."""
        sound = self.settings.sound
        sound = msgspec.structs.replace(
            sound,
            microphone=microphone or sound.microphone,
            loudspeaker=loudspeaker or sound.loudspeaker,
            only_i_end=only_i_end or sound.only_i_end,
        )
        return replace(self, settings=msgspec.structs.replace(self.settings, sound=sound))

    def with_pack(self, name: str) -> Desk:
        """The same desk over another pack. Raises UsageFailure, PackError."""
        return replace(self, pack=load_pack(name, self.paths))

    def find(self, question_id: str) -> tuple[Desk, packs.Question]:
        """The question of that id, and the desk over the pack that has it. Raises UsageFailure, PackError."""
        if self.pack_named:
            return self, self.pack.question(question_id)
        pack, question = packs.find(question_id, self.pack, self.paths.packs)
        _refuse_faults(Path(pack.folder), pack.id)
        return replace(self, pack=pack), question

    def recogniser(self) -> Recogniser:
        """The recogniser of the settings, not loaded yet; the bundled weights are joined on first use."""
        from audio.whisper import Recogniser, WhisperOptions

        chosen = self.settings.whisper
        options = WhisperOptions(model=chosen.model, compute_type=chosen.compute_type, threads=chosen.threads)
        return Recogniser(options, cache=self.paths.cache, progress=_to_stderr)

    def hotwords(self, question: packs.Question) -> str:
        """The vocabulary that an answer to `question` is likely to use, as one line."""
        return ", ".join((*question.vocabulary, *self.pack.head.vocabulary))

    def mind(self) -> Mind:
        """Who chooses the follow-ups."""
        from interviewer.dialogue.mind import make

        return make(self.settings.mind, self.pack)

    def reader(self) -> Reader:
        """Who reads the answers: the rules, or the LLM where the user has said so."""
        from interviewer import nlp
        from interviewer.cli.reading import make_reader

        return make_reader(self.settings.mind, nlp.load())


def load_pack(name: str, paths: config.Paths) -> packs.Pack:
    """The pack of that name or path; one of the user's own is checked first. Raises UsageFailure, PackError."""
    _refuse_faults(shelf.folder(name, paths.packs), name)
    return packs.load(name, paths.packs)


def _refuse_faults(folder: Path, name: str) -> None:
    if folder in shelf.bundled().values():
        return
    from interviewer.authoring.check import check

    if faults := check(folder):
        more = f" There is more: {len(faults)} in all." if len(faults) > 1 else ""
        raise PackError(f"{faults[0]}.{more}", f"`interviewer pack check {name}` lists what is wrong.")


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
    from audio.endpoint import EndpointSettings
    from audio.listen_settings import ListenSettings
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
            is_question=lambda text: asides.addressed(question, text),
            is_whole=completeness.is_whole,
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
            desk, mind, question, thinking.asked_before(desk, question.id), seed_of(interview.id), better
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


def _said(whisper: Whisper | None) -> dict[str, Any]:
    """What the command line says of the recogniser, and nothing else."""
    return {name: value for name, value in dataclasses.asdict(whisper).items() if value is not None} if whisper else {}


def _to_stderr(line: str) -> None:
    import click

    click.echo(line, err=True)


def seed_of(interview_id: str) -> int:
    """A number that is the same whenever the same interview asks for it."""
    import zlib

    return zlib.crc32(interview_id.encode())


def new_interview(
    desk: Desk,
    question: packs.Question,
    kind: str,
    box_s: float | None = None,
    persona: str = "neutral",
    drill: DrillRun | None = None,
    probe: Probe | None = None,
) -> Interview:
    """A fresh interview, already in its folder and locked for us."""
    shelf.remember(desk.pack.id, Path(desk.pack.folder), desk.paths.packs)
    now = datetime.now().astimezone()
    interview = Interview(
        id=desk.store.new_id(question.id, now),
        pack=desk.pack.id,
        question=question.id,
        kind=kind,
        box_s=box_s or desk.pack.head.kinds[question.kind].minutes * 60.0,
        started_at=now.isoformat(timespec="seconds"),
        mind=desk.settings.mind.use,
        whisper=desk.settings.whisper.model,
        persona=persona,
        drill=drill,
        probe=probe,
    )
    desk.store.create(interview)
    return interview


def warm_up(recogniser: Recogniser) -> threading.Thread:
    """Load the recogniser and the parser in the background, while the question is being spoken.

    What stops it from loading is told by whoever needs it first.
    """

    def load() -> None:
        from interviewer import nlp

        with contextlib.suppress(Failure):
            recogniser.load()
            nlp.load()("Warm.")

    thread = threading.Thread(target=load, name="warm-up", daemon=True)
    thread.start()
    return thread


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


def history(desk: Desk) -> list[Row]:
    """All past interviews, oldest first."""
    return desk.store.rows()


def folder_of(desk: Desk, interview: Interview) -> Path:
    """Where that interview is kept."""
    return desk.store.folder(interview.id)
