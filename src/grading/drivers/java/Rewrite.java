package compendium;

import java.util.Arrays;
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
    /** Two constants are added. */
    private static final int MOST = 0xfffd;

    private Rewrite() {}

    /** The same bytes where there is nothing to replace. */
    static byte[] of(byte[] original) {
        Pool pool = new Pool(original);
        if (pool.count() > MOST) return original;
        boolean found = false;
        for (int index = 1; index < pool.count(); index += 1) {
            if (pool.tag(index) != Pool.METHOD) continue;
            String method = pool.name(index) + pool.descriptor(index);
            if (!REPLACED.getOrDefault(pool.owner(index), Set.of()).contains(method)) continue;
            pool.redirect(index, pool.addClass(SystemTime.class.getName().replace('.', '/')));
            found = true;
        }
        return found ? pool.with(Arrays.copyOfRange(original, pool.end(), original.length)) : original;
    }
}
