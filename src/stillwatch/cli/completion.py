"""Print the script that lets a shell complete stillwatch commands."""

from __future__ import annotations

import click

from stillwatch.cli._command import Command

GROUP = "Set up"

VARIABLE = "_STILLWATCH_COMPLETE"
"""Environment variable by which the script asks for completions."""

FILES = {
    "bash": "~/.local/share/bash-completion/completions/stillwatch",
    "zsh": "~/.zfunc/_stillwatch",
    "fish": "~/.config/fish/completions/stillwatch.fish",
}
"""Where each shell looks for the script by itself (zsh: with ~/.zfunc in its fpath)."""


@click.command(
    cls=Command,
    examples={
        "stillwatch completion bash > stillwatch.bash": "The script for bash; then: "
        "source stillwatch.bash",
    },
)
@click.argument("shell", type=click.Choice(list(FILES)))
@click.option("--json", "as_json", is_flag=True, help="Print shell, script and file as JSON.")
def command(shell: str, as_json: bool) -> None:
    """Print the script that lets a shell complete stillwatch commands.

    Completed are commands, options, files, detectors for `audit --without`, log formats, and the
    accounts of an audit for `explain`. Write the script to where the shell looks for it:

    \b
    bash  ~/.local/share/bash-completion/completions/stillwatch
    zsh   ~/.zfunc/_stillwatch, with `fpath+=~/.zfunc; autoload -Uz compinit; compinit` in ~/.zshrc
    fish  ~/.config/fish/completions/stillwatch.fish
    """  # noqa: D301 -- click's mark for lines that it shall not wrap
    from click.shell_completion import get_completion_class

    from stillwatch.cli.main import cli

    kind = get_completion_class(shell)
    assert kind is not None
    # made from the template alone: `source()` would ask a bash, which need not be here
    made = kind(cli, {}, "stillwatch", VARIABLE)
    script = made.source_template % made.source_vars()
    if as_json:
        import json

        click.echo(json.dumps({"version": 1, "shell": shell, "file": FILES[shell],
                               "script": script}))  # fmt: skip
    else:
        click.echo(script)
