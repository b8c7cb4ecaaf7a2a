"""What stands behind the `?` of a request."""

from typing import TypeVar

from fastapi import Request
from pydantic import BaseModel, ValidationError

from service.problem import Problem

Query = TypeVar("Query", bound=BaseModel)


def parse_query(model: type[Query], request: Request) -> Query:
    """Raises `Problem`, also for a parameter that nobody knows: it may be a typing mistake."""
    try:
        return model(**request.query_params)
    except ValidationError as error:
        message = "; ".join(f"{one['loc'][0]}: {one['msg']}" for one in error.errors())
        raise Problem(message, status=400, code="invalid") from error
