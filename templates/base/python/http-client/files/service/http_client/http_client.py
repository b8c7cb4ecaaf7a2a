"""How other services are called."""

import asyncio
import json
import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from service.problem import Problem

# In bytes. An answer without an end must not take the memory of this process.
LONGEST_ANSWER = 16 * 1024 * 1024
# Nobody is believed who says to come again later than that.
LONGEST_WAIT_S = 3600


@dataclass(frozen=True)
class Dependency:
    """A service that we call."""

    name: str
    url: str
    # For one exchange, from connecting to the last byte of the answer.
    timeout_ms: int


@dataclass(frozen=True)
class HttpRequest:
    method: str
    # Below the dependency's URL, without a leading slash.
    path: str
    body: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)
    # Where the dependency is this time, if not at its own URL: one of several instances.
    url: str | None = None
    # Instead of the time limit of the dependency.
    timeout_ms: int | None = None


@dataclass(frozen=True)
class HttpAnswer:
    status: int
    # Parsed JSON; None when it is none.
    body: Any = None


# Sends a request. Raises `DependencyUnavailable` when there is no usable answer.
HttpClient = Callable[[HttpRequest], Awaitable[HttpAnswer]]
# Wraps the calls to one dependency. Patterns are policies: a breaker, a retry, a span.
HttpPolicy = Callable[[Dependency, HttpClient], HttpClient]


class DependencyUnavailable(Problem):
    """No answer: the other side may have acted or not, so only the same request may be sent again."""

    def __init__(
        self,
        dependency: str,
        message: str,
        *,
        retry_after_s: float | None = None,
        refused_here: bool = False,
        status: int = 503,
    ) -> None:
        super().__init__(
            f"{dependency}: {message}",
            status=status,
            code="dependency-unavailable",
            retry_after_s=1 if retry_after_s is None else retry_after_s,
        )
        self.dependency = dependency
        # A policy of ours refused the call without asking the other side.
        self.refused_here = refused_here
        # `retry_after_s` is what the other side or a policy said, and no guess of ours.
        self.said_when = retry_after_s is not None


def open_connections() -> httpx.AsyncClient:
    """Connections to all dependencies; the caller closes it."""
    # How many calls there may be is for policies to say, and idle connections are given up before the other
    # side does so. Proxies that the environment names are not for services.
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=20, keepalive_expiry=2)
    return httpx.AsyncClient(limits=limits, timeout=None, trust_env=False)


def connect(
    connections: httpx.AsyncClient, dependency: Dependency, policies: Sequence[HttpPolicy]
) -> HttpClient:
    """The client of one dependency. The first policy is nearest to the call, the last sees it first."""

    async def call(request: HttpRequest) -> HttpAnswer:
        return await exchange(connections, dependency, request)

    return apply_http_policies(dependency, policies, call)


def apply_http_policies(
    dependency: Dependency, policies: Sequence[HttpPolicy], client: HttpClient
) -> HttpClient:
    """The client with the policies around it, the first one nearest to it."""
    for policy in policies:
        client = policy(dependency, client)
    return client


async def exchange(
    connections: httpx.AsyncClient, dependency: Dependency, request: HttpRequest
) -> HttpAnswer:
    name, timeout_ms = dependency.name, request.timeout_ms or dependency.timeout_ms
    url = f"{(request.url or dependency.url).rstrip('/')}/{request.path}"

    async def send() -> tuple[httpx.Response, bytes]:
        async with connections.stream(
            request.method, url, json=request.body, headers=dict(request.headers)
        ) as response:
            return response, await content_of(name, response)

    try:
        # Not httpx's own limits: those are for each step of an exchange, this is for all of it.
        async with asyncio.timeout(timeout_ms / 1000):
            # A task of its own: below httpx, older anyio leaves a task marked as one that is being cancelled.
            response, content = await asyncio.create_task(send())
    except TimeoutError as cause:
        raise DependencyUnavailable(name, f"no answer within {timeout_ms} ms") from cause
    except httpx.HTTPError as cause:
        raise DependencyUnavailable(name, "cannot be reached") from cause
    if response.status_code >= 500 or response.status_code == 429:
        message = f"answered {response.status_code}"
        raise DependencyUnavailable(name, message, retry_after_s=retry_after_of(response))
    return HttpAnswer(response.status_code, parse(content))


async def content_of(name: str, response: httpx.Response) -> bytes:
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > LONGEST_ANSWER:
            message = f"sent an answer longer than {LONGEST_ANSWER} bytes"
            raise DependencyUnavailable(name, message)
    return bytes(content)


def retry_after_of(response: httpx.Response) -> float | None:
    """What `Retry-After` says in seconds, within limits; its other form, a date, is left out."""
    said = response.headers.get("retry-after", "")
    seconds = int(said) if re.fullmatch("[0-9]{1,18}", said) else 0
    return min(seconds, LONGEST_WAIT_S) if seconds > 0 else None


def parse(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None
