"""The report as a page: one text that a browser shows, a printer prints, and the window reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from annotator.review.agreement.results import MEASURES, Figure, Point
from annotator.review.scores import Subject
from annotator.review.supervisor.charts import Colours, Line, Part, Spot, bar_chart, line_chart
from annotator.review.supervisor.contents import Report

Picture = Callable[[str, str, str], str]
"""Name, SVG and words of a drawing -> the HTML that shows it."""

Link = Callable[[str], str]
"""A target in the window, as “article/12” -> the address of a link to it; empty where there is none."""

_ALPHA_MARKS = ((0.667, "0.667"), (0.8, "0.8"))
"""Krippendorff (2004, p. 241): tentative conclusions from 0.667 on, reliance from 0.8 on."""


_HEADINGS = {"label": "Labels", "link": "Links", "attribute": "Attributes, where both have the annotation"}


def target(subject: Subject) -> str:
    """Where a line of the table leads in the window."""
    return "/".join(("agreement", *subject))


def inline_picture(_name: str, svg: str, words: str) -> str:
    """A drawing inside the page."""
    return f'<figure role="img" aria-label="{escape(words, quote=True)}">{svg}</figure>'


def no_link(_target: str) -> str:
    """For a page outside the window."""
    return ""


def body_html(
    report: Report, colours: Colours, picture: Picture = inline_picture, link: Link = no_link
) -> str:
    """What stands in the page; only what a simple reader of HTML understands."""
    parts = [
        f"<h1>{escape(report.project)}: agreement and progress</h1>",
        f"<p>{escape(report.about)}</p>",
        *_progress(report, colours, picture, link),
        *_agreement(report, colours, link),
        *_over_time(report, colours, picture),
        *_drift(report, colours, picture),
        *_confusion(report, colours),
        *_differences(report, link),
    ]
    return "\n".join(parts)


def page_html(report: Report) -> str:
    """A page of its own, without scripts and without anything that has to be fetched."""
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f"<title>{escape(report.project)}: agreement and progress</title><style>"
        "body{font:15px/1.5 sans-serif;color:#1f2427;background:#fff;max-width:52em;margin:2em auto;"
        "padding:0 1em}table{border-collapse:collapse;margin:.6em 0}th,td{padding:.25em .7em;"
        "border-bottom:1px solid #dcdfe1;text-align:right}th:first-child,td:first-child{text-align:left}"
        "figure{margin:.6em 0}svg{max-width:100%;height:auto}h2{margin-top:1.8em}.muted,small{color:#586169}"
        "@media print{body{margin:0;font-size:12px}h2,figure,table{break-inside:avoid}}"
        f"</style></head>\n<body>\n{body_html(report, Colours())}\n</body></html>\n"
    )


# -- its sections


def _progress(report: Report, colours: Colours, picture: Picture, link: Link) -> list[str]:
    if not report.people:
        return []
    rows = [
        (
            each.annotator,
            (
                Part("done", each.done, "solid"),
                Part("in doubt", each.in_doubt, "hatched"),
                Part("in progress", each.in_progress, "dotted"),
                Part("to do", each.to_do, "empty"),
            ),
        )
        for each in report.people
    ]
    words = "; ".join(
        f"{name}: " + ", ".join(f"{part.count} {part.name}" for part in bar) for name, bar in rows
    )
    head = ("Annotator", "Assigned", "Done", "In doubt", "In progress", "To do", "Last wrote")
    lines = [
        (
            _linked(each.annotator, link(f"annotator/{each.annotator}")),
            "all" if each.assigned is None else str(each.assigned),
            *(str(n) for n in (each.done, each.in_doubt, each.in_progress, each.to_do)),
            each.last[:10] or "never",
        )
        for each in report.people
    ]
    return ["<h2>Progress</h2>", picture("progress", bar_chart(rows, colours), words), _table(head, lines)]


def _agreement(report: Report, colours: Colours, link: Link) -> list[str]:
    parts = ["<h2>Agreement</h2>"]
    if report.why_none:
        return [*parts, f"<p>{escape(report.why_none)}</p>"]
    head = ["", *(MEASURES[measure].short for measure in report.measures)]
    lines: list[Sequence[str]] = []
    kind = ""
    for line in report.lines:
        cells = ["" if figure is None else _figure(figure) for figure in line.figures]
        if line.subject.kind != kind:
            kind = line.subject.kind
            lines.append((f"<b>{_HEADINGS[kind]}</b>", *("" for _ in cells)))
        lines.append((_linked(line.subject.shown, link(target(line.subject))), *cells))
    notes = {
        f"{line.subject.said}, {MEASURES[measure].long}: {figure.undefined}"
        for line in report.lines
        for measure, figure in zip(report.measures, line.figures, strict=True)
        if figure is not None and figure.because
    }
    parts.append(_table(head, lines))
    parts.append(f'<p class="muted">{escape(report.how)}</p>')
    if report.unused:
        names = ", ".join(subject.said for subject in report.unused)
        notes.add(f"undefined, because nobody has any: {names}")
    parts += [f"<p><small>{escape(note)}</small></p>" for note in sorted(notes)]
    return parts


def _over_time(report: Report, colours: Colours, picture: Picture) -> list[str]:
    if report.why_none:
        return []
    if len(report.over_time) < 2:
        said = "What counts was finished on one day: from the second day on, this shows whether it changes."
        return ["<h2>Over time</h2>", f'<p class="muted">{said}</p>']
    svg = line_chart(
        [_days(point) for point in report.over_time],
        [Line("all", tuple(_spot(point.figure) for point in report.over_time))],
        colours,
        marks=_ALPHA_MARKS,
    )
    words = "; ".join(f"{_days(p)}: {_figure(p.figure)}" for p in report.over_time)
    return [
        "<h2>Over time</h2>",
        "<p>Krippendorff’s alpha over the articles that were finished then.</p>",
        picture("over-time", svg, words),
    ]


def _drift(report: Report, colours: Colours, picture: Picture) -> list[str]:
    if not any(len(drift.points) > 1 for _, drift in report.drifts):
        return []
    parts = [
        "<h2>One against the rest</h2>",
        "<p>Solid: the mean of this annotator’s agreement with each of the others; dashed: the others among "
        "themselves. Where only the solid line falls, this annotator drifts; where both do, the articles or "
        "the guideline are harder.</p>",
    ]
    for number, (name, drift) in enumerate(report.drifts):
        if not drift.points:
            continue
        lines = [Line(name, tuple(_spot(point.figure) for point in drift.points))]
        if any(point.figure.value is not None for point in drift.rest):
            lines.append(Line("the rest", tuple(_spot(point.figure) for point in drift.rest), dashed=True))
        svg = line_chart([_days(point) for point in drift.points], lines, colours, height=150)
        words = f"{name}: " + "; ".join(f"{_days(p)} {_figure(p.figure)}" for p in drift.points)
        parts += [f"<h3>{escape(name)}</h3>", picture(f"drift-{number}", svg, words)]
    return parts


def _confusion(report: Report, colours: Colours) -> list[str]:
    table = report.confusion
    if table is None or not any(map(any, table.counts)):
        return []
    names = [*table.labels, "nothing"]
    used = [n for n in range(len(names)) if any(table.counts[n]) or any(row[n] for row in table.counts)]
    most = max((max(row) for row in table.counts), default=0)
    rows = []
    for n in used:
        cells = [f"<td>{escape(names[n])}</td>"]
        for m in used:
            count = table.counts[n][m]
            shade = _shade(colours, count / most if most else 0.0)
            strong = f"<b>{count}</b>" if n == m and count else (str(count) if count else "·")
            cells.append(f'<td bgcolor="{shade}" align="right">{strong}</td>')
        rows.append(f"<tr>{''.join(cells)}</tr>")
    head = "".join(f"<th>{escape(names[n])}</th>" for n in used)
    return [
        "<h2>Which label where another gave which</h2>",
        "<p>Annotations that overlap, all pairs of annotators together: in the row what one says, in the "
        "column what the other says; “nothing” is where one has none. The diagonal is where they agree.</p>",
        f'<table cellpadding="5"><tr><th></th>{head}</tr>{"".join(rows)}</table>',
    ]


def _differences(report: Report, link: Link) -> list[str]:
    if not report.lowest:
        return []
    lines = [
        (_linked(each.title, link(f"article/{each.article_id}")), _figure(each.figure))
        for each in report.lowest
    ]
    return [
        "<h2>Where they agree least</h2>",
        _table(("Article", MEASURES[report.lowest_measure].short), lines),
    ]


# -- its pieces


def _figure(figure: Figure) -> str:
    if figure.value is None:
        return "–"
    interval = ""
    if figure.low is not None and figure.high is not None:
        interval = f" ({_two_places(figure.low)} to {_two_places(figure.high)})"
    return f"{_two_places(figure.value)}{interval}"


def _two_places(value: float) -> str:
    """With a minus, not a hyphen; never “−0.00”."""
    return f"{round(value, 2) + 0.0:.2f}".replace("-", "−")


def _spot(figure: Figure) -> Spot:
    return Spot(figure.value, figure.low, figure.high)


def _days(point: Point) -> str:
    """“3 to 9 Nov” is read faster than two dates, but a year matters where a project takes long."""
    since, until = point.since[:10], point.until[:10]
    return since if since == until else f"{since[5:]} – {until[5:]}"


def _linked(text: str, address: str) -> str:
    shown = escape(text)
    return f'<a href="{escape(address, quote=True)}">{shown}</a>' if address else shown


def _table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """Cells are HTML already, heads are text."""
    top = "".join(
        f'<th align="{"right" if n else "left"}">{escape(name)}</th>' for n, name in enumerate(head)
    )
    rows = "".join(
        "<tr>"
        + "".join(f'<td align="{"right" if n else "left"}">{cell}</td>' for n, cell in enumerate(line))
        + "</tr>"
        for line in lines
    )
    return f'<table cellpadding="5"><tr>{top}</tr>{rows}</table>'


def _shade(colours: Colours, share: float) -> str:
    """The accent over the page; at most so much that text on it keeps its contrast."""
    page, accent = (
        [int(colour[n : n + 2], 16) for n in (1, 3, 5)] for colour in (colours.page, colours.accent)
    )
    mixed = [round(p + (a - p) * share * 0.4) for p, a in zip(page, accent, strict=True)]
    return "#" + "".join(f"{channel:02x}" for channel in mixed)
