"""`interviewer export`: copy one interview into a zip file."""

from __future__ import annotations

from pathlib import Path

import click

from interviewer.cli.options import session_argument
from interviewer.errors import StoreError


@click.command()
@session_argument
@click.option("--to", "target", type=click.Path(path_type=Path, dir_okay=False), default=None, help="The zip file.")
def command(session: str | None, target: Path | None) -> None:
    """Copy one interview, page and sound, into a zip file that opens anywhere."""
    import os
    import zipfile

    from interviewer.config import Paths
    from interviewer.store import LOCK, Store

    store = Store(Paths.from_env().data)
    one = store.find(session)
    target = target or Path(f"{one}.zip")
    try:
        # the recording of a voice: for this user alone, and in nobody's place
        descriptor = os.open(target, os.O_CREAT | os.O_EXCL | os.O_RDWR | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "w+b") as file, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as bundle:
            for path in sorted(store.folder(one).iterdir()):
                if path.name != LOCK:
                    bundle.write(path, f"{one}/{path.name}")
    except FileExistsError:
        raise StoreError(f"{target} exists already.", "Remove it, or choose another place with --to.") from None
    except OSError as error:
        raise StoreError(f"{target} cannot be written: {error.strerror}.", "Choose another place with --to.") from None
    click.echo(str(target))
