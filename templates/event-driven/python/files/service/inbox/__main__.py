"""`python -m service.inbox` marks messages of the inbox; the running service takes them up."""

import argparse
import asyncio
import os
import sys

from service.config import read_config
from service.database.database import Tx, open_database
from service.inbox.inbox import ask_replay, list_messages

LISTED = 1000


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m service.inbox")
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="messages that could not be read, and why")
    replay = commands.add_parser("replay", help="have the running service handle some once more")
    which = replay.add_mutually_exclusive_group(required=True)
    which.add_argument("ids", nargs="*", metavar="MESSAGE-ID", default=[])
    which.add_argument("--parked", action="store_true", help="all that could not be read")
    return parser.parse_args(arguments)


async def run(command: argparse.Namespace, url: str) -> int:
    database = await open_database(url)
    try:
        async with database.begin() as tx:
            if command.command == "list":
                return await print_parked(tx)
            return await mark(tx, None if command.parked else command.ids)
    finally:
        await database.dispose()


async def print_parked(tx: Tx) -> int:
    rows = await list_messages(tx, "parked", LISTED)
    for row in rows:
        print(f"{row.message_id}  {row.received_at}  {row.reason}")
    if not rows:
        print("Nothing is parked.")
    return 0


async def mark(tx: Tx, ids: list[str] | None) -> int:
    count = await ask_replay(tx, ids)
    print(f"{count} will be replayed")
    return 0 if ids is None or count == len(ids) else 1


def main() -> int:
    command = parse(sys.argv[1:])
    try:
        url = read_config(os.environ).database_url
        if url == "sqlite::memory:":
            raise ValueError("DATABASE_URL: nobody else can look into the memory of the service")
        return asyncio.run(run(command, url))
    except Exception as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
