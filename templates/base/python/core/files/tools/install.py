"""Makes `.venv` with all that this project needs. Needs nothing itself but Python.

The versions are those of `requirements-dev.txt`, from the package index. Where there is none to be
reached, Debian's own packages serve, if they are there in the versions of `requirements-debian.txt`.
"""

from __future__ import annotations

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
    for title, install in (("package index", from_index), ("Debian packages", from_debian)):
        if VENV.exists():
            shutil.rmtree(VENV)
        problem = install()
        if problem is None:
            (VENV / "installed").touch()
            print(f"Installed into {VENV}, from: {title}.")
            return 0
        problems.append(f"{title}: {problem}")
    print("Nothing could be installed.", *problems, sep="\n", file=sys.stderr)
    print(f"On Debian 12: apt-get install {' '.join(debian_packages())}", file=sys.stderr)
    return 1


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


def debian_packages() -> list[str]:
    lines = Path("requirements-debian.txt").read_text().splitlines()
    names = [line.split("==")[0].lower() for line in lines if "==" in line]
    return [f"python3-{DEBIAN_NAMES.get(name, name)}" for name in names] + ["python3-venv"]


if __name__ == "__main__":
    sys.exit(main())
