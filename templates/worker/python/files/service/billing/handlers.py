"""The jobs of this worker. The id of a job is the key by which the other side acts once."""

from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from service.billing.job_requests import Charge, Receipt
from service.jobs.job import HopelessJob, Job, JobHandler, NewJob, Outcome
from service.notifications import Notifications
from service.payments import Payments

Model = TypeVar("Model", bound=BaseModel)


def charge_customer(payments: Payments) -> JobHandler:
    """The receipt is a job of its own, enqueued with the end of this one."""

    async def handle(job: Job) -> Outcome:
        charge = read(Charge, job.payload)
        result = await payments.charge(job.id, charge.amount_cents)
        text = (
            f"You paid {charge.amount_cents / 100:.2f}."
            if result.status == "approved"
            else f"Your payment was declined: {result.reason}."
        )
        payload = {"customer": charge.customer, "text": text}
        receipt = NewJob(f"{job.id}-receipt", "receipt", payload)
        return Outcome(result.to_json(), [receipt])

    return handle


def send_receipt(notifications: Notifications) -> JobHandler:
    async def handle(job: Job) -> Outcome:
        receipt = read(Receipt, job.payload)
        await notifications.send(job.id, receipt.customer, receipt.text)
        return Outcome()

    return handle


def read(model: type[Model], payload: Any) -> Model:
    """A job is stored for a while, perhaps by an older version of this program.

    So it is read as what comes from outside. Raises `HopelessJob`.
    """
    try:
        return model(**payload)
    except (TypeError, ValidationError) as error:
        raise HopelessJob(str(error)) from error
