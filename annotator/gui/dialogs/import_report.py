"""What became of an import, in words."""

from __future__ import annotations

from annotator.exchange.import_report import ImportReport


def summary(report: ImportReport) -> str:
    """What became of everything, in one line."""
    parts = [f"{_number(len(report.imported), 'article')} imported"]
    if report.already:
        parts.append(f"{len(report.already)} already there")
    if report.layers or report.layers_already:
        parts.append(
            f"{_number(len(report.by_annotator), 'layer')} with "
            f"{_number(report.annotations, 'annotation')} taken in"
        )
    if report.near_duplicates:
        parts.append(f"{len(report.near_duplicates)} nearly the same as another")
    parts.append(f"{len(report.failures)} failed" if report.failures else "none failed")
    return ", ".join(parts) + "."


def details(report: ImportReport) -> list[str]:
    """Everything that was not simply imported, a line each."""
    lines = [f"{failure.origin}: {failure.reason}" for failure in report.failures]
    lines += [f"Codebook: {line}." for line in report.codebook]
    lines += [f"{noted.origin}: {noted.text}" for noted in report.noted]
    lines += [f"{skipped.origin}: {skipped.reason}" for skipped in report.skipped]
    lines += [f"{twin.origin}: already there as article {twin.id}." for twin in report.already]
    lines += [
        f"{twin.origin}: imported; nearly the same as article {twin.id}." for twin in report.near_duplicates
    ]
    return lines


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"
