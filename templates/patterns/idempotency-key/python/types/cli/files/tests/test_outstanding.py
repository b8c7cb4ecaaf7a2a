import json
from pathlib import Path

import pytest

from service.patterns.outstanding import Outstanding
from tests.conftest import PLACE, User
from tools.fake_dependencies import FakeDependencies


@pytest.fixture
def folder(user: User, tmp_path: Path) -> Path:
    """Where the user's requests without an answer are kept."""
    user.env.update(STATE_DIR=str(tmp_path / "outstanding"), DEPENDENCY_TIMEOUT_MS="100")
    return tmp_path / "outstanding"


async def test_an_order_without_an_answer_placed_again_in_the_same_words_is_one_order(
    user: User, fakes: FakeDependencies, folder: Path
) -> None:
    fakes.modes["orders"] = "swallow"
    assert (await user.types(*PLACE)).code == 3
    fakes.modes["orders"] = "ok"
    again = await user.types(*PLACE)
    assert again.code == 0
    assert "has no answer yet: it goes on as" in again.err
    assert len(fakes.orders) == 1


async def test_an_order_that_has_its_answer_is_placed_again_as_a_new_one(
    user: User, fakes: FakeDependencies, folder: Path
) -> None:
    await user.types(*PLACE)
    await user.types(*PLACE)
    assert len(fakes.orders) == 2
    assert list(folder.iterdir()) == []


async def test_another_order_takes_no_key_of_one_without_an_answer(
    user: User, fakes: FakeDependencies, folder: Path
) -> None:
    fakes.modes["orders"] = "swallow"
    await user.types(*PLACE)
    fakes.modes["orders"] = "ok"
    await user.types("place", "--item", "cups", "--amount", "350")
    assert len(fakes.orders) == 2
    assert [entry.request.item for entry in Outstanding(folder).list()] == ["tea"]


async def test_a_refusal_is_an_answer(user: User, fakes: FakeDependencies, folder: Path) -> None:
    fakes.modes["orders"] = "refuse"
    assert (await user.types(*PLACE)).code == 1
    assert list(folder.iterdir()) == []


async def test_resume_sends_what_has_no_answer_under_its_key_and_then_there_is_nothing_left(
    user: User, fakes: FakeDependencies, folder: Path
) -> None:
    fakes.modes["orders"] = "swallow"
    await user.types(*PLACE, "--id", "a1")
    await user.types(*PLACE, "--id", "a2")
    assert (await user.types("resume")).code == 3
    fakes.modes["orders"] = "ok"
    ended = await user.types("resume", "--json")
    assert ended.code == 0
    assert [order["id"] for order in json.loads(ended.out)["settled"]] == ["a1", "a2"]
    assert fakes.last_headers["orders"]["idempotency-key"] == "a2"
    assert (await user.types("resume")).out == "Everything has its answer.\n"
