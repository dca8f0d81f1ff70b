"""The pack's encoder: a sentence is read the same whatever stands beside it, and once."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from interviewer import encoder, packs
from interviewer.encoder import HEAD, PIECES, Encoder
from interviewer.errors import PackError

BAR = ("if", "kappa", "is", "under", "0.6", "we", "rewrite", "the", "guide", "and", "mark", "again")
LEAK = ("not", "one", "leak", "or", "it", "stays", "off")
CHAT = ("hello", "can", "you", "hear", "me")


@pytest.fixture(scope="module")
def folder():
    return Path(packs.load("llm_evals").folder) / "encoder"


@pytest.fixture
def encode(folder):
    return Encoder(folder)


def test_it_scores_the_facts_that_the_weights_know_in_their_order(encode):
    hearing = packs.load("llm_evals").hearing
    assert encode.facts() == tuple(hearing.facts)
    (row,) = encode([BAR])
    assert row.shape == (len(hearing.facts),)
    assert row.dtype == np.float32


def test_it_tells_what_is_said_from_what_is_not(encode):
    at = encode.facts().index("X1")
    leak, chat = encode([LEAK, CHAT])
    assert leak[at] > 0 > chat[at]


def test_a_sentence_is_read_the_same_whatever_stands_beside_it(encode, folder):
    alone = [encode([one])[0] for one in (BAR, LEAK, CHAT)]
    together = Encoder(folder)([BAR, LEAK, CHAT, BAR + LEAK + CHAT, ()])
    for one, other in zip(alone, together, strict=False):
        np.testing.assert_allclose(one, other, atol=1e-4)


def test_a_sentence_is_read_once(encode, monkeypatch):
    first = encode([BAR, LEAK])
    monkeypatch.setattr(Encoder, "_read", lambda self, batch: pytest.fail("read again"))
    assert encode([LEAK, BAR])[0] is first[1]


def test_what_is_remembered_is_bounded(encode, monkeypatch):
    monkeypatch.setattr(encoder, "KEPT", 2)
    assert len(encode([BAR, LEAK, CHAT])) == 3
    assert len(encode._known) == 2


def test_of_a_sentence_without_end_the_beginning_is_read(encode):
    long = BAR * 40
    assert len(long) > PIECES
    assert np.isfinite(encode([long])[0]).all()


def test_words_of_another_script_are_no_error(encode):
    assert np.isfinite(encode([("模型", "評価", "", "\u200d", "🙂")])[0]).all()


def test_threads_get_the_same(encode):
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda _: encode([BAR, LEAK])[0], range(16)))
    assert all(one is found[0] for one in found)


@pytest.mark.parametrize("name", [HEAD, "model.bin", "vocabulary.json"])
def test_weights_that_are_gone_or_broken_are_named(name, folder, tmp_path):
    copy = shutil.copytree(folder, tmp_path / "encoder")
    (copy / name).write_bytes(b"broken")
    with pytest.raises(PackError, match="encoder"):
        Encoder(copy)([BAR])
    (copy / name).unlink()
    with pytest.raises(PackError, match="encoder"):
        Encoder(copy)([BAR])


def test_other_files_than_those_that_the_weights_were_learned_beside_are_refused(folder):
    known = encoder.digest(folder)
    assert packs.load("llm_evals").hearing.beside == known
    assert Encoder(folder, known).facts()
    with pytest.raises(PackError, match="not the files"):
        Encoder(folder, known[::-1])([BAR])


def test_all_who_ask_for_a_packs_reader_get_the_same(folder):
    assert encoder.of(folder.parent, "") is encoder.of(folder.parent, "")
