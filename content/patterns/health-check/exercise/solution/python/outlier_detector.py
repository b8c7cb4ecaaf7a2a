"""Passive health checks: hosts that fail several times in a row are ejected for a while."""

import threading
import time


def _monotonic_ms():
    return time.monotonic_ns() // 1_000_000


class _Host:
    def __init__(self):
        self.errors = 0
        self.ejections = 0
        self.ejected_until = None

    def is_ejected(self, now):
        return self.ejected_until is not None and now < self.ejected_until


class OutlierDetector:
    def __init__(
        self,
        consecutive_errors=5,
        base_ejection_ms=30_000,
        max_ejection_ms=300_000,
        max_ejection_percent=10,
        panic_threshold_percent=50,
        clock=_monotonic_ms,
    ):
        self._consecutive_errors = consecutive_errors
        self._base_ejection_ms = base_ejection_ms
        self._max_ejection_ms = max_ejection_ms
        self._max_ejection_percent = max_ejection_percent
        self._panic_threshold_percent = panic_threshold_percent
        self._clock = clock
        self._lock = threading.Lock()
        self._hosts = {}

    def add_host(self, host):
        with self._lock:
            if host in self._hosts:
                return False
            self._hosts[host] = _Host()
            return True

    def remove_host(self, host):
        with self._lock:
            return self._hosts.pop(host, None) is not None

    def report_success(self, host):
        with self._lock:
            known = self._hosts.get(host)
            if known is not None and not known.is_ejected(self._clock()):
                known.errors = 0

    def report_error(self, host):
        with self._lock:
            now = self._clock()
            known = self._hosts.get(host)
            if known is None or known.is_ejected(now):
                return False
            known.errors += 1
            if known.errors < self._consecutive_errors or not self._has_room(now):
                return False
            self._eject(known, now)
            return True

    def ejected_for_ms(self, host):
        with self._lock:
            now = self._clock()
            known = self._hosts.get(host)
            if known is None or not known.is_ejected(now):
                return None
            return known.ejected_until - now

    def available(self):
        with self._lock:
            now = self._clock()
            in_service = [name for name, host in self._hosts.items() if not host.is_ejected(now)]
            if len(in_service) * 100 < self._panic_threshold_percent * len(self._hosts):
                return sorted(self._hosts)
            return sorted(in_service)

    def _has_room(self, now):
        ejected = sum(host.is_ejected(now) for host in self._hosts.values())
        return ejected == 0 or (ejected + 1) * 100 <= self._max_ejection_percent * len(self._hosts)

    def _eject(self, host, now):
        if host.ejected_until is not None:
            forgiven = (now - host.ejected_until) // self._base_ejection_ms
            host.ejections = max(0, host.ejections - forgiven)
        host.ejections += 1
        host.errors = 0
        host.ejected_until = now + min(self._max_ejection_ms, self._base_ejection_ms * host.ejections)
