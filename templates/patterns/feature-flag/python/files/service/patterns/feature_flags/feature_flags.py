"""Flags from a file that is read again when it changes. See docs/adr/feature-flag.md."""

import asyncio
from datetime import datetime, timezone
from pathlib import Path

from prometheus_client import Counter

from service.config import Config
from service.observability.log import Log
from service.observability.metrics import Metrics
from service.patterns.feature_flags.flag_file import FlagFile, overdue_flags, parse_flags
from service.patterns.feature_flags.flags import Flag
from service.patterns.feature_flags.rollout import place_of


class FeatureFlags:
    """A file that makes no sense stops the start, and later leaves the flags as they are."""

    def __init__(self, config: Config, log: Log, metrics: Metrics) -> None:
        """Raises `ValueError` that names FLAGS_FILE."""
        self._file = Path(config.flags_file)
        self._off = {name.strip() for name in config.flags_off.split(",") if name.strip()}
        self._interval_s = config.flags_reload_ms / 1000
        self._log = log
        self._watching: asyncio.Task[None] | None = None
        self._evaluations = Counter(
            "feature_flag_evaluations_total",
            "How often a flag was asked for, and what it was.",
            ["flag", "variant"],
            registry=metrics.registry,
        )
        self._failures = Counter(
            "feature_flag_reload_failures_total",
            "Changes of the flags that could not be read.",
            registry=metrics.registry,
        )
        try:
            self._seen = self._file.read_text()
            self._flags = self._read(self._seen)
        except (OSError, ValueError) as cause:
            raise ValueError(f"FLAGS_FILE: {self._file}: {cause}") from cause

    def is_on(self, flag: Flag, key: str) -> bool:
        """`key` is who or what it is asked for: the same gets the same while the roll-out stays."""
        variant = "on" if self._decide(flag, key) else "off"
        # Who was shown what: without that nobody can tell whether a change made a difference.
        self._evaluations.labels(flag.key, variant).inc()
        self._log.debug("feature flag", flag=flag.key, variant=variant, key=key)
        return variant == "on"

    def start(self) -> None:
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        if self._watching is not None:
            self._watching.cancel()
            await asyncio.wait([self._watching])

    def _decide(self, flag: Flag, key: str) -> bool:
        if flag.key in self._off:
            return False
        found = self._flags.get(flag.key)
        if found is None:
            return flag.default
        return found.enabled and place_of(flag.key, key) < found.rollout

    def _read(self, text: str) -> FlagFile:
        flags = parse_flags(text)
        overdue = overdue_flags(flags, datetime.now(timezone.utc).date())
        self._log.info("feature flags", flags=sorted(flags), off=sorted(self._off))
        if overdue:
            self._log.warning("feature flags that should be gone", overdue=overdue)
        return flags

    async def _watch(self) -> None:
        """Looks at the text itself.

        What a container mounts is changed in ways that file events do not tell of.
        """
        while True:
            await asyncio.sleep(self._interval_s)
            self._look()

    def _look(self) -> None:
        try:
            text = self._file.read_text()
            if text != self._seen:
                self._seen = text
                self._flags = self._read(text)
        except (OSError, ValueError) as error:
            self._failures.inc()
            self._log.error("feature flags stay as they are", file=str(self._file), error=str(error))
