"""Flags, the environment and a file, checked at the start."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import AnyHttpUrl, BaseModel, Field, ValidationError
# compendium:slot config-imports sorted

from service.exit_codes import UsageError


def milliseconds(default: int) -> Any:
    return Field(default, ge=1, le=300_000)


def address(default: str) -> Any:
    """Of another service. What the environment says is checked."""
    return Field(default)


class Config(BaseModel, frozen=True):
    """A field for each variable of the environment, which has the same name in capitals."""

    log_level: Literal["debug", "info", "warn", "error", "silent"] = "warn"
    # Where the orders service is.
    orders_url: AnyHttpUrl = address("http://127.0.0.1:4001/orders")
    # Sent along as a bearer token.
    orders_token: str | None = None
    # The longest that one call may take, connection and answer together.
    dependency_timeout_ms: int = milliseconds(2000)
    # Between two looks at an order that is waited for.
    poll_ms: int = milliseconds(500)
    # compendium:slot config


Values = Mapping[str, Any]


def read_config(env: Values, flags: Values | None = None, file: Values | None = None) -> Config:
    """Flags go before the environment, and that before the file. Raises `UsageError`."""
    given: dict[str, Any] = {}
    for layer in (file or {}, env, flags or {}):
        values = {name: layer.get(name.upper()) for name in Config.__annotations__}
        # A value set to nothing is one that somebody left blank, not the number 0.
        given |= {name: value for name, value in values.items() if str(value or "").strip()}
    try:
        return Config(**given)
    except ValidationError as error:
        problems = [f"{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors()]
        raise UsageError(f"Invalid configuration. {'; '.join(problems)}") from error


def read_config_file(env: Mapping[str, str]) -> Values:
    """`ORDERS_CONFIG`, or the usual place, where it need not be. Raises `UsageError`."""
    home = Path(env.get("XDG_CONFIG_HOME") or Path.home() / ".config")
    file = Path(env.get("ORDERS_CONFIG") or home / "{{name}}" / "config.json")
    try:
        values = json.loads(file.read_text())
    except FileNotFoundError as cause:
        if not env.get("ORDERS_CONFIG"):
            return {}
        raise UsageError(f"Cannot read {file}: {cause.strerror}") from cause
    except (OSError, ValueError) as cause:
        raise UsageError(f"Cannot read {file}: {cause}") from cause
    if isinstance(values, dict):
        return values
    raise UsageError(f'{file} has to hold an object, such as {{"ORDERS_URL": "http://..."}}')
