import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Single flight: callers who want the same key at the same time share one load. Safe for several threads at once. */
public class Coalescer {
    /** There is nothing to choose. */
    public static class Options {}

    /** A load, which may fail in any way. */
    public interface Loader<T> {
        T load(String key) throws Exception;
    }

    private static class Flight {
        final CountDownLatch ended = new CountDownLatch(1);
        Object value;
        Exception error;
    }

    private final Map<String, Flight> flights = new HashMap<>();

    public Coalescer(Options options) {}

    @SuppressWarnings("unchecked")
    public <T> T get(String key, Loader<T> load) throws Exception {
        Flight mine = new Flight();
        Flight known;
        synchronized (this) {
            known = flights.putIfAbsent(key, mine);
        }
        Flight flight = known == null ? mine : known;
        if (known == null) fly(key, mine, load);
        else known.ended.await();
        if (flight.error != null) throw flight.error;
        return (T) flight.value;
    }

    public synchronized void forget(String key) {
        flights.remove(key);
    }

    public synchronized int inFlight() {
        return flights.size();
    }

    /** Nobody is told before the flight is out of the way, so that who asks again starts a new one. */
    private void fly(String key, Flight mine, Loader<?> load) {
        try {
            mine.value = load.load(key);
        } catch (Exception error) {
            mine.error = error;
        }
        synchronized (this) {
            flights.remove(key, mine);
        }
        mine.ended.countDown();
    }
}
