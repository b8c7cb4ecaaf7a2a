// {{contract}}

import java.util.List;

public class SagaOrchestrator {
    @FunctionalInterface
    public interface Step {
        void call(String step, String saga);
    }

    @FunctionalInterface
    public interface Log {
        void append(String saga, String entry);
    }

    /** How an orchestrator is made. A number that is left alone keeps its default. */
    public static class Options {
        public int stepAttempts = 3;
        public int compensationAttempts = 5;
        public Step act;
        public Step compensate;
        public Log record;
    }

    public static class StepRefusedException extends RuntimeException {
        public StepRefusedException(String message) {
            super(message);
        }
    }

    private final Options options;

    public SagaOrchestrator(Options options) {
        this.options = options;
    }

    public String run(String saga, List<String> steps) {
        // TODO: call the steps in order, or go back; tell "completed", "compensated" or "stuck".
        throw new UnsupportedOperationException("run is yours to write");
    }

    public String resume(String saga, List<String> steps, List<String> log) {
        // TODO: find out from the log how far the saga has come, and go on from there.
        throw new UnsupportedOperationException("resume is yours to write");
    }
}
