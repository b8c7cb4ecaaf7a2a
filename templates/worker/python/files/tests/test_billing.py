import pytest

from tests.conftest import CHARGE, Client, StartService
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies

RECEIPT = {"kind": "receipt", "customer": "Ada", "text": "Hello"}


async def test_a_charge_is_done_and_the_customer_gets_a_receipt(
    service: Client, fakes: FakeDependencies
) -> None:
    assert (await service.put("a1")).status_code == 202
    await eventually(service.has("a1", "done"))
    assert fakes.charged == {"a1": 700}
    await eventually(lambda: fakes.sent.get("a1-receipt") == "You paid 7.00.")


async def test_a_charge_that_is_declined_is_done_too_and_the_customer_is_told(
    service: Client, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "refuse"
    await service.put("a1")
    told = "Your payment was declined: insufficient funds."
    await eventually(lambda: fakes.sent.get("a1-receipt") == told)
    job = (await service.get("/jobs/a1")).json()
    assert (job["status"], job["result"]["status"]) == ("done", "declined")


async def test_a_charge_waits_while_payments_gives_no_answer_for_longer_than_it_has_attempts(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    patient = await start_service(JOB_ATTEMPTS="1")
    fakes.modes["payments"] = "fail"
    await patient.put("a1")
    await eventually(lambda: fakes.requests["payments"] > 2)
    fakes.modes["payments"] = "ok"
    await eventually(patient.has("a1", "done"))


async def test_a_charge_fails_when_payments_gives_no_answer_for_too_long(
    start_service: StartService, fakes: FakeDependencies
) -> None:
    impatient = await start_service(JOB_GIVE_UP_MS="1")
    fakes.modes["payments"] = "fail"
    await impatient.put("a1")
    await eventually(impatient.has("a1", "failed"))


async def test_a_receipt_that_is_refused_as_often_as_it_may_be_has_failed_and_says_why(
    service: Client, fakes: FakeDependencies
) -> None:
    fakes.modes["notifications"] = "refuse"
    await service.put("a1", RECEIPT)
    await eventually(service.has("a1", "failed"))
    job = (await service.get("/jobs/a1")).json()
    assert job["attempts"] == 5
    assert job["lastError"] == "RuntimeError: notifications refused our message with 400"
    assert await service.metric('jobs{status="failed"}') == 1


async def test_enqueueing_the_same_twice_makes_one_job(
    service: Client, fakes: FakeDependencies
) -> None:
    for _ in range(2):
        assert (await service.put("a1")).status_code == 202
    await eventually(service.has("a1", "done"))
    assert (await service.put("a1")).json()["status"] == "done"
    assert fakes.requests["payments"] == 1


async def test_enqueueing_something_else_under_an_id_that_is_taken_answers_409(
    service: Client,
) -> None:
    await service.put("a1")
    assert (await service.put("a1", {**CHARGE, "amountCents": 1})).status_code == 409


async def test_enqueueing_for_later_does_it_later(service: Client) -> None:
    await service.put("a1", {**CHARGE, "delayMs": 60_000})
    await service.put("a2")
    await eventually(service.has("a2", "done"))
    assert await service.status_of("a1") == "ready"


@pytest.mark.parametrize(
    "job",
    [
        {"kind": "clean-up"},
        {**CHARGE, "amountCents": 0.5},
        {**CHARGE, "coupon": "X"},
        {**CHARGE, "delayMs": -1},
        {**CHARGE, "priority": "now"},
        ["charge"],
    ],
)
async def test_what_is_no_job_answers_400(job: object, service: Client) -> None:
    assert (await service.put("a1", job)).status_code == 400


async def test_what_is_no_json_answers_400(service: Client) -> None:
    assert (await service.put_text("/jobs/a1", b'{"kind":')).status_code == 400


async def test_a_job_that_it_does_not_have_answers_404(service: Client) -> None:
    assert (await service.get("/jobs/none")).status_code == 404


async def test_the_worker_is_live_and_ready_even_while_payments_fails(
    service: Client, fakes: FakeDependencies
) -> None:
    fakes.modes["payments"] = "fail"
    await service.put("a1")
    assert (await service.get("/health/live")).status_code == 200
    assert (await service.get("/health/ready")).json()["status"] == "ready"
