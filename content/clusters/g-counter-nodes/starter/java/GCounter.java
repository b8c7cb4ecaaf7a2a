/** A counter that only grows, on every node. */
public class GCounter extends CompendiumNode {
    private long value;

    void onAdd(Message message) {
        value += message.number("delta");
        reply(message, body("type", "add_ok"));
    }

    void onRead(Message message) {
        // Only what was added here, and since this node was started.
        reply(message, body("type", "read_ok", "value", value));
    }

    public static void main(String[] args) {
        run(GCounter.class);
    }
}
