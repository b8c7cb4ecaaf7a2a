package compendium;

import java.util.ArrayList;
import java.util.List;

/** In which order functions run that calls side by side are handed. */
final class BesideRuns {
    private final List<Object> lines = new ArrayList<>();

    /** One that lets other threads go on so often before it ends. */
    void run(String told, Object call, int yields) {
        tell("+" + call + " " + told);
        Turns.letOthersGoOn(yields);
        tell("-" + call);
    }

    private synchronized void tell(String line) {
        lines.add(line);
    }

    synchronized List<Object> lines() {
        return new ArrayList<>(lines);
    }
}
