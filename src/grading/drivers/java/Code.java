package compendium;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The body of one method with a call of `Turn.step()` before each instruction at which threads may meet. Nothing
 * but its place changes for any other instruction, so that all tables stay true once they are moved.
 */
final class Code {
    /** Tables that nobody needs and that would have to be moved. */
    private static final Set<String> DROPPED = Set.of("RuntimeVisibleTypeAnnotations", "RuntimeInvisibleTypeAnnotations");
    /** What is put on the stack for a monitor besides what lies there. */
    private static final int MORE_STACK = 3;
    private static final int LONGEST = 0xffff;

    private final Pool pool;
    private final Steps steps;
    /** The class itself, where a synchronized method is static. */
    private final int self;
    private final boolean isSynchronized;
    private final boolean isStatic;
    private final ByteBuffer code;
    private final ByteBuffer tables;
    private final int maxStack;
    private final int maxLocals;
    /** Where each instruction has moved to, with what was put before it. */
    private final int[] moved;
    private ByteArrayOutputStream made = new ByteArrayOutputStream();
    private DataOutputStream out = new DataOutputStream(made);
    /** Of a synchronized method, the stretches in which it holds its monitor: pairs of from and to. */
    private List<Integer> held = new ArrayList<>();

    /** `attribute` stands at the stack's size. */
    Code(Pool pool, Steps steps, ByteBuffer attribute, int self, boolean isSynchronized, boolean isStatic) {
        this.pool = pool;
        this.steps = steps;
        this.self = self;
        this.isSynchronized = isSynchronized;
        this.isStatic = isStatic;
        maxStack = attribute.getShort() & 0xffff;
        maxLocals = attribute.getShort() & 0xffff;
        int length = attribute.getInt();
        code = attribute.slice();
        code.limit(length);
        code.rewind();
        attribute.position(attribute.position() + length);
        tables = attribute;
        moved = new int[length + 1];
    }

    /** The attribute's content. */
    byte[] rewritten() throws IOException {
        emit();
        // Once more, now that all places are known.
        made = new ByteArrayOutputStream();
        out = new DataOutputStream(made);
        held = new ArrayList<>();
        emit();
        int handler = made.size();
        if (isSynchronized) {
            leave();
            out.writeByte(Opcodes.THROW);
        }
        if (made.size() > LONGEST) throw new IllegalStateException("the method is too long");
        byte[] body = made.toByteArray();
        made = new ByteArrayOutputStream();
        out = new DataOutputStream(made);
        out.writeShort(maxStack + MORE_STACK);
        out.writeShort(maxLocals);
        out.writeInt(body.length);
        out.write(body);
        exceptions(handler);
        attributes(handler);
        return made.toByteArray();
    }

    private void emit() throws IOException {
        if (isSynchronized) {
            monitor();
            enter();
            held.add(made.size());
        }
        int length = code.limit();
        for (int place = 0; place < length; place += Opcodes.length(code, place)) {
            moved[place] = made.size();
            if (steps.isBefore(code, place)) call(steps.step);
            emit(place, Opcodes.at(code, place));
        }
        moved[length] = made.size();
        if (isSynchronized) endHeld();
    }

    /** An empty stretch is none. */
    private void endHeld() {
        int last = held.size() - 1;
        if (held.get(last) == made.size()) held.remove(last);
        else held.add(made.size());
    }

    private void emit(int place, int opcode) throws IOException {
        int length = Opcodes.length(code, place);
        if (opcode == Opcodes.MONITOR_ENTER) {
            enter();
        } else if (opcode == Opcodes.MONITOR_EXIT) {
            out.writeByte(Opcodes.DUP);
            call(steps.exit);
            out.writeByte(opcode);
        } else if (Opcodes.isJump(opcode)) {
            out.writeByte(opcode);
            out.writeShort(near(distance(place, code.getShort(place + 1))));
        } else if (Opcodes.isWideJump(opcode)) {
            out.writeByte(opcode);
            out.writeInt(distance(place, code.getInt(place + 1)));
        } else if (Opcodes.isSwitch(opcode)) {
            choose(place, opcode);
        } else if (isSynchronized && opcode >= Opcodes.FIRST_RETURN && opcode <= Opcodes.LAST_RETURN) {
            endHeld();
            leave();
            out.writeByte(opcode);
            held.add(made.size());
        } else if (steps.replacement(code, place) != 0) {
            call(steps.replacement(code, place));
        } else {
            out.write(code.array(), code.arrayOffset() + place, length);
        }
    }

    private void call(int method) throws IOException {
        out.writeByte(Opcodes.INVOKE_STATIC);
        out.writeShort(method);
    }

    /** Takes the monitor of what lies on the stack. */
    private void enter() throws IOException {
        out.writeByte(Opcodes.DUP);
        call(steps.enter);
        out.writeByte(Opcodes.DUP);
        out.writeByte(Opcodes.MONITOR_ENTER);
        call(steps.entered);
    }

    /** Puts the monitor of a synchronized method on the stack. */
    private void monitor() throws IOException {
        if (isStatic) {
            out.writeByte(Opcodes.LDC_WIDE);
            out.writeShort(self);
        } else {
            out.writeByte(Opcodes.LOAD_THIS);
        }
    }

    private void leave() throws IOException {
        monitor();
        out.writeByte(Opcodes.DUP);
        call(steps.exit);
        out.writeByte(Opcodes.MONITOR_EXIT);
    }

    /** How far it is now to what was so far from the instruction, which is the next to be written. */
    private int distance(int place, int old) {
        return moved[place + old] - (made.size() - 1);
    }

    private static int near(int distance) {
        if (distance != (short) distance) throw new IllegalStateException("the jump is too long");
        return distance;
    }

    private void choose(int place, int opcode) throws IOException {
        int start = made.size();
        int base = Opcodes.operandsOfSwitch(place);
        int targets = Opcodes.targets(code, place);
        out.writeByte(opcode);
        for (int pad = start + 1; pad % 4 != 0; pad += 1) out.writeByte(0);
        out.writeInt(moved[place + code.getInt(base)] - start);
        out.writeInt(code.getInt(base + 4));
        if (opcode == Opcodes.TABLE_SWITCH) out.writeInt(code.getInt(base + 8));
        int at = opcode == Opcodes.TABLE_SWITCH ? base + 12 : base + 8;
        for (int index = 0; index < targets; index += 1) {
            if (opcode == Opcodes.LOOKUP_SWITCH) {
                out.writeInt(code.getInt(at));
                at += 4;
            }
            out.writeInt(moved[place + code.getInt(at)] - start);
            at += 4;
        }
    }

    private void exceptions(int handler) throws IOException {
        int count = tables.getShort() & 0xffff;
        int more = held.size() / 2;
        out.writeShort(count + more);
        for (int index = 0; index < count; index += 1) {
            for (int part = 0; part < 3; part += 1) out.writeShort(moved[tables.getShort() & 0xffff]);
            out.writeShort(tables.getShort());
        }
        for (int index = 0; index < held.size(); index += 2) {
            out.writeShort(held.get(index));
            out.writeShort(held.get(index + 1));
            out.writeShort(handler);
            out.writeShort(0);
        }
    }

    private void attributes(int handler) throws IOException {
        int count = tables.getShort() & 0xffff;
        List<byte[]> kept = new ArrayList<>();
        boolean hasFrames = false;
        for (int index = 0; index < count; index += 1) {
            int name = tables.getShort() & 0xffff;
            String text = pool.text(name);
            ByteBuffer content = tables.slice();
            int length = tables.getInt();
            tables.position(tables.position() + length);
            content.position(4);
            content.limit(4 + length);
            hasFrames |= text.equals(Frames.NAME);
            if (!DROPPED.contains(text)) kept.add(attribute(name, table(text, content.slice(), handler)));
        }
        if (isSynchronized && !hasFrames) {
            byte[] none = table(Frames.NAME, ByteBuffer.allocate(2), handler);
            kept.add(attribute(pool.addText(Frames.NAME), none));
        }
        out.writeShort(kept.size());
        for (byte[] one : kept) out.write(one);
    }

    private static byte[] attribute(int name, byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        data.writeShort(name);
        data.writeInt(content.length);
        data.write(content);
        return bytes.toByteArray();
    }

    private byte[] table(String name, ByteBuffer content, int handler) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(bytes);
        int count = content.remaining() < 2 ? 0 : content.getShort() & 0xffff;
        if (name.equals(Frames.NAME)) {
            data.writeShort(count + (isSynchronized ? 1 : 0));
            Frames frames = new Frames(content, data, place -> moved[place]);
            frames.moveAll(count);
            if (isSynchronized) frames.addHandler(handler, isStatic ? 0 : self, steps.throwable);
        } else {
            data.writeShort(count);
            for (int index = 0; index < count; index += 1) entry(name, content, data);
        }
        return bytes.toByteArray();
    }

    /** A line's number, or where a local variable lives. */
    private void entry(String name, ByteBuffer content, DataOutputStream data) throws IOException {
        int from = content.getShort() & 0xffff;
        data.writeShort(moved[from]);
        int second = content.getShort() & 0xffff;
        if (name.equals("LineNumberTable")) {
            data.writeShort(second);
            return;
        }
        if (!name.startsWith("LocalVariable")) throw new IllegalStateException("an unknown table: " + name);
        data.writeShort(moved[from + second] - moved[from]);
        for (int part = 0; part < 3; part += 1) data.writeShort(content.getShort());
    }
}
