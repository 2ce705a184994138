"""Processes that sync with one hub while they and the server are killed lose nothing and double nothing.

A minute of ten processes: ``python -m tests.benchmarks hub_storm``.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.postgres import Server, programs
from tests.support.storm import Storm

PEOPLE = 4
SECONDS = 12.0


@pytest.mark.slow
def test_nothing_is_lost_or_doubled_or_in_another_name(tmp_path: Path) -> None:
    found = programs()
    if found is None:
        pytest.skip("needs PostgreSQL's server (Debian: apt-get install postgresql)")
    # A server of its own: this one is killed.
    with Server(found) as server:
        storm = Storm(server, tmp_path, PEOPLE)
        storm.prepare()
        outcome = storm.run(SECONDS, kill_every=1.5, server_kills=1)
    assert outcome.wrong == []
    assert outcome.server_kills == 1
    assert outcome.kills > 0
    assert outcome.entries > 0
