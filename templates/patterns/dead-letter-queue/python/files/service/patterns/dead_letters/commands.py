"""What whoever looks after the service can do with what is parked."""

import argparse
import json
from collections.abc import Awaitable, Callable
from dataclasses import asdict

from service.database.database import Database, Tx
from service.patterns.dead_letters.store import (
    DeadLetter,
    LetterState,
    discard,
    find_letter,
    list_letters,
    request_redrive,
)

# Those that a person has to do with come first.
STATES: list[LetterState] = ["parked", "redrive", "trying"]
Act = Callable[[Tx, str], Awaitable[bool]]


def parse(arguments: list[str]) -> argparse.Namespace:
    """Ends the program with 2 when they make no sense."""
    parser = argparse.ArgumentParser(prog="python -m service.patterns.dead_letters")
    commands = parser.add_subparsers(dest="command", required=True)
    listing = commands.add_parser("list", help="what is parked")
    listing.add_argument("--all", action="store_true", help="also what is still tried")
    show = commands.add_parser("show", help="one of them: what it is and how it failed")
    show.add_argument("ids", nargs=1, metavar="ID")
    for one in (listing, show):
        one.add_argument("--json", action="store_true")
    retry = commands.add_parser("retry", help="have the running service try some once more")
    which = retry.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", metavar="ID", default=[])
    which.add_argument("--all", action="store_true", help="all that are parked")
    drop = commands.add_parser("discard", help="some need not be handled any more")
    drop.add_argument("ids", nargs="+", metavar="ID")
    return parser.parse_args(arguments)


async def run_command(database: Database, arguments: list[str]) -> tuple[int, str]:
    """0 or, when it could not be done as asked, 1; and what there is to say."""
    command = parse(arguments)
    async with database.begin() as tx:
        if command.command == "list":
            return await list_them(tx, command.all, command.json)
        if command.command == "show":
            return await show_one(tx, command.ids[0], command.json)
        if command.command == "discard":
            return await for_each(tx, command.ids, "is discarded", discard)
        ids = await parked_ids(tx) if command.all else command.ids
        return await for_each(tx, ids, "will be tried once more", request_redrive)


async def list_them(tx: Tx, is_all: bool, is_json: bool) -> tuple[int, str]:
    letters = await list_letters(tx, STATES if is_all else STATES[:2])
    if is_json:
        return 0, json.dumps([asdict(letter) for letter in letters], indent=2)
    return 0, "\n".join(map(line_of, letters)) or "Nothing is parked."


async def show_one(tx: Tx, letter_id: str, is_json: bool) -> tuple[int, str]:
    letter = await find_letter(tx, letter_id)
    if letter is None:
        return 1, f"there is no dead letter {letter_id}"
    if is_json:
        return 0, json.dumps(asdict(letter), indent=2)
    failures = [
        f"  {one.at}  {one.error}{'  (outage, not counted)' if one.is_outage else ''}"
        for one in letter.failures
    ]
    payload = json.dumps(letter.item.payload, indent=2)
    return 0, "\n".join([line_of(letter), "The latest failures:", *failures, payload])


async def for_each(tx: Tx, ids: list[str], what: str, act: Act) -> tuple[int, str]:
    lines = []
    is_well = True
    for letter_id in ids:
        is_done = await act(tx, letter_id)
        is_well = is_well and is_done
        lines.append(f"{letter_id} {what if is_done else 'is not parked'}")
    return 0 if is_well else 1, "\n".join(lines) or "Nothing is parked."


async def parked_ids(tx: Tx) -> list[str]:
    return [letter.id for letter in await list_letters(tx, ["parked"])]


def line_of(letter: DeadLetter) -> str:
    error = letter.failures[-1].error if letter.failures else ""
    parts = [letter.id, letter.state, f"since {letter.first_failed_at}"]
    return "  ".join([*parts, f"attempts {letter.attempts}", error])
