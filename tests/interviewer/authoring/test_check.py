"""A pack of one's own: the skeleton is in order, and every sort of mistake is told with its file and line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from interviewer import packs, shelf
from interviewer.authoring.check import check, skeleton
from interviewer.cli import cli
from interviewer.errors import Failure, PackError
from interviewer.practice.drills import load as load_drills
from prompts import ROOT

LONG = " ".join(["word"] * 36) + "?"
MISTAKES = {  # what is wrong: (file, what stands there, what is put instead, where it is told, a part of the reason)
    "not TOML": ("pack.toml", "[kinds]", "[kinds", "[kinds", "not TOML"),
    "unknown key": ("facts.toml", 'gap = "no listener', 'gab = "no listener', "gab =", "unknown field `gab`"),
    "wrong type": ("rubric.toml", "bars = [1, 2, 3, 4] ", 'bars = ["a"] ', 'bars = ["a"]', "expected `int`"),
    "missing key": ("facts.toml", 'says = "gives a concrete example"\n', "", 'id = "E1"', "required field `says`"),
    "fact id twice": ("facts.toml", 'id = "E2"', 'id = "E1"', 2, "'E1' comes twice"),
    "no dimension": ("facts.toml", '"audience"', '"who"', 'dimension = "who"', "dimension 'who'"),
    "unknown cue": ("facts.toml", "sentence(reason and", "sentence(reasons and", "sentence(reasons", "'reasons'"),
    "unknown list": ("facts.toml", "@example and", "@examples and", "@examples", "unknown list"),
    "missing list": ("signals.toml", "topic = [", "topics = [", "[lists]", "'topic' is missing"),
    "fact in a part": ("pack.toml", 'rule = "E1 or E2"', 'rule = "E1 or E9"', "E9", "unknown fact 'E9'"),
    "fact in a gate": ("rubric.toml", '"4" = "E1"', '"4" = "E8"', "E8", "unknown fact 'E8'"),
    "bad expression": ("pack.toml", 'rule = "W1"', 'rule = "W1 and"', "W1 and", "W1 and"),
    "bars": ("rubric.toml", "bars = [1, 2, 3, 4] ", "bars = [1, 3, 2, 4] ", "bars = [1, 3", "rise"),
    "no probes": ("questions/01.toml", "[[probes]]", "[probes_]", "[probes_]", "unknown field"),
    "kind of probe": ("probes.toml", 'kind = "clarify"', 'kind = "clarity"', "clarity", "'clarity'"),
    "long probe": ("probes.toml", "Who is sitting opposite you when you explain that?", LONG, LONG, "36 words"),
    "two questions": ("probes.toml", "Who is sitting", "Who? And who is sitting", "Who? And", "2 questions"),
    "fact in asks_for": ("probes.toml", 'asks_for = ["E1"]', 'asks_for = ["E7"]', "E7", "unknown fact 'E7'"),
    "setup": ("probes.toml", 'when = "not W1"', 'setup = "machine"', "machine", "unknown setup 'machine'"),
    "fact in when": ("probes.toml", 'when = "not W1"', 'when = "not W9"', "W9", "unknown fact 'W9'"),
    "no refutation": ("probes.toml", "refutation =", "# refutation =", 'bogus_challenge"', "refutation"),
    "unknown fact asked": ("questions/01.toml", 'asks = ["W1"', 'asks = ["W7"', "asks =", "unknown fact 'W7'"),
    "flag asked": ("questions/01.toml", 'asks = ["W1"', 'asks = ["R1"', "asks =", "red flag"),
    "unknown kind": ("questions/01.toml", 'kind = "short"', 'kind = "long"', 'kind = "long"', "kind 'long'"),
    "no cue": ("questions/01.toml", "listener = [", "hearer = [", "hearer = [", "'hearer' must be in"),
    "no title": ("pack.toml", 'title = "Explaining things"', 'title = ""', 'title = ""', "title is empty"),
    "no minutes": ("pack.toml", "minutes = 8", "minutes = 0", "minutes = 0", "minutes above 0"),
    "no rule": ("pack.toml", 'rule = "W1"', 'rule = ""', 'rule = ""', "'audience' is empty"),
    "no prompt": ("questions/01.toml", 'title = "A thing from your work"', 'title = " "', 'title = " "', "is empty"),
    "no anchor": ("rubric.toml", '5 = "Says who', '4 = "Says who', "dimension.anchors", "1, 3"),
    "no words for a level": ("rubric.toml", "1 = \"Terms that", "0 = \"Terms that", "[levels]", "no words for 1"),
    "empty condition": ("rubric.toml", 'ones = ["R2"]', 'ones = [""]', "ones =", "always true"),
    "no default reply": ("probes.toml", "default = \"It depends", "other = \"It depends", "weak.replies", "'default'"),
    "no samples": ("probes.toml", 'passages = "weak"', 'passages = "bad"', 'passages = "bad"', "'bad'"),
    "placeholder": ("probes.toml", "You said {said}.", "You said {it}.", "You said {it}", "'{it}'"),
    "brace": ("probes.toml", "You said {said}.", "You said {said.", "You said {said.", "brace stands alone"),
    "unknown part": ("questions/01.toml", "tags = []", 'parts = ["nothing"]', "parts =", "unknown part 'nothing'"),
    "unknown pattern": ("questions/01.toml", "tags = []", 'silent = ["x"]', "silent =", "unknown pattern 'x'"),
    "text for a list": ("questions/01.toml", "tags = []", 'tags = "no"', "tags =", "expected `array`"),
    "id": ("pack.toml", 'id = "mine"', 'id = "yours"', 'id = "yours"', "'mine'"),
}  # fmt: skip


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    skeleton("mine", folder)
    return folder


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def line_of(file: Path, text: str) -> int:
    return next(n for n, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1) if text in line)


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, list(words), standalone_mode=False)


def test_the_skeleton_and_the_packs_of_the_program_are_in_order(mine: Path) -> None:
    assert check(mine) == []
    for folder in shelf.bundled().values():
        assert check(folder) == []


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_told_with_file_and_line(mine: Path, mistake: str) -> None:
    name, old, new, where, reason = MISTAKES[mistake]
    file = mine / name
    change(file, old, new)
    if isinstance(where, int):  # the second of two equal lines
        where_line = [n for n, line in enumerate(file.read_text().splitlines(), 1) if new in line][where - 1]
    else:
        where_line = line_of(file, where)
    found = [(fault.file, fault.line) for fault in check(mine) if reason in fault.reason]
    if mistake in ("missing key", "no refutation"):  # the table that lacks it
        where_line -= 1
    assert (str(file), where_line) in found, check(mine)


def test_a_question_id_twice_names_the_second_file(mine: Path) -> None:
    first = mine / "questions" / "01.toml"
    (mine / "questions" / "02.toml").write_text("\n" + first.read_text())
    faults = [fault for fault in check(mine) if "is taken by 01.toml" in fault.reason]
    assert [(Path(fault.file).name, fault.line) for fault in faults] == [("02.toml", 3)]


@pytest.mark.parametrize("table", ["probes", "strong", "weak"])
def test_a_question_without_probes_or_samples(mine: Path, table: str) -> None:
    file = mine / "questions" / "01.toml"
    kept = [part for part in file.read_text().split("\n[[") if not part.startswith(table)]
    text = "\n[[".join(kept)
    if table == "probes":
        text = text.replace("asks =", "probes = []\nasks =")
    else:
        text = text.replace("asks =", f"{table} = []\nasks =")
    file.write_text(text)
    assert [fault.line for fault in check(mine) if "there " in fault.reason] == [line_of(file, f"{table} = []")]


def test_a_question_that_asks_nothing(mine: Path) -> None:
    file = mine / "questions" / "01.toml"
    change(file, 'asks = ["W1", "E1", "E2", "E3"]', "asks = []")
    assert [(fault.line, "asks for nothing" in fault.reason) for fault in check(mine)] == [
        (line_of(file, "asks ="), True)
    ]


def test_a_missing_file_and_no_questions(mine: Path) -> None:
    (mine / "probes.toml").unlink()
    (mine / "questions" / "01.toml").unlink()
    assert {Path(fault.file).name for fault in check(mine)} == {"probes.toml", "questions"}


def test_a_file_in_another_encoding_is_told_with_its_line(mine: Path) -> None:
    file = mine / "questions" / "01.toml"
    change(file, "A thing from your work", "A thing from your caf\u00e9")
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))
    (fault,) = check(mine)
    assert (fault.line, "save the file as UTF-8" in fault.reason) == (4, True)
    file.write_bytes("id = 1".encode("utf-16"))
    assert [(one.line, "UTF-8" in one.reason) for one in check(mine)] == [(1, True)]


def test_the_mark_that_some_editors_put_first_is_no_mistake(mine: Path) -> None:
    for file in mine.rglob("*.toml"):
        file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes())
    assert check(mine) == []
    assert packs.load(str(mine)).head.title == "Explaining things"


def test_who_answers_in_a_demo_must_be_there(mine: Path) -> None:
    file = mine / "probes.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("[candidate.weak", "[candidate.poor"), encoding="utf-8")
    assert [fault.reason for fault in check(mine)] == ["there is no candidate 'weak': [candidate.weak]"]


def test_without_a_dimension_or_a_file_that_can_be_read(mine: Path) -> None:
    rubric = mine / "rubric.toml"
    rubric.write_text("dimension = []\n" + rubric.read_text().partition("[[dimension]]")[0])
    assert any("there is no dimension" in fault.reason for fault in check(mine))
    rubric.unlink()
    rubric.mkdir()
    assert [str(rubric) in str(fault) and "cannot be read" in fault.reason for fault in check(mine)] == [True]


KEYS = {path.relative_to(ROOT / "skeleton"): path for path in sorted((ROOT / "skeleton").rglob("*.toml"))}
SPOILED = ['""', "[]", "-1", "true", "{}", '[""]', '"{"', "1970-01-01", "nonsense"]


@pytest.mark.parametrize("name", KEYS, ids=str)
def test_whatever_stands_in_a_file_every_fault_has_a_line_and_what_passes_can_be_used(
    mine: Path, name: Path, home: Path
) -> None:
    """Each value of the skeleton in turn is left out, or is something else."""
    file = mine / name
    whole = file.read_text(encoding="utf-8").splitlines()
    for at, line in enumerate(whole):
        key, equals, _ = line.partition(" = ")
        if not equals or line.startswith("#"):
            continue
        for value in [None, *SPOILED]:
            spoiled = [*whole[:at], *([] if value is None else [f"{key} = {value}"]), *whole[at + 1 :]]
            file.write_text("\n".join(spoiled) + "\n", encoding="utf-8")
            faults = check(mine)
            for fault in faults:
                lines = Path(fault.file).read_text(encoding="utf-8").splitlines()
                assert 1 <= fault.line <= max(1, len(lines))
                assert fault.reason
            packs.load.cache_clear()
            if not faults:
                assert packs.load(str(mine)).questions
                assert load_drills(packs.load(str(mine))) is not None


def test_the_commands_make_check_and_list(home: Path, tmp_path: Path) -> None:
    assert run("pack", "new", "mine").exit_code == 0
    assert run("pack", "check", "mine").exit_code == 0
    listed = json.loads(run("pack", "list", "--json").stdout)
    assert [one["pack"] for one in listed if one["own"]] == ["mine"]
    assert "mine-1" in run("questions", "--pack", "mine").stdout
    made = run("pack", "new", "other", "--dir", str(tmp_path))
    assert str(tmp_path / "other") in made.stdout
    change(tmp_path / "other" / "facts.toml", 'dimension = "audience"', 'dimension = "who"')
    told = run("pack", "check", str(tmp_path / "other"))
    assert told.return_value == 1
    line = line_of(tmp_path / "other" / "facts.toml", "who")
    assert told.stdout.splitlines()[0] == f"{tmp_path / 'other' / 'facts.toml'}:{line}: unknown dimension 'who'"


def test_a_pack_with_a_mistake_is_refused(home: Path, tmp_path: Path) -> None:
    run("pack", "new", "other", "--dir", str(tmp_path))
    change(tmp_path / "other" / "facts.toml", 'dimension = "audience"', 'dimension = "who"')
    refused = run("simulate", "--pack", str(tmp_path / "other"))
    assert isinstance(refused.exception, PackError)
    assert "facts.toml:" in str(refused.exception)


@pytest.mark.parametrize(
    "words",
    [
        ("questions", "--pack", "mine"), ("progress", "--pack", "mine"), ("cheatsheet", "--pack", "mine"),
        ("plan", "start", "--pack", "mine"), ("drill", "--pack", "mine"), ("simulate", "--question", "mine-1"),
        ("score", "answer.txt", "--question", "mine-1"), ("practice", "mine-1"), ("record-once", "mine-1"),
    ],
    ids=" ".join,
)  # fmt: skip
@pytest.mark.parametrize("name", ["rule", "encoding"])
def test_no_command_uses_a_pack_with_a_mistake(home: Path, words: tuple[str, ...], name: str) -> None:
    run("pack", "new", "mine")
    folder = home / "data" / "packs" / "mine"
    if name == "rule":
        change(folder / "facts.toml", "sentence(reason and", "sentence(reasons and")
    else:
        (folder / "facts.toml").write_bytes(b'id = "caf\xe9"')
    refused = run(*words)
    assert isinstance(refused.exception, Failure), (refused.exception, refused.output)
    assert "interviewer pack check mine" in str(refused.exception)
    if (words[1] != "--question" and "mine-1" not in words) or name == "rule":
        assert "facts.toml:" in str(refused.exception)
    assert run("questions").exit_code == 0  # the other packs can still be used


def test_a_name_is_taken_once(home: Path) -> None:
    run("pack", "new", "mine")
    again = run("pack", "new", "mine")
    assert "There is a pack 'mine' already" in str(again.exception)
    assert "already" in str(run("pack", "new", packs.load().id).exception)
    assert "cannot be a pack's name" in str(run("pack", "new", "My Pack").exception)


def test_signals_may_lie_in_several_files(mine: Path) -> None:
    rooms = mine / "signals"
    rooms.mkdir()
    (mine / "signals.toml").rename(rooms / "all.toml")
    (rooms / "more.toml").write_text('[lists]\nmore = ["more of it"]\n', encoding="utf-8")
    assert check(mine) == []
    assert {"topic", "more"} <= set(packs.signals(mine).lists)


def test_a_list_that_stands_in_two_files_is_told(mine: Path) -> None:
    rooms = mine / "signals"
    rooms.mkdir()
    (rooms / "more.toml").write_text('[lists]\ntopic = ["weather"]\n', encoding="utf-8")
    assert [Path(fault.file).name for fault in check(mine)] == ["more.toml"]
    with pytest.raises(PackError, match="topic"):
        packs.signals(mine)


def test_without_any_signals_it_is_said_which_file_is_missing(mine: Path) -> None:
    (mine / "signals.toml").unlink()
    assert [Path(fault.file).name for fault in check(mine)] == ["signals.toml"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('{"origin": 1}', "Expected `str`"),
        ('{"origin": "here", "facts": {"E9": {"bar": 0.5, "bias": 0, "weights": {}}}}', "unknown fact 'E9'"),
        ('{"origin": "here", "facts": {}, "beside": "1a2b"}', "encoder"),
    ],
)
def test_learned_weights_that_do_not_fit_the_pack_are_told(text: str, reason: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    skeleton("mine", folder)
    (folder / "hearing.json").write_text(text, encoding="utf-8")
    (fault,) = check(folder)
    assert fault.file.endswith("hearing.json")
    assert reason in fault.reason
