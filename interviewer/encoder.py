"""A pack's own reader of sentences: a small language model that says which facts each may show.

Six layers of a transformer, all-MiniLM-L6-v2 (https://www.sbert.net, Apache-2.0) taught further on the pack's marked
answers by `benchmarks/teach.py`. CTranslate2 runs it, as it runs Whisper. Its weights are kept as whole numbers of
8 bits and used as floats of 32, so that a sentence is read the same whatever stands beside it.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from interviewer.errors import PackError
from interviewer.weights import ENCODER, Said

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Row = NDArray[np.float32]

HEAD = "head.npz"  # how the facts are read off the mean and the peaks of the last layer
VOCABULARY = "vocabulary.json"
FILES = ("model.bin", VOCABULARY, HEAD)
PIECES = 96  # of a sentence; of a longer one the rest is not read
BATCH = 16
KEPT = 4096  # sentences: an hour of speech has a thousand


class Encoder:
    """Reads sentences; from any thread. Loads itself when it is first asked (a tenth of a second)."""

    def __init__(self, folder: Path, digest: str = "") -> None:
        """In: `digest`, of the only files that will do; empty: any will."""
        self.folder = folder
        self._digest = digest
        self._lock = threading.Lock()
        self._known: OrderedDict[Said, Row] = OrderedDict()
        self._model: Any = None

    def __call__(self, sentences: Sequence[Said]) -> list[Row]:
        """The scores (log-odds) of each for each of the `facts`, (n_facts,) float32.

        Raises PackError where the weights are gone or broken.
        """
        with self._lock:
            unknown = sorted({one for one in sentences if one not in self._known}, key=len)
            for at in range(0, len(unknown), BATCH):
                batch = unknown[at : at + BATCH]
                self._known.update(zip(batch, self._read(batch), strict=True))
            found = [self._known[one] for one in sentences]
            for one in sentences:
                self._known.move_to_end(one)
            while len(self._known) > KEPT:
                self._known.popitem(last=False)
            return found

    def forget(self) -> None:
        """Throw away what it remembers of sentences."""
        with self._lock:
            self._known.clear()

    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that it scores, in the order of the scores. Raises PackError."""
        with self._lock:
            return self._loaded().facts

    def _loaded(self) -> _Model:
        if self._model is None:
            try:
                if self._digest and digest(self.folder) != self._digest:
                    raise ValueError("these are not the files that the weights were learned beside")
                self._model = _Model(self.folder)
            except (OSError, ValueError, KeyError, RuntimeError) as error:
                reason = getattr(error, "strerror", None) or str(error)
                raise PackError(f"{self.folder}: {reason}.", "Install again, or learn the weights anew.") from None
        model: _Model = self._model
        return model

    def _read(self, batch: Sequence[Said]) -> Iterator[Row]:
        import numpy as np

        model = self._loaded()
        pieces = [model.pieces(one) for one in batch]
        for ids, layer in zip(pieces, model.layers(pieces), strict=True):
            read = layer[: len(ids)]
            yield np.concatenate([read.mean(axis=0), read.max(axis=0)]) @ model.weights + model.biases


class _Model:
    """The loaded weights. Raises OSError, ValueError, KeyError or RuntimeError where they cannot be loaded."""

    def __init__(self, folder: Path) -> None:
        import ctranslate2
        import msgspec
        import numpy as np
        from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

        with np.load(folder / HEAD) as head:
            self.facts: tuple[str, ...] = tuple(head["facts"].tolist())
            self.weights, self.biases = head["weights"], head["biases"]
        tokens = msgspec.json.decode((folder / VOCABULARY).read_bytes(), type=list[str])
        place = {token: at for at, token in enumerate(tokens)}
        self._first, self._last = place["[CLS]"], place["[SEP]"]
        self._tokenizer = Tokenizer(models.WordPiece(place, unk_token="[UNK]"))
        self._tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
        self._tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
        self._encoder = ctranslate2.Encoder(str(folder), compute_type="float32", intra_threads=1)

    def pieces(self, sentence: Said) -> list[int]:
        """The numbers of its pieces, PIECES at most."""
        found: list[int] = self._tokenizer.encode(sentence, is_pretokenized=True).ids
        return [self._first, *found, self._last][:PIECES]

    def layers(self, batch: Sequence[Sequence[int]]) -> Row:
        """The last layer of each, (n_sentences, n_pieces of the longest, n_units)."""
        import ctranslate2
        import numpy as np

        lengths = np.array([len(ids) for ids in batch], np.int32)
        rows = np.zeros((len(batch), int(lengths.max())), np.int32)
        for row, ids in zip(rows, batch, strict=True):
            row[: len(ids)] = ids
        view = ctranslate2.StorageView.from_array
        out: Row = np.array(self._encoder.forward_batch(view(rows), lengths=view(lengths)).last_hidden_state)
        return out


def digest(folder: Path) -> str:
    """The SHA-256 of an encoder's files, one behind the other. Raises OSError."""
    return hashlib.sha256(b"".join((folder / name).read_bytes() for name in FILES)).hexdigest()


@cache
def of(pack: Path, digest: str) -> Encoder:
    """The reader of the pack in that folder: one for all who ask."""
    return Encoder(pack / ENCODER, digest)
