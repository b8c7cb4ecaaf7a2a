import json
from pathlib import Path

import pytest

from tests.conftest import StartShop
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


@pytest.mark.parametrize(
    ("rollout", "text"),
    [(100, "Thank you! Your order of tea is on its way."), (0, "Your order is on its way.")],
)
async def test_a_customer_is_thanked_while_the_flag_is_on_and_told_as_before_while_it_is_not(
    rollout: int, text: str, start_shop: StartShop, fakes: FakeDependencies, tmp_path: Path
) -> None:
    flags = json.loads(Path("flags.json").read_text())
    flags["thank-customers"]["rollout"] = rollout
    file = tmp_path / "flags.json"
    file.write_text(json.dumps(flags))
    shop = await start_shop(FLAGS_FILE=str(file))
    await shop.put("a1")
    await eventually(lambda: fakes.sent == {"a1-paid": text})
