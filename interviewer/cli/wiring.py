"""The desk that the commands work at: settings, pack, store, recogniser, mind and reader."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from interviewer import config, packs, shelf
from interviewer.errors import PackError
from interviewer.model import DrillRun, Interview, Probe
from interviewer.store import Store

if TYPE_CHECKING:
    from audio.whisper import Recogniser
    from interviewer.cli.options import Whisper
    from interviewer.dialogue.mind import Mind
    from interviewer.judging.reader import Reader


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


def _said(whisper: Whisper | None) -> dict[str, Any]:
    """What the command line says of the recogniser, and nothing else."""
    return {name: value for name, value in dataclasses.asdict(whisper).items() if value is not None} if whisper else {}


def _to_stderr(line: str) -> None:
    import click

    click.echo(line, err=True)


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
