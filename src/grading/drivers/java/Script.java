package compendium;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a function does when it is run again and again: one deed after the other, the last for ever. Runs whose
 * first argument is a text in `by` have deeds of their own.
 */
final class Script {
    private final List<Object> does;
    private final Map<String, Object> by;
    private final Map<String, Integer> runs = new HashMap<>();

    Script(Map<String, Object> told) {
        does = Json.list(told.get("does"));
        by = Json.object(told.get("by"));
    }

    /** What it may fail with. */
    Set<String> failures() {
        List<Object> all = new ArrayList<>(does);
        by.values().forEach(deeds -> all.addAll(Json.list(deeds)));
        Set<String> found = new HashSet<>();
        for (Object one : all) if (Json.object(one).get("fails") != null) found.add((String) Json.object(one).get("fails"));
        return found;
    }

    /** What the next run does. */
    synchronized Map<String, Object> next(Object[] arguments) {
        Object first = arguments.length == 0 ? null : arguments[0];
        String own = first instanceof String && by.containsKey(first) ? (String) first : null;
        List<Object> deeds = own == null ? does : Json.list(by.get(own));
        int run = runs.merge(own, 1, Integer::sum);
        return deeds.isEmpty() ? Map.of() : Json.object(deeds.get(Math.min(run, deeds.size()) - 1));
    }
}
