"""`resume`: for whoever does not remember what they typed."""

import click

from service.options import global_options
from service.orders.order import Order
from service.patterns.outstanding import Outstanding, state_folder
from service.perform import Outcome, Work
from service.shop import Shop


@click.command("resume")
@global_options
def resume_command() -> Work:
    """Send again what has no answer yet, under the key that it had."""

    async def work(shop: Shop) -> Outcome:
        settled = await resume(shop)
        lines = [f"{order.id}  {order.status}" for order in settled]
        text = "\n".join(lines) or "Everything has its answer."
        return Outcome(text, {"settled": [order.to_json() for order in settled]})

    return work


async def resume(shop: Shop) -> list[Order]:
    """Stops at the first that has no answer again."""
    settled = []
    for entry in Outstanding(state_folder(shop.config, shop.terminal)).list():
        # Through `place`, so that all that lies around it lies around this, too.
        with shop.operation():
            settled.append(await shop.place(entry.id, entry.request))
    return settled
