/** A node that says back what it is told. */
public class Echo extends CompendiumNode {
    void onEcho(Message message) {
        // message.get("echo") is what to say back: reply(message, body("type", ...)).
        error(message, 10, "echo is not written yet");
    }

    public static void main(String[] args) {
        run(Echo.class);
    }
}
