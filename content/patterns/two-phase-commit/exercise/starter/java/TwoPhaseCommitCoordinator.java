// {{contract}}

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

public class TwoPhaseCommitCoordinator {
    /** How a coordinator is made. A number that is left alone keeps its default. */
    public static class Options {
        public int commitRounds = 5;
        public long retryMs = 100;
        public BiFunction<String, String, String> prepare;
        public BiConsumer<String, String> commit;
        public BiConsumer<String, String> abort;
        public BiConsumer<String, String> record;
        public LongConsumer sleep;
    }

    private final Options options;

    public TwoPhaseCommitCoordinator(Options options) {
        this.options = options;
    }

    public String run(String txn, List<String> participants) {
        // TODO: ask, decide, write, tell; "committed", "committing" or "aborted".
        throw new UnsupportedOperationException("run is yours to write");
    }

    public String recover(String txn, List<String> log) {
        // TODO: find the decision in the log, and bring it to its end.
        throw new UnsupportedOperationException("recover is yours to write");
    }
}
