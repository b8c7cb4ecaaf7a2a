import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from service.database.database import open_database
from service.patterns.check_database import check_database


async def test_a_database_without_its_tables_is_not_well() -> None:
    database = await open_database("sqlite::memory:")
    ask = check_database(database)
    await ask()
    async with database.begin() as tx:
        await tx.execute(text("ALTER TABLE migrations RENAME TO elsewhere"))
    with pytest.raises(OperationalError):
        await ask()
    await database.dispose()
