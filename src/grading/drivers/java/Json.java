package compendium;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON text to maps, lists, strings, Long, Double, Boolean and null, and back. */
final class Json {
    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    static Object parse(String text) {
        return new Json(text).value();
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Object value) {
        return value == null ? Map.of() : (Map<String, Object>) value;
    }

    @SuppressWarnings("unchecked")
    static List<Object> list(Object value) {
        return value == null ? List.of() : (List<Object>) value;
    }

    /** Keys and values in turn. */
    static Map<String, Object> of(Object... pairs) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (int index = 0; index < pairs.length; index += 2) made.put((String) pairs[index], pairs[index + 1]);
        return made;
    }

    private Object value() {
        skipBlanks();
        char first = text.charAt(at);
        switch (first) {
            case '{':
                return readObject();
            case '[':
                return readList();
            case '"':
                return readString();
            case 't':
                at += 4;
                return Boolean.TRUE;
            case 'f':
                at += 5;
                return Boolean.FALSE;
            case 'n':
                at += 4;
                return null;
            default:
                return readNumber();
        }
    }

    private Map<String, Object> readObject() {
        Map<String, Object> found = new LinkedHashMap<>();
        at += 1;
        skipBlanks();
        while (text.charAt(at) != '}') {
            String key = readString();
            skipBlanks();
            at += 1;
            found.put(key, value());
            skipComma();
        }
        at += 1;
        return found;
    }

    private List<Object> readList() {
        List<Object> found = new ArrayList<>();
        at += 1;
        skipBlanks();
        while (text.charAt(at) != ']') {
            found.add(value());
            skipComma();
        }
        at += 1;
        return found;
    }

    private void skipComma() {
        skipBlanks();
        if (text.charAt(at) == ',') at += 1;
        skipBlanks();
    }

    private void skipBlanks() {
        while (text.charAt(at) <= ' ') at += 1;
    }

    private String readString() {
        int from = at + 1;
        int end = from;
        while (text.charAt(end) != '"' && text.charAt(end) != '\\') end += 1;
        if (text.charAt(end) == '"') {
            at = end + 1;
            return text.substring(from, end);
        }
        StringBuilder found = new StringBuilder(text.substring(from, end));
        at = end;
        while (text.charAt(at) != '"') found.append(readCharacter());
        at += 1;
        return found.toString();
    }

    private char readCharacter() {
        char first = text.charAt(at++);
        if (first != '\\') return first;
        char second = text.charAt(at++);
        switch (second) {
            case 'n':
                return '\n';
            case 't':
                return '\t';
            case 'r':
                return '\r';
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'u':
                at += 4;
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            default:
                return second;
        }
    }

    private Object readNumber() {
        int from = at;
        boolean whole = true;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            if (".eE".indexOf(text.charAt(at)) >= 0) whole = false;
            at += 1;
        }
        String digits = text.substring(from, at);
        if (!whole || digits.equals("-0")) return Double.valueOf(digits);
        try {
            return Long.valueOf(digits);
        } catch (NumberFormatException tooLong) {
            return Double.valueOf(digits);
        }
    }

    static String text(Object value) {
        StringBuilder out = new StringBuilder();
        write(value, out);
        return out.toString();
    }

    private static void write(Object value, StringBuilder out) {
        if (value instanceof String) {
            quote((String) value, out);
        } else if (value instanceof Map) {
            char mark = '{';
            for (Map.Entry<?, ?> pair : ((Map<?, ?>) value).entrySet()) {
                out.append(mark);
                quote((String) pair.getKey(), out);
                out.append(':');
                write(pair.getValue(), out);
                mark = ',';
            }
            out.append(mark == '{' ? "{}" : "}");
        } else if (value instanceof List) {
            char mark = '[';
            for (Object one : (List<?>) value) {
                out.append(mark);
                write(one, out);
                mark = ',';
            }
            out.append(mark == '[' ? "[]" : "]");
        } else {
            out.append(value);
        }
    }

    private static void quote(String text, StringBuilder out) {
        out.append('"');
        for (int index = 0; index < text.length(); index += 1) {
            char one = text.charAt(index);
            if (one == '"' || one == '\\') out.append('\\').append(one);
            else if (one == '\n') out.append("\\n");
            // Half a surrogate pair is no text that UTF-8 could carry.
            else if (one < ' ' || Character.isSurrogate(one)) out.append(String.format("\\u%04x", (int) one));
            else out.append(one);
        }
        out.append('"');
    }
}
