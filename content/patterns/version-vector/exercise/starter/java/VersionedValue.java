// {{contract}}

import java.util.List;
import java.util.Map;

public class VersionedValue {
    /** How a replica is made. */
    public static class Options {
        public String node;
    }

    private final String node;
    // TODO: the versions, and what was seen.

    public VersionedValue(Options options) {
        node = options.node;
    }

    public void put(String value, Map<String, Long> context) {
        // TODO: replace what the context covers, and add the value as a version.
        throw new UnsupportedOperationException("put is yours to write");
    }

    public List<String> values() {
        // TODO: the values of all versions, sorted.
        throw new UnsupportedOperationException("values is yours to write");
    }

    public Map<String, Long> context() {
        // TODO: for each replica, how many of its writes were seen.
        throw new UnsupportedOperationException("context is yours to write");
    }

    public void merge(VersionedValue other) {
        // TODO: take over what the other replica knows.
        throw new UnsupportedOperationException("merge is yours to write");
    }
}
