"""The command line: thin commands over the rooms below; the same operations as the window."""

from __future__ import annotations


def main() -> None:
    """What ``annotator`` and ``python -m annotator`` run."""
    from annotator.cli.group import cli

    cli.main(prog_name="annotator")
