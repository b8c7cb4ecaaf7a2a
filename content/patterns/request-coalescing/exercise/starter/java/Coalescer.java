// {{contract}}

public class Coalescer {
    /** There is nothing to choose. */
    public static class Options {}

    /** A load, which may fail in any way. */
    public interface Loader<T> {
        T load(String key) throws Exception;
    }

    public Coalescer(Options options) {
        // TODO: whatever the coalescer must remember between calls.
    }

    public <T> T get(String key, Loader<T> load) throws Exception {
        // TODO: what the load of the key gives that is in flight, or else its own.
        throw new UnsupportedOperationException("get is yours to write");
    }

    public void forget(String key) {
        // TODO: nobody joins the load that is in flight any more.
        throw new UnsupportedOperationException("forget is yours to write");
    }

    public int inFlight() {
        // TODO: how many loads a call could join now.
        throw new UnsupportedOperationException("inFlight is yours to write");
    }
}
