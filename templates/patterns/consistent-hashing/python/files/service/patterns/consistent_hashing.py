"""Puts nodes and names on a ring; a name belongs to the nodes that follow it.

A node that comes takes what lies before its points, and nothing moves between the others. See
docs/adr/consistent-hashing.md.
"""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from prometheus_client import Gauge

from service.cluster.hash import hash_of
from service.cluster.placement import Spread, SpreadOver
from service.observability.log import Log
from service.observability.metrics import Metrics

# The number of places on the ring.
CIRCUMFERENCE = 2**32


class Point(NamedTuple):
    at: int
    node: str


def ring_spread(replicas: int, virtual_nodes: int) -> SpreadOver:
    """`replicas`: how many nodes keep each name. `virtual_nodes`: points of each node on the ring."""

    def spread_over(nodes: Sequence[str]) -> Spread:
        ring = ring_of(nodes, virtual_nodes)
        wanted = min(replicas, len(nodes))

        def spread(name: str) -> Sequence[str]:
            # The first point at or after the name. Beyond the last one the ring begins again.
            at = bisect_left(ring, hash_of(name), key=lambda point: point.at)
            found: list[str] = []
            while len(found) < wanted:
                node = ring[at % len(ring)].node
                if node not in found:
                    found.append(node)
                at += 1
            return found

        return spread

    return spread_over


def ring_shares(nodes: Sequence[str], virtual_nodes: int) -> dict[str, float]:
    """The part of the ring, from 0 to 1, whose names have the node as their first."""
    shares = dict.fromkeys(nodes, 0.0)
    ring = ring_of(nodes, virtual_nodes)
    # The first point also has what lies beyond the last one, around the end of the ring.
    before = ring[-1].at - CIRCUMFERENCE
    for point in ring:
        shares[point.node] += (point.at - before) / CIRCUMFERENCE
        before = point.at
    return shares


def show_shares(shares: Mapping[str, float], log: Log, metrics: Metrics) -> None:
    """Shares that are far apart call for more virtual nodes."""
    gauge = Gauge(
        "ring_share",
        "Part of the ring whose keys have the node as their first.",
        ["node"],
        registry=metrics.registry,
    )
    for node, share in shares.items():
        gauge.labels(node).set(share)
    log.info("shares of the ring", shares=dict(shares))


def ring_of(nodes: Sequence[str], virtual_nodes: int) -> list[Point]:
    """One point would give a node whatever gap it falls into; many points average that out."""
    return sorted(
        Point(hash_of(f"{node}#{number}"), node)
        for node in nodes
        for number in range(virtual_nodes)
    )
