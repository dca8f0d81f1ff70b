"""Where packs lie: the ones that come with the program, and the user's own.

A user's pack is a folder in `packs` under the data folder, or lies anywhere and has been used by its path: then
`packs/NAME.path` says where, so that its interviews find it again.
"""

from __future__ import annotations

import sys
from pathlib import Path

from interviewer.errors import UsageFailure
from prompts import ROOT

if sys.version_info >= (3, 11):
    import tomllib
else:
    import tomli as tomllib

HEAD = "pack.toml"
ELSEWHERE = ".path"


def bundled() -> dict[str, Path]:
    """Name -> folder of the packs that come with the program, by their `order`: the first is the default."""
    found = [file.parent for file in (ROOT / "packs").glob(f"*/{HEAD}")]
    return {folder.name: folder for folder in sorted(found, key=lambda folder: (_order(folder), folder.name))}


def own(packs: Path | None) -> dict[str, Path]:
    """Name -> folder of the user's packs; `packs` is the folder that holds them."""
    if packs is None or not packs.is_dir():
        return {}
    found = {file.parent.name: file.parent for file in packs.glob(f"*/{HEAD}")}
    for pointer in packs.glob(f"*{ELSEWHERE}"):
        folder = Path(pointer.read_text(encoding="utf-8").strip())
        if (folder / HEAD).is_file():
            found.setdefault(pointer.stem, folder)
    return dict(sorted(found.items()))


def known(packs: Path | None) -> dict[str, Path]:
    """All packs, the bundled ones first; a user's pack cannot take the name of one of them."""
    ours = bundled()
    return {**ours, **{name: folder for name, folder in own(packs).items() if name not in ours}}


def folder(name: str, packs: Path | None) -> Path:
    """The folder of the pack that `name` means: a name, a path, or nothing for the default. Raises UsageFailure."""
    everything = known(packs)
    if not name:
        return next(iter(everything.values()))
    if name in everything:
        return everything[name]
    path = Path(name).expanduser()
    if (path / HEAD).is_file():
        return path.resolve()
    raise UsageFailure(f"There is no pack '{name}'.", f"Known packs: {', '.join(everything)}. A path does as well.")


def remember(name: str, where: Path, packs: Path) -> None:
    """Keep where the pack of that name lies, for it is to be used. Raises UsageFailure where the name is taken."""
    there = known(packs).get(name)
    if there is not None and there.resolve() == where.resolve():
        return
    if there is not None:
        raise UsageFailure(f"There is another pack '{name}', in {there}.", f"Give the one in {where} another name.")
    packs.mkdir(mode=0o700, parents=True, exist_ok=True)
    (packs / f"{name}{ELSEWHERE}").write_text(f"{where.resolve()}\n", encoding="utf-8")


def _order(folder: Path) -> int:
    order = tomllib.loads((folder / HEAD).read_text(encoding="utf-8")).get("order", 0)
    return order if isinstance(order, int) else 0
