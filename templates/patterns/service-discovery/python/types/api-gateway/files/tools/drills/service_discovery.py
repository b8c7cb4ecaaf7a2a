"""Two instances of orders; one dies without a word. After it was found out no request fails."""

import tempfile
import time

from service.patterns.service_discovery.folder_registry import Registration
from tools.drills.drill import Drill, run_drill
from tools.fake_dependencies import FakeDependencies

REQUESTS = 20
EJECTED = 'discovery_instances{dependency="orders",state="ejected"}'


async def drill_discovery(drill: Drill, folder: str) -> None:
    second = FakeDependencies()
    for fakes in (drill.fakes, second):
        Registration(folder, "orders", f"http://{fakes.host}:{fakes.port}").beat()

    print("# two instances of orders share the load")
    for number in range(REQUESTS):
        await drill.order(f"shared-{number}")
    asked = [fakes.requests["orders"] for fakes in (drill.fakes, second)]
    drill.expect("both were asked", min(asked) > 0)

    print("# one of them dies; its entry stays in the registry")
    second.close()
    give_up_at = time.monotonic() + 10
    number = 0
    while await drill.metric(EJECTED) != 1 and time.monotonic() < give_up_at:
        number += 1
        await drill.order(f"found-out-{number}")
    drill.expect("it was found out", await drill.metric(EJECTED) == 1)

    print("# it is left alone")
    statuses = [(await drill.order(f"after-{number}")).status for number in range(REQUESTS)]
    drill.expect("no request failed any more", statuses == [201] * REQUESTS)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="drill-registry-") as registry:
        settings = {
            "REGISTRY": f"folder:{registry}",
            "REGISTRY_TTL_MS": "60000",
            "UPSTREAM_TIMEOUT_MS": "5000",
            "REGISTRY_REFRESH_MS": "100",
            "DISCOVERY_EJECT_MS": "60000",
        }
        run_drill(settings, lambda drill: drill_discovery(drill, registry))
