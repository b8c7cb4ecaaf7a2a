import java.util.Map;
import java.util.TreeMap;

/** A counter that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 6). */
public class GCounter extends CompendiumNode {
    private static final double GOSSIP_MS = 300;

    /** What each node has added. A node changes its own entry only. */
    private final Map<String, Long> added = new TreeMap<>();

    @Override
    protected void onStart() {
        added.put(id, load("added", 0L));
        every("gossip", GOSSIP_MS);
    }

    void onAdd(Message message) {
        added.merge(id, message.number("delta"), Long::sum);
        // Nobody else knows this entry yet: it must be kept before it is acknowledged.
        save("added", added.get(id));
        reply(message, body("type", "add_ok"));
    }

    void onRead(Message message) {
        long value = added.values().stream().mapToLong(Long::longValue).sum();
        reply(message, body("type", "read_ok", "value", value));
    }

    @Override
    protected void onTimer(String name) {
        for (String node : others()) {
            send(node, body("type", "merge", "added", added));
        }
    }

    void onMerge(Message message) {
        // Entries only grow, so the larger is the later one, however old or repeated the message is.
        Map<?, ?> theirs = (Map<?, ?>) message.get("added");
        theirs.forEach((node, value) -> added.merge((String) node, (Long) value, Long::max));
    }

    public static void main(String[] args) {
        run(GCounter.class);
    }
}
