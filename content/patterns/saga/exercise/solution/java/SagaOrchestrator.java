import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An orchestrator of sagas. All that it knows of a saga is in the log, so that any other can go on, and several threads may
 * run sagas at once.
 */
public class SagaOrchestrator {
    /** A step forward or back, at whoever does it. */
    @FunctionalInterface
    public interface Step {
        void call(String step, String saga);
    }

    /** The log of all sagas. */
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

    /** The step was refused and has not happened. */
    public static class StepRefusedException extends RuntimeException {
        public StepRefusedException(String message) {
            super(message);
        }
    }

    private final int stepAttempts;
    private final int compensationAttempts;
    private final Step act;
    private final Step compensate;
    private final Log record;

    public SagaOrchestrator(Options options) {
        stepAttempts = options.stepAttempts;
        compensationAttempts = options.compensationAttempts;
        act = options.act;
        compensate = options.compensate;
        record = options.record;
    }

    public String run(String saga, List<String> steps) {
        return resume(saga, steps, List.of());
    }

    public String resume(String saga, List<String> steps, List<String> log) {
        Progress progress = new Progress(log);
        if (progress.givenUp == null) forward(saga, steps, progress);
        return progress.givenUp == null ? "completed" : back(saga, progress);
    }

    private void forward(String saga, List<String> steps, Progress progress) {
        Set<String> already = new HashSet<>(progress.done);
        for (String step : steps) {
            if (already.contains(step)) continue;
            boolean inDoubt = step.equals(progress.inDoubt);
            if (!inDoubt) record.append(saga, "doing " + step);
            String outcome = attempt(saga, step, inDoubt);
            record.append(saga, outcome + " " + step);
            if (!outcome.equals("done")) {
                progress.givenUp = step;
                progress.why = outcome;
                return;
            }
            progress.done.add(step);
        }
    }

    /** The word for what came of a step: done, refused or unknown. */
    private String attempt(String saga, String step, boolean mayHaveHappened) {
        for (int i = 0; i < stepAttempts; i++) {
            try {
                act.call(step, saga);
                return "done";
            } catch (StepRefusedException refused) {
                return mayHaveHappened ? "unknown" : "refused";
            } catch (RuntimeException noAnswer) {
                mayHaveHappened = true;
            }
        }
        return "unknown";
    }

    private String back(String saga, Progress progress) {
        for (String step : progress.toUndo()) {
            if (!undo(saga, step)) {
                record.append(saga, "stuck " + step);
                return "stuck";
            }
            record.append(saga, "undone " + step);
        }
        return "compensated";
    }

    private boolean undo(String saga, String step) {
        for (int i = 0; i < compensationAttempts; i++) {
            try {
                compensate.call(step, saga);
                return true;
            } catch (RuntimeException failed) {
                // It is tried again, or else the saga is stuck.
            }
        }
        return false;
    }

    /** How a saga stands, as its log has it. */
    private static class Progress {
        final List<String> done = new ArrayList<>();
        final Set<String> undone = new HashSet<>();
        String inDoubt;
        String givenUp;
        String why = "";

        Progress(List<String> log) {
            for (String entry : log) {
                int blank = entry.indexOf(' ');
                read(entry.substring(0, blank), entry.substring(blank + 1));
            }
        }

        private void read(String word, String step) {
            switch (word) {
                case "doing" -> inDoubt = step;
                case "done" -> {
                    done.add(step);
                    inDoubt = null;
                }
                case "refused", "unknown" -> {
                    givenUp = step;
                    why = word;
                }
                case "undone" -> undone.add(step);
                default -> {}
            }
        }

        /** The steps that are left to compensate, in the order in which to do so. */
        List<String> toUndo() {
            List<String> left = new ArrayList<>(done);
            if (why.equals("unknown")) left.add(givenUp);
            left.removeAll(undone);
            Collections.reverse(left);
            return left;
        }
    }
}
