"""`interviewer llm`: the optional local model, installed, checked and removed."""

from __future__ import annotations

import click

from interviewer.cli.options import json_option, print_json


@click.group()
def command() -> None:
    """Install, check or remove the optional local model: it words the follow-ups that the rules choose."""


@command.command()
@click.option("--yes", is_flag=True, help="Do not ask.")
def install(yes: bool) -> None:
    """Fetch the model (1.1 GB) and check that its bytes are the published ones. Stopped, it carries on next time."""
    from interviewer.config import Paths
    from interviewer.dialogue import serving, weights

    cache, model = Paths.from_env().cache, weights.MODEL
    if weights.ready(cache) is None:
        click.echo(f"{model.title}: {model.size_bytes / 1e6:,.0f} MB to {weights.folder(cache)}.", err=True)
        click.echo(serving.LIMITS, err=True)
        if not yes:
            click.confirm("Fetch it?", default=True, abort=True, err=True)
    path = weights.install(cache, lambda line: click.echo(line, err=True))
    click.echo(f"Installed and verified: {path}")
    if serving.missing():
        click.echo(f"To serve it: {serving.GET_ENGINE}")
    click.echo("Use it: interviewer practice --llm local")


@command.command()
@json_option
def status(as_json: bool) -> int:
    """Say whether the model and its server are here, and what they can do. Exit code 1 where something is missing."""
    from interviewer.config import Paths
    from interviewer.dialogue import serving, weights

    cache = Paths.from_env().cache
    path, begun = weights.ready(cache), weights.partly(cache)
    works = path is not None and not serving.missing()
    if as_json:
        print_json(
            {
                "ready": works,
                "model": weights.MODEL.title,
                "file": str(path) if path else None,
                "bytes_fetched": begun,
                "bytes": weights.MODEL.size_bytes,
                "server": not serving.missing(),
                "limits": serving.LIMITS,
            }
        )
        return 0 if works else 1
    if path:
        click.echo(f"Model: {path} (the published bytes).")
    elif begun:
        share = f"{begun / 1e6:,.0f} of {weights.MODEL.size_bytes / 1e6:,.0f} MB"
        click.echo(f"Model: {share} fetched; `interviewer llm install` carries on.")
    else:
        click.echo("Model: not installed; `interviewer llm install` fetches it.")
    click.echo(f"Server: {f'not installed; {serving.GET_ENGINE}' if serving.missing() else 'installed.'}")
    click.echo(serving.LIMITS)
    return 0 if works else 1


@command.command()
def remove() -> None:
    """Delete the model and whatever an installation left behind."""
    from interviewer.config import Paths
    from interviewer.dialogue import weights

    click.echo(f"Removed: {weights.remove(Paths.from_env().cache) / 1e6:,.0f} MB.")
