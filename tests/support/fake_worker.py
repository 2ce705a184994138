"""Speaks the protocol of the suggestion worker without any model: every first word is an actor.

``--die-after N``: end in the middle of the reply after N good ones, as a killed process does.
``--stick-after N``: after N good ones say once that half of the next is read, and no more.
``--unusable``: say that the pipeline can't be loaded.
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from annotator.model.knowledge import Found, Pattern, PatternHit
from annotator.model.suggestion import ModelName, SuggestedAnnotation, Suggestions
from annotator.preannotate.protocol import (
    Failed,
    Find,
    HitsFound,
    Know,
    Ready,
    Stop,
    Suggested,
    Unusable,
    Working,
    decode_request,
    encode_reply,
)

MODEL = ModelName("fake", "1")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--die-after", type=int, default=-1)
    parser.add_argument("--stick-after", type=int, default=-1)
    parser.add_argument("--unusable", action="store_true")
    options = parser.parse_args()
    out = sys.stdout.buffer
    if options.unusable:
        out.write(encode_reply(Unusable("There is no spaCy pipeline “nonsense”: choose another one.")))
        out.flush()
        return
    out.write(encode_reply(Ready(MODEL, "fake")))
    out.flush()
    done = -1
    patterns: tuple[Pattern, ...] = ()
    for line in sys.stdin.buffer:
        request = decode_request(line)
        if isinstance(request, Stop):
            return
        if isinstance(request, Know):
            patterns = request.knowledge.patterns
            continue
        if isinstance(request, Find):
            out.write(encode_reply(HitsFound(request.id, _found(request.text, patterns))))
            out.flush()
            continue
        done += 1
        if done == options.die_after:
            out.write(b'{"event": "sugg')
            out.flush()
            os._exit(9)
        if options.stick_after >= 0 and done >= options.stick_after:
            if done == options.stick_after:
                length = len(request.text)
                out.write(encode_reply(Working(request.id, length // 2, length)))
                out.flush()
            continue
        out.write(encode_reply(_reply(request.id, request.text)))
        out.flush()


def _found(text: str, patterns: tuple[Pattern, ...]) -> Found:
    """Phrases wherever they stand, in any case; tokens nowhere, since they need a model."""
    hits: list[PatternHit] = []
    unused: dict[str, str] = {}
    for pattern in patterns:
        if pattern.off:
            continue
        if not isinstance(pattern.pattern, str):
            unused[pattern.id] = "It needs parts of speech, which no pipeline gives in this language."
            continue
        for match in re.finditer(re.escape(pattern.pattern.lower()), text.lower()):
            hits.append(PatternHit(pattern.id, *match.span()))
    return Found(tuple(hits), unused)


def _reply(number: int, text: str) -> Suggested | Failed:
    if "price" in text:
        return Failed(number, "The pipeline failed on this article: it is about prices.")
    end = len(text.split()[0])
    actor = SuggestedAnnotation("a", "actor", ((0, end),), {"kind": "person"}, 0.5, "the first word")
    return Suggested(number, Suggestions((actor,)), 10, MODEL)


if __name__ == "__main__":
    main()
