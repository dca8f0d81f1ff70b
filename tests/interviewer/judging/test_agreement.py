from pathlib import Path

import msgspec
import pytest

from interviewer import packs
from interviewer.errors import PackError
from interviewer.judging import agreement
from interviewer.judging.agreement import Measured
from interviewer.model import Judge
from interviewer.packs import Pack
from interviewer.report import phrases
from tests.interviewer.judging.shared import a_pack


def measured(pack: Pack, kappa: float = 0.8) -> Measured:
    return Measured(
        mind="rules",
        model="rules",
        rubric_version=pack.rubric.version,
        fingerprint=agreement.fingerprint(pack),
        answers=20,
        kappa=kappa,
        low=0.6,
        high=0.9,
        within_one=0.95,
        spread=(-1, 1),
        labelled_by="two cooks",
    )


@pytest.fixture
def pack(tmp_path: Path) -> Pack:
    (tmp_path / "labels").mkdir()
    return a_pack(str(tmp_path))


def test_what_was_written_is_found(pack: Pack) -> None:
    agreement.write(pack, measured(pack))
    found = agreement.lookup(pack, "rules", "rules")
    assert found == measured(pack)
    assert found is not None
    assert "two cooks" in found.note
    assert agreement.lookup(pack, "llm", "other") is None


def test_a_newer_figure_takes_the_place_of_the_old(pack: Pack) -> None:
    agreement.write(pack, measured(pack, 0.5))
    agreement.write(pack, measured(pack, 0.7))
    assert [one.kappa for one in agreement.stored(pack)] == [0.7]


def test_it_no_longer_applies_when_the_checklist_changes(pack: Pack) -> None:
    agreement.write(pack, measured(pack))
    changed = a_pack(pack.folder, bars=(1, 2, 3, 4))
    assert agreement.lookup(changed, "rules", "rules") is None
    assert agreement.fingerprint(changed) != agreement.fingerprint(pack)


def test_nothing_was_measured(tmp_path: Path) -> None:
    assert agreement.lookup(a_pack(str(tmp_path)), "rules", "rules") is None


def test_a_broken_file_is_told(pack: Pack) -> None:
    (Path(pack.folder) / "labels" / agreement.FILE).write_text("[{}]")
    with pytest.raises(PackError, match=r"agreement\.json"):
        agreement.stored(pack)


def test_the_stored_figures_fit_the_pack_as_it_is() -> None:
    pack = packs.load("llm_evals")
    found = [one for one in agreement.stored(pack) if one.mind == "rules"]
    assert found
    for one in found:
        assert one.rubric_version == pack.rubric.version
        assert one.fingerprint == agreement.fingerprint(pack), "measure again: interviewer calibrate --write"
        assert msgspec.structs.asdict(one)["labelled_by"]


def test_the_footer_says_which_judge_how_well_it_agrees_and_who_labelled() -> None:
    pack = packs.load("llm_evals")
    one = agreement.lookup(pack, "rules", "rules")
    assert one is not None
    footer = phrases.agreement(Judge("rules", "rules", pack.rubric.version, one.kappa, one.note))
    assert f"kappa {one.kappa:.2f}" in footer
    assert "rater" in footer
    assert str(one.answers) in footer


def test_the_footer_says_how_many_dangers_misled_the_judge(pack: Pack) -> None:
    misled = msgspec.structs.replace(measured(pack), misled=(7, 10))
    agreement.write(pack, misled)
    found = agreement.lookup(pack, "rules", "rules")
    assert found == misled
    assert "7 of 10 dangerous plans" in found.note
    assert "dangerous" not in measured(pack).note


@pytest.mark.parametrize(("mind", "model"), [("llm", "some-model"), ("rules", "other")])
def test_another_reader_or_model_has_no_figure(mind: str, model: str) -> None:
    assert agreement.lookup(packs.load("llm_evals"), mind, model) is None


def test_a_changed_list_or_an_older_rubric_has_no_figure() -> None:
    pack = packs.load("llm_evals")
    lists = {**pack.signals.lists, "block": (*pack.signals.lists["block"], "hold the press")}
    changed = msgspec.structs.replace(pack, signals=msgspec.structs.replace(pack.signals, lists=lists))
    assert agreement.lookup(changed, "rules", "rules") is None
    older = msgspec.structs.replace(pack, rubric=msgspec.structs.replace(pack.rubric, version="1"))
    assert agreement.lookup(older, "rules", "rules") is None
