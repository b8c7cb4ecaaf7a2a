import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongSupplier;

/** Checks the health of hosts by the results of the requests to them. Safe for several threads at once. */
public class OutlierDetector {
    /** How a detector is made. A field that is left alone keeps its default. */
    public static class Options {
        public int consecutiveErrors = 5;
        public long baseEjectionMs = 30_000;
        public long maxEjectionMs = 300_000;
        public int maxEjectionPercent = 10;
        public int panicThresholdPercent = 50;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private static class Host {
        int errors = 0;
        long ejections = 0;
        Long ejectedUntilMs = null;

        boolean isEjected(long nowMs) {
            return ejectedUntilMs != null && nowMs < ejectedUntilMs;
        }
    }

    private final Options options;
    private final Map<String, Host> hosts = new TreeMap<>();

    public OutlierDetector(Options options) {
        this.options = options;
    }

    public synchronized boolean addHost(String host) {
        return hosts.putIfAbsent(host, new Host()) == null;
    }

    public synchronized boolean removeHost(String host) {
        return hosts.remove(host) != null;
    }

    public synchronized void reportSuccess(String host) {
        Host known = hosts.get(host);
        if (known != null && !known.isEjected(nowMs())) known.errors = 0;
    }

    public synchronized boolean reportError(String host) {
        long nowMs = nowMs();
        Host known = hosts.get(host);
        if (known == null || known.isEjected(nowMs)) return false;
        known.errors += 1;
        if (known.errors < options.consecutiveErrors || !hasRoom(nowMs)) return false;
        eject(known, nowMs);
        return true;
    }

    public synchronized Optional<Long> ejectedForMs(String host) {
        long nowMs = nowMs();
        Host known = hosts.get(host);
        if (known == null || !known.isEjected(nowMs)) return Optional.empty();
        return Optional.of(known.ejectedUntilMs - nowMs);
    }

    public synchronized List<String> available() {
        long nowMs = nowMs();
        long inService = hosts.size() - ejected(nowMs);
        boolean isPanic = inService * 100 < (long) options.panicThresholdPercent * hosts.size();
        return hosts.keySet().stream()
                .filter(name -> isPanic || !hosts.get(name).isEjected(nowMs))
                .toList();
    }

    private long nowMs() {
        return options.clock.getAsLong();
    }

    private long ejected(long nowMs) {
        return hosts.values().stream().filter(host -> host.isEjected(nowMs)).count();
    }

    private boolean hasRoom(long nowMs) {
        long ejected = ejected(nowMs);
        return ejected == 0 || (ejected + 1) * 100 <= (long) options.maxEjectionPercent * hosts.size();
    }

    private void eject(Host host, long nowMs) {
        if (host.ejectedUntilMs != null) {
            long forgiven = (nowMs - host.ejectedUntilMs) / options.baseEjectionMs;
            host.ejections = Math.max(0, host.ejections - forgiven);
        }
        host.ejections += 1;
        host.errors = 0;
        host.ejectedUntilMs = nowMs + Math.min(options.maxEjectionMs, options.baseEjectionMs * host.ejections);
    }
}
