"""The loop that fits a spaCy component: batches, dropout, and the best state on articles set aside."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from spacy.util import fix_random_seed, minibatch
from thinc.api import Adam

if TYPE_CHECKING:
    from spacy.pipeline import TrainablePipe
    from spacy.training import Example

SEED = 0
_DROPOUT = 0.2

_UPDATES_A_ROUND = 16
"""At least so many batches an epoch, as far as there are examples: few articles make small batches."""

_WARM = 100
"""Updates before it may stop because nothing gets better."""


class Stopped(Exception):  # noqa: N818 - what happened, not an error
    """The person wants no model any more."""


def seed() -> None:
    """Make all that follows the same each time."""
    fix_random_seed(SEED)


def fit_component(
    component: TrainablePipe,
    examples: Sequence[Example],
    score: Callable[[], float],
    told: Callable[[int, float], None],
    *,
    rate: float,
    batch: int,
    epochs: int,
    patience: int,
) -> float:
    """Train until the score on articles set aside has not risen for ``patience`` epochs; keep the best state.

    Adam (Kingma and Ba 2015) with averaged weights, gradients clipped at 1; stopped early (Prechelt 1998).

    :param score: called with the averaged weights in place.
    :param told: called after each epoch with its number and score.
    :returns: the best score; -1 where there was no example.
    """
    optimizer = Adam(rate, L2=0.01, grad_clip=1.0)
    order = list(examples)
    shuffler = random.Random(SEED)
    best, best_state, since, updates = -1.0, component.model.to_bytes(), 0, 0
    size = min(batch, max(1, len(order) // _UPDATES_A_ROUND))
    for epoch in range(1, epochs + 1):
        if not order:
            break
        shuffler.shuffle(order)
        for some in minibatch(order, size=size):
            component.update(some, sgd=optimizer, drop=_DROPOUT)
            updates += 1
        with component.model.use_params(optimizer.averages):
            reached = score()
            if reached > best + 1e-6:
                best, best_state, since = reached, component.model.to_bytes(), 0
            elif updates >= _WARM:
                since += 1
        told(epoch, reached)
        if since >= patience:
            break
    component.model.from_bytes(best_state)
    return best
