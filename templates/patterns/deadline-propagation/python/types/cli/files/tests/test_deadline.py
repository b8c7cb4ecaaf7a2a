import json
import time
from pathlib import Path

from service.patterns.deadline import DEADLINE_HEADER
from tests.conftest import PLACE, User
from tools.fake_dependencies import FakeDependencies


async def test_the_service_is_told_how_long_the_command_still_waits(
    user: User, fakes: FakeDependencies
) -> None:
    await user.types(*PLACE, REQUEST_DEADLINE_MS="1500")
    assert 0 < int(fakes.last_headers["orders"][DEADLINE_HEADER]) <= 1500


async def test_a_command_ends_with_its_deadline_not_with_the_time_limits_of_its_calls(
    user: User, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "hang"
    started_at = time.monotonic()
    ended = await user.types(*PLACE, REQUEST_DEADLINE_MS="200", DEPENDENCY_TIMEOUT_MS="20000")
    assert ended.code == 3
    assert "the time that the caller gave is over" in ended.err
    assert time.monotonic() - started_at < 5


async def test_each_order_of_an_import_has_a_deadline_of_its_own(
    user: User, fakes: FakeDependencies, tmp_path: Path
) -> None:
    order = {"item": "tea", "quantity": 1, "amountCents": 350}
    file = tmp_path / "orders.jsonl"
    file.write_text("\n".join(json.dumps({"id": f"a{n}", **order}) for n in range(50)))
    await user.types("import", str(file), REQUEST_DEADLINE_MS="5000")
    # What is left for the last one is not less by what the others took.
    assert int(fakes.last_headers["orders"][DEADLINE_HEADER]) > 4000
