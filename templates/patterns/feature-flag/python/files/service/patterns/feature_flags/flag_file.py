"""What may stand in the file of flags."""

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field, StrictBool

NAME = re.compile(r"[a-z][a-z0-9-]*")


class FlagDefinition(BaseModel, extra="forbid", frozen=True):
    # What is otherwise while it is on; of a switch, while it is off.
    about: str = Field(min_length=1)
    # A `release` flag goes when its feature is there for all; a `switch` stays.
    kind: Literal["release", "switch"]
    # The kill switch: false is off for all, whatever the roll-out.
    enabled: StrictBool
    # For how many of a hundred it is on.
    rollout: float = Field(ge=0, le=100)
    # The day by which the code asks for it no more, such as 2027-03-31.
    remove_by: date | None = Field(None, alias="removeBy")


FlagFile = Mapping[str, FlagDefinition]


def parse_flags(text: str) -> FlagFile:
    """Raises `ValueError` that says what is wrong."""
    read = json.loads(text)
    if not isinstance(read, dict):
        raise ValueError("it has to be an object with a field for each flag")
    return {name: parse_flag(name, flag) for name, flag in read.items()}


def parse_flag(name: str, fields: object) -> FlagDefinition:
    if not NAME.fullmatch(name):
        raise ValueError(f"{name}: a name has small letters, digits and hyphens")
    if not isinstance(fields, dict):
        raise ValueError(f"{name}: it has to be an object")
    return FlagDefinition(**fields)


def decided_flags(flags: FlagFile) -> list[str]:
    """Release flags that decide nothing any more: they are on for all, and the code need not ask."""
    return [
        name
        for name, flag in flags.items()
        if flag.kind == "release" and flag.enabled and flag.rollout == 100
    ]


def overdue_flags(flags: FlagFile, today: date) -> list[str]:
    return [name for name, flag in flags.items() if flag.remove_by and flag.remove_by < today]
