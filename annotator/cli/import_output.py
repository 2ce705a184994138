"""What became of an import, printed."""

from __future__ import annotations

import click

from annotator.cli.output import counted
from annotator.exchange.import_report import ImportReport


def say(report: ImportReport, *, dry_run: bool = False) -> None:
    """Print it; ``dry_run``: nothing of it was written."""
    if dry_run:
        click.echo("nothing was written; this is what would come in")
    click.echo(f"imported: {len(report.imported)}")
    for twin in report.near_duplicates:
        click.echo(f"  {twin.origin}: nearly the same as article {twin.id}")
    click.echo(f"already there: {len(report.already)}")
    for twin in report.already:
        click.echo(f"  {twin.origin}: the text of article {twin.id}")
    if report.layers or report.layers_already:
        click.echo(
            f"layers: {report.layers} ({counted(report.annotations, 'annotation')}, "
            f"{counted(report.links, 'link')}), already there: {report.layers_already}"
        )
        if len(report.by_annotator) > 1:
            for name, count in sorted(report.by_annotator.items()):
                click.echo(f"  {name}: {counted(count, 'annotation')}")
        for name, count in sorted(report.by_label.items()):
            click.echo(f"  label {name}: {count:,}")
    if report.repairs:
        taken = [repair for repair in report.repairs if repair.taken]
        offered = [repair for repair in report.repairs if not repair.taken]
        for title, repairs in (("repaired", taken), ("could be repaired, with --repair", offered)):
            if repairs:
                click.echo(f"{title}: {len(repairs)}")
            for repair in repairs:
                click.echo(f"  {repair.origin}: {repair.sentence}")
    if report.codebook:
        click.echo("codebook:")
        for line in report.codebook:
            click.echo(f"  {line}")
    if report.noted:
        click.echo(f"noted: {len(report.noted)}")
        for noted in report.noted:
            click.echo(f"  {noted.origin}: {noted.text}")
    if report.skipped:
        click.echo(
            f"left out: {counted(sum(skipped.annotations for skipped in report.skipped), 'annotation')}"
        )
        for skipped in report.skipped:
            click.echo(f"  {skipped.origin}: {skipped.reason}")
    click.echo(f"failed: {len(report.failures)}")
    for failure in report.failures:
        click.echo(f"  {failure.origin}: {failure.reason}")
