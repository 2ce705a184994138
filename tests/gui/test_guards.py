import logging

import pytest

from annotator.gui.guards import guarded


@guarded(False)
def _divide(number: int) -> bool:
    return 1 / number > 0


def test_a_guarded_override_returns_what_it_returns() -> None:
    assert _divide(2) is True
    assert _divide.__name__ == "_divide"


def test_an_exception_is_logged_with_its_traceback_and_the_default_returned(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        assert _divide(0) is False
    assert caplog.records[0].exc_info is not None
    assert "_divide failed" in caplog.text
