package compendium;

import java.util.Map;

/** The program does not have the names or the signatures of the contract; the message says which. */
final class ShapeProblem extends Exception {
    private static final long serialVersionUID = 1;
    final transient Map<String, Object> message;

    ShapeProblem(String kind, String name, Object... more) {
        super(kind, null, false, false);
        message = Json.of("type", "shape", "kind", kind, "name", name);
        message.putAll(Json.of(more));
    }
}
