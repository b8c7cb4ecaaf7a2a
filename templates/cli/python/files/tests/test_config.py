from pathlib import Path

import pytest

from service.config import read_config, read_config_file
from service.exit_codes import UsageError


def test_has_a_default_for_everything() -> None:
    config = read_config({})
    assert (config.log_level, config.dependency_timeout_ms) == ("warn", 2000)


def test_takes_a_flag_before_the_environment_and_that_before_the_file() -> None:
    file = {"ORDERS_URL": "http://file", "POLL_MS": 1, "ORDERS_TOKEN": "file"}
    env = {"ORDERS_URL": "http://env", "POLL_MS": "2"}
    config = read_config(env, {"ORDERS_URL": "http://flag"}, file)
    assert str(config.orders_url).rstrip("/") == "http://flag"
    assert (config.poll_ms, config.orders_token) == (2, "file")


def test_takes_a_blank_variable_for_one_that_is_not_set() -> None:
    assert read_config({"LOG_LEVEL": " "}, {"ORDERS_URL": None}).log_level == "warn"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LOG_LEVEL", "loud"),
        ("ORDERS_URL", "ftp://orders"),
        ("DEPENDENCY_TIMEOUT_MS", "0"),
        # compendium:slot config-mistakes
    ],
)
def test_a_mistake_is_named(name: str, value: str) -> None:
    with pytest.raises(UsageError, match=f"{name}:"):
        read_config({name: value})


def test_the_file_need_not_be_there_unless_it_was_asked_for() -> None:
    assert read_config_file({"XDG_CONFIG_HOME": "/nowhere"}) == {}
    with pytest.raises(UsageError, match="Cannot read /nowhere"):
        read_config_file({"ORDERS_CONFIG": "/nowhere"})


def test_the_file_is_read_from_where_it_was_said_to_be(tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text('{"ORDERS_URL": "http://file"}')
    assert read_config_file({"ORDERS_CONFIG": str(file)}) == {"ORDERS_URL": "http://file"}


@pytest.mark.parametrize("text", ["{", "[]", "1"])
def test_a_file_that_makes_no_sense_is_named(text: str, tmp_path: Path) -> None:
    file = tmp_path / "config.json"
    file.write_text(text)
    with pytest.raises(UsageError, match="config.json"):
        read_config_file({"ORDERS_CONFIG": str(file)})
