"""Text in, sound out: sentence by sentence, so that the first is heard while the next is being made."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Set
from concurrent.futures import Future, ThreadPoolExecutor

from audio.frames import Samples
from audio.phrasing import Phraser
from audio.sound import Loudspeaker
from audio.speech import AT_ONCE, Voice

KEPT_PIECES = 32  # some interviews' worth of what was prepared

_END = re.compile(r"(?<=[.!?])[\"')\]]{0,2}(?=\s+[\"'(\[]?[A-Z0-9])")
_NO_END = re.compile(r"\b(?:e\.g|i\.e|vs|cf|approx|Dr|Mr|Mrs|Ms|Prof|No)\.$")


class SentenceSplitter:
    """Streamed text in, whole sentences out. Any chunking of the same text gives the same sentences."""

    def __init__(self) -> None:
        self._rest = ""

    def push(self, text: str) -> list[str]:
        """The sentences that `text` completes. A sentence is complete when the next has begun."""
        self._rest += text
        found: list[str] = []
        start = 0
        for match in _END.finditer(self._rest):
            sentence = self._rest[start : match.end()].strip()
            if not _NO_END.search(sentence):
                found.append(sentence)
                start = match.end()
        self._rest = self._rest[start:]
        return found

    def flush(self) -> list[str]:
        """What is left."""
        rest, self._rest = self._rest.strip(), ""
        return [rest] if rest else []


def sentences(text: str) -> list[str]:
    """`text` cut into sentences."""
    splitter = SentenceSplitter()
    return splitter.push(text) + splitter.flush()


class Speaker:
    """Speaks at `loudspeaker` with `voice`. `prepare` may be called from another thread than `say`.

    Whoever listens must be deaf from before `say` until a tail after it has returned: it returns when the sound has
    left the loudspeaker, and the room still rings then. `breaths`: words before which a slow voice may pause.
    """

    def __init__(self, loudspeaker: Loudspeaker, voice: Voice, breaths: Set[str] = frozenset()) -> None:
        self._loudspeaker = loudspeaker
        self._voice = voice
        self._breaths = breaths
        self._ready: OrderedDict[str, Future[tuple[Samples, int]]] = OrderedDict()
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="voice")

    def prepare(self, text: str) -> None:
        """Synthesise `text` ahead of time, in the background; `say` then finds it done."""
        phraser = self._phraser()
        for sentence in sentences(text):
            self._order_all(phraser.push(sentence))

    def prepare_begun(self, begun: str) -> None:
        """Synthesise what can be known of a text by its beginning, whole words; unknown sounds are made once."""
        splitter, phraser = SentenceSplitter(), self._phraser()
        for sentence in splitter.push(begun):
            self._order_all(phraser.push(sentence))
        self._order_all(phraser.begun(" ".join(splitter.flush())))

    def say(self, text: str, *, started: Callable[[], None] | None = None, stop: threading.Event) -> float:
        """Speak to the end, or until `stop` is set; the seconds that were heard.

        `started` is called at the first sample. Raises SpeechError, NoDevice, DeviceBusy, DeviceGone.
        """
        return self.say_stream(iter([text]), started=started, stop=stop)

    def say_stream(
        self, chunks: Iterator[str], *, started: Callable[[], None] | None = None, stop: threading.Event
    ) -> float:
        """The same for text that is still being written: each sentence is spoken as soon as it is whole."""
        heard_s = 0.0
        for sentence in self._whole(chunks):
            if stop.is_set():
                break
            samples, rate_hz = sentence.result()
            if len(samples) == 0:
                continue
            heard_s += self._loudspeaker.play(samples, rate_hz, started=started, stop=stop)
            started = None
        return heard_s

    def _whole(self, chunks: Iterator[str]) -> Iterator[Future[tuple[Samples, int]]]:
        """Sentences or parts of them, each ordered from the voice before the one ahead of it is played."""
        splitter, phraser = SentenceSplitter(), self._phraser()
        for chunk in chunks:
            yield from self._order_all(piece for sentence in splitter.push(chunk) for piece in phraser.push(sentence))
        yield from self._order_all(piece for sentence in splitter.flush() for piece in phraser.push(sentence))

    def _phraser(self) -> Phraser:
        return Phraser(AT_ONCE.get(self._voice.name, 0), self._breaths)

    def _order_all(self, pieces: Iterable[str]) -> list[Future[tuple[Samples, int]]]:
        return [self._order(piece) for piece in pieces]

    def _order(self, piece: str) -> Future[tuple[Samples, int]]:
        """The sound of `piece`, being made; one that failed is ordered again."""
        with self._lock:
            future = self._ready.pop(piece, None)
            if future is None or (future.done() and future.exception() is not None):
                future = self._pool.submit(self._voice.synthesise, piece)
            self._ready[piece] = future
            while len(self._ready) > KEPT_PIECES:
                self._ready.popitem(last=False)
            return future
