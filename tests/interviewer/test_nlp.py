import threading

import pytest

from audio.errors import WeightsError
from interviewer import nlp


def test_all_threads_get_the_same_parser():
    found = []
    threads = [threading.Thread(target=lambda: found.append(nlp.load())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({id(parser) for parser in found}) == 1


def test_a_text_is_parsed_once():
    parse = nlp.load()
    assert parse("We block the launch.") is parse("We block the launch.")


def test_the_installed_weights_are_the_published_ones():
    nlp.check(nlp.folder())


def test_altered_and_missing_weights_are_refused(tmp_path):
    with pytest.raises(WeightsError, match="lacks tok2vec/model"):
        nlp.check(tmp_path)
    for name in nlp.SHA256:
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(b"other bytes")
    with pytest.raises(WeightsError, match="not the published one"):
        nlp.check(tmp_path)
