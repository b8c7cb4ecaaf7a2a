"""The configuration, read from the environment."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from typing import Any, Callable, Mapping
from urllib.parse import urlsplit


class InvalidConfig(Exception):
    """Names each variable that makes no sense."""


def whole(low: int, high: int) -> Callable[[str], int]:
    def parse(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(f"must be from {low} to {high}")
        return number

    return parse


def ratio(text: str) -> float:
    number = float(text)
    if not 0 < number < 1:
        raise ValueError("must be above 0 and below 1")
    return number


def one_of(*names: str) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if text not in names:
            raise ValueError(f"must be one of {', '.join(names)}")
        return text

    return parse


def http_url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("must be an http or https address")
    _ = parts.port  # Raises ValueError when it is no port.
    return text


def setting(default: Any, parse: Callable[[str], Any]) -> Any:
    """A field of `Config`; its environment variable is its name in capitals."""
    return field(default=default, metadata={"parse": parse})


milliseconds = whole(1, 300_000)


@dataclass(frozen=True)
class Config:
    # Loopback unless told otherwise; the container sets 0.0.0.0.
    host: str = setting("127.0.0.1", str)
    # 0 takes any free port.
    port: int = setting(3000, whole(0, 65_535))
    log_level: str = setting("info", one_of("debug", "info", "warning", "error"))
    payments_url: str = setting("http://127.0.0.1:4001", http_url)
    # The longest that one charge may take, connection and answer together.
    payments_timeout_ms: int = setting(1000, milliseconds)
    # How long requests under way may take to finish after a stop signal.
    shutdown_timeout_ms: int = setting(10_000, milliseconds)
    # compendium:slot config


def read_config(env: Mapping[str, str]) -> Config:
    """Raises `InvalidConfig`. A variable that is blank counts as not set."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for item in fields(Config):
        variable = item.name.upper()
        text = env.get(variable, "").strip()
        if not text:
            continue
        try:
            values[item.name] = item.metadata["parse"](text)
        except ValueError as error:
            problems.append(f"{variable}: {error}")
    if problems:
        raise InvalidConfig("; ".join(problems))
    return Config(**values)
