import pytest

from service.jobs.retry_schedule import RetrySchedule

SCHEDULE = RetrySchedule(max_attempts=3, initial_ms=100, max_ms=1000, give_up_ms=1)


def test_pauses_double_up_to_the_longest_and_half_of_each_is_drawn_at_random() -> None:
    shortest = [SCHEDULE.pause_ms(claims, 0) for claims in (1, 2, 3, 4, 5, 50)]
    assert shortest == [50, 100, 200, 400, 500, 500]
    longest = [SCHEDULE.pause_ms(claims, 0.999_999) for claims in (1, 2, 5)]
    assert longest == pytest.approx([100, 200, 1000], rel=1e-5)
