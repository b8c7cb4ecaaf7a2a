package compendium;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The replies about one sequence, with what was printed in a trace. */
final class Batch {
    private final Channel channel;
    private final Printed printed;
    private final int index;
    private final boolean trace;
    private final List<Object> outputs = new ArrayList<>();
    private List<Object> whole = List.of();

    Batch(Channel channel, Printed printed, int index, boolean trace) {
        this.channel = channel;
        this.printed = printed;
        this.index = index;
        this.trace = trace;
    }

    /** Before each operation of a trace, with what was seen so far. */
    void announce(int number, List<Object> observations) {
        if (!trace) return;
        if (number > 0) outputs.add(printed.take());
        channel.send(Json.of("type", "at", "index", index, "op", number, "observations", observations));
    }

    /** Of calls side by side: classes in which they were not stopped everywhere. */
    void tellWhole(List<Object> names) {
        whole = names;
    }

    void reply(List<Object> observations) {
        send(Json.of("type", "result", "index", index, "observations", observations));
    }

    /** The sequence could not even be set up. */
    void broken(String text, Integer line) {
        send(Json.of("type", "result", "index", index, "broken", Json.of("text", text, "line", line)));
    }

    private void send(Map<String, Object> result) {
        if (!whole.isEmpty()) result.put("whole", whole);
        if (trace) {
            outputs.add(printed.take());
            result.put("printed", outputs);
        }
        channel.send(result);
    }
}
