import asyncio
import json
from pathlib import Path

import pytest

from tests.conftest import PLACE, Ended, User
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


def lines(*ids: str) -> str:
    order = {"item": "tea", "quantity": 1, "amountCents": 350}
    return "\n".join(json.dumps({"id": one, **order}) for one in ids)


def file_of(folder: Path, text: str) -> str:
    file = folder / "orders.jsonl"
    file.write_text(text)
    return str(file)


async def test_place_orders_and_says_what_became_of_it(user: User, fakes: FakeDependencies) -> None:
    ended = await user.types(*PLACE, "--id", "a1", "--quantity", "2")
    assert ended == Ended(0, "a1  paid  2 x tea, 350 cents\n", "")
    assert fakes.orders["a1"].items() >= {"item": "tea", "quantity": 2, "amountCents": 350}.items()


async def test_place_with_json_prints_one_object_wherever_the_flag_stands(user: User) -> None:
    for argv in ((*PLACE, "--id", "a1", "--json"), ("--json", *PLACE, "--id", "a1")):
        found = json.loads((await user.types(*argv)).out)
        assert (found["id"], found["status"]) == ("a1", "paid")


async def test_place_without_an_id_takes_a_new_one(user: User, fakes: FakeDependencies) -> None:
    await user.types(*PLACE)
    await user.types(*PLACE)
    assert len(fakes.orders) == 2


async def test_place_ends_with_1_when_it_is_declined_or_the_id_is_taken(
    user: User, fakes: FakeDependencies
) -> None:
    await user.types(*PLACE, "--id", "a1")
    taken = await user.types("place", "--item", "cups", "--amount", "1", "--id", "a1")
    assert taken == Ended(1, "", "orders: order a1 exists with other contents\n")
    fakes.modes["orders"] = "refuse"
    declined = await user.types(*PLACE, "--id", "a2")
    assert declined == Ended(1, "a2  declined  1 x tea, 350 cents\n", "")


async def test_place_ends_with_3_when_there_is_no_answer_and_the_same_again_ends_well(
    user: User, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "swallow"
    command = (*PLACE, "--id", "a1")
    unsure = await user.types(*command, DEPENDENCY_TIMEOUT_MS="50")
    assert (unsure.code, unsure.out) == (3, "")
    assert "Run the same command again." in unsure.err
    fakes.modes["orders"] = "ok"
    assert (await user.types(*command)).code == 0
    assert len(fakes.orders) == 1


async def test_place_with_wait_waits_until_it_is_paid(user: User, fakes: FakeDependencies) -> None:
    fakes.modes["orders"] = "pending"
    waiting = asyncio.create_task(user.types(*PLACE, "--id", "a1", "--wait"))
    await eventually(lambda: fakes.requests["orders"] > 2)
    fakes.modes["orders"] = "ok"
    ended = await waiting
    assert ended.code == 0 and "paid" in ended.out


@pytest.mark.parametrize(
    ("options", "named"),
    [
        (["--item", "tea"], "--amount"),
        (["--item", "tea", "--amount", "much"], "--amount"),
        (["--item", "tea", "--amount", "0"], "amountCents"),
        (["--item", " ", "--amount", "1"], "item"),
        (["--item", "tea", "--amount", "1", "--id", "a b"], "a b is no id"),
        (["--item", "tea", "--amount", "1", "--timeout", "soon"], "--timeout"),
        (["--item", "tea", "--amount", "1", "--colour", "red"], "--colour"),
    ],
)
async def test_a_mistake_ends_with_2_and_sends_nothing(
    options: list[str], named: str, user: User, fakes: FakeDependencies
) -> None:
    ended = await user.types("place", *options)
    assert (ended.code, ended.out) == (2, "")
    assert named in ended.err
    assert fakes.requests["orders"] == 0


async def test_show_shows_an_order_or_ends_with_1_when_there_is_none(user: User) -> None:
    await user.types(*PLACE, "--id", "a1")
    assert (await user.types("show", "a1")).out.startswith("a1  paid")
    assert await user.types("show", "none") == Ended(1, "", "there is no order none\n")


async def test_wait_gives_up_when_its_time_is_over(user: User, fakes: FakeDependencies) -> None:
    fakes.modes["orders"] = "pending"
    await user.types(*PLACE, "--id", "a1")
    ended = await user.types("wait", "a1", "--timeout", "0.05")
    assert ended.code == 3
    assert "still pending" in ended.err


async def test_progress_is_shown_to_those_who_watch_and_to_nobody_else(
    user: User, fakes: FakeDependencies
) -> None:
    fakes.modes["orders"] = "pending"
    await user.types(*PLACE, "--id", "a1")
    watched = await user.types("wait", "a1", "--timeout", "0.05", is_watched=True)
    assert "a1 is pending" in watched.err
    piped = await user.types("wait", "a1", "--timeout", "0.05")
    assert "is pending," not in piped.err


async def test_ctrl_c_ends_the_waiting_with_130(user: User, fakes: FakeDependencies) -> None:
    fakes.modes["orders"] = "pending"
    await user.types(*PLACE, "--id", "a1")
    waiting = asyncio.create_task(user.types("wait", "a1"))
    await eventually(lambda: fakes.requests["orders"] > 2)
    waiting.cancel()
    assert (await waiting).code == 130


async def test_import_places_each_line_and_nothing_twice_when_it_is_run_again(
    user: User, fakes: FakeDependencies, tmp_path: Path
) -> None:
    file = file_of(tmp_path, f"{lines('a1', 'a2', 'a3')}\n\n")
    for _ in range(2):
        ended = await user.types("import", file, "--json")
        assert ended.code == 0
        assert json.loads(ended.out) == {"placed": 3, "refused": [], "left": 0}
    assert list(fakes.orders) == ["a1", "a2", "a3"]


async def test_import_names_a_line_at_fault_before_anything_is_sent(
    user: User, fakes: FakeDependencies, tmp_path: Path
) -> None:
    ended = await user.types("import", file_of(tmp_path, f'{lines("a1")}\n{{"id":"a2"}}'))
    assert ended.code == 2
    assert "Line 2: item" in ended.err
    assert fakes.requests["orders"] == 0


async def test_import_goes_on_after_a_refusal_and_tells_it_at_the_end(
    user: User, fakes: FakeDependencies, tmp_path: Path
) -> None:
    other = {"item": "cups", "quantity": 1, "amountCents": 1}
    fakes.orders["a2"] = {"id": "a2", **other, "status": "paid"}
    ended = await user.types("import", file_of(tmp_path, lines("a1", "a2", "a3")))
    assert ended.code == 1
    assert "refused a2: orders: order a2 exists" in ended.out
    assert "2 placed, 1 refused, 0 left" in ended.out


async def test_import_stops_at_the_first_without_an_answer_and_says_how_much_is_left(
    user: User, fakes: FakeDependencies, tmp_path: Path
) -> None:
    fakes.modes["orders"] = "fail"
    ended = await user.types("import", file_of(tmp_path, lines("a1", "a2")), "--json")
    assert ended.code == 3
    assert json.loads(ended.out) == {"placed": 0, "refused": [], "left": 2}


async def test_import_stops_on_ctrl_c_and_says_how_much_is_left(
    user: User, fakes: FakeDependencies, tmp_path: Path
) -> None:
    fakes.modes["orders"] = "hang"
    file = file_of(tmp_path, lines("a1", "a2"))
    importing = asyncio.create_task(user.types("import", file, "--json"))
    await eventually(lambda: fakes.requests["orders"] == 1)
    importing.cancel()
    ended = await importing
    assert ended.code == 130
    assert json.loads(ended.out) == {"placed": 0, "refused": [], "left": 2}


async def test_without_a_command_it_shows_its_help(user: User) -> None:
    ended = await user.types()
    assert ended.code == 0
    assert "Exit codes:" in ended.out


async def test_it_writes_metrics_where_it_is_told(user: User, tmp_path: Path) -> None:
    file = tmp_path / "orders.prom"
    await user.types(*PLACE, "--metrics-file", str(file))
    assert "dependency_request_duration_seconds_count" in file.read_text()
    missing = await user.types(*PLACE, "--metrics-file", str(tmp_path / "none" / "orders.prom"))
    assert (missing.code, "Cannot write" in missing.err) == (2, True)


async def test_it_sends_its_token_along(user: User, fakes: FakeDependencies) -> None:
    await user.types(*PLACE, ORDERS_TOKEN="secret")
    assert fakes.last_headers["orders"]["authorization"] == "Bearer secret"


@pytest.mark.parametrize("argv", [("show", "a b"), ("show",), ("place", "--amount", "1")])
async def test_with_json_it_tells_mistakes_as_an_object_too(
    argv: tuple[str, ...], user: User
) -> None:
    ended = await user.types(*argv, "--json")
    assert ended.code == 2
    assert json.loads(ended.out)["error"]["code"] == "usage"
