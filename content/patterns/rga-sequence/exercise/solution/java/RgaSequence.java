import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A replicated growable array: a linked list of elements with ids, and a map from ids into it. Safe for several threads
 * at once.
 */
public class RgaSequence {
    /** How a sequence is made. */
    public static class Options {
        public String replica;
    }

    /** This replica has never heard of an element of that id. */
    public static class UnknownElementException extends RuntimeException {
        public UnknownElementException(String id) {
            super("there is no element " + id);
        }
    }

    /** What was inserted; `after` is the id of the element it was inserted after, null at the beginning. */
    private record Element(long stamp, String replica, String value, String after, boolean isDeleted) {
        String id() {
            return stamp + "@" + replica;
        }

        boolean comesBefore(Element other) {
            return stamp == other.stamp ? replica.compareTo(other.replica) > 0 : stamp > other.stamp;
        }

        Element deleted() {
            return new Element(stamp, replica, value, after, true);
        }
    }

    /** A place in the list. */
    private static final class Link {
        Element element;
        Link next;
    }

    private final String replica;
    private final Link head = new Link();
    /** Every element that was ever known, deleted ones too: others may still refer to them. */
    private final Map<String, Link> links = new HashMap<>();
    private long largest;

    public RgaSequence(Options options) {
        replica = options.replica;
        links.put(null, head);
    }

    public synchronized String insertAfter(String reference, String value) {
        known(reference);
        Element made = new Element(largest + 1, replica, value, reference, false);
        place(made);
        return made.id();
    }

    public synchronized boolean delete(String id) {
        Link found = known(id);
        boolean wasThere = !found.element.isDeleted();
        found.element = found.element.deleted();
        return wasThere;
    }

    public List<String> values() {
        return snapshot().stream().filter(one -> !one.isDeleted()).map(Element::value).toList();
    }

    public List<String> ids() {
        return snapshot().stream().filter(one -> !one.isDeleted()).map(Element::id).toList();
    }

    public void merge(RgaSequence other) {
        // Never both locks at once: two replicas may merge each other at the same time.
        takeIn(other.snapshot());
    }

    private synchronized void takeIn(List<Element> theirs) {
        for (Element one : theirs) {
            Link mine = links.get(one.id());
            if (mine == null) place(one);
            else if (one.isDeleted()) mine.element = one;
        }
    }

    private Link known(String id) {
        Link found = links.get(id);
        if (found == null) throw new UnknownElementException(id);
        return found;
    }

    private void place(Element made) {
        Link left = links.get(made.after());
        // Whatever was inserted after these has a larger stamp than they have, and is passed as well.
        while (left.next != null && left.next.element.comesBefore(made)) left = left.next;
        Link link = new Link();
        link.element = made;
        link.next = left.next;
        left.next = link;
        links.put(made.id(), link);
        largest = Math.max(largest, made.stamp());
    }

    /** In the order of the sequence, so that each comes after the one that it was inserted after. */
    private synchronized List<Element> snapshot() {
        List<Element> all = new ArrayList<>();
        for (Link link = head.next; link != null; link = link.next) all.add(link.element);
        return all;
    }
}
