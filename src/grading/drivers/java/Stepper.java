package compendium;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Rewrites a program's classes so that its threads can be stopped between any two steps at which they may meet.
 * It is done to the compiled classes: what compiles once runs, whatever it is written with.
 */
final class Stepper {
    private static final int STATIC = 0x8;
    private static final int FINAL = 0x10;
    private static final int SYNCHRONIZED = 0x20;
    private static final String CODE = "Code";
    /** Runs once, before any other thread can see the class, and while those wait in a way that nobody can ask for. */
    private static final String INITIALIZER = "<clinit>";

    private final Pool pool;
    private final ByteBuffer bytes;
    private final Set<String> finals;
    private final Steps steps;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(made);
    private int self;
    private boolean isWhole;

    private Stepper(byte[] original, Set<String> finals) {
        pool = new Pool(original);
        bytes = pool.bytes;
        bytes.position(pool.end());
        this.finals = finals;
        steps = new Steps(pool, finals);
    }

    /** All of a program's classes by their names. `whole` is told those in which threads cannot be stopped everywhere. */
    static Map<String, byte[]> of(Map<String, byte[]> classes, Set<String> whole) {
        Set<String> finals = new HashSet<>();
        for (byte[] one : classes.values()) new Stepper(one, finals).collect();
        Map<String, byte[]> made = new HashMap<>();
        for (Map.Entry<String, byte[]> one : classes.entrySet()) {
            Stepper stepper = new Stepper(one.getValue(), finals);
            made.put(one.getKey(), stepper.orOriginal(one.getValue()));
            if (stepper.isWhole) whole.add(one.getKey());
        }
        return made;
    }

    /** As it was, if it has no room for more. */
    private byte[] orOriginal(byte[] original) {
        try {
            return rewritten();
        } catch (IllegalStateException full) {
            isWhole = true;
            return original;
        }
    }

    private void skip(int count) throws IOException {
        out.write(bytes.array(), bytes.position(), count);
        bytes.position(bytes.position() + count);
    }

    private int next() throws IOException {
        int found = bytes.getShort() & 0xffff;
        out.writeShort(found);
        return found;
    }

    private void collect() {
        try {
            head();
            fields(true);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private byte[] rewritten() {
        try {
            head();
            fields(false);
            int methods = next();
            for (int index = 0; index < methods; index += 1) method();
            skip(bytes.remaining());
            return pool.with(made.toByteArray());
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Access, the class itself, the one above it, interfaces. */
    private void head() throws IOException {
        next();
        self = next();
        next();
        skip(2 * next());
    }

    private void fields(boolean collecting) throws IOException {
        int count = next();
        for (int index = 0; index < count; index += 1) {
            boolean isFinal = (next() & FINAL) != 0;
            int name = next();
            next();
            attributes();
            if (collecting && isFinal) finals.add(pool.className(self) + "." + pool.text(name));
        }
    }

    private void attributes() throws IOException {
        int count = next();
        for (int index = 0; index < count; index += 1) {
            next();
            int length = bytes.getInt();
            out.writeInt(length);
            skip(length);
        }
    }

    private void method() throws IOException {
        int start = bytes.position();
        try {
            stepped();
        } catch (IllegalStateException tooLong) {
            // It stays as it was: its threads are stopped in other methods alone.
            isWhole = true;
            bytes.position(start);
            skip(6);
            attributes();
        }
    }

    /** Writes nothing before all has gone well. */
    private void stepped() throws IOException {
        int access = bytes.getShort() & 0xffff;
        int name = bytes.getShort() & 0xffff;
        int type = bytes.getShort() & 0xffff;
        int count = bytes.getShort() & 0xffff;
        boolean isKept = pool.text(name).equals(INITIALIZER);
        boolean hasCode = false;
        ByteArrayOutputStream inner = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(inner);
        for (int index = 0; index < count; index += 1) {
            int attribute = bytes.getShort() & 0xffff;
            int length = bytes.getInt();
            byte[] content = new byte[length];
            bytes.get(content);
            if (!isKept && pool.text(attribute).equals(CODE)) {
                hasCode = true;
                boolean isSynchronized = (access & SYNCHRONIZED) != 0;
                boolean isStatic = (access & STATIC) != 0;
                content = new Code(pool, steps, ByteBuffer.wrap(content), self, isSynchronized, isStatic).rewritten();
            }
            data.writeShort(attribute);
            data.writeInt(content.length);
            data.write(content);
        }
        out.writeShort(hasCode ? access & ~SYNCHRONIZED : access);
        out.writeShort(name);
        out.writeShort(type);
        out.writeShort(count);
        out.write(inner.toByteArray());
    }
}
