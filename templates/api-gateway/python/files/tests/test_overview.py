import pytest

from tests.conftest import Door
from tools.fake_dependencies import FakeDependencies


async def test_the_overview_of_a_customer_is_put_together_from_two_services(door: Door) -> None:
    await door.put("a1")
    assert (await door.get("/customers/c1/overview")).json() == {
        "customer": {"id": "c1", "name": "Customer c1"},
        "orders": [{"id": "a1", "item": "tea", "status": "paid"}],
        "missing": [],
    }


@pytest.mark.parametrize("mode", ["fail", "cut"])
async def test_it_says_what_is_missing(mode: str, door: Door, fakes: FakeDependencies) -> None:
    fakes.modes["orders"] = mode
    answer = await door.get("/customers/c1/overview")
    assert answer.status_code == 200
    found = answer.json()
    assert found["customer"]["id"] == "c1"
    assert (found["orders"], found["missing"]) == (None, ["orders"])


async def test_it_is_not_to_be_had_while_neither_of_them_answers(
    door: Door, fakes: FakeDependencies
) -> None:
    fakes.modes.update(orders="fail", customers="fail")
    assert (await door.get("/customers/c1/overview")).status_code == 502


async def test_it_is_not_there_for_nobody(door: Door) -> None:
    assert (await door.get("/customers/nobody/overview")).status_code == 404
    assert (await door.get("/customers/a%20b/overview")).status_code == 400


async def test_it_is_for_those_alone_who_have_a_token(door: Door, fakes: FakeDependencies) -> None:
    assert (await door.get("/customers/c1/overview", {"authorization": ""})).status_code == 401
    assert fakes.requests["customers"] == 0
