import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Messages that reach every node, over links that delay, lose, repeat and cut. */
public class Broadcast extends CompendiumNode {
    /** A message waits so long for others that go the same way. */
    private static final double BATCH_MS = 50;

    private final Set<Long> messages = new TreeSet<>();
    private final Map<String, List<Long>> unsent = new TreeMap<>();
    private List<String> neighbours = List.of();
    private boolean isWaiting;

    @Override
    protected void onStart() {
        // A star: two hops from anywhere to anywhere, and one batch a node. A ring or a line would need fewer links
        // of the middle node and many more hops; flooding along the given topology sends most messages twice.
        String centre = nodes.get(0);
        neighbours = id.equals(centre) ? others() : List.of(centre);
    }

    void onTopology(Message message) {
        // A proposal, not an order.
        reply(message, body("type", "topology_ok"));
    }

    void onBroadcast(Message message) {
        learn(List.of(message.number("message")), message.src);
        reply(message, body("type", "broadcast_ok"));
    }

    void onRead(Message message) {
        reply(message, body("type", "read_ok", "messages", messages));
    }

    void onGossip(Message message) {
        learn(message.list("messages"), message.src);
        // Also when all of it was known: without an answer the sender never stops.
        reply(message, body("type", "gossip_ok"));
    }

    private void learn(List<?> told, String source) {
        List<Long> fresh = new ArrayList<>();
        for (Object one : told) {
            // What is known already goes no further, or it would go round for ever.
            if (messages.add((Long) one)) {
                fresh.add((Long) one);
            }
        }
        for (String node : neighbours) {
            if (!node.equals(source)) {
                passOn(fresh, node);
            }
        }
    }

    private void passOn(List<Long> batch, String node) {
        if (batch.isEmpty()) {
            return;
        }
        unsent.computeIfAbsent(node, (name) -> new ArrayList<>()).addAll(batch);
        if (!isWaiting) {
            isWaiting = true;
            setTimer("batch", BATCH_MS);
        }
    }

    @Override
    protected void onTimer(String name) {
        isWaiting = false;
        unsent.forEach((node, batch) -> gossip(node, batch));
        unsent.clear();
    }

    private void gossip(String node, List<Long> batch) {
        call(node, body("type", "gossip", "messages", batch), (reply) -> {
            // Lost on the way there or on the way back: nobody can tell, so it is sent until it is acknowledged.
            if (reply == null) {
                passOn(batch, node);
            }
        });
    }

    public static void main(String[] args) {
        run(Broadcast.class);
    }
}
