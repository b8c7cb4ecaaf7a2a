import java.util.List;

/** Messages that reach every node. */
public class Broadcast extends CompendiumNode {
    void onTopology(Message message) {
        // message.get("topology") proposes neighbours for each node; others() are all nodes but this one.
        reply(message, body("type", "topology_ok"));
    }

    void onBroadcast(Message message) {
        // Remember message.number("message"), and see to it that the other nodes come to know it.
        reply(message, body("type", "broadcast_ok"));
    }

    void onRead(Message message) {
        reply(message, body("type", "read_ok", "messages", List.of()));
    }

    public static void main(String[] args) {
        run(Broadcast.class);
    }
}
