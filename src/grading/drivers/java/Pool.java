package compendium;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The constant pool of a class file (JVMS 4.4), to read and to add to. */
final class Pool {
    static final int UTF8 = 1;
    static final int CLASS = 7;
    static final int FIELD = 9;
    static final int METHOD = 10;
    static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;
    private static final int WIDE_LONG = 5;
    private static final int WIDE_DOUBLE = 6;
    private static final int START = 8;
    private static final int MOST = 0xffff;

    final ByteBuffer bytes;
    /** Where each constant starts; 0 where there is none. */
    private final int[] at;
    /** Where the pool ends. */
    private int end;
    private final ByteArrayOutputStream added = new ByteArrayOutputStream();
    private final Map<String, Integer> known = new HashMap<>();
    private int size;

    Pool(byte[] original) {
        bytes = ByteBuffer.wrap(original.clone());
        size = bytes.getShort(START) & 0xffff;
        at = new int[size];
        end = START + 2;
        for (int index = 1; index < at.length; index += 1) {
            at[index] = end;
            int tag = bytes.get(end);
            end += 1 + sizeOf(tag);
            if (tag == WIDE_LONG || tag == WIDE_DOUBLE) index += 1;
        }
    }

    private int sizeOf(int tag) {
        switch (tag) {
            case UTF8:
                return 2 + u2(end + 1);
            case WIDE_LONG:
            case WIDE_DOUBLE:
                return 8;
            case CLASS:
            case 8:
            case 16:
            case 19:
            case 20:
                return 2;
            case 15:
                return 3;
            default:
                return 4;
        }
    }

    int u2(int place) {
        return bytes.getShort(place) & 0xffff;
    }

    /** Where the constants end and the class itself begins. */
    int end() {
        return end;
    }

    /** Indices run from 1 to below this, as the class came. */
    int count() {
        return at.length;
    }

    int tag(int index) {
        return at[index] == 0 ? 0 : bytes.get(at[index]);
    }

    String text(int index) {
        return new String(bytes.array(), at[index] + 3, u2(at[index] + 1), StandardCharsets.UTF_8);
    }

    String className(int index) {
        return text(u2(at[index] + 1));
    }

    /** Of a field or method, the class that it is named by. */
    String owner(int index) {
        return className(u2(at[index] + 1));
    }

    /** Of a field or method. */
    String name(int index) {
        return text(u2(at[u2(at[index] + 3)] + 1));
    }

    /** Of a field or method, its type. */
    String descriptor(int index) {
        return text(u2(at[u2(at[index] + 3)] + 3));
    }

    /** Names another class for the method. */
    void redirect(int index, int owner) {
        bytes.putShort(at[index] + 1, (short) owner);
    }

    int addText(String text) {
        return add(UTF8, text, out -> out.writeUTF(text));
    }

    int addClass(String name) {
        int text = addText(name);
        return add(CLASS, name, out -> out.writeShort(text));
    }

    int addMethod(String owner, String name, String descriptor) {
        int owned = addClass(owner);
        int named = addText(name);
        int typed = addText(descriptor);
        int both = add(NAME_AND_TYPE, name + descriptor, out -> {
            out.writeShort(named);
            out.writeShort(typed);
        });
        return add(METHOD, owner + "." + name + descriptor, out -> {
            out.writeShort(owned);
            out.writeShort(both);
        });
    }

    private interface Constant {
        void write(DataOutputStream out) throws IOException;
    }

    private int add(int tag, String key, Constant constant) {
        return known.computeIfAbsent(tag + key, none -> {
            if (size >= MOST) throw new IllegalStateException("the class has no room for another constant");
            try {
                DataOutputStream out = new DataOutputStream(added);
                out.writeByte(tag);
                constant.write(out);
            } catch (IOException impossible) {
                throw new IllegalStateException(impossible);
            }
            size += 1;
            return size - 1;
        });
    }

    /** The whole class, with this for what follows the pool. */
    byte[] with(byte[] rest) {
        ByteArrayOutputStream made = new ByteArrayOutputStream();
        made.write(bytes.array(), 0, START);
        made.write(size >> 8);
        made.write(size);
        made.write(bytes.array(), START + 2, end - START - 2);
        made.writeBytes(added.toByteArray());
        made.writeBytes(rest);
        return made.toByteArray();
    }
}
