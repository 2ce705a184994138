"""A guard around Qt overrides.

On Python 3.11 an exception that leaves an override which Qt called from within another Python call can end
the process.  So no override lets one out: it is logged with its traceback and a default is returned.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

log = logging.getLogger(__name__)


def guarded(default: R) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Decorate a Qt override: what it raises is logged, and ``default`` is returned instead.

    ``@guarded(None)`` suits event handlers; give a value of the right type where Qt wants one.
    """

    def decorate(override: Callable[P, R]) -> Callable[P, R]:
        @functools.wraps(override)
        def guard(*args: P.args, **kwargs: P.kwargs) -> R:
            try:
                return override(*args, **kwargs)
            except Exception:
                log.exception("%s failed", override.__qualname__)
                return default

        return guard

    return decorate
