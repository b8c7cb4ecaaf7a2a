import java.util.Set;
import java.util.TreeSet;

/** A set that only grows, on every node, by a state-based CRDT (Shapiro et al. 2011, specification 11). */
public class GSet extends CompendiumNode {
    private static final double GOSSIP_MS = 300;

    private final Set<Long> elements = new TreeSet<>();

    @Override
    protected void onStart() {
        for (String key : savedKeys("")) {
            elements.add((Long) load(key));
        }
        every("gossip", GOSSIP_MS);
    }

    void onAdd(Message message) {
        long element = message.number("element");
        elements.add(element);
        // Nobody else knows it yet: it must be kept before it is acknowledged.
        save("element " + element, element);
        reply(message, body("type", "add_ok"));
    }

    void onRead(Message message) {
        reply(message, body("type", "read_ok", "value", elements));
    }

    @Override
    protected void onTimer(String name) {
        // The whole state, again and again: what was lost is sent anew, and a second copy changes nothing.
        for (String node : others()) {
            send(node, body("type", "merge", "elements", elements));
        }
    }

    void onMerge(Message message) {
        for (Object element : message.list("elements")) {
            elements.add((Long) element);
        }
    }

    public static void main(String[] args) {
        run(GSet.class);
    }
}
