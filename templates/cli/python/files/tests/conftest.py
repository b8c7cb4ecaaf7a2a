"""Command lines of one user, who has a home of their own, against a stand-in."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from service.program import run
from service.terminal import Terminal
from tools.fake_dependencies import FakeDependencies

PLACE = ("place", "--item", "tea", "--amount", "350")


@dataclass(frozen=True)
class Ended:
    code: int
    out: str
    err: str


class User:
    def __init__(self, env: dict[str, str]) -> None:
        self.env = env

    async def types(self, *argv: str, is_watched: bool = False, **env: str) -> Ended:
        """Runs a command line, with variables of the environment that the test names."""
        out: list[str] = []
        err: list[str] = []
        terminal = Terminal({**self.env, **env}, out.append, err.append, is_watched)
        code = await run(argv, terminal)
        return Ended(code, "".join(out), "".join(err))


@pytest.fixture
def fakes() -> Iterator[FakeDependencies]:
    fakes = FakeDependencies()
    yield fakes
    fakes.close()


@pytest.fixture
def user(fakes: FakeDependencies, tmp_path: Path) -> User:
    home = str(tmp_path / "home")
    return User(
        {
            "XDG_CONFIG_HOME": home,
            "XDG_STATE_HOME": home,
            **fakes.environment(),
            "LOG_LEVEL": "silent",
            "POLL_MS": "5",
            # compendium:slot test-config
        }
    )
