import pytest

from interviewer import nlp, packs
from interviewer.analysis.reading import read
from interviewer.analysis.text import turns_from_text


@pytest.fixture(scope="session")
def parse():
    return nlp.load()


@pytest.fixture(scope="session")
def pack():
    return packs.load("llm_evals")


@pytest.fixture(scope="session")
def reading(parse, pack):
    return lambda text: read(turns_from_text(text), pack, parse)
