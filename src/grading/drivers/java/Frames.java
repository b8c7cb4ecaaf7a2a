package compendium;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.IntUnaryOperator;

/** The stack maps of a method (JVMS 4.7.4), moved to where its instructions have moved. */
final class Frames {
    static final String NAME = "StackMapTable";
    private static final int OBJECT = 7;
    private static final int UNINITIALIZED = 8;
    private static final int SAME_WITH_ONE = 247;
    private static final int SAME = 251;
    private static final int FULL = 255;

    private final ByteBuffer bytes;
    private final DataOutputStream out;
    private final IntUnaryOperator moved;
    private int from = -1;
    private int to = -1;

    /** `bytes` stands at the first frame. */
    Frames(ByteBuffer bytes, DataOutputStream out, IntUnaryOperator moved) {
        this.bytes = bytes;
        this.out = out;
        this.moved = moved;
    }

    void moveAll(int count) throws IOException {
        for (int index = 0; index < count; index += 1) move(bytes.get() & 0xff);
    }

    /** Distances grow, so that the short forms of frames become the long ones. */
    private void move(int kind) throws IOException {
        if (kind < 64) {
            begin(SAME, kind);
        } else if (kind < 128) {
            begin(SAME_WITH_ONE, kind - 64);
            types(1);
        } else {
            begin(kind, bytes.getShort() & 0xffff);
            if (kind == SAME_WITH_ONE) types(1);
            if (kind > SAME && kind < FULL) types(kind - SAME);
            if (kind == FULL) {
                counted();
                counted();
            }
        }
    }

    private void begin(int kind, int distance) throws IOException {
        from += distance + 1;
        place(kind, moved.applyAsInt(from));
    }

    private void place(int kind, int target) throws IOException {
        out.writeByte(kind);
        out.writeShort(target - to - 1);
        to = target;
    }

    private void counted() throws IOException {
        int count = bytes.getShort() & 0xffff;
        out.writeShort(count);
        types(count);
    }

    private void types(int count) throws IOException {
        for (int index = 0; index < count; index += 1) {
            int tag = bytes.get();
            out.writeByte(tag);
            if (tag == OBJECT) out.writeShort(bytes.getShort());
            if (tag == UNINITIALIZED) out.writeShort(moved.applyAsInt(bytes.getShort() & 0xffff));
        }
    }

    /** One more at the end, of a handler for everything: nothing is known but the instance, if there is one. */
    void addHandler(int target, int self, int throwable) throws IOException {
        place(FULL, target);
        out.writeShort(self == 0 ? 0 : 1);
        if (self != 0) {
            out.writeByte(OBJECT);
            out.writeShort(self);
        }
        out.writeShort(1);
        out.writeByte(OBJECT);
        out.writeShort(throwable);
    }
}
