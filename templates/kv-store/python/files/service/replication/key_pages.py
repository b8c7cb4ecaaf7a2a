"""Going through the keys of all nodes."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

PAGE = 200


class KeyHolder(Protocol):
    async def keys(self, after: str, limit: int) -> list[str]: ...


@dataclass(frozen=True)
class KeyPage:
    # In their order, each once.
    keys: Sequence[str]
    # The nodes that told all they have of this stretch.
    answered: Sequence[str]


async def key_pages(holders: Mapping[str, KeyHolder], page: int = PAGE) -> AsyncIterator[KeyPage]:
    """The keys that any of the nodes has, stretch by stretch, merged.

    A node without an answer is asked again for the next stretch.
    """
    after = ""
    while True:
        asked = (holder.keys(after, page) for holder in holders.values())
        answers = await asyncio.gather(*asked, return_exceptions=True)
        lists = {
            name: answer
            for name, answer in zip(holders, answers)
            if not isinstance(answer, BaseException)
        }
        # Beyond the end of a full list its node has more: what others have there waits for the next stretch.
        end = min((keys[-1] for keys in lists.values() if len(keys) == page), default=None)
        found = sorted({key for keys in lists.values() for key in keys})
        yield KeyPage([key for key in found if end is None or key <= end], list(lists))
        if end is None:
            return
        after = end
