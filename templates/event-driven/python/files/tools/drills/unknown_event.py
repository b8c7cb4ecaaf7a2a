"""Somebody publishes what we cannot read: it is put aside, and all else goes on."""

from tools.drills.drill import Drill, run_drill


async def drill_unknown(drill: Drill) -> None:
    async def is_aside() -> bool:
        return await drill.parked() == 1

    print("# an event of a version that this service does not know, then one that it does")
    await drill.order("order-1", version=99)
    await drill.order("order-2")
    await drill.becomes("order-2", "booked")
    found = await drill.get("/shipments/order-1")
    drill.expect("there is no shipment of the first", found.status == 404)
    await drill.eventually("it is put aside", is_aside)

    print("# the publisher sends the first order in a version that we know, with a new field")
    await drill.order("order-3", orderId="order-1", colour="red")
    await drill.becomes("order-1", "booked")


if __name__ == "__main__":
    run_drill({"REDELIVERY_DELAY_MS": "50"}, drill_unknown)
