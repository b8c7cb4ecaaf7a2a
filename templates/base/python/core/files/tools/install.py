"""Makes `.venv` with all that this project needs. Needs nothing itself but Python.

The versions are those of `requirements-dev.txt`, from the package index. Where there is none to be
reached, Debian's own packages serve, if they are there in the versions of `requirements-debian.txt`.
What that file does not name is no package of Debian 12; a project that needs such a library needs an index.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

VENV = Path(".venv")
# The Python that sees Debian's packages, also where another comes first in the PATH.
SYSTEM_PYTHON = "/usr/bin/python3"
# Where Debian calls a library otherwise than the package index does.
DEBIAN_NAMES = {"pyjwt": "jwt"}


def main() -> int:
    if sys.version_info < (3, 11):
        print("Python 3.11 or later is needed.", file=sys.stderr)
        return 1
    problems: list[str] = []
    missing = only_in_index()
    ways = [("package index", from_index)]
    if not missing:
        ways.append(("Debian packages", from_debian))
    for title, install in ways:
        clear_away()
        problem = install()
        if problem is None:
            (VENV / "installed").touch()
            print(f"Installed into {VENV}, from: {title}.")
            return 0
        problems.append(f"{title}: {problem}")
    print("Nothing could be installed.", *problems, sep="\n", file=sys.stderr)
    print(way_out(missing), file=sys.stderr)
    return 1


def clear_away() -> None:
    """What was there before; where that is a link, what it leads to stays."""
    if VENV.is_symlink():
        VENV.unlink()
    elif VENV.exists():
        shutil.rmtree(VENV)


def way_out(missing: list[str]) -> str:
    if not missing:
        return f"On Debian 12: apt-get install {' '.join(debian_packages())}"
    names = ", ".join(missing)
    return (
        f"Debian 12 has no packages of {names}, which this project needs: run this again where a"
        " package index can be reached (PyPI, or the one that PIP_INDEX_URL names)."
    )


def from_index() -> str | None:
    """Why it could not be done, if it could not."""
    return run(sys.executable, "-m", "venv", str(VENV)) or pip("-r", "requirements-dev.txt")


def from_debian() -> str | None:
    if not Path(SYSTEM_PYTHON).exists():
        return f"there is no {SYSTEM_PYTHON}"
    # Debian changes what its packages need of each other, so only what is named is looked at.
    return run(SYSTEM_PYTHON, "-m", "venv", "--system-site-packages", str(VENV)) or pip(
        "--no-index", "--no-deps", "-r", "requirements-debian.txt"
    )


def pip(*arguments: str) -> str | None:
    return run(
        str(VENV / "bin" / "python"),
        *("-m", "pip", "install", "--quiet", "--disable-pip-version-check"),
        *("--retries", "1", *arguments),
    )


def run(*command: str) -> str | None:
    """The last line of what it said, if it failed."""
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 0:
        return None
    said = f"{done.stdout}\n{done.stderr}".strip().splitlines()
    return next((line for line in reversed(said) if "ERROR" in line), said[-1] if said else "")


def only_in_index() -> list[str]:
    """The libraries that are pinned for the package index and not for Debian 12."""
    wanted = names_in("requirements.txt") + names_in("requirements-dev.txt")
    there = set(names_in("requirements-debian.txt"))
    return [name for name in wanted if name not in there]


def debian_packages() -> list[str]:
    names = names_in("requirements-debian.txt")
    return [f"python3-{DEBIAN_NAMES.get(name, name)}" for name in names] + ["python3-venv"]


def names_in(file: str) -> list[str]:
    """Of the libraries that it pins, in the spelling that all of pip's tools agree on."""
    lines = Path(file).read_text().splitlines()
    pinned = [line.split("==")[0].strip() for line in lines if "==" in line]
    return [re.sub(r"[-_.]+", "-", name).lower() for name in pinned]


if __name__ == "__main__":
    sys.exit(main())
