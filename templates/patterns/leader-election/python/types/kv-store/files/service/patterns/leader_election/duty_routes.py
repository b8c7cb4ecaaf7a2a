"""When the leader last did a duty, and who that was."""

from fastapi import FastAPI
from fastapi.responses import JSONResponse
from sqlalchemy import select

from service.database.database import Database
from service.database.tables.leases import duty_runs
from service.problem import Problem


def duty_routes(app: FastAPI, control: Database) -> None:
    """Any node tells it, as all of them see what the leader wrote."""

    @app.get("/duties/{name}")
    async def last_run(name: str) -> JSONResponse:
        async with control.begin() as tx:
            query = select(duty_runs).where(duty_runs.c.name == name)
            run = (await tx.execute(query)).first()
        if run is None:
            raise Problem(f"no leader has done {name} yet", status=404, code="not-found")
        fields = {"name": name, "token": run.token, "holder": run.holder, "result": run.result}
        return JSONResponse({**fields, "finishedAt": run.finished_at})
