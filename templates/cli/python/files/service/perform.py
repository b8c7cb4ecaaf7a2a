"""Does the work of a command and shows what came of it."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from service.config import read_config, read_config_file
from service.exit_codes import Exit, UsageError
from service.problem import Problem
from service.shop import Shop, open_shop
from service.terminal import Terminal


@dataclass(frozen=True)
class Outcome:
    """What came of a command: for people, for programs, for scripts."""

    text: str
    data: dict[str, Any]
    code: Exit = Exit.DONE


@dataclass
class GlobalOptions:
    json: bool = False
    url: str | None = None
    metrics_file: str | None = None


Work = Callable[[Shop], Awaitable[Outcome]]


async def perform(terminal: Terminal, options: GlobalOptions, work: Work) -> Exit:
    """Never raises."""
    try:
        outcome = await attempt(terminal, options, work)
    except (Exception, asyncio.CancelledError) as error:
        outcome = failure(error)
    return show(terminal, options.json, outcome)


def show(terminal: Terminal, as_json: bool, outcome: Outcome) -> Exit:
    if as_json:
        terminal.out(f"{json.dumps(outcome.data)}\n")
    elif "error" in outcome.data:
        terminal.err(f"{outcome.text}\n")
    else:
        terminal.out(f"{outcome.text}\n")
    return outcome.code


async def attempt(terminal: Terminal, options: GlobalOptions, work: Work) -> Outcome:
    flags = {"ORDERS_URL": options.url}
    config = read_config(terminal.env, flags, read_config_file(terminal.env))
    async with open_shop(config, terminal) as shop:
        try:
            return await work(shop)
        finally:
            if options.metrics_file is not None:
                # For the textfile collector of a node exporter: nobody can scrape what has ended.
                write(options.metrics_file, await shop.metrics.text())


def write(file: str, content: bytes) -> None:
    try:
        Path(file).write_bytes(content)
    except OSError as cause:
        raise UsageError(f"Cannot write {file}: {cause.strerror}") from cause


def failure(error: BaseException) -> Outcome:
    def told(code: Exit, kind: str, text: str = str(error)) -> Outcome:
        return Outcome(text, {"error": {"code": kind, "message": str(error) or text}}, code)

    if isinstance(error, UsageError):
        return told(Exit.USAGE, "usage")
    if isinstance(error, asyncio.CancelledError):
        return told(Exit.INTERRUPTED, "interrupted", "interrupted")
    if not isinstance(error, Problem):
        return told(Exit.FAULT, "fault", f"A fault of this program: {error!r}")
    if error.status < 500:
        return told(Exit.REFUSED, error.code)
    advice = "Nobody knows whether it happened. Run the same command again."
    return told(Exit.NO_ANSWER, error.code, f"{error}. {advice}")
