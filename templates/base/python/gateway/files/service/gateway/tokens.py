"""Who asks, and what they may: signed tokens (JWT, RFC 7519)."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import jwt
from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from service.gateway.key_set import KeySet
from service.http.errors import error_answer
from service.problem import Problem

# By kind of key, and only those that can be told from a public half: with HS256 whoever can check
# could sign, too. A token does not choose how its key is used.
ALGORITHMS = {"EC": ["ES256"], "OKP": ["EdDSA"], "RSA": ["RS256", "PS256"]}
BEARER = re.compile(r"Bearer +([^ ]+)", re.IGNORECASE)


@dataclass(frozen=True)
class Caller:
    """Whom a token names, and what it allows."""

    user_id: str
    scopes: frozenset[str]


# Reads `Authorization`. Raises `Unauthorized`, or `Problem` 503 while the keys are out of reach.
CheckToken = Callable[[str | None], Awaitable[Caller]]


class Unauthorized(Problem):
    def __init__(self, message: str) -> None:
        super().__init__(message, status=401, code="unauthorized")


def check_tokens(keys: KeySet, issuer: str, audience: str) -> CheckToken:
    async def check(authorization: str | None) -> Caller:
        given = BEARER.fullmatch(authorization or "")
        if given is None:
            raise Unauthorized("this needs a token: Authorization: Bearer ...")
        token = given[1]
        try:
            key = await keys.find(jwt.get_unverified_header(token).get("kid"))
            if key is None:
                raise jwt.InvalidTokenError("no such key")
            claims = jwt.decode(
                token,
                key.key,
                algorithms=ALGORITHMS.get(key.key_type or "", []),
                issuer=issuer,
                audience=audience,
                # When it was issued is no reason: the clock over there may be ahead of ours.
                options={"require": ["exp", "sub"], "verify_iat": False},
            )
        except jwt.InvalidTokenError as cause:
            raise Unauthorized("the token is not valid") from cause
        scope = claims.get("scope")
        scopes = scope.split(" ") if isinstance(scope, str) else []
        return Caller(str(claims["sub"]), frozenset(scopes))

    return check


def require_scope(caller: Caller, scope: str | None) -> None:
    """Raises `Problem` 403 when the token does not allow it."""
    if scope is not None and scope not in caller.scopes:
        raise Problem(f"the token does not allow {scope}", status=403, code="forbidden")


def ask_for_tokens(app: FastAPI) -> None:
    """An answer of 401 says what is wanted: RFC 6750, section 3."""

    @app.exception_handler(Unauthorized)
    async def unauthorized(_: Request, error: Unauthorized) -> JSONResponse:
        answer = error_answer(error.status, error.code, str(error))
        answer.headers["www-authenticate"] = "Bearer"
        return answer
