"""One answer while it is being given: its file, its segments, its words, its silences. No threads, no clock."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from audio import cleanup
from audio.endpoint import EndpointSettings, EndpointState, Verdict, decide, is_finished
from audio.frames import FRAME_SAMPLES, Gap, Samples, Segment, to_samples, to_seconds
from audio.language import Language
from audio.listen_events import ClosedBy
from audio.listen_settings import Judges
from audio.segmenter import Framer, Segmenter, SegmenterSettings
from audio.spool import Spool
from audio.transcript import join, passages, text_of
from audio.turn_model import SILENCE_S
from audio.vad import VadLike
from audio.words import Word

_REACH_BACK_S = 0.2
"""How much of a deaf stretch a sentence that straddles its end gets back. The usual pre-roll is longer, but behind it
would lie the interviewer's own last word: ears open a quarter of a second after that."""
_STRADDLES_S = 0.1  # somebody speaks at the end of a deaf stretch: voiced so shortly before, and all of that time
_TONE_AFTER_S = 1.0  # a pause must be so long before the tone that led into it is listened to
_TAIL_WORDS = 60  # how much of the answer's end tells whether it is over


Better = Callable[[tuple[Word, ...]], tuple[Word, ...]]
"""All words of an answer as they were heard -> the same, with what was read better since."""


def _as_heard(words: tuple[Word, ...]) -> tuple[Word, ...]:
    return words


@dataclass(frozen=True)
class Closing:
    """The turn is being closed: by whom, until which captured sample to read, and until when at most."""

    closed_by: ClosedBy
    until_sample: int
    until_s: float
    hold_s: float


class OpenTurn:
    """What the listener knows of the open turn. Positions are samples at 16 kHz in the turn's file.

    silence_s    since the last sound of speech, without holds and without the interviewer's own speech
    speaking     speech is running
    onsets       how often speech began
    pauses_s     the silences that this speaker broke himself
    revision     of what was prepared for a reply; `prepared` while it holds
    unwritable   the file takes no more: there is no room on the disk
    """

    def __init__(
        self,
        number: int,
        spool: Spool,
        language: Language,
        vad: VadLike,
        segmenter: SegmenterSettings,
        *,
        hotwords: str = "",
        words: tuple[Word, ...] = (),
        time_left_s: float | None = None,
    ) -> None:
        """`words` are those that an answer taken up again already has; `time_left_s` that of the time box."""
        self.number = number
        self.spool = spool
        self.hotwords = hotwords
        self.gaps: list[Gap] = []
        self.waiting: deque[Samples] = deque()  # frames written to the file, but not heard yet
        self.speaking = False
        self.onsets = 0
        self.pauses_s: list[float] = []
        self.n_segments = 0
        self.revision = 0
        self.prepared = False
        self.unwritable = False
        self._language = language
        self._vad = vad
        self._framer = Framer()
        self._segmenter = Segmenter(segmenter, spool.samples)
        self._speech_from = segmenter.threshold
        self._parts: list[tuple[Word, ...]] = [words] if words else []
        self._joined: tuple[Word, ...] | None = None
        self._unheard: deque[tuple[Samples, bool]] = deque(maxlen=-(-to_samples(_REACH_BACK_S) // FRAME_SAMPLES))
        self._voiced: deque[tuple[float, float]] = deque(maxlen=200)
        self._silence = 0
        self._silence_before = 0
        self._onset = spool.samples
        self._since_asked = 0
        self._asked_after: int | None = None
        self._asking_from: int | None = None  # while that question is being spoken
        self._asking_s = 0.0
        self._replied_after = -1
        self._time_left_s = time_left_s
        self._started_at = spool.samples
        self._question: tuple[int, str] = (-1, "")
        self._last = np.zeros(0, dtype=np.float32)
        self._tone: tuple[int, float | None] = (-1, None)
        self._pad = to_samples(segmenter.pad_s - SILENCE_S)
        self._better: Better = _as_heard

    @property
    def at_s(self) -> float:
        """How far the listener has heard."""
        return to_seconds(self._segmenter.position)

    @property
    def silence_s(self) -> float:
        """See above."""
        return to_seconds(self._silence)

    @property
    def words(self) -> tuple[Word, ...]:
        """All words so far, joined over the segments."""
        if self._joined is None:
            self._joined = self._better(join(self._parts, self._language))
        return self._joined

    def revise(self, better: Better) -> bool:
        """From now on `words` are what `better` makes of those that were heard. Out: whether their text changed.

        What was prepared for the text as it was holds no longer.
        """
        before = text_of(self.words)
        self._better, self._joined = better, None
        if text_of(self.words) == before:
            return False
        self._question = (-1, "")
        if self.prepared:
            self.prepared = False
            self.revision += 1
        return True

    def record(self, samples: Samples) -> None:
        """Write (n_samples,) to the file, and keep them to be heard. Raises SpoolError."""
        self.spool.write(samples)
        self.waiting.extend(self._framer.push(samples))

    def record_gap(self, lost_s: float, most_s: float) -> None:
        """So much was lost here: silence in its place, `most_s` at most, so that the time of all that follows is true.

        Raises SpoolError.
        """
        n_samples = to_samples(max(0.0, min(lost_s, most_s)))
        if not n_samples:
            return
        self.gaps.append(Gap(self.spool.duration_s, to_seconds(n_samples)))
        for at in range(0, n_samples, to_samples(1.0)):
            self.record(np.zeros(min(to_samples(1.0), n_samples - at), dtype=np.float32))

    def hear(self, *, deaf: bool, held: bool) -> tuple[Samples, float, list[Segment]]:
        """Hear the next waiting frame. Out: the frame, its speech probability, the segments that it completed."""
        frame = self.waiting.popleft()
        probability = self._vad(frame)
        if deaf:
            self._unheard.append((frame, probability >= self._speech_from))
            probability = 0.0
        else:
            self._unheard.clear()
        return frame, probability, self._hear(np.zeros_like(frame) if deaf else frame, probability, deaf or held)

    def finish(self, *, deaf: bool) -> list[Segment]:
        """The end: what is still waiting is heard. Out: the last segments."""
        found: list[Segment] = []
        while self.waiting:
            found += self.hear(deaf=deaf, held=True)[2]
        rest = self._framer.flush()
        if len(rest):
            padded = np.pad(rest, (0, FRAME_SAMPLES - len(rest)))
            probability = 0.0 if deaf else self._vad(padded)
            found += self._hear(np.zeros_like(rest) if deaf else rest, probability, True)
        last = self._segmenter.flush()
        self.n_segments += len(last)
        return found + last

    def _hear(self, frame: Samples, probability: float, clock_stands: bool) -> list[Segment]:
        before = self._segmenter.voiced_end
        segments = self._segmenter.push(probability, frame)
        self.n_segments += len(segments)
        if self._segmenter.voiced_end != before:
            self._on_speech()
        elif not clock_stands:
            self._silence += len(frame)
            self._since_asked += len(frame)
        if self.speaking and not self._segmenter.in_speech:
            self.speaking = False
            self._voiced.append((to_seconds(self._onset), to_seconds(self._segmenter.voiced_end or self._onset)))
        return segments

    def _on_speech(self) -> None:
        if not self.speaking:
            self.speaking = True
            self.onsets += 1
            self._onset = self._segmenter.position
            self._silence_before = self._silence
            if self._parts and self._asked_after is None:
                self.pauses_s.append(self.silence_s)
        self._silence = 0

    def add(self, segment: Segment, words: tuple[Word, ...]) -> tuple[Word, ...]:
        """The decoder's words of a segment; returns those that are to be believed to have been said at all.

        A noise that was taken for speech does not break the silence: its time counts as silence again.
        """
        if cleanup.is_phantom(words, self._language.phantoms):
            if not self.speaking and segment.end_sample > self._onset:
                self._silence += self._silence_before + (self._segmenter.voiced_end or self._onset) - self._onset
                self._silence_before = 0
            return ()
        marked = cleanup.mark(words, [*self._voiced, self._running()] if self._voiced else None)
        self._parts.append(marked)
        self._joined = None
        self._last = segment.samples[: len(segment.samples) - max(0, self._pad)]
        return marked

    def _running(self) -> tuple[float, float]:
        return to_seconds(self._onset), self.at_s

    def verdict(
        self,
        settings: EndpointSettings,
        typical_pause_s: float,
        judges: Judges,
    ) -> Verdict:
        """What the policy says now. Only to be asked while nobody speaks and everything is decoded."""
        text = self.tail()
        if self._question[0] != len(self._parts):
            self._question = (len(self._parts), self._asked(judges.is_question))
        asked = self._asked_after is not None
        left_s = self._time_left_s
        state = EndpointState(
            silence_s=self.silence_s,
            text=text,
            asked_more=asked,
            since_asked_s=to_seconds(self._since_asked),
            asking_s=self._asking_s,
            reply=self._reply() if asked else "",
            is_question=bool(self._question[1]) and self._replied_after != len(self._parts),
            time_left_s=None if left_s is None else left_s - self.at_s + to_seconds(self._started_at),
            typical_pause_s=typical_pause_s,
            spoken_until_s=to_seconds(self._segmenter.voiced_end or self._started_at),
            sounds_finished=self._heard_tone(judges) if self.silence_s >= _TONE_AFTER_S else None,
        )
        return decide(state, settings, self._language, judges.is_whole)

    def is_finished(self, settings: EndpointSettings, judges: Judges) -> bool:
        """Whether the last sentence is, by its words and its tone."""
        return is_finished(self._language.ending(self.tail(), judges.is_whole), self._heard_tone(judges), settings)

    def _heard_tone(self, judges: Judges) -> float | None:
        """How likely the turn ends with the tone of the last words; listened to once."""
        if self._tone[0] != len(self._parts):
            self._tone = (len(self._parts), judges.sounds_finished(self._last))
        return self._tone[1]

    def tail(self) -> str:
        """The end of the answer so far."""
        return text_of(self.words[-_TAIL_WORDS:])

    @property
    def question(self) -> str:
        """The question to the interviewer that the last verdict found; otherwise an empty string."""
        return self._question[1]

    def _asked(self, is_question: Callable[[str], bool]) -> str:
        """What was said since the last pause, or else the whole end of the answer, where that is a question.

        Sentences that stand apart only by a pause come joined: "... each other how many customers do they have?"
        """
        last = [passage.text for passage in passages(self.words[-_TAIL_WORDS:])[-1:]]
        return next((text for text in (*last, self.tail()) if text and is_question(text)), "")

    def closes_aloud(self) -> bool:
        """Whether the last words say that the answer is over."""
        return self._language.is_closing(self.tail())

    def asked_for_more(self) -> None:
        """ "Anything to add?" is being asked."""
        self._asked_after = len(self._parts)
        self._since_asked = 0
        self._asking_from = self._segmenter.position

    def was_asked(self) -> None:
        """That question has been spoken: the wait for a reply counts from here."""
        self._since_asked = 0
        if self._asking_from is not None:
            self._asking_s = to_seconds(self._segmenter.position - self._asking_from)
            self._asking_from = None

    def replied(self) -> None:
        """The question that was put to the interviewer is being replied to."""
        self._replied_after = len(self._parts)

    def hears_again(self) -> None:
        """The interviewer has finished speaking, or the microphone is back: silence counts from here.

        Whoever already speaks at the end of the deaf stretch loses no beginning to it, as far as that can be had
        without the interviewer's own voice.
        """
        shortly = list(self._unheard)[-round(to_samples(_STRADDLES_S) / FRAME_SAMPLES) :]
        if shortly and all(voiced for _frame, voiced in shortly):
            self._segmenter.reach_back(np.concatenate([frame for frame, _voiced in self._unheard]))
        else:
            self._vad.reset()
        self._unheard.clear()
        self._silence = 0
        self.was_asked()

    def _reply(self) -> str:
        return text_of(word for part in self._parts[self._asked_after or 0 :] for word in part)
