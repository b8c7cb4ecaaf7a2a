"""Which headers go on to an upstream, and which back to the client."""

from collections.abc import Iterable
from dataclasses import dataclass

# Names in small letters, as in ASGI; a name may come several times.
Headers = Iterable[tuple[bytes, bytes]]

# They speak of one connection, not of the message: RFC 9110, section 7.6.1.
HOP_BY_HOP = frozenset(
    (
        b"connection",
        b"keep-alive",
        b"proxy-authenticate",
        b"proxy-authorization",
        b"proxy-connection",
        b"te",
        b"trailer",
        b"transfer-encoding",
        b"upgrade",
    )
)
# What the client of the other side makes anew, or must not be believed.
OF_THE_REQUEST = frozenset((b"host", b"content-length", b"expect", b"x-user-id"))
# What our own server writes.
OF_THE_ANSWER = frozenset((b"date", b"server", b"x-request-id"))
PSEUDONYM = "1.1 gateway"


@dataclass(frozen=True)
class Sender:
    request_id: str
    address: str
    host: str
    protocol: str
    # Whom the token names, when one was asked for.
    user_id: str | None = None


def forwarded_headers(headers: Headers, sender: Sender) -> dict[str, str]:
    """The headers that go to the upstream: those of the client, and who it is."""
    forwarded: dict[str, str] = {}
    for name, value in end_to_end(headers, OF_THE_REQUEST):
        # Many an upstream takes `x_user_id` for `x-user-id`, which is ours to say.
        if b"_" not in name:
            append(forwarded, name.decode("latin-1"), value.decode("latin-1"))
    append(forwarded, "x-forwarded-for", sender.address)
    append(forwarded, "via", PSEUDONYM)
    forwarded["x-request-id"] = sender.request_id
    forwarded["x-forwarded-host"] = sender.host
    forwarded["x-forwarded-proto"] = sender.protocol
    if sender.user_id is not None:
        # As UTF-8; headers are told as the bytes that they are.
        forwarded["x-user-id"] = sender.user_id.encode().decode("latin-1")
    return forwarded


def answered_headers(headers: Headers) -> list[tuple[bytes, bytes]]:
    """The headers that go back to the client."""
    return [*end_to_end(headers, OF_THE_ANSWER), (b"via", PSEUDONYM.encode())]


def end_to_end(headers: Headers, others: frozenset[bytes]) -> list[tuple[bytes, bytes]]:
    lowered = [(name.lower(), value) for name, value in headers]
    # `Connection` names further headers that end with this connection.
    connection = b",".join(value for name, value in lowered if name == b"connection")
    named = {word.strip().lower() for word in connection.split(b",")}
    dropped = HOP_BY_HOP | others | named
    return [(name, value) for name, value in lowered if name not in dropped]


def append(headers: dict[str, str], name: str, value: str) -> None:
    headers[name] = f"{headers[name]}, {value}" if name in headers else value
