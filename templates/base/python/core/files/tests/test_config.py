import pytest

from service.config import InvalidConfig, read_config


def test_has_a_default_for_everything() -> None:
    config = read_config({})
    assert (config.log_level, config.shutdown_timeout_ms) == ("info", 10_000)


def test_is_read_from_the_environment() -> None:
    assert read_config({"SHUTDOWN_TIMEOUT_MS": "500"}).shutdown_timeout_ms == 500


def test_takes_a_blank_variable_for_one_that_is_not_set() -> None:
    assert read_config({"LOG_LEVEL": " "}).log_level == "info"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "loud"),
        ("SHUTDOWN_TIMEOUT_MS", "0"),
        ("SHUTDOWN_TIMEOUT_MS", "soon"),
        # compendium:slot config-mistakes
    ],
)
def test_a_mistake_is_named(name: str, value: str) -> None:
    with pytest.raises(InvalidConfig, match=f"{name}:"):
        read_config({name: value})
