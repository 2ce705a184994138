"""Commands about agreement: the page of figures, and the supervisor's report."""

from __future__ import annotations

from annotator.gui.agreement.desk import AgreementDesk
from annotator.gui.commands.command import Command
from annotator.gui.report.desk import ReportDesk


def commands(desk: AgreementDesk, report: ReportDesk) -> list[Command]:
    return [
        Command(
            "review.agreement",
            "Agreement",
            desk.show_page,
            "Review",
            ("Ctrl+Shift+K",),
            when=("project",),
            group=1,
        ),
        Command(
            "review.report",
            "Report",
            report.show_page,
            "Review",
            ("Ctrl+Shift+O",),
            when=("project",),
            group=1,
        ),
    ]
