package compendium;

import java.lang.reflect.Array;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Values that cross between the grader and a learner's program. */
final class Values {
    /** In place of a value that is of no kind that a contract knows. */
    static final Object NOT_PLAIN = new Object();

    private static final int DEEPEST = 8;

    private Values() {}

    /** A number as the Java type asks for it; itself where that asks for no number. */
    static Object number(Object value, Class<?> wanted) {
        if (!(value instanceof Number)) return value;
        Number number = (Number) value;
        if (wanted == long.class || wanted == Long.class) return number.longValue();
        if (wanted == int.class || wanted == Integer.class) return (int) number.longValue();
        if (wanted == short.class || wanted == Short.class) return (short) number.longValue();
        if (wanted == byte.class || wanted == Byte.class) return (byte) number.longValue();
        if (wanted == double.class || wanted == Double.class) return number.doubleValue();
        if (wanted == float.class || wanted == Float.class) return number.floatValue();
        if (wanted == BigInteger.class) return BigInteger.valueOf(number.longValue());
        if (wanted == BigDecimal.class) return BigDecimal.valueOf(number.doubleValue());
        return value;
    }

    /** Whether an argument stands for what an earlier operation gave. */
    static boolean isResult(Object value) {
        return value instanceof Map && ((Map<?, ?>) value).containsKey("$result");
    }

    static Object resultOf(Object value) {
        return ((Map<?, ?>) value).get("$result");
    }

    /** The very object that the program gave, or its value where the parameter is of another type. */
    static Object handedOn(Object value, String kind, Type type, List<Object> subjects) {
        Class<?> raw = Types.raw(type);
        return raw.isInstance(value) ? value : decode(encode(value, kind), kind, type, subjects);
    }

    /** An argument as the program's parameter takes it. */
    static Object decode(Object value, String kind, Type type, List<Object> subjects) {
        Class<?> raw = Types.raw(type);
        if (Types.isOptional(kind)) return decodeOptional(value, kind, type, subjects);
        if (value == null) return null;
        if (value instanceof Map && ((Map<?, ?>) value).get("$subject") instanceof Long) {
            return subjects.get(((Long) ((Map<?, ?>) value).get("$subject")).intValue());
        }
        if (value instanceof List) return decodeList(Json.list(value), kind, type, subjects);
        if (value instanceof Map) {
            Map<String, Object> made = raw.isAssignableFrom(LinkedHashMap.class) ? new LinkedHashMap<>() : new TreeMap<>();
            Json.object(value).forEach((key, one) ->
                    made.put(key, decode(one, innerOf(kind), Types.argument(type, 0), subjects)));
            return made;
        }
        if (kind.equals("int64") && value instanceof String) {
            if (raw == BigInteger.class) return new BigInteger((String) value);
            return Long.valueOf((String) value);
        }
        if (kind.equals("float") && value instanceof Long) return number(((Long) value).doubleValue(), raw);
        return number(value, raw);
    }

    private static String innerOf(String kind) {
        return Types.isList(kind) || Types.isMap(kind) ? Types.inner(kind) : kind;
    }

    private static Object decodeOptional(Object value, String kind, Type type, List<Object> subjects) {
        Class<?> raw = Types.raw(type);
        String inner = Types.inner(kind);
        if (raw == Optional.class) {
            return Optional.ofNullable(value).map(one -> decode(one, inner, Types.argument(type, 0), subjects));
        }
        Object number = decode(value, inner, Object.class, subjects);
        if (raw == OptionalInt.class) return number == null ? OptionalInt.empty() : OptionalInt.of(((Number) number).intValue());
        if (raw == OptionalLong.class) {
            return number == null ? OptionalLong.empty() : OptionalLong.of(((Number) number).longValue());
        }
        if (raw == OptionalDouble.class) {
            return number == null ? OptionalDouble.empty() : OptionalDouble.of(((Number) number).doubleValue());
        }
        return decode(value, inner, type, subjects);
    }

    private static Object decodeList(List<Object> values, String kind, Type type, List<Object> subjects) {
        Class<?> raw = Types.raw(type);
        Type element = Types.argument(type, 0);
        List<Object> made = new ArrayList<>();
        for (Object one : values) made.add(decode(one, innerOf(kind), element, subjects));
        if (!raw.isArray()) return made;
        Object array = Array.newInstance(raw.getComponentType(), made.size());
        for (int index = 0; index < made.size(); index += 1) Array.set(array, index, made.get(index));
        return array;
    }

    /** The value in the types of JSON, or NOT_PLAIN. */
    static Object encode(Object value, String kind) {
        return encode(value, kind, 0);
    }

    private static Object encode(Object value, String kind, int depth) {
        if (Types.isOptional(kind)) return encode(value, Types.inner(kind), depth);
        Object plain = present(value);
        if (plain == null) return null;
        if (depth > DEEPEST) return NOT_PLAIN;
        if (plain instanceof Boolean) return plain;
        if (plain instanceof CharSequence || plain instanceof Character) return plain.toString();
        if (plain instanceof Enum) return nameOf((Enum<?>) plain);
        if (plain instanceof Number) return encodeNumber((Number) plain, kind.equals("int64"));
        if (plain.getClass().isArray()) return encodeAll(listOf(plain), kind, depth);
        if (plain instanceof Map) return encodeMap((Map<?, ?>) plain, kind, depth);
        if (plain instanceof Iterable && !(plain instanceof java.nio.file.Path)) {
            return encodeAll((Iterable<?>) plain, kind, depth);
        }
        return NOT_PLAIN;
    }

    /** What is within an Optional, and null for nothing. */
    static Object present(Object value) {
        if (value instanceof Optional) return ((Optional<?>) value).orElse(null);
        if (value instanceof OptionalInt) {
            return ((OptionalInt) value).isPresent() ? ((OptionalInt) value).getAsInt() : null;
        }
        if (value instanceof OptionalLong) {
            return ((OptionalLong) value).isPresent() ? ((OptionalLong) value).getAsLong() : null;
        }
        if (value instanceof OptionalDouble) {
            return ((OptionalDouble) value).isPresent() ? ((OptionalDouble) value).getAsDouble() : null;
        }
        return value;
    }

    private static Object encodeNumber(Number number, boolean asText) {
        if (number instanceof Double || number instanceof Float) {
            if (asText || Double.isNaN(number.doubleValue()) || Double.isInfinite(number.doubleValue())) return NOT_PLAIN;
            return Double.valueOf(number.toString());
        }
        if (number instanceof BigDecimal) return asText ? NOT_PLAIN : ((BigDecimal) number).doubleValue();
        if (number instanceof BigInteger) return asText ? number.toString() : ((BigInteger) number).doubleValue();
        return asText ? (Object) String.valueOf(number.longValue()) : (Object) number.longValue();
    }

    /** CLOSED stands for `closed`. */
    static String nameOf(Enum<?> value) {
        String name = value.name();
        return name.equals(name.toUpperCase(Locale.ROOT)) ? name.toLowerCase(Locale.ROOT) : name;
    }

    private static List<Object> listOf(Object array) {
        List<Object> made = new ArrayList<>();
        for (int index = 0; index < Array.getLength(array); index += 1) made.add(Array.get(array, index));
        return made;
    }

    private static Object encodeAll(Iterable<?> values, String kind, int depth) {
        List<Object> made = new ArrayList<>();
        for (Object one : values) {
            Object plain = encode(one, innerOf(kind), depth + 1);
            if (plain == NOT_PLAIN) return NOT_PLAIN;
            made.add(plain);
        }
        return made;
    }

    private static Object encodeMap(Map<?, ?> values, String kind, int depth) {
        Map<String, Object> made = new LinkedHashMap<>();
        for (Map.Entry<?, ?> pair : values.entrySet()) {
            Object plain = encode(pair.getValue(), innerOf(kind), depth + 1);
            if (plain == NOT_PLAIN || !(pair.getKey() instanceof String)) return NOT_PLAIN;
            made.put((String) pair.getKey(), plain);
        }
        return made;
    }
}
