"""A process that edits a project and reports each edit once it is saved; made to be killed.

Run as ``python -m tests.support.edits PROJECT SEED COUNT``.
"""

from __future__ import annotations

import random
import sys

from annotator.project.operations import annotations, decisions, links
from annotator.project.project import Project

LABELS = ("actor", "claim", "cue", "sentiment")


def one_edit(project: Project, chance: random.Random) -> bool:
    """A random edit; False where there was nothing to do."""
    sheet = project.sheet(1)
    length = len(sheet.article.text)
    match chance.choices(
        ("tag", "accept", "reject", "change", "delete", "link", "undo", "redo"), (6, 1, 1, 3, 2, 2, 2, 1)
    )[0]:
        case "tag":
            start = chance.randrange(length)
            piece = (start, chance.randint(start + 1, length))
            annotations.add(project, article_id=1, label=chance.choice(LABELS), segments=[piece])
        case "accept" if sheet.suggestions:
            decisions.accept(project, [chance.choice(sheet.suggestions).id], with_linked=True)
        case "reject" if sheet.suggestions:
            decisions.reject(project, [chance.choice(sheet.suggestions).id])
        case "change" if sheet.annotations:
            annotations.change(project, chance.choice(sheet.annotations).id, note=str(chance.random()))
        case "delete" if sheet.annotations:
            annotations.delete(project, [chance.choice(sheet.annotations).id])
        case "link":
            heads = [a for a in sheet.annotations if a.label == "claim"]
            children = [a for a in sheet.annotations if a.label == "actor"]
            if heads and children:
                head, child = chance.choice(heads), chance.choice(children)
                links.add(project, label="about", head_id=head.id, child_id=child.id)
        case "undo":
            project.undo()
        case "redo":
            project.redo()
        case _:
            return False
    return True


def main() -> None:
    path, seed, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    chance = random.Random(seed)
    saved: list[str] = []
    with Project.open(path, "Robin") as project:
        project.on_change(lambda changes: saved.append(changes.title))
        reported = 0
        while reported < count:
            one_edit(project, chance)
            if len(saved) > reported:
                reported = len(saved)
                print(reported, flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
