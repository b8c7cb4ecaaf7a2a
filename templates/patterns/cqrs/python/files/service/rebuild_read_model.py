"""`python -m service.rebuild_read_model` makes the read model anew.

After a fault in the projection was mended, or its rows got another form. The service may run meanwhile.
"""

import asyncio
import os
import sys

from service.config import read_config
from service.database.database import open_database
from service.observability.log import create_log
from service.patterns.cqrs.model import read_model
from service.patterns.cqrs.project import rebuild


async def main() -> int:
    config = read_config(os.environ)
    log = create_log(config.log_level)
    database = await open_database(config.database_url)
    try:
        changes = await rebuild(database, read_model)
    except Exception:
        log.exception("the read model could not be made anew; it is as it was")
        return 1
    finally:
        await database.dispose()
    log.info("the read model was made anew", changes=changes)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
