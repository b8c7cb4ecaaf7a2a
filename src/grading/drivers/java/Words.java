package compendium;

import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/** Values and errors of the learner's program, as text for the report. */
final class Words {
    private static final int MOST = 300;

    private Words() {}

    static String describe(Object value) {
        try {
            if (value instanceof String) return shorten(Json.text(value));
            if (value instanceof Throwable) return describeError((Throwable) value);
            if (value instanceof Object[]) return shorten(java.util.Arrays.deepToString((Object[]) value));
            return shorten(steady(String.valueOf(value)));
        } catch (Throwable error) {
            return "a " + nameOf(value.getClass()) + " whose toString() threw " + nameOf(error.getClass());
        }
    }

    static String describeError(Throwable error) {
        String name = nameOf(error.getClass());
        try {
            String text = error.getMessage();
            return text == null || text.isEmpty() ? name : shorten(name + ": " + steady(text));
        } catch (Throwable another) {
            return name;
        }
    }

    /** Without what differs from run to run: identity hashes, and which loader a class came from. */
    private static String steady(String text) {
        return text.replaceAll(" \\([^()]* loader [^()]*\\)", "")
                .replaceAll("\\$\\$Lambda[^@\\s]*", "'s lambda")
                .replaceAll("@[0-9a-f]{5,8}\\b", "");
    }

    private static String shorten(String text) {
        return text.length() <= MOST ? text : text.substring(0, MOST) + "...";
    }

    static String nameOf(Class<?> type) {
        return type.getSimpleName().isEmpty() ? type.getName() : type.getSimpleName();
    }

    /** What no correct program shows. */
    static Map<String, Object> odd(String ended, String text, int entered, Integer line) {
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("ended", ended);
        found.put("text", text);
        found.put("entered", entered);
        if (line != null) found.put("line", line);
        return found;
    }

    /** The methods that every object has, for one that stands for a lambda. */
    static Object ofObject(Object self, Method method, Object[] arguments, String name) {
        switch (method.getName()) {
            case "equals":
                return self == arguments[0];
            case "hashCode":
                return System.identityHashCode(self);
            default:
                return name;
        }
    }
}
