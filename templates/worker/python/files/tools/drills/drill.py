"""What a drill can ask of the worker: to do a job, and what became of it."""

from collections.abc import Awaitable, Callable

from tools.drills.running_service import Answer, RunningService, run

CHARGE = {"kind": "charge", "customer": "Ada", "amountCents": 350}
PAUSES = {"POLL_MS": "100", "JOB_RETRY_INITIAL_MS": "100", "JOB_RETRY_MAX_MS": "400"}


class Drill(RunningService):
    async def order(self, job_id: str) -> Answer:
        """Enqueues a charge."""
        return await self.put(f"/jobs/{job_id}", CHARGE)

    async def becomes(self, job_id: str, status: str, within_s: float = 10) -> None:
        async def is_so() -> bool:
            return bool((await self.get(f"/jobs/{job_id}")).body.get("status") == status)

        await self.eventually(f"job {job_id} is {status}", is_so, within_s)


def run_drill(env: dict[str, str], drill: Callable[[Drill], Awaitable[None]]) -> None:
    """Exits with 1 when not everything that the drill expects was seen."""
    run(Drill, {**PAUSES, **env}, drill)
