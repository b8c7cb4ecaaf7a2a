"""`python3 -m service` runs it; with `--check` it only looks at Python and the configuration."""

from __future__ import annotations

import logging
import os
import signal
import sys
import threading
from typing import Optional

from service.app import create_service
from service.config import Config, InvalidConfig, read_config
from service.logs import set_up_logs

_log = logging.getLogger("service")


def main(arguments: list[str]) -> int:
    if sys.version_info < (3, 9):  # noqa: UP036 - whoever has an older one should be told.
        print("python 3.9 or later is needed", file=sys.stderr)
        return 1
    try:
        config = read_config(os.environ)
    except InvalidConfig as error:
        print(f"Invalid configuration. {error}", file=sys.stderr)
        return 1
    if arguments == ["--check"]:
        print("nothing to install: Python and the configuration are fine")
        return 0
    set_up_logs(config.log_level)
    return serve(config)


def serve(config: Config) -> int:
    """Serves until SIGINT or SIGTERM; 1 when requests under way do not finish in time."""
    stop_signal: list[int] = []
    asked_to_stop = threading.Event()

    def on_signal(number: int, frame: Optional[object]) -> None:
        stop_signal.append(number)
        asked_to_stop.set()
        # A second signal ends the process the ordinary way.
        signal.signal(number, signal.SIG_DFL)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, on_signal)

    try:
        server = create_service(config)
    except OSError as error:
        _log.error("cannot listen", extra={"host": config.host, "port": config.port, "reason": str(error)})
        return 1
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}).start()
    _log.info("listening", extra={"url": server.url})
    asked_to_stop.wait()

    _log.info("stopping", extra={"signal": signal.Signals(stop_signal[0]).name})
    server.stopping = True
    server.shutdown()
    closing = threading.Thread(target=server.server_close, daemon=True)
    closing.start()
    closing.join(config.shutdown_timeout_ms / 1000)
    if closing.is_alive():
        _log.error("requests did not finish in time")
        logging.shutdown()
        os._exit(1)
    _log.info("stopped")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
