"""Instances by SRV records (RFC 2782), as Kubernetes and Consul serve them."""

from collections.abc import Awaitable, Callable, Sequence

import dns.asyncresolver
import dns.resolver

# For all attempts together.
LIFETIME_S = 2


def dns_registry(
    domain: str, resolver: dns.asyncresolver.Resolver
) -> Callable[[str], Awaitable[Sequence[str]]]:
    """`_orders._tcp.<domain>`. Of several priorities the lowest counts alone.

    Weights are left out: the picker looks at load itself.
    """

    async def look_up(service: str) -> Sequence[str]:
        name = f"_{service}._tcp.{domain}"
        try:
            records = list(await resolver.resolve(name, "SRV", lifetime=LIFETIME_S))
        except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
            # No such name, or no such record. Any other failure says nothing about its instances.
            return []
        first = min(record.priority for record in records)
        return sorted(
            f"http://{record.target.to_text(omit_final_dot=True)}:{record.port}"
            for record in records
            if record.priority == first
        )

    return look_up
