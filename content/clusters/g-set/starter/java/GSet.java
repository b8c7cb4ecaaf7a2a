import java.util.Set;
import java.util.TreeSet;

/** A set that only grows, on every node. */
public class GSet extends CompendiumNode {
    private final Set<Long> elements = new TreeSet<>();

    void onAdd(Message message) {
        elements.add(message.number("element"));
        reply(message, body("type", "add_ok"));
    }

    void onRead(Message message) {
        // Only what was added here, and since this node was started.
        reply(message, body("type", "read_ok", "value", elements));
    }

    public static void main(String[] args) {
        run(GSet.class);
    }
}
