"""The real program, as a process."""

import asyncio
import json
import os
import signal
import sys
from pathlib import Path

from tests.conftest import PLACE
from tests.eventually import eventually
from tools.fake_dependencies import FakeDependencies


async def start(url: str, home: Path, *argv: str) -> asyncio.subprocess.Process:
    homes = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME"), str(home))
    limits = {"DEPENDENCY_TIMEOUT_MS": "20000"}
    return await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "service", *argv),
        env={**os.environ, **homes, **limits, "ORDERS_URL": url},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )


async def test_its_result_is_on_standard_output_its_end_an_exit_code(
    fakes: FakeDependencies, tmp_path: Path
) -> None:
    program = await start(fakes.url_of("orders"), tmp_path, *PLACE, "--id", "a1", "--json")
    out, err = await program.communicate()
    assert (program.returncode, err) == (0, b"")
    assert json.loads(out)["status"] == "paid"


async def test_ctrl_c_ends_it_at_once_with_130_also_while_a_call_is_under_way(
    fakes: FakeDependencies, tmp_path: Path
) -> None:
    fakes.modes["orders"] = "hang"
    program = await start(fakes.url_of("orders"), tmp_path, *PLACE)
    await eventually(lambda: fakes.requests["orders"] == 1)
    program.send_signal(signal.SIGINT)
    _, err = await program.communicate()
    assert (program.returncode, err) == (130, b"interrupted\n")
