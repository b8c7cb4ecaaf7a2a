from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from opentelemetry.trace import SpanKind
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from service.database.database import Database, open_database
from service.patterns.tracing.trace_queries import trace_queries
from tests.databases import empty_database
from tests.spans import Recording, ids_of, parent_of


@pytest_asyncio.fixture
async def database() -> AsyncIterator[Database]:
    trace_queries()
    trace_queries()
    async with empty_database() as url:
        database = await open_database(url)
        yield database
        await database.dispose()


async def test_a_statement_is_a_span_below_what_asked_for_it_with_its_text_and_without_its_values(
    database: Database,
) -> None:
    recording = Recording()
    with recording.tracing.span("order", SpanKind.SERVER, {}) as order:
        async with database.begin() as tx:
            await tx.execute(text("select cast(:word as text)").bindparams(word="secret"))
    [query] = [span for span in recording.spans() if span.name == "query select"]
    assert parent_of(query) == f"{order.get_span_context().span_id:016x}"
    assert ids_of(query)[0] == f"{order.get_span_context().trace_id:032x}"
    said = str((query.attributes or {})["db.query.text"])
    assert said.startswith("select cast(") and "secret" not in said


async def test_a_statement_that_fails_is_marked(database: Database) -> None:
    recording = Recording()
    with recording.tracing.span("order", SpanKind.SERVER, {}), pytest.raises(DBAPIError):
        async with database.begin() as tx:
            await tx.execute(text("select * from nowhere"))
    failed = [span for span in recording.spans() if span.name == "query select"]
    assert "nowhere" in str(failed[0].status.description)


async def test_work_that_nobody_is_waiting_for_makes_no_spans(database: Database) -> None:
    recording = Recording()
    async with database.begin() as tx:
        await tx.execute(text("select 1"))
    assert recording.spans() == []
