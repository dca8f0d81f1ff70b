"""The simulated candidate of `demo`: our own sample answers, or the user's files, spoken by the voice at hand."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from audio.frames import SAMPLE_RATE_HZ, Samples
from interviewer.events import Event, Said
from interviewer.packs import Pack, Question

if TYPE_CHECKING:
    from audio.speech import Voice


class Candidate(Sequence[Samples]):
    """A sequence of answers for `audio.filefed`: item n is what is said in turn n, made when it is asked for.

    In: `quality`, the sample answers and replies to use (strong, middling, weak); `files`, answers of the user's own,
    audio or text, one a turn, which go first. `hear` must get the session's events: what is asked decides the reply.
    Raises AudioFileError for a file that cannot be read, SpeechError where no voice speaks.
    """

    def __init__(self, pack: Pack, question: Question, quality: str, voice: Voice, files: Sequence[Path] = ()) -> None:
        self._passages = getattr(question, quality) or question.weak
        self._replies = pack.probes.candidate[quality].replies
        self._voice = voice
        self._files = files
        self._asked: Said | None = None
        self._kinds: list[str] = []

    def hear(self, event: Event) -> None:
        """Take note of what the interviewer says."""
        if isinstance(event, Said) and event.kind in {"question", "probe"}:
            self._asked = event
            self._kinds.append(event.probe_kind)

    def __len__(self) -> int:
        """As many answers as were asked for: the candidate always has one more."""
        return len(self._files) or len(self._kinds)

    def __getitem__(self, turn: int) -> Samples:  # type: ignore[override]  # one answer at a time
        """(n_samples,) float32, mono, 16 kHz: the answer of that turn."""
        from audio import files

        if self._files:
            if turn >= len(self._files):
                raise IndexError(turn)
            path = self._files[turn]
            if files.is_audio(path):
                return files.read(path)
            return self._speak(path.read_text(encoding="utf-8", errors="replace"))
        return self._speak(self.text(turn))

    def text(self, turn: int) -> str:
        """What the simulated candidate says in that turn."""
        if turn == 0:
            return " ".join(passage.text for passage in self._passages)
        kind = self._kinds[turn] if turn < len(self._kinds) else "default"
        return self._replies.get(kind) or self._replies["default"]

    def _speak(self, text: str) -> Samples:
        from audio.resample import resample

        samples, rate_hz = self._voice.synthesise(text)
        return resample(samples, rate_hz, SAMPLE_RATE_HZ)
