"""Instances that are written down."""

from collections.abc import Awaitable, Callable, Sequence
from urllib.parse import urlsplit


def static_registry(written: str) -> Callable[[str], Awaitable[Sequence[str]]]:
    """`orders=http://a:3000|http://b:3000,stock=http://c:3000`."""
    instances = dict(read_service(text) for text in written.split(","))

    async def look_up(service: str) -> Sequence[str]:
        return instances.get(service, [])

    return look_up


def read_service(text: str) -> tuple[str, list[str]]:
    service, _, urls = text.partition("=")
    origins = [origin_of(url) for url in urls.split("|")]
    if not service or "" in origins:
        raise ValueError(f"REGISTRY: {text} is not of the form service=http://a|http://b")
    return service, origins


def origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme and parts.netloc else ""
