# {{contract}}


class StepRefusedError(Exception):
    pass


class SagaOrchestrator:
    def __init__(self, act, compensate, record, step_attempts=3, compensation_attempts=5):
        self._act = act
        self._compensate = compensate
        self._record = record
        # TODO: keep the options.

    def run(self, saga, steps):
        # TODO: call the steps in order, or go back; tell "completed", "compensated" or "stuck".
        raise NotImplementedError("run is yours to write")

    def resume(self, saga, steps, log):
        # TODO: find out from the log how far the saga has come, and go on from there.
        raise NotImplementedError("resume is yours to write")
