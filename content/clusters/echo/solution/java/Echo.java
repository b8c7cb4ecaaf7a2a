/** A node that says back what it is told. */
public class Echo extends CompendiumNode {
    void onEcho(Message message) {
        reply(message, body("type", "echo_ok", "echo", message.get("echo")));
    }

    public static void main(String[] args) {
        run(Echo.class);
    }
}
