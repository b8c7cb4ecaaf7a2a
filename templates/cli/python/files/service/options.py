"""The options that every command has, before its name or after it."""

from collections.abc import Callable
from typing import Any, TypeVar

import click

from service.perform import GlobalOptions

C = TypeVar("C", bound=Callable[..., Any])


def note(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    options = context.find_object(GlobalOptions)
    if value and options is not None:
        setattr(options, str(parameter.name), value)


def global_options(command: C) -> C:
    """What is given last holds."""
    kept: dict[str, Any] = {"callback": note, "expose_value": False}
    collector = "Write metrics there at the end, for a textfile collector."
    for option in (
        click.option("--metrics-file", metavar="FILE", help=collector, **kept),
        click.option("--url", help="Where the orders service is.", **kept),
        click.option("--json", is_flag=True, help="Print one JSON object and nothing else.", **kept),
    ):
        command = option(command)
    return command
