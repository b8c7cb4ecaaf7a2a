"""Who a client is that comes through proxies of ours."""

from collections.abc import Sequence
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from starlette.types import ASGIApp, Receive, Scope, Send

Networks = Sequence[IPv4Network | IPv6Network]


def networks_of(text: str | None) -> Networks:
    """Addresses or networks, with commas. Raises `ValueError` that names TRUSTED_PROXIES."""
    try:
        return [ip_network(one.strip(), strict=False) for one in (text or "").split(",") if one]
    except ValueError as cause:
        raise ValueError(f"TRUSTED_PROXIES: {cause}") from cause


class TrustedProxies:
    """Takes address and protocol of a client from `X-Forwarded-*`, as far as proxies that we trust say so.

    Whoever is at the other end of the connection stays in `scope["peer"]`.
    """

    def __init__(self, app: ASGIApp, trusted: Networks) -> None:
        self._app = app
        self._trusted = trusted

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope.get("client"):
            peer = scope["client"][0]
            scope["peer"] = peer
            if self._trusts(peer):
                scope["client"] = (self._client(scope, peer), 0)
                said = words_of(scope, b"x-forwarded-proto")
                if said and said[-1] in ("http", "https"):
                    scope["scheme"] = said[-1]
        await self._app(scope, receive, send)

    def _client(self, scope: Scope, peer: str) -> str:
        """Each proxy appends whom it had the request from; the first that we do not trust is the client."""
        address = peer
        for said in reversed(words_of(scope, b"x-forwarded-for")):
            if not self._trusts(address) or not is_address(said):
                break
            address = said
        return address

    def _trusts(self, address: str) -> bool:
        return is_address(address) and any(ip_address(address) in one for one in self._trusted)


def is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def words_of(scope: Scope, header: bytes) -> list[str]:
    values = [value.decode("latin-1") for name, value in scope["headers"] if name == header]
    return [word.strip() for word in ",".join(values).split(",") if word.strip()]
