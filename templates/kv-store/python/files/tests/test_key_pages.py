import pytest

from service.replication.key_pages import KeyPage, key_pages


class Holder:
    def __init__(self, *keys: str) -> None:
        self._keys = keys

    async def keys(self, after: str, limit: int) -> list[str]:
        return [key for key in self._keys if key > after][:limit]


class Gone:
    async def keys(self, after: str, limit: int) -> list[str]:
        raise ConnectionError("down")


@pytest.mark.parametrize("page", [1, 2, 3, 100])
async def test_the_keys_of_all_nodes_come_in_their_order_each_once(page: int) -> None:
    holders = {"a": Holder("k1", "k2", "k3", "k7"), "b": Holder("k2", "k8", "k9"), "c": Holder()}
    pages = [one async for one in key_pages(holders, page)]
    assert [key for one in pages for key in one.keys] == ["k1", "k2", "k3", "k7", "k8", "k9"]


async def test_a_node_without_an_answer_is_named_and_does_not_hold_up_the_others() -> None:
    pages = [one async for one in key_pages({"a": Holder("k1"), "b": Gone()}, 10)]
    assert pages == [KeyPage(["k1"], ["a"])]
