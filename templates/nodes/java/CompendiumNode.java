import java.io.ByteArrayOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Write one node of a distributed system; run it as a process of its own, or step by step in virtual time.
 *
 * <pre>
 * public class Echo extends CompendiumNode {
 *     void onEcho(Message message) {
 *         reply(message, body("type", "echo_ok", "echo", message.get("echo")));
 *     }
 *
 *     public static void main(String[] args) {
 *         run(Echo.class);
 *     }
 * }
 * </pre>
 *
 * A node only reacts: to a message ({@code onType(Message)}), to a timer ({@code onTimer(name)}), to its start ({@code
 * onStart()}). It never waits, never sleeps and starts no threads; it asks by {@code call}, whose answer comes to a
 * function. Time, chance and whatever must outlast a crash come from here ({@code nowMs}, {@code random}, {@code save}
 * and {@code load}), so that a run can be repeated to the letter. On the wire this is Maelstrom's protocol. The file
 * belongs beside yours; Java 17 and later, nothing besides.
 *
 * <p>A crash takes all fields, static ones as well; what was saved stays. In a message whole numbers are {@code Long},
 * others {@code Double}; lists are {@code List<Object>}, objects {@code Map<String, Object>}.
 */
public abstract class CompendiumNode {
    /** Its name, such as n0. Known from {@code onStart} on. */
    protected String id = "";

    /** The names of all nodes, its own among them. */
    protected List<String> nodes = new ArrayList<>();

    /** Chance, from the seed of the run. */
    protected Random random = new Chance(0);

    private World world;
    private final Map<Long, Consumer<Message>> calls = new TreeMap<>();
    private final Map<String, Double> repeats = new TreeMap<>();
    private long nextId = 1;

    /** What arrived: who sent it, to whom, and a body. */
    public static final class Message {
        public final String src;
        public final String dest;
        public final Map<String, Object> body;

        Message(String src, String dest, Map<String, Object> body) {
            this.src = src;
            this.dest = dest;
            this.body = body;
        }

        public String type() {
            return text("type");
        }

        /** What the body holds under this key; null when it holds nothing. */
        public Object get(String key) {
            return body.get(key);
        }

        public String text(String key) {
            return field(key, String.class, "text");
        }

        /** A whole number of the body. */
        public long number(String key) {
            return field(key, Long.class, "whole number");
        }

        @SuppressWarnings("unchecked")
        public List<Object> list(String key) {
            return field(key, List.class, "list");
        }

        private <T> T field(String key, Class<T> kind, String name) {
            Object value = body.get(key);
            if (kind.isInstance(value)) {
                return kind.cast(value);
            }
            throw new IllegalArgumentException("there is no " + name + " \"" + key + "\" in " + this);
        }

        @Override
        public String toString() {
            return src + " -> " + dest + " " + Json.text(body);
        }
    }

    // What a node may react to.

    /** It has a name now, and what it saved in earlier lives can be loaded. */
    protected void onStart() {}

    /** Whatever is no answer to a call. Hands it to {@code onType}, as long as it is not written anew. */
    protected void onMessage(Message message) {
        Method handler = Handlers.of(getClass()).get(Handlers.nameFor(message.type()));
        if (handler != null) {
            Handlers.invoke(handler, this, message);
        } else if (message.get("msg_id") != null) {
            error(message, 10, message.type() + " is not supported");
        }
    }

    /** A timer is due. */
    protected void onTimer(String name) {}

    // What a node can do.

    /** A body, from keys and values in turn: {@code body("type", "read_ok", "value", 3)}. */
    public static Map<String, Object> body(Object... keysAndValues) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int at = 0; at < keysAndValues.length; at += 2) {
            body.put((String) keysAndValues[at], keysAndValues[at + 1]);
        }
        return body;
    }

    /** All nodes but this one. */
    protected final List<String> others() {
        List<String> others = new ArrayList<>(nodes);
        others.remove(id);
        return others;
    }

    /** Sends a message that needs no answer. */
    protected final void send(String dest, Map<String, ?> body) {
        started().send(id, dest, body);
    }

    /** Answers a request. What needs no answer (it has no msg_id) gets none. */
    protected final void reply(Message request, Map<String, ?> body) {
        Object asked = request.get("msg_id");
        if (asked != null) {
            send(request.src, with(body, "in_reply_to", asked));
        }
    }

    /** Refuses a request, by one of Maelstrom's codes: 11 not now, 20 no such key, 22 expected another value. */
    protected final void error(Message request, int code, String text) {
        reply(request, body("type", "error", "code", code, "text", text));
    }

    /** Hands a request on; who gets it answers the one who asked. */
    protected final void forward(String dest, Message request) {
        started().send(request.src, dest, request.body);
    }

    /** Asks, and hands the answer to {@code then}, or null when none came within a second. */
    protected final void call(String dest, Map<String, ?> body, Consumer<Message> then) {
        call(dest, body, 1000, then);
    }

    /** The same within another time. */
    protected final void call(String dest, Map<String, ?> body, double timeoutMs, Consumer<Message> then) {
        long asked = nextId++;
        calls.put(asked, then);
        setTimer(CALL + asked, timeoutMs);
        send(dest, with(body, "msg_id", asked));
    }

    private static final String CALL = "call ";

    /** {@code onTimer(name)} after so many milliseconds. A timer of this name that is still running is replaced. */
    protected final void setTimer(String name, double delayMs) {
        repeats.remove(name);
        started().setTimer(name, delayMs);
    }

    /** {@code onTimer(name)} again and again. */
    protected final void every(String name, double periodMs) {
        started().setTimer(name, periodMs);
        repeats.put(name, periodMs);
    }

    protected final void cancelTimer(String name) {
        repeats.remove(name);
        started().cancelTimer(name);
    }

    /** Milliseconds of this run, or of this machine: good for differences only. */
    protected final double nowMs() {
        return started().nowMs();
    }

    /** Keeps a value of JSON under a text, so that it outlasts a crash; null forgets it. Durable when this returns. */
    protected final void save(String key, Object value) {
        started().save(key, Json.text(value));
    }

    /** What was last saved under this key, in this life or an earlier one; null when there is nothing. */
    protected final Object load(String key) {
        String text = started().saved().get(key);
        return text == null ? null : Json.read(text);
    }

    /** The same, or something else when there is nothing. */
    @SuppressWarnings("unchecked")
    protected final <T> T load(String key, T otherwise) {
        Object value = load(key);
        return value == null ? otherwise : (T) value;
    }

    /** The keys that begin so, sorted. */
    protected final List<String> savedKeys(String prefix) {
        List<String> keys = new ArrayList<>();
        for (String key : started().saved().keySet()) {
            if (key.startsWith(prefix)) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Tells whoever watches about this node, such as {@code body("role", "leader", "term", 3)}. Has no effect on it. */
    protected final void show(Map<String, ?> facts) {
        started().show(facts);
    }

    /** Writes to standard error: standard output belongs to messages. */
    protected final void log(Object text) {
        System.err.println(text);
    }

    private World started() {
        if (world == null) {
            throw new IllegalStateException("a node can do this from its onStart on, not before");
        }
        return world;
    }

    private static Map<String, Object> with(Map<String, ?> body, String key, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(Json.ordered(body));
        copy.put(key, value);
        return copy;
    }

    // How events come in.

    private void receive(World from, Message message) {
        if (message.type().equals("init")) {
            id = message.text("node_id");
            for (Object node : message.list("node_ids")) {
                nodes.add((String) node);
            }
            world = from;
            from.begin(this);
            onStart();
            reply(message, body("type", "init_ok"));
            return;
        }
        Object asked = message.get("in_reply_to");
        if (asked == null) {
            onMessage(message);
        } else if (calls.containsKey(asked instanceof Long ? asked : -1L)) {
            from.cancelTimer(CALL + asked);
            answer((Long) asked, message);
        }
    }

    private void due(World from, String name) {
        if (name.matches("call [0-9]{1,18}")) {
            answer(Long.parseLong(name.substring(CALL.length())), null);
            return;
        }
        Double periodMs = repeats.get(name);
        if (periodMs != null) {
            from.setTimer(name, periodMs);
        }
        onTimer(name);
    }

    private void answer(long asked, Message reply) {
        Consumer<Message> then = calls.remove(asked);
        if (then != null) {
            then.accept(reply);
        }
    }

    /** Runs a node until nobody sends any more. */
    public static void run(Class<? extends CompendiumNode> kind) {
        try {
            if ("steps".equals(System.getenv("COMPENDIUM_NODE"))) {
                Steps.run(kind);
            } else {
                new Live(made(kind)).run();
            }
            System.exit(0);
        } catch (Throwable thrown) {
            thrown.printStackTrace();
            System.exit(1);
        }
    }

    private static CompendiumNode made(Class<?> kind) throws Throwable {
        try {
            Constructor<?> constructor = kind.getDeclaredConstructor();
            constructor.setAccessible(true);
            return (CompendiumNode) constructor.newInstance();
        } catch (NoSuchMethodException none) {
            throw new IllegalArgumentException(kind.getName() + " needs a constructor without parameters");
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** The methods that messages go to: list_offsets goes to onListOffsets. */
    private static final class Handlers {
        private static final ClassValue<Map<String, Method>> FOUND = new ClassValue<>() {
            @Override
            protected Map<String, Method> computeValue(Class<?> kind) {
                Map<String, Method> found = new HashMap<>();
                for (Class<?> one = kind; one != CompendiumNode.class; one = one.getSuperclass()) {
                    for (Method method : one.getDeclaredMethods()) {
                        if (method.getName().startsWith("on") && !method.isBridge() && !method.isSynthetic()) {
                            found.merge(method.getName(), method, (a, b) -> takesMessage(a) ? a : b);
                        }
                    }
                }
                for (String own : List.of("onStart", "onMessage", "onTimer")) {
                    found.remove(own);
                }
                return found;
            }
        };

        static Map<String, Method> of(Class<?> kind) {
            return FOUND.get(kind);
        }

        static String nameFor(String type) {
            StringBuilder name = new StringBuilder("on");
            for (String word : type.split("_")) {
                if (!word.isEmpty()) {
                    name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
                }
            }
            return name.toString();
        }

        private static boolean takesMessage(Method method) {
            return method.getParameterCount() == 1 && method.getParameterTypes()[0] == Message.class;
        }

        static void invoke(Method handler, CompendiumNode node, Message message) {
            if (!takesMessage(handler)) {
                throw new IllegalArgumentException(handler + " cannot handle a message: it must take a Message alone");
            }
            try {
                handler.setAccessible(true);
                handler.invoke(node, message);
            } catch (InvocationTargetException thrown) {
                CompendiumNode.<RuntimeException>rethrow(thrown.getCause());
            } catch (IllegalAccessException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable thrown) throws E {
        throw (E) thrown;
    }

    /** What runs a node: real time, or virtual time. */
    private interface World {
        void begin(CompendiumNode node);

        void send(String src, String dest, Map<String, ?> body);

        void setTimer(String name, double delayMs);

        void cancelTimer(String name);

        double nowMs();

        void save(String key, String text);

        SortedMap<String, String> saved();

        void show(Map<String, ?> facts);
    }

    /** What is kept is text: whoever changes a value that was loaded changes nothing of what was saved. */
    private static void keep(Map<String, String> saved, String key, String text) {
        if (text.equals("null")) {
            saved.remove(key);
        } else {
            saved.put(key, text);
        }
    }

    private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

    private static void write(CharSequence text) {
        try {
            OUTPUT.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            System.exit(0);
        }
    }

    /** The next line of standard input, and no more read of it than that: null when there is none. */
    private static String readLine(InputStream input, ByteArrayOutputStream line) throws IOException {
        line.reset();
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next == -1) {
                return null;
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.UTF_8);
    }

    @SuppressWarnings("unchecked")
    private static Message messageOf(Object value) {
        if (value instanceof Map<?, ?> message && message.get("body") instanceof Map<?, ?> body) {
            return new Message((String) message.get("src"), (String) message.get("dest"), (Map<String, Object>) body);
        }
        throw new IllegalArgumentException("this is no message: " + Json.text(value));
    }

    private static long hash(String text) {
        long hash = 0xcbf29ce484222325L;
        for (byte one : text.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (one & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }

    /** SplitMix64 (Steele, Lea, Flood 2014): all of its state is one number. */
    @SuppressWarnings("serial")
    private static final class Chance extends Random {
        private long state;

        Chance(long seed) {
            super(0);
            state = seed;
        }

        @Override
        public void setSeed(long seed) {
            state = seed;
        }

        @Override
        protected int next(int bits) {
            state += 0x9e3779b97f4a7c15L;
            long mixed = (state ^ (state >>> 30)) * 0xbf58476d1ce4e5b9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
            return (int) ((mixed ^ (mixed >>> 31)) >>> (64 - bits));
        }
    }

    /** The node as a process among others: real time, a thread that reads, and everything else in one loop. */
    private static final class Live implements World {
        private record Timer(long dueNs, long number, String name) implements Comparable<Timer> {
            @Override
            public int compareTo(Timer other) {
                int byTime = Long.compare(dueNs, other.dueNs);
                return byTime != 0 ? byTime : Long.compare(number, other.number);
            }
        }

        private static final String END = new String("end");
        private final CompendiumNode node;
        private final LinkedBlockingQueue<Object> lines = new LinkedBlockingQueue<>();
        private final TreeSet<Timer> timers = new TreeSet<>();
        private final Map<String, Timer> timerOf = new HashMap<>();
        private final TreeMap<String, String> saved = new TreeMap<>();
        private final long sinceNs = System.nanoTime();
        private long timerCount;
        private RandomAccessFile file;

        Live(CompendiumNode node) {
            this.node = node;
        }

        void run() throws Throwable {
            Thread reader = new Thread(this::read);
            reader.setDaemon(true);
            reader.start();
            while (true) {
                Object event = next();
                if (event == END) {
                    return;
                } else if (event instanceof Throwable failed) {
                    throw failed;
                } else if (event instanceof Timer timer) {
                    node.due(this, timer.name);
                } else if (!((String) event).isBlank()) {
                    node.receive(this, messageOf(Json.read((String) event)));
                }
            }
        }

        private void read() {
            try {
                ByteArrayOutputStream buffer = new ByteArrayOutputStream();
                for (String line = readLine(System.in, buffer); line != null; line = readLine(System.in, buffer)) {
                    lines.add(line);
                }
                lines.add(END);
            } catch (Throwable failed) {
                lines.add(failed);
            }
        }

        /** The next line, or a timer that is due before one comes. */
        private Object next() throws InterruptedException {
            while (true) {
                if (timers.isEmpty()) {
                    return lines.take();
                }
                Timer first = timers.first();
                long leftNs = first.dueNs - (System.nanoTime() - sinceNs);
                if (leftNs <= 0) {
                    timers.remove(first);
                    timerOf.remove(first.name);
                    return first;
                }
                Object line = lines.poll(leftNs, TimeUnit.NANOSECONDS);
                if (line != null) {
                    return line;
                }
            }
        }

        @Override
        public void begin(CompendiumNode node) {
            String seed = System.getenv("COMPENDIUM_SEED");
            node.random = new Chance(seed == null ? System.nanoTime() : hash(seed + " " + node.id));
            // Not those of an earlier life: an answer to a question of before must not be taken for one of now.
            node.nextId = System.currentTimeMillis() % 1_000_000_000L * 1000;
            String folder = System.getenv("COMPENDIUM_STORAGE");
            if (folder != null) {
                try {
                    open(Path.of(folder, node.id + ".jsonl"));
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }

        private void open(Path path) throws IOException {
            file = new RandomAccessFile(path.toFile(), "rw");
            byte[] data = new byte[(int) file.length()];
            file.readFully(data);
            // A line without its end was being written when the node was killed: the next must not be joined to it.
            int length = data.length;
            while (length > 0 && data[length - 1] != '\n') {
                length--;
            }
            file.setLength(length);
            file.seek(length);
            for (String line : new String(data, 0, length, StandardCharsets.UTF_8).split("\n")) {
                if (!line.isEmpty()) {
                    List<?> pair = (List<?>) Json.read(line);
                    keep(saved, (String) pair.get(0), Json.text(pair.get(1)));
                }
            }
        }

        @Override
        public double nowMs() {
            return (System.nanoTime() - sinceNs) / 1e6;
        }

        @Override
        public void send(String src, String dest, Map<String, ?> body) {
            write(Json.text(CompendiumNode.body("src", src, "dest", dest, "body", body)));
        }

        @Override
        public void setTimer(String name, double delayMs) {
            cancelTimer(name);
            long dueNs = System.nanoTime() - sinceNs + (long) (delayMs * 1e6);
            Timer timer = new Timer(dueNs, timerCount++, name);
            timers.add(timer);
            timerOf.put(name, timer);
        }

        @Override
        public void cancelTimer(String name) {
            Timer timer = timerOf.remove(name);
            if (timer != null) {
                timers.remove(timer);
            }
        }

        @Override
        public void save(String key, String text) {
            keep(saved, key, text);
            if (file != null) {
                try {
                    file.write(("[" + Json.text(key) + "," + text + "]\n").getBytes(StandardCharsets.UTF_8));
                } catch (IOException failed) {
                    throw new IllegalStateException(failed);
                }
            }
        }

        @Override
        public SortedMap<String, String> saved() {
            return saved;
        }

        @Override
        public void show(Map<String, ?> facts) {}
    }

    /** The node in virtual time: a line in is one event, a line out is all that it did. docs/node-protocol.md. */
    private static final class Steps implements World {
        private final TreeMap<String, String> saved = new TreeMap<>();
        private final List<String> did = new ArrayList<>();
        private long nowUs;
        private long seed;
        private long life;

        /** Every life has classes of its own, so that nothing of them stays; this class has no state. */
        static void run(Class<?> kind) throws Throwable {
            Map<String, byte[]> classes = new HashMap<>();
            ByteArrayOutputStream buffer = new ByteArrayOutputStream();
            int threads = Thread.activeCount();
            boolean isMore = true;
            while (isMore) {
                String line = readLine(System.in, buffer);
                if (line == null) {
                    return;
                }
                Fresh fresh = new Fresh(kind.getClassLoader(), classes);
                Steps steps = new Steps();
                steps.start((Map<?, ?>) ((Map<?, ?>) Json.read(line)).get("begin"));
                isMore = steps.play(made(fresh.loadClass(kind.getName())), fresh, buffer, threads);
            }
        }

        private void start(Map<?, ?> begin) {
            seed = hash(Json.text(begin.get("seed")));
            life = (Long) begin.get("life");
            ((Map<?, ?>) begin.get("saved")).forEach((key, value) -> keep(saved, (String) key, Json.text(value)));
        }

        /** True when another life is to come. */
        private boolean play(CompendiumNode node, Fresh fresh, ByteArrayOutputStream buffer, int threads)
                throws IOException {
            for (String line = readLine(System.in, buffer); line != null; line = readLine(System.in, buffer)) {
                Map<?, ?> told = (Map<?, ?>) Json.read(line);
                if (told.get("now") != null) {
                    nowUs = ((Number) told.get("now")).longValue();
                    if (told.get("timer") != null) {
                        node.due(this, (String) told.get("timer"));
                    } else {
                        node.receive(this, messageOf(told.get("message")));
                    }
                    if (Thread.activeCount() > threads) {
                        throw new IllegalStateException(
                                "a node must not start threads: its runs could not be repeated. Set a timer instead");
                    }
                    write("{\"did\":[" + String.join(",", did) + "]}");
                    did.clear();
                } else if (told.get("digest") != null) {
                    write("{\"digest\":" + Json.text(Digest.of(node, fresh)) + "}");
                } else if (told.get("end") != null) {
                    write("{\"ended\":true}");
                    return true;
                }
            }
            return false;
        }

        @Override
        public void begin(CompendiumNode node) {
            node.random = new Chance(seed);
            node.nextId = life * 1_000_000 + 1;
        }

        @Override
        public double nowMs() {
            return nowUs / 1000.0;
        }

        /** As text at once: what the node changes afterwards is not what it sent. */
        private void act(Object... what) {
            did.add(Json.text(CompendiumNode.body(what)));
        }

        @Override
        public void send(String src, String dest, Map<String, ?> body) {
            act("send", CompendiumNode.body("src", src, "dest", dest, "body", body));
        }

        @Override
        public void setTimer(String name, double delayMs) {
            act("timer", name, "after", Math.max(0, Math.round(delayMs * 1000)));
        }

        @Override
        public void cancelTimer(String name) {
            act("cancel", name);
        }

        @Override
        public void save(String key, String text) {
            keep(saved, key, text);
            did.add("{\"save\":" + Json.text(key) + ",\"value\":" + text + "}");
        }

        @Override
        public SortedMap<String, String> saved() {
            return saved;
        }

        @Override
        public void show(Map<String, ?> facts) {
            act("show", facts);
        }
    }

    /** Makes the program's classes anew, from what was read of them once; those of this file are shared. */
    private static final class Fresh extends ClassLoader {
        private final Map<String, byte[]> classes;
        final TreeMap<String, Class<?>> made = new TreeMap<>();

        Fresh(ClassLoader parent, Map<String, byte[]> classes) {
            super(parent);
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            Class<?> known = made.get(name);
            if (known != null) {
                return known;
            }
            String own = CompendiumNode.class.getName();
            if (name.startsWith("java.") || name.equals(own) || name.startsWith(own + "$")) {
                return super.loadClass(name, resolve);
            }
            byte[] code = classes.computeIfAbsent(name, this::read);
            if (code.length == 0) {
                return super.loadClass(name, resolve);
            }
            Class<?> fresh = defineClass(name, code, 0, code.length);
            made.put(name, fresh);
            return fresh;
        }

        private byte[] read(String name) {
            try (InputStream input = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                return input == null ? new byte[0] : input.readAllBytes();
            } catch (IOException failed) {
                return new byte[0];
            }
        }
    }

    /**
     * Two nodes of one digest do the same from now on: all fields, static ones as well, and what functions hold. None
     * where something cannot be looked into.
     */
    private static final class Digest {
        /** What they hold is told by their heirs. */
        private static final List<Class<?>> BASES = List.of(Object.class, Record.class, Enum.class, Random.class);

        private final StringBuilder text = new StringBuilder();
        private final Map<Object, Integer> seen = new IdentityHashMap<>();

        @SuppressWarnings("serial")
        private static final class Unknown extends RuntimeException {}

        static String of(CompendiumNode node, Fresh fresh) {
            try {
                Digest digest = new Digest();
                digest.add(node);
                for (Class<?> kind : fresh.made.values()) {
                    digest.text.append(kind.getName());
                    digest.fields(kind, null);
                }
                byte[] hash = MessageDigest.getInstance("SHA-256")
                        .digest(digest.text.toString().getBytes(StandardCharsets.UTF_8));
                return String.format("%024x", new BigInteger(1, hash).shiftRight(160));
            } catch (Unknown | ReflectiveOperationException | GeneralSecurityException unknown) {
                return null;
            }
        }

        private void add(Object value) throws IllegalAccessException {
            if (value == null || value instanceof World) {
                text.append('~');
            } else if (value instanceof String || value instanceof Character) {
                text.append(Json.text(value.toString()));
            } else if (value instanceof Number number && isPlain(number)) {
                text.append(value.getClass().getSimpleName()).append(value);
            } else if (value instanceof Boolean) {
                text.append(value);
            } else if (value instanceof Class<?> kind) {
                text.append(kind.getName());
            } else if (seen.putIfAbsent(value, seen.size()) != null) {
                text.append('#').append(seen.get(value));
            } else {
                text.append(value.getClass().isHidden() ? "function" : value.getClass().getName());
                inside(value);
            }
            text.append(' ');
        }

        private static boolean isPlain(Number number) {
            return number.getClass().getPackageName().matches("java\\.(lang|math)");
        }

        private void inside(Object value) throws IllegalAccessException {
            Class<?> kind = value.getClass();
            if (value instanceof Random && kind != Chance.class) {
                throw new Unknown();
            } else if (kind.isArray()) {
                for (int at = 0; at < Array.getLength(value); at++) {
                    add(Array.get(value, at));
                }
            } else if (!kind.getName().startsWith("java.")) {
                if (value instanceof Enum<?> one) {
                    text.append(one.name());
                }
                for (Class<?> one = kind; !BASES.contains(one); one = one.getSuperclass()) {
                    text.append(one.isHidden() ? one.getName().replaceAll("/.*", "") : one.getName());
                    if (one.getName().startsWith("java.") || one.getName().startsWith("jdk.")) {
                        throw new Unknown();
                    }
                    fields(one, value);
                }
            } else if (value instanceof Map<?, ?> map && kind.getPackageName().equals("java.util")) {
                if (value instanceof SortedMap<?, ?> sorted) {
                    add(sorted.comparator());
                }
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    add(entry.getKey());
                    add(entry.getValue());
                }
            } else if (value instanceof Collection<?> all && kind.getPackageName().equals("java.util")) {
                if (value instanceof java.util.SortedSet<?> sorted) {
                    add(sorted.comparator());
                } else if (value instanceof java.util.PriorityQueue<?> queue) {
                    add(queue.comparator());
                }
                for (Object one : all) {
                    add(one);
                }
            } else if (value instanceof AtomicInteger || value instanceof AtomicLong || value instanceof AtomicBoolean
                    || value instanceof StringBuilder) {
                text.append(value);
            } else if (value instanceof Optional<?> one) {
                add(one.orElse(null));
            } else if (kind != Object.class) {
                throw new Unknown();
            }
            text.append('.');
        }

        private void fields(Class<?> kind, Object of) throws IllegalAccessException {
            for (Field field : kind.getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) != (of == null)) {
                    continue;
                }
                try {
                    field.setAccessible(true);
                } catch (RuntimeException closed) {
                    throw new Unknown();
                }
                text.append(field.getName()).append('=');
                add(field.get(of));
            }
        }
    }

    /** JSON as it is on the wire. */
    private static final class Json {
        private final String text;
        private int at;

        private Json(String text) {
            this.text = text;
        }

        static Object read(String text) {
            Json json = new Json(text);
            Object value = json.value();
            if (json.peek() != 0) {
                throw json.wrong();
            }
            return value;
        }

        private RuntimeException wrong() {
            String shown = text.length() > 200 ? text.substring(0, 200) + "..." : text;
            return new IllegalArgumentException("this is not JSON at character " + at + ": " + shown);
        }

        /** The next character that is no space; 0 at the end. */
        private char peek() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private Object value() {
            switch (peek()) {
                case '{':
                    return object();
                case '[':
                    return list();
                case '"':
                    return string();
                case 't':
                    return word("true", true);
                case 'f':
                    return word("false", false);
                case 'n':
                    return word("null", null);
                default:
                    return number();
            }
        }

        private Object word(String word, Object value) {
            if (!text.startsWith(word, at)) {
                throw wrong();
            }
            at += word.length();
            return value;
        }

        private Object object() {
            Map<String, Object> object = new LinkedHashMap<>();
            at++;
            if (peek() == '}') {
                at++;
                return object;
            }
            while (true) {
                if (peek() != '"') {
                    throw wrong();
                }
                String key = string();
                expect(':');
                object.put(key, value());
                if (!more('}')) {
                    return object;
                }
            }
        }

        private Object list() {
            List<Object> list = new ArrayList<>();
            at++;
            if (peek() == ']') {
                at++;
                return list;
            }
            while (true) {
                list.add(value());
                if (!more(']')) {
                    return list;
                }
            }
        }

        private void expect(char wanted) {
            if (peek() != wanted) {
                throw wrong();
            }
            at++;
        }

        /** After an element: true past a comma, false past the end. */
        private boolean more(char end) {
            char next = peek();
            if (next != ',' && next != end) {
                throw wrong();
            }
            at++;
            return next == ',';
        }

        private String string() {
            int from = ++at;
            int end = from;
            while (end < text.length() && text.charAt(end) != '"' && text.charAt(end) != '\\') {
                end++;
            }
            if (end < text.length() && text.charAt(end) == '"') {
                at = end + 1;
                return text.substring(from, end);
            }
            StringBuilder string = new StringBuilder(text.substring(from, end));
            at = end;
            while (at < text.length() && text.charAt(at) != '"') {
                char next = text.charAt(at++);
                string.append(next == '\\' ? escaped() : next);
            }
            if (at == text.length()) {
                throw wrong();
            }
            at++;
            return string.toString();
        }

        private char escaped() {
            char kind = at < text.length() ? text.charAt(at++) : 0;
            int place = "\"\\/bfnrt".indexOf(kind);
            if (place >= 0) {
                return "\"\\/\b\f\n\r\t".charAt(place);
            }
            if (kind != 'u' || at + 4 > text.length()) {
                throw wrong();
            }
            at += 4;
            try {
                return (char) Integer.parseInt(text.substring(at - 4, at), 16);
            } catch (NumberFormatException bad) {
                throw wrong();
            }
        }

        private Object number() {
            int from = at;
            boolean isWhole = true;
            while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
                isWhole = isWhole && ".eE".indexOf(text.charAt(at)) < 0;
                at++;
            }
            String number = text.substring(from, at);
            try {
                if (!isWhole) {
                    return Double.valueOf(number);
                }
                return number.length() < 19 ? (Object) Long.valueOf(number) : whole(new BigInteger(number));
            } catch (NumberFormatException bad) {
                at = from;
                throw wrong();
            }
        }

        private static Object whole(BigInteger number) {
            return number.bitLength() < 64 ? (Object) number.longValue() : number;
        }

        static String text(Object value) {
            StringBuilder text = new StringBuilder();
            write(value, text);
            return text.toString();
        }

        /** Maps that have no order of their own are written in that of their keys: else it differs from run to run. */
        static Map<String, ?> ordered(Map<String, ?> map) {
            return map instanceof LinkedHashMap || map instanceof SortedMap ? map : new TreeMap<>(map);
        }

        private static void write(Object value, StringBuilder text) {
            if (value == null || value instanceof Boolean || value instanceof BigInteger || value instanceof BigDecimal
                    || value instanceof Long || value instanceof Integer || value instanceof Short
                    || value instanceof Byte || value instanceof AtomicInteger || value instanceof AtomicLong) {
                text.append(value);
            } else if (value instanceof Number number && Double.isFinite(number.doubleValue())) {
                text.append(number.doubleValue());
            } else if (value instanceof CharSequence || value instanceof Character) {
                quote(value.toString(), text);
            } else if (value instanceof Enum<?> one) {
                quote(one.name(), text);
            } else if (value instanceof Map<?, ?> map) {
                object(map, text);
            } else if (value instanceof Iterable<?> all) {
                list(all, text);
            } else if (value.getClass().isArray()) {
                List<Object> all = new ArrayList<>();
                for (int at = 0; at < Array.getLength(value); at++) {
                    all.add(Array.get(value, at));
                }
                list(all, text);
            } else {
                throw new IllegalArgumentException(value + " (" + value.getClass().getName() + ") is nothing of JSON");
            }
        }

        private static void object(Map<?, ?> map, StringBuilder text) {
            Map<String, Object> named = new LinkedHashMap<>();
            map.forEach((key, value) -> named.put(String.valueOf(key), value));
            Map<String, ?> all = map instanceof LinkedHashMap || map instanceof SortedMap ? named : new TreeMap<>(named);
            String before = "{";
            for (Map.Entry<String, ?> entry : all.entrySet()) {
                text.append(before);
                quote(entry.getKey(), text);
                text.append(':');
                write(entry.getValue(), text);
                before = ",";
            }
            text.append(all.isEmpty() ? "{}" : "}");
        }

        private static void list(Iterable<?> all, StringBuilder text) {
            text.append('[');
            String before = "";
            for (Object one : all) {
                text.append(before);
                write(one, text);
                before = ",";
            }
            text.append(']');
        }

        private static void quote(String string, StringBuilder text) {
            text.append('"');
            for (int at = 0; at < string.length(); at++) {
                char next = string.charAt(at);
                if (next == '"' || next == '\\') {
                    text.append('\\').append(next);
                } else if (next < ' ') {
                    text.append(String.format("\\u%04x", (int) next));
                } else {
                    text.append(next);
                }
            }
            text.append('"');
        }
    }
}
