"""Style and types: flake8 and mypy, both to their end."""

import subprocess
import sys

FOLDERS = ["service", "tools", "tests"]
COMMANDS = [["flake8", *FOLDERS], ["mypy"]]

if __name__ == "__main__":
    results = [subprocess.run([sys.executable, "-m", *command]) for command in COMMANDS]
    sys.exit(1 if any(result.returncode for result in results) else 0)
