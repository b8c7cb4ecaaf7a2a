package compendium;

import java.nio.ByteBuffer;

/** The instructions of the Java virtual machine (JVMS 6.5), as far as moving them asks for it. */
final class Opcodes {
    static final int LDC_WIDE = 0x13;
    static final int LOAD_THIS = 0x2a;
    static final int FIRST_ARRAY_LOAD = 0x2e;
    static final int LAST_ARRAY_LOAD = 0x35;
    static final int FIRST_ARRAY_STORE = 0x4f;
    static final int LAST_ARRAY_STORE = 0x56;
    static final int DUP = 0x59;
    static final int TABLE_SWITCH = 0xaa;
    static final int LOOKUP_SWITCH = 0xab;
    static final int FIRST_RETURN = 0xac;
    static final int LAST_RETURN = 0xb1;
    static final int FIRST_FIELD = 0xb2;
    static final int LAST_FIELD = 0xb5;
    static final int INVOKE_VIRTUAL = 0xb6;
    static final int INVOKE_SPECIAL = 0xb7;
    static final int INVOKE_STATIC = 0xb8;
    static final int INVOKE_INTERFACE = 0xb9;
    static final int THROW = 0xbf;
    static final int MONITOR_ENTER = 0xc2;
    static final int MONITOR_EXIT = 0xc3;
    private static final int FIRST_JUMP = 0x99;
    private static final int LAST_JUMP = 0xa8;
    private static final int JUMP_IF_NULL = 0xc6;
    private static final int JUMP_UNLESS_NULL = 0xc7;
    private static final int JUMP_WIDE = 0xc8;
    private static final int CALL_WIDE = 0xc9;
    private static final int WIDE = 0xc4;
    private static final int IINC = 0x84;

    /** How many bytes follow each opcode from 0x10 on that has operands; of the others none do. */
    private static final int[] OPERANDS = new int[256];

    static {
        set(1, 0x10, 0x12, 0xa9, 0xbc);
        set(2, 0x11, 0x13, 0x14, IINC, 0xbb, 0xbd, 0xc0, 0xc1, JUMP_IF_NULL, JUMP_UNLESS_NULL);
        for (int one = 0x15; one <= 0x19; one += 1) set(1, one);
        for (int one = 0x36; one <= 0x3a; one += 1) set(1, one);
        for (int one = FIRST_JUMP; one <= LAST_JUMP; one += 1) set(2, one);
        for (int one = FIRST_FIELD; one <= INVOKE_STATIC; one += 1) set(2, one);
        set(3, 0xc5);
        set(4, INVOKE_INTERFACE, 0xba, JUMP_WIDE, CALL_WIDE);
    }

    private Opcodes() {}

    private static void set(int operands, int... all) {
        for (int one : all) OPERANDS[one] = operands;
    }

    static int at(ByteBuffer code, int place) {
        return code.get(place) & 0xff;
    }

    /** Whether its operand is how far to jump, in two bytes. */
    static boolean isJump(int opcode) {
        return opcode >= FIRST_JUMP && opcode <= LAST_JUMP || opcode == JUMP_IF_NULL || opcode == JUMP_UNLESS_NULL;
    }

    /** The same in four bytes. */
    static boolean isWideJump(int opcode) {
        return opcode == JUMP_WIDE || opcode == CALL_WIDE;
    }

    static boolean isSwitch(int opcode) {
        return opcode == TABLE_SWITCH || opcode == LOOKUP_SWITCH;
    }

    /** Bytes of the whole instruction. */
    static int length(ByteBuffer code, int place) {
        int opcode = at(code, place);
        if (opcode == WIDE) return at(code, place + 1) == IINC ? 6 : 4;
        if (!isSwitch(opcode)) return 1 + OPERANDS[opcode];
        int operands = operandsOfSwitch(place);
        return operands - place + 4 + 4 * targets(code, place) + (opcode == TABLE_SWITCH ? 8 : 4 + 4 * targets(code, place));
    }

    /** They begin at a multiple of four. */
    static int operandsOfSwitch(int place) {
        return (place + 4) & ~3;
    }

    /** How many targets a switch has besides the default. */
    static int targets(ByteBuffer code, int place) {
        int operands = operandsOfSwitch(place);
        if (at(code, place) == LOOKUP_SWITCH) return code.getInt(operands + 4);
        return code.getInt(operands + 8) - code.getInt(operands + 4) + 1;
    }
}
