# The name of this node: one of NODES, the first unless it is given.
node_name: str | None = None
# `name=url` of every node, separated by commas; the same list on all of them.
nodes: str = matching(NODE_LIST, "node-1=http://127.0.0.1:3000")
# The names of nodes that shall keep nothing any more, separated by commas.
leaving_nodes: str | None = matching(NAME_LIST, None)
# While nodes come or go: the names of those that kept keys before, separated by commas.
previous_nodes: str | None = matching(NAME_LIST, None)
# How many nodes keep each key. A minority of them may be gone.
replicas: int = Field(3, ge=1, le=9)
# The longest that one call to another node may take.
peer_timeout_ms: int = milliseconds(1000)
# Pause of a repair between two stretches of keys.
repair_pause_ms: int = Field(10, ge=0, le=60_000)
