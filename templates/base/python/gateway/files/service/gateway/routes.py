"""Which path goes where: data, checked at the start."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any, Literal

from pydantic import AnyHttpUrl, BaseModel, Field, ValidationError

NAME = re.compile(r"[a-z][a-z0-9-]*")
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]


class Route(BaseModel, extra="forbid", frozen=True):
    # `/orders/:id`, or `/orders/*` for all below.
    path: str
    methods: list[Method]
    # Who answers; its URL is put in front of the path.
    upstream: str
    # What is open to everybody says so; all else needs a token.
    auth: Literal["token", "none"] = "token"
    # A word that the `scope` of the token has to hold.
    scope: str | None = None
    # Until the upstream begins to answer, and between two pieces of its answer.
    timeout_ms: int | None = Field(None, alias="timeoutMs", ge=1, le=300_000)
    body_limit_bytes: int = Field(64 * 1024, alias="bodyLimitBytes", ge=0, le=64 * 1024 * 1024)

    def template(self) -> str:
        """The path as the router writes it."""
        parts = [re.sub("^:(.+)", r"{\1}", part) for part in self.path.split("/")]
        return "/".join("{rest:path}" if part == "*" else part for part in parts)

    def generality(self) -> list[int]:
        """What is written out goes before `:id`, and that before `*`."""
        return [2 if part == "*" else int(part.startswith(":")) for part in self.path.split("/")]


class RoutesFile(BaseModel, extra="forbid", frozen=True):
    # Addresses by name.
    upstreams: dict[str, AnyHttpUrl]
    routes: list[Route]


class Routes:
    """The routes, the most specific first, and where their upstreams are."""

    def __init__(self, upstreams: dict[str, str], routes: list[Route]) -> None:
        self.upstreams = upstreams
        self.routes = sorted(routes, key=Route.generality)
        self.longest_body = max(route.body_limit_bytes for route in routes)


def parse_routes(text: str, where: str) -> Routes:
    """Checks the text of a routes file. Raises `ValueError` that names each place at fault."""
    try:
        file = RoutesFile(**parse_object(text, where))
    except ValidationError as error:
        problems = [f"{'.'.join(map(str, one['loc']))}: {one['msg']}" for one in error.errors()]
        raise ValueError(f"{where}: {'; '.join(problems)}") from error
    if faults := faults_of(file):
        raise ValueError(f"{where}: {'; '.join(faults)}")
    return Routes({name: str(url) for name, url in file.upstreams.items()}, file.routes)


def faults_of(file: RoutesFile) -> list[str]:
    """What a file can have wrong although each field of it is right."""
    faults = [f"upstreams.{name}: no name" for name in file.upstreams if not NAME.fullmatch(name)]
    if not file.routes:
        faults.append("routes: there is none")
    seen: Counter[str] = Counter()
    for at, route in enumerate(file.routes):
        if not route.path.startswith("/"):
            faults.append(f"routes.{at}.path: it begins with a slash")
        if "*" in route.path[:-1]:
            faults.append(f"routes.{at}.path: * stands at the end")
        if not route.methods:
            faults.append(f"routes.{at}.methods: there is none")
        if route.upstream not in file.upstreams:
            faults.append(f"routes.{at}.upstream: {route.upstream} is none of the upstreams")
        keys = [f"{method} {route.path}" for method in route.methods]
        faults += [f"routes.{at}: {key} has a route already" for key in keys if seen[key]]
        seen.update(keys)
    return faults


def read_routes(file: str, addresses: str) -> Routes:
    """The routes of `file`, with the addresses of `UPSTREAMS` in place of its own.

    Routes are the same everywhere, addresses are not.
    """
    routes = parse_routes(Path(file).read_text(), file)
    for pair in filter(None, addresses.split(",")):
        name, url = pair.split("=", 1)
        if name not in routes.upstreams:
            raise ValueError(f"UPSTREAMS: {file} has no upstream {name}")
        routes.upstreams[name] = url
    return routes


def parse_object(text: str, where: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except ValueError as cause:
        raise ValueError(f"{where} is no JSON") from cause
    if not isinstance(value, dict):
        raise ValueError(f"{where} holds no object")
    return value
