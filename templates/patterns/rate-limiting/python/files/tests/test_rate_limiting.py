import pytest

from service.patterns.rate_limiting import FixedWindow


def test_each_client_has_a_share_in_each_window() -> None:
    now = 0.0
    window = FixedWindow(2, 1000, clock=lambda: now)
    assert [window.take("a"), window.take("a"), window.take("b")] == [None, None, None]
    now = 0.4
    assert window.take("a") == pytest.approx(0.6)
    assert window.take("b") is None
    now = 1.0
    assert window.take("a") is None
