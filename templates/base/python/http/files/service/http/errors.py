"""Turns what the routes raise into answers."""

import math
from collections.abc import Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.routing import Match

from service.observability.log import Log
from service.problem import Problem


def error_answer(
    status: int, code: str, message: str, retry_after_s: float | None = None
) -> JSONResponse:
    wait = {} if retry_after_s is None else {"retry-after": str(max(1, math.ceil(retry_after_s)))}
    return JSONResponse({"error": {"code": code, "message": message}}, status, wait)


def answer_errors(app: FastAPI, log: Log) -> None:
    """What we did not foresee is logged and not told."""

    @app.exception_handler(Problem)
    async def problem(_: Request, error: Problem) -> JSONResponse:
        if error.status >= 500:
            log.warning(str(error), code=error.code)
        return error_answer(error.status, error.code, str(error), error.retry_after_s)

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        return error_answer(400, "invalid", "; ".join(map(describe, error.errors())))

    @app.exception_handler(HTTPException)
    async def refused(request: Request, error: HTTPException) -> JSONResponse:
        if error.status_code != 404:
            answer = error_answer(error.status_code, "invalid", str(error.detail))
            answer.headers.update(error.headers or {})
            if error.status_code == 405:
                answer.headers["allow"] = ", ".join(sorted(methods_at(request)))
            return answer
        where = f"{request.method} {request.url.path}"
        return error_answer(404, "not-found", f"{where} is nothing here")

    @app.exception_handler(Exception)
    async def unexpected(_: Request, error: Exception) -> JSONResponse:
        log.error("unexpected error", exc_info=error)
        return error_answer(500, "internal", "internal error")


def methods_at(request: Request) -> set[str]:
    """Those of all routes of this path. Starlette itself names those of the first."""
    routes = [route for route in request.app.routes if route.matches(request.scope)[0] != Match.NONE]
    return {method for route in routes for method in getattr(route, "methods", None) or ()}


def describe(problem: Mapping[str, Any]) -> str:
    # The first word says that it is about the body, the rest where in it.
    where = ".".join(str(part) for part in problem["loc"][1:])
    return f"{where or 'body'}: {problem['msg']}"
