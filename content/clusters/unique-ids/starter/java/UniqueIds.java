/** Ids that no two requests share. */
public class UniqueIds extends CompendiumNode {
    private long count;

    void onGenerate(Message message) {
        // Unique at this node, until it is killed. id, save and load may be of use.
        count += 1;
        reply(message, body("type", "generate_ok", "id", count));
    }

    public static void main(String[] args) {
        run(UniqueIds.class);
    }
}
