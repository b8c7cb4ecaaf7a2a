from service.database.database import open_database
from service.patterns.leader_election.upkeep import table_names, upkeep


async def test_the_upkeep_goes_through_all_tables() -> None:
    database = await open_database("sqlite::memory:")
    async with database.begin() as tx:
        tables = await tx.run(table_names)
    assert len(tables) > 2
    assert await upkeep(database, 0)(1) == f"{len(tables)} tables"
    await database.dispose()
