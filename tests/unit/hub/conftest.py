"""One server for all tests of the hub that run in this process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.postgres import Server, running


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    yield from running()
