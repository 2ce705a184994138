"""``python -m tests.benchmarks [NAME...]``: run the benchmarks and print a line a figure."""

from __future__ import annotations

import importlib
import sys
import tempfile
from pathlib import Path

NAMES = (
    "startup",
    "open_large",
    "open_article",
    "tag",
    "scroll",
    "memory",
    "import_articles",
    "import_beside",
    "export_rate",
    "suggest_rate",
    "actors",
    "suggest_many",
    "sentiment",
    "concordance",
    "keys",
    "hub_storm",
    "compare",
    "many_layers",
)


def main() -> int:
    wanted = sys.argv[1:] or NAMES
    unknown = [name for name in wanted if name not in NAMES]
    if unknown:
        print(f"There is no benchmark {unknown[0]}; there are {', '.join(NAMES)}.")
        return 2
    with tempfile.TemporaryDirectory() as folder:
        for name in wanted:
            for figure in importlib.import_module(f"tests.benchmarks.{name}").run(Path(folder)):
                print(figure, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
