"""How jobs are enqueued and read."""

from collections.abc import Callable

from fastapi import Body, FastAPI
from fastapi.responses import JSONResponse

from service.billing.job_requests import JobRequest, check_job_id, payload_of
from service.database.database import Database
from service.jobs.job import NewJob
from service.jobs.job_store import enqueue, find_job, in_ms
from service.problem import Problem


def job_routes(app: FastAPI, database: Database, wake: Callable[[], None]) -> None:
    """The client chooses the id and PUTs the job.

    A request without an answer can so be sent again as it is. `wake` is called when there is something
    new to do.
    """

    @app.put("/jobs/{job_id}")
    async def put(
        job_id: str, request: JobRequest = Body(discriminator="kind")
    ) -> JSONResponse:
        new = new_job(check_job_id(job_id), request)
        async with database.begin() as tx:
            await enqueue(tx, new)
            job = await find_job(tx, job_id)
        if job is None or (job.kind, job.payload) != (new.kind, new.payload):
            raise Problem(f"job {job_id} is another one", status=409, code="conflict")
        wake()
        return JSONResponse(job.to_json(), 202)

    @app.get("/jobs/{job_id}")
    async def find(job_id: str) -> JSONResponse:
        async with database.begin() as tx:
            job = await find_job(tx, job_id)
        if job is None:
            raise Problem(f"there is no job {job_id}", status=404, code="not-found")
        return JSONResponse(job.to_json())


def new_job(job_id: str, request: JobRequest) -> NewJob:
    run_at = in_ms(request.delay_ms)
    return NewJob(job_id, request.kind, payload_of(request), request.priority, run_at)
