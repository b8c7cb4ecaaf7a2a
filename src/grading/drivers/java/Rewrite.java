package compendium;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * Turns a class's uses of the system clock into uses of `SystemTime`. Only static methods are concerned,
 * so that it is enough to name another class in the constant pool (JVMS 4.4): the code stays as it is.
 */
final class Rewrite {
    private static final Map<String, Set<String>> REPLACED = Map.of(
            "java/lang/System", Set.of("currentTimeMillis()J", "nanoTime()J"),
            "java/lang/Thread", Set.of("sleep(J)V", "sleep(JI)V"),
            "java/time/Instant", Set.of("now()Ljava/time/Instant;"),
            "java/time/Clock", Set.of("systemUTC()Ljava/time/Clock;", "systemDefaultZone()Ljava/time/Clock;"));
    private static final int POOL = 8;
    private static final int UTF8 = 1;
    private static final int WIDE_LONG = 5;
    private static final int WIDE_DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int METHOD = 10;

    private final ByteBuffer bytes;
    /** Where each constant starts. */
    private final int[] at;
    private int end;

    private Rewrite(byte[] original) {
        bytes = ByteBuffer.wrap(original.clone());
        at = new int[bytes.getShort(POOL) & 0xffff];
        end = POOL + 2;
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
                return 2 + (bytes.getShort(end + 1) & 0xffff);
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

    /** The same bytes where there is nothing to replace. */
    static byte[] of(byte[] original) {
        Rewrite rewrite = new Rewrite(original);
        int added = rewrite.at.length;
        if (added > 0xfffd || !rewrite.redirect(added + 1)) return original;
        return rewrite.withPool(added);
    }

    /** Whether there was a method to redirect to the class at this index. */
    private boolean redirect(int target) {
        boolean found = false;
        for (int place : at) {
            if (place == 0 || bytes.get(place) != METHOD) continue;
            String owner = text(index(at[index(place + 1)] + 1));
            int nameAndType = at[index(place + 3)];
            String method = text(index(nameAndType + 1)) + text(index(nameAndType + 3));
            if (!REPLACED.getOrDefault(owner, Set.of()).contains(method)) continue;
            bytes.putShort(place + 1, (short) target);
            found = true;
        }
        return found;
    }

    private int index(int place) {
        return bytes.getShort(place) & 0xffff;
    }

    private String text(int constant) {
        int place = at[constant];
        return new String(bytes.array(), place + 3, index(place + 1), StandardCharsets.UTF_8);
    }

    /** With the name of `SystemTime` and the class of that name at the end of the pool. */
    private byte[] withPool(int added) {
        try {
            ByteArrayOutputStream made = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(made);
            out.write(bytes.array(), 0, POOL);
            out.writeShort(added + 2);
            out.write(bytes.array(), POOL + 2, end - POOL - 2);
            out.writeByte(UTF8);
            out.writeUTF(SystemTime.class.getName().replace('.', '/'));
            out.writeByte(CLASS);
            out.writeShort(added);
            out.write(bytes.array(), end, bytes.capacity() - end);
            return made.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
