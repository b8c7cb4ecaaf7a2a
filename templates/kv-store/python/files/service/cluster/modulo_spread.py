"""The remainder of the hash by the number of nodes."""

from collections.abc import Sequence

from service.cluster.hash import hash_of
from service.cluster.placement import Spread, SpreadOver


def modulo_spread(replicas: int) -> SpreadOver:
    """The remainder says where to begin, and the next nodes of the list follow.

    One node more or less gives nearly every name another place.
    """

    def spread_over(nodes: Sequence[str]) -> Spread:
        def spread(name: str) -> Sequence[str]:
            first = hash_of(name) % len(nodes)
            wanted = min(replicas, len(nodes))
            return [nodes[(first + step) % len(nodes)] for step in range(wanted)]

        return spread

    return spread_over
