"""The script that trains the sentiment model, as a module: it has no suffix and is in no package."""

from __future__ import annotations

import functools
import importlib.machinery
import importlib.util
from pathlib import Path
from types import ModuleType

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "train-sentiment"


@functools.cache
def training_script() -> ModuleType:
    loader = importlib.machinery.SourceFileLoader("train_sentiment", str(SCRIPT))
    spec = importlib.util.spec_from_loader(loader.name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    return module
