"""Who is in the cluster."""

from collections.abc import Sequence
from dataclasses import dataclass

from service.config import Config


@dataclass(frozen=True)
class Node:
    name: str
    # Where the other nodes reach it.
    url: str


@dataclass(frozen=True)
class Cluster:
    # The name of the node that this process is.
    own_name: str
    nodes: Sequence[Node]
    # The names of those that keep keys: all but the ones that leave.
    keepers: Sequence[str]
    # The keepers before a change that is under way; empty otherwise.
    previous: Sequence[str]


def read_cluster(config: Config) -> Cluster:
    """Raises a ValueError that names the variable at fault."""
    nodes = [Node(*one.split("=", 1)) for one in config.nodes.split(",")]
    names = [node.name for node in nodes]
    if len(set(names)) < len(names):
        raise ValueError("NODES: a name is there twice")
    own_name = config.node_name or names[0]
    if own_name not in names:
        raise ValueError(f"NODE_NAME: {own_name} is none of NODES")
    leaving, previous = names_in(config.leaving_nodes), names_in(config.previous_nodes)
    for name in [*leaving, *previous]:
        if name not in names:
            raise ValueError(f"NODES: the address of {name} is missing")
    keepers = [name for name in names if name not in leaving]
    if not keepers:
        raise ValueError("LEAVING_NODES: nobody would be left")
    return Cluster(own_name, nodes, keepers, previous)


def names_in(listed: str | None) -> list[str]:
    return listed.split(",") if listed else []
