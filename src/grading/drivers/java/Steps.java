package compendium;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Set;

/** Before which instructions of a class threads are stopped, and which calls go to `Turn` instead. */
final class Steps {
    private static final String TURN = Turn.class.getName().replace('.', '/');
    /** Classes of the JDK whose instances never change, so that threads do not meet in them. */
    private static final Set<String> STILL = Set.of(
            "java/lang/Object", "java/lang/String", "java/lang/Math", "java/lang/StrictMath", "java/lang/Number",
            "java/lang/Long", "java/lang/Integer", "java/lang/Short", "java/lang/Byte", "java/lang/Character",
            "java/lang/Boolean", "java/lang/Double", "java/lang/Float", "java/lang/Enum", "java/util/Objects",
            "java/util/Optional", "java/util/OptionalInt", "java/util/OptionalLong", "java/util/OptionalDouble");
    private static final String LOCK = "Ljava/util/concurrent/locks/Lock;";
    private static final String STAMPED = "Ljava/util/concurrent/locks/StampedLock;";
    private static final String SEMAPHORE = "Ljava/util/concurrent/Semaphore;";
    private static final String UNIT = "Ljava/util/concurrent/TimeUnit;";
    /** What waits for a lock, by its owner and name, and what the same takes as a static method of `Turn`. */
    private static final Map<String, String> WAITING = Map.ofEntries(
            Map.entry("java/util/concurrent/locks/Lock", LOCK),
            Map.entry("java/util/concurrent/locks/ReentrantLock", LOCK),
            Map.entry("java/util/concurrent/locks/ReentrantReadWriteLock$ReadLock", LOCK),
            Map.entry("java/util/concurrent/locks/ReentrantReadWriteLock$WriteLock", LOCK),
            Map.entry("java/util/concurrent/locks/StampedLock", STAMPED),
            Map.entry("java/util/concurrent/Semaphore", SEMAPHORE));
    private static final Set<String> REPLACED = Set.of(
            LOCK + "lock()V", LOCK + "lockInterruptibly()V", LOCK + "tryLock(J" + UNIT + ")Z",
            STAMPED + "writeLock()J", STAMPED + "readLock()J",
            SEMAPHORE + "acquire()V", SEMAPHORE + "acquire(I)V", SEMAPHORE + "acquireUninterruptibly()V",
            SEMAPHORE + "acquireUninterruptibly(I)V", SEMAPHORE + "tryAcquire(J" + UNIT + ")Z",
            SEMAPHORE + "tryAcquire(IJ" + UNIT + ")Z");
    private static final Set<String> PAUSES = Set.of("wait()V", "wait(J)V", "wait(JI)V");

    final int step;
    final int enter;
    final int entered;
    final int exit;
    final int throwable;
    private final Pool pool;
    /** `Owner.name` of fields that nobody sets again. */
    private final Set<String> finals;

    Steps(Pool pool, Set<String> finals) {
        this.pool = pool;
        this.finals = finals;
        step = pool.addMethod(TURN, "step", "()V");
        enter = pool.addMethod(TURN, "enter", "(Ljava/lang/Object;)V");
        entered = pool.addMethod(TURN, "entered", "(Ljava/lang/Object;)V");
        exit = pool.addMethod(TURN, "exit", "(Ljava/lang/Object;)V");
        throwable = pool.addClass("java/lang/Throwable");
    }

    /** Whether what the instruction does may be seen by another thread, or the other way round. */
    boolean isBefore(ByteBuffer code, int place) {
        int opcode = Opcodes.at(code, place);
        if (opcode >= Opcodes.FIRST_ARRAY_LOAD && opcode <= Opcodes.LAST_ARRAY_LOAD) return true;
        if (opcode >= Opcodes.FIRST_ARRAY_STORE && opcode <= Opcodes.LAST_ARRAY_STORE) return true;
        if (opcode == Opcodes.MONITOR_ENTER || opcode == Opcodes.MONITOR_EXIT) return true;
        // Else a loop that does nothing would never be noticed.
        if (Opcodes.isJump(opcode)) return code.getShort(place + 1) <= 0;
        if (opcode >= Opcodes.FIRST_FIELD && opcode <= Opcodes.LAST_FIELD) {
            int field = operand(code, place);
            return !finals.contains(pool.owner(field) + "." + pool.name(field));
        }
        return isInvoke(opcode) && mayMeet(operand(code, place));
    }

    private boolean mayMeet(int method) {
        return !STILL.contains(pool.owner(method)) && !pool.name(method).equals("<init>") || isPause(method);
    }

    private boolean isPause(int method) {
        return PAUSES.contains(pool.name(method) + pool.descriptor(method));
    }

    /** The method of `Turn` to be called in place of this one, or 0. */
    int replacement(ByteBuffer code, int place) {
        int opcode = Opcodes.at(code, place);
        if (!isInvoke(opcode) || opcode == Opcodes.INVOKE_STATIC) return 0;
        int method = operand(code, place);
        String name = pool.name(method);
        String type = pool.descriptor(method);
        // Final in every class, whatever class it is named by.
        if (isPause(method)) return pool.addMethod(TURN, "await", "(Ljava/lang/Object;" + type.substring(1));
        String self = WAITING.get(pool.owner(method));
        if (self == null || opcode == Opcodes.INVOKE_SPECIAL || !REPLACED.contains(self + name + type)) return 0;
        return pool.addMethod(TURN, name, "(" + self + type.substring(1));
    }

    private static boolean isInvoke(int opcode) {
        return opcode >= Opcodes.INVOKE_VIRTUAL && opcode <= Opcodes.INVOKE_INTERFACE;
    }

    private static int operand(ByteBuffer code, int place) {
        return code.getShort(place + 1) & 0xffff;
    }
}
