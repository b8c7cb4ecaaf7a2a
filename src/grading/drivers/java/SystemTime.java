package compendium;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Semaphore;

/**
 * Stands for the system's clocks in the learner's program: they follow virtual time unless a sequence
 * freezes them. Names and types are those of the JDK's methods that it stands for.
 */
public final class SystemTime {
    private static final long NANOS = 1_000_000;

    private SystemTime() {}

    public static long currentTimeMillis() {
        return VirtualTime.systemMs();
    }

    public static long nanoTime() {
        return VirtualTime.systemMs() * NANOS;
    }

    public static Instant now() {
        return Instant.ofEpochMilli(VirtualTime.systemMs());
    }

    public static Clock systemUTC() {
        return new Virtual(ZoneOffset.UTC);
    }

    public static Clock systemDefaultZone() {
        return new Virtual(ZoneId.systemDefault());
    }

    /**
     * Where calls are in flight side by side it waits until virtual time has passed. Elsewhere it takes virtual
     * time in a call; in a thread of the program's own it takes
     * real time, for there it may be the pulse of a loop.
     */
    public static void sleep(long ms) throws InterruptedException {
        if (ms < 0) throw new IllegalArgumentException("timeout value is negative");
        if (VirtualTime.isFlying()) {
            Semaphore woken = new Semaphore(0);
            VirtualTime.set(ms, false, woken::release);
            woken.acquire();
            return;
        }
        Thread current = Thread.currentThread();
        if (current instanceof Worker || Driver.isMain(current)) {
            VirtualTime.advance(ms);
        } else {
            Thread.sleep(ms);
        }
    }

    public static void sleep(long ms, int nanos) throws InterruptedException {
        sleep(ms);
    }

    private static final class Virtual extends Clock {
        private final ZoneId zone;

        Virtual(ZoneId zone) {
            this.zone = zone;
        }

        @Override
        public ZoneId getZone() {
            return zone;
        }

        @Override
        public Clock withZone(ZoneId wanted) {
            return new Virtual(wanted);
        }

        @Override
        public Instant instant() {
            return now();
        }
    }
}
