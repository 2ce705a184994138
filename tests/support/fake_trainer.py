"""Speaks the protocol of a training without any model: the new model finds the right cues, and no actor.

``--stick``: say that it has begun, and no more.  ``--die``: end in the middle.  ``--impossible``: refuse.
``--worse``: the new model is not better anywhere.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.model.training import Told, TrainingArticle, split
from annotator.preannotate.training.protocol import (
    Begin,
    Compared,
    Impossible,
    Keep,
    Learn,
    Progress,
    Report,
    Saved,
    decode_order,
    encode_report,
)


def say(report: Report) -> None:
    sys.stdout.buffer.write(encode_report(report))
    sys.stdout.buffer.flush()


def suggested(told: tuple[Told, ...]) -> Suggestions:
    return Suggestions(
        tuple(
            SuggestedAnnotation(str(n), each.label, each.segments, each.attributes, 0.9, "as told")
            for n, each in enumerate(told)
        )
    )


def main() -> None:
    articles: list[TrainingArticle] = []
    begin: Begin | None = None
    new: dict[int, Suggestions] = {}
    for line in sys.stdin.buffer:
        order = decode_order(line)
        if isinstance(order, Begin):
            begin = order
            say(Progress("Loading the language model …", 0, 10))
        elif isinstance(order, Learn):
            articles.append(order.article)
        elif isinstance(order, Keep):
            assert begin is not None
            folder = Path(begin.folder)
            folder.mkdir(exist_ok=True)
            (folder / "config.cfg").write_text("", "utf-8")
            (folder / "meta.json").write_text(
                '{"lang": "en", "name": "fake_learned", "version": "1"}', "utf-8"
            )
            say(Saved(ModelName("en_fake_learned", "1"), new))
            return
        else:
            if "--impossible" in sys.argv:
                say(Impossible("The pipeline can't be trained: choose another one."))
                return
            for epoch in range(1, 4):
                say(
                    Progress(
                        f"Training, round {epoch}", epoch * 3, 10, "what finds spans", epoch, epoch * 0.3
                    )
                )
            if "--die" in sys.argv:
                os._exit(9)
            while "--stick" in sys.argv:
                time.sleep(0.05)
            parts = split((article.id, article.sha256) for article in articles)
            there = {a.id: a for a in articles if a.id in parts.held_out}
            old = {
                n: suggested(tuple(t for t in a.annotations if t.label == "actor")) for n, a in there.items()
            }
            cues = {
                n: suggested(tuple(t for t in a.annotations if t.label == "cue")) for n, a in there.items()
            }
            new = old if "--worse" in sys.argv else cues
            counts = {"articles trained on": len(articles) - len(there)}
            say(Compared(old, new, (("actor", ""), ("cue", "")), ("a note",), counts, "en_fake 1"))


if __name__ == "__main__":
    main()
