"""The environment, checked at the start."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import VERSION, BaseModel, Field, ValidationError
# compendium:slot config-imports sorted


class InvalidConfig(Exception):
    """Names each variable at fault."""


def milliseconds(default: int) -> Any:
    return Field(default, ge=1, le=300_000)


def matching(form: str, default: str | None) -> Any:
    """A text of which all has to be of this form."""
    # The first version of pydantic has another word for it.
    rule: dict[str, Any] = {"regex" if VERSION.startswith("1.") else "pattern": f"^({form})$"}
    return Field(default, **rule)


def address(default: str) -> Any:
    """Of another service. What the environment says is checked."""
    return Field(default)


class Config(BaseModel, frozen=True):
    """A field for each variable of the environment, which has the same name in capitals."""

    log_level: Literal["debug", "info", "warn", "error", "silent"] = "info"
    # How long what is under way may take to finish after a stop signal.
    shutdown_timeout_ms: int = milliseconds(10_000)
    # compendium:slot config


def read_config(env: Mapping[str, str]) -> Config:
    """Reads the environment. Raises `InvalidConfig`."""
    values = {name: env.get(name.upper(), "").strip() for name in Config.__annotations__}
    # A variable set to nothing is one that somebody left blank, not the number 0.
    given: dict[str, Any] = {name: value for name, value in values.items() if value}
    try:
        return Config(**given)
    except ValidationError as error:
        problems = [f"{str(one['loc'][0]).upper()}: {one['msg']}" for one in error.errors()]
        raise InvalidConfig(f"Invalid configuration. {'; '.join(problems)}") from error
