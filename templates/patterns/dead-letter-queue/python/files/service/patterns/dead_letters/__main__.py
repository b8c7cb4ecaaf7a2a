"""`python -m service.patterns.dead_letters list`: works on the data of the service, which may be running."""

import asyncio
import os
import sys

from service.config import read_config
from service.database.database import open_database
from service.patterns.dead_letters.commands import parse, run_command


async def run(arguments: list[str], url: str) -> tuple[int, str]:
    database = await open_database(url)
    try:
        return await run_command(database, arguments)
    finally:
        await database.dispose()


def main() -> int:
    arguments = sys.argv[1:]
    # What makes no sense is said before a database is looked for.
    parse(arguments)
    try:
        url = read_config(os.environ).database_url
        if url == "sqlite::memory:":
            raise ValueError("DATABASE_URL: nobody else can look into the memory of the service")
        status, said = asyncio.run(run(arguments, url))
    except Exception as error:
        status, said = 2, str(error)
    print(said, file=sys.stderr if status else sys.stdout)
    return status


if __name__ == "__main__":
    sys.exit(main())
