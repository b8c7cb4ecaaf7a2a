/** Ids that no two requests share, made by each node alone. */
public class UniqueIds extends CompendiumNode {
    private long life;
    private long count;

    @Override
    protected void onStart() {
        // A crash takes the counter. A new life counts from 0 again, so its number must be part of the id,
        // and it must be saved before the first id is given away.
        life = load("life", 0L) + 1;
        save("life", life);
    }

    void onGenerate(Message message) {
        count += 1;
        // No other node has this name, no other life this number: nobody has to be asked (Snowflake's idea).
        reply(message, body("type", "generate_ok", "id", id + "-" + life + "-" + count));
    }

    public static void main(String[] args) {
        run(UniqueIds.class);
    }
}
