"""An orchestrator of sagas. All that it knows of a saga is in the log, so that any other can go on."""


class StepRefusedError(Exception):
    """The step was refused and has not happened."""


class _Progress:
    """How a saga stands, as its log has it."""

    def __init__(self, log=()):
        self.done = []
        self.in_doubt = None
        self.given_up = None
        self.why = None
        self.undone = set()
        for entry in log:
            word, step = entry.split(" ", 1)
            if word == "doing":
                self.in_doubt = step
            elif word == "done":
                self.done.append(step)
                self.in_doubt = None
            elif word in ("refused", "unknown"):
                self.given_up, self.why = step, word
            elif word == "undone":
                self.undone.add(step)

    def to_undo(self):
        """The steps that are left to compensate, in the order in which to do so."""
        began = self.done + [self.given_up] if self.why == "unknown" else self.done
        return [step for step in reversed(began) if step not in self.undone]


class SagaOrchestrator:
    """Keeps nothing from call to call, so that several threads may run sagas at once."""

    def __init__(self, act, compensate, record, step_attempts=3, compensation_attempts=5):
        self._act = act
        self._compensate = compensate
        self._record = record
        self._step_attempts = step_attempts
        self._compensation_attempts = compensation_attempts

    def run(self, saga, steps):
        return self.resume(saga, steps, [])

    def resume(self, saga, steps, log):
        progress = _Progress(log)
        if progress.given_up is None:
            self._forward(saga, steps, progress)
        if progress.given_up is None:
            return "completed"
        return self._back(saga, progress)

    def _forward(self, saga, steps, progress):
        already = set(progress.done)
        for step in steps:
            if step in already:
                continue
            in_doubt = step == progress.in_doubt
            if not in_doubt:
                self._record(saga, "doing " + step)
            outcome = self._attempt(saga, step, in_doubt)
            self._record(saga, outcome + " " + step)
            if outcome != "done":
                progress.given_up, progress.why = step, outcome
                return
            progress.done.append(step)

    def _attempt(self, saga, step, may_have_happened):
        """The word for what came of a step: done, refused or unknown."""
        for _ in range(self._step_attempts):
            try:
                self._act(step, saga)
                return "done"
            except StepRefusedError:
                return "unknown" if may_have_happened else "refused"
            except Exception:
                may_have_happened = True
        return "unknown"

    def _back(self, saga, progress):
        for step in progress.to_undo():
            if not self._undo(saga, step):
                self._record(saga, "stuck " + step)
                return "stuck"
            self._record(saga, "undone " + step)
        return "compensated"

    def _undo(self, saga, step):
        for _ in range(self._compensation_attempts):
            try:
                self._compensate(step, saga)
                return True
            except Exception:
                continue
        return False
