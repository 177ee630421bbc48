"""The `denwaban` command: finds its commands by entry point, so other packages can add theirs."""

from __future__ import annotations

from importlib.metadata import entry_points

import typer

GROUP = "denwaban.commands"


def build() -> typer.Typer:
    """Collect the commands of the group `denwaban.commands` into one program."""
    app = typer.Typer(
        name="denwaban",
        help="電話番: answers a company's telephone in Japanese.",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    for entry in sorted(entry_points(group=GROUP), key=lambda e: e.name):
        command = entry.load()
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=entry.name)
        else:
            app.command(entry.name)(command)
    return app


def main() -> None:
    """Run the command line."""
    build()()
