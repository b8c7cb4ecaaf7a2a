import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.database.database import open_database
from service.patterns.check_database import check_database
from tests.databases import empty_database


async def test_a_database_without_its_tables_is_not_well() -> None:
    async with empty_database() as url:
        database = await open_database(url)
        ask = check_database(database)
        await ask()
        async with database.begin() as tx:
            await tx.execute(text("ALTER TABLE migrations RENAME TO elsewhere"))
        with pytest.raises(DBAPIError):
            await ask()
        await database.dispose()
