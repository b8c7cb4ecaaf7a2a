import asyncio

import pytest

from service.replication.quorum import Ask, NoQuorum, ask_everyone, ask_quorum
from service.replication.replica import StaleEpoch


def answering(*nodes: str) -> Ask[str]:
    """The others never answer."""

    async def ask(node: str) -> str:
        if node not in nodes:
            await asyncio.Event().wait()
        return node

    return ask


def failing(*nodes: str) -> Ask[str]:
    async def ask(node: str) -> str:
        if node in nodes:
            raise ConnectionError("down")
        return node

    return ask


async def test_is_there_when_a_majority_has_answered_and_waits_for_nobody_else() -> None:
    answers = await ask_quorum([["a", "b", "c"]], answering("a", "c"))
    assert sorted(answers) == ["a", "c"]


async def test_of_two_groups_is_a_majority_of_each() -> None:
    groups = [["a", "b", "c"], ["c", "d", "e"]]
    answers = await ask_quorum(groups, answering("b", "c", "d"))
    assert sorted(answers) == ["b", "c", "d"]
    with pytest.raises(NoQuorum):
        await ask_quorum(groups, failing("d", "e"))


@pytest.mark.parametrize(
    ("group", "gone"), [("a", "a"), ("ab", "b"), ("abc", "ac"), ("abcd", "cd")]
)
async def test_is_out_of_reach_without_half_of_the_nodes(group: str, gone: str) -> None:
    for ask in (ask_quorum, ask_everyone):
        with pytest.raises(NoQuorum):
            await ask([list(group)], failing(*gone))
        assert await ask([list(group)], failing(*gone[1:]))


async def test_ends_when_a_replica_says_that_the_placement_is_old() -> None:
    async def ask(node: str) -> str:
        if node != "b":
            await asyncio.Event().wait()
        raise StaleEpoch

    with pytest.raises(StaleEpoch):
        await ask_quorum([["a", "b", "c"]], ask)


async def test_whoever_is_late_goes_on_and_ends_what_it_was_asked() -> None:
    answer = asyncio.Event()
    ended: list[str] = []

    async def ask(node: str) -> None:
        if node == "c":
            await answer.wait()
        ended.append(node)

    await ask_quorum([["a", "b", "c"]], ask)
    assert ended == ["a", "b"]
    answer.set()
    while ended != ["a", "b", "c"]:
        await asyncio.sleep(0)
