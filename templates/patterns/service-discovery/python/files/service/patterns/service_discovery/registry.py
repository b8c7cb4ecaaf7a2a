"""Where the instances of a service are."""

from collections.abc import Awaitable, Callable, Sequence

import dns.asyncresolver

from service.patterns.service_discovery.dns_registry import dns_registry
from service.patterns.service_discovery.folder_registry import folder_registry
from service.patterns.service_discovery.static_registry import static_registry

# Origins such as `http://10.0.0.7:3000`. None is known: empty.
Registry = Callable[[str], Awaitable[Sequence[str]]]


def open_registry(setting: str, ttl_ms: int) -> Registry:
    """The registry that REGISTRY names; `none` knows nobody. Raises for one that makes no sense."""
    kind, _, rest = setting.partition(":")
    if kind == "static":
        return static_registry(rest)
    if kind == "folder":
        return folder_registry(rest, ttl_ms)
    if kind == "dns":
        return dns_registry(rest, dns.asyncresolver.Resolver())
    return nobody


async def nobody(_: str) -> Sequence[str]:
    return []
