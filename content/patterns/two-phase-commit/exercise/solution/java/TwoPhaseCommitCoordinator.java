import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;

/**
 * The coordinator of two-phase commit with presumed abort and read-only votes. It keeps nothing from call to call, so that
 * several threads may run transactions at once.
 */
public class TwoPhaseCommitCoordinator {
    /** How a coordinator is made. A number that is left alone keeps its default. */
    public static class Options {
        public int commitRounds = 5;
        public long retryMs = 100;
        public BiFunction<String, String, String> prepare;
        public BiConsumer<String, String> commit;
        public BiConsumer<String, String> abort;
        public BiConsumer<String, String> record;
        public LongConsumer sleep = TwoPhaseCommitCoordinator::pause;
    }

    private final int commitRounds;
    private final long retryMs;
    private final BiFunction<String, String, String> prepare;
    private final BiConsumer<String, String> commit;
    private final BiConsumer<String, String> abort;
    private final BiConsumer<String, String> record;
    private final LongConsumer sleep;

    public TwoPhaseCommitCoordinator(Options options) {
        commitRounds = options.commitRounds;
        retryMs = options.retryMs;
        prepare = options.prepare;
        commit = options.commit;
        abort = options.abort;
        record = options.record;
        sleep = options.sleep;
    }

    public String run(String txn, List<String> participants) {
        List<String> waiting = new ArrayList<>();
        for (String participant : participants) {
            String vote = vote(txn, participant);
            if (vote.equals("yes") || vote.equals("silent")) waiting.add(participant);
            if (vote.equals("no") || vote.equals("silent")) return tellAbort(txn, waiting);
        }
        if (waiting.isEmpty()) return "committed";
        record.accept(txn, "commit " + String.join(" ", waiting));
        return tellCommit(txn, waiting);
    }

    public String recover(String txn, List<String> log) {
        for (String entry : log) {
            List<String> words = List.of(entry.split(" "));
            if (!words.get(0).equals("commit")) continue;
            return log.contains("end") ? "committed" : tellCommit(txn, words.subList(1, words.size()));
        }
        return "aborted";
    }

    /** The vote, or "silent" when no answer came. */
    private String vote(String txn, String participant) {
        try {
            return prepare.apply(participant, txn);
        } catch (RuntimeException noAnswer) {
            return "silent";
        }
    }

    private String tellAbort(String txn, List<String> waiting) {
        for (String participant : waiting) acknowledges(abort, participant, txn);
        return "aborted";
    }

    /** The decision is on disk, and stands whatever happens here. */
    private String tellCommit(String txn, List<String> participants) {
        List<String> waiting = new ArrayList<>(participants);
        for (int round = 0; round < commitRounds; round++) {
            if (round > 0) sleep.accept(retryMs);
            waiting.removeIf(participant -> acknowledges(commit, participant, txn));
            if (waiting.isEmpty()) {
                // Without the entry a recovery only tells everybody once more.
                acknowledges(record, txn, "end");
                return "committed";
            }
        }
        return "committing";
    }

    private static boolean acknowledges(BiConsumer<String, String> tell, String first, String second) {
        try {
            tell.accept(first, second);
            return true;
        } catch (RuntimeException noAnswer) {
            return false;
        }
    }

    private static void pause(long ms) {
        try {
            Thread.sleep(ms);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
