package compendium;

import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One sequence against fresh instances. */
final class Run {
    /** What a call in flight has to end in when the sequence is over. */
    private static final long LAST_MS = 300;

    private final Program program;
    final Contract contract;
    private final Map<String, Object> sequence;
    private final Batch batch;
    private final List<Object> observations = new ArrayList<>();
    private final List<Object> subjects = new ArrayList<>();
    private final Map<Object, Call> calls = new LinkedHashMap<>();
    /** What methods gave, for later operations to hand on. */
    private final Map<Object, Object> kept = new LinkedHashMap<>();
    final Given given;
    Functions functions;
    /** Where a method overlaps, else null. */
    private Flights flights;
    Learner learner;
    Rest rest;
    private int count;
    private volatile Thread thread = Thread.currentThread();
    private volatile Call current;
    private volatile boolean spent;

    Run(Program program, Contract contract, Map<String, Object> sequence, Batch batch) {
        this.program = program;
        this.contract = contract;
        this.sequence = sequence;
        this.batch = batch;
        given = new Given(Json.list(sequence.get("random")));
    }

    /** The thread that runs the learner's code in this operation. */
    Thread thread() {
        return thread;
    }

    private static boolean isTogether(Map<String, Object> op) {
        return "together".equals(op.get("op"));
    }

    private boolean isSideBySide() {
        for (Object one : Json.list(sequence.get("ops"))) if (isTogether(Json.object(one))) return true;
        return false;
    }

    /** Where calls are in flight or side by side they look for themselves. */
    private boolean isWatched(Map<String, Object> op) {
        return flights == null && !isTogether(op) || "state".equals(op.get("op"));
    }

    /** Whether other calls are in flight. */
    boolean isBeside() {
        return !calls.isEmpty();
    }

    /** Whether the thread is in a function that only a later operation ends. */
    boolean isHeld(long id) {
        for (Call one : calls.values()) if (one.worker != null && one.worker.getId() == id) return true;
        return false;
    }

    List<Object> perform(Driver driver) throws Throwable {
        VirtualTime.reset(((Number) sequence.get("startMs")).longValue(), "frozen".equals(sequence.get("systemClock")));
        driver.watch.enter(this);
        try {
            prepare(driver);
        } finally {
            driver.watch.leave();
        }
        List<Object> ops = Json.list(sequence.get("ops"));
        for (int number = 0; number < ops.size() && !spent; number += 1) {
            batch.announce(number, observations);
            Map<String, Object> op = Json.object(ops.get(number));
            if (isWatched(op)) driver.watch.enter(this);
            Object seen = performOne(op);
            if (isWatched(op)) driver.watch.leave();
            Thread.interrupted();
            thread = Thread.currentThread();
            current = null;
            observations.add(seen);
        }
        finish();
        return observations;
    }

    private void prepare(Driver driver) throws Throwable {
        rest = driver.rest;
        if (isSideBySide()) Absence.begin(rest);
        else if (contract.overlaps()) rest.forgetOthers();
        learner = driver.load(isSideBySide());
        if (isSideBySide()) batch.tellWhole(program.whole());
        // Calls side by side come back before the next operation: none is in flight then.
        if (contract.overlaps() && !isSideBySide()) flights = new Flights(this, driver.rest);
        given.fly(flights);
        functions = new Functions(given, Json.object(sequence.get("given")), flights);
        List<Object> each = Json.list(sequence.get("each"));
        int wanted = ((Number) sequence.get("subjects")).intValue();
        for (int index = 0; index < wanted; index += 1) {
            Map<String, Object> options = new LinkedHashMap<>(Json.object(sequence.get("options")));
            if (index < each.size()) options.putAll(Json.object(each.get(index)));
            subjects.add(learner.create(options, given, functions));
        }
        given.takeEffects();
        if (flights != null) VirtualTime.fly();
    }

    private Object performOne(Map<String, Object> op) {
        if (isTogether(op)) return new Together(this, op).perform();
        if (!isWatched(op)) return flights.perform(op);
        switch ((String) op.get("op")) {
            case "advance":
                VirtualTime.advance(((Number) op.get("ms")).longValue());
                return null;
            case "invoke":
                return invoke(op);
            case "state":
                return state(op);
            case "call":
                return call(op);
            case "begin":
                return begin(op);
            default:
                return end(op);
        }
    }

    Object subject(Map<String, Object> op) {
        return subjects.get(((Number) op.get("on")).intValue());
    }

    /** A method that takes values and gives a value, or an error of the contract. */
    private Object invoke(Map<String, Object> op) {
        Contract.Method shape = contract.method((String) op.get("method"));
        List<Object> values = Json.list(op.get("args"));
        for (Object one : values) if (Values.isResult(one) && !kept.containsKey(Values.resultOf(one))) return null;
        try {
            List<Object> arguments = learner.arguments(shape, values, (value, index, type) -> argument(value, shape, index, type, null));
            kept.remove(op.get("as"));
            Object found = learner.invoke(shape, subject(op), arguments);
            Object plain = shape.returns.equals("nothing") ? null : Values.encode(found, shape.returns);
            if (op.containsKey("as") && plain != null && plain != Values.NOT_PLAIN) {
                kept.put(op.get("as"), Values.present(found));
            }
            String effects = given.takeEffects();
            return plain == Values.NOT_PLAIN
                    ? Words.odd("returned", Words.describe(found), 0, null)
                    : effects + "=" + Json.text(plain);
        } catch (Throwable raised) {
            return failed(raised, given.takeEffects());
        }
    }

    /** What a call of a method shows that may be in flight with others. `owner` is its id, or null. */
    Object attempt(Map<String, Object> op, Object owner) {
        Contract.Method shape = contract.method((String) op.get("method"));
        try {
            List<Object> arguments = learner.arguments(shape, Json.list(op.get("args")), (value, index, type) -> argument(value, shape, index, type, owner));
            Object found = learner.invoke(shape, subject(op), arguments);
            Object plain = shape.returns.equals("nothing") ? null : Values.encode(found, shape.returns);
            return plain == Values.NOT_PLAIN ? Words.odd("returned", Words.describe(found), 0, null) : "=" + Json.text(plain);
        } catch (Throwable raised) {
            return failed(raised, "");
        }
    }

    /** What the program gave itself before is handed on as it is. */
    Object argument(Object value, Contract.Method shape, int index, Type type, Object owner) throws Learner.Unfit {
        if (Functions.isFunction(value)) return functions.argument(value, shape.functions.get(index), type, learner, owner);
        String kind = shape.parameters.get(index);
        if (!Values.isResult(value)) return Values.decode(value, kind, type, subjects);
        return Values.handedOn(kept.get(Values.resultOf(value)), kind, type, subjects);
    }

    /** The very error that a function failed with, or one of the contract's; any other is odd. */
    Object failed(Throwable raised, String effects) {
        if (raised instanceof Learner.Unfit) return Words.odd("raised", raised.getMessage(), 0, null);
        String label = functions.labelOf(raised);
        String name = label == null ? learner.errorOf(raised) : label;
        if (name != null) return effects + "!" + name;
        Map<String, Object> found = raisedOdd(raised, 0);
        String cause = functions.causeOf(raised);
        if (cause != null) found.put("meant", effects + "!" + cause);
        return found;
    }

    private Object state(Map<String, Object> op) {
        Map.Entry<String, List<Object>> attribute = contract.attributes.entrySet().iterator().next();
        try {
            Object found = learner.read(attribute.getKey(), subject(op));
            for (Object one : attribute.getValue()) if (means(found, (String) one)) return "=" + one;
            return Words.odd("returned", Words.describe(found), 0, null);
        } catch (Throwable raised) {
            return raisedOdd(raised, 0);
        }
    }

    /** Text must be spelled as the contract has it; a constant is spelled as Java spells constants. */
    private static boolean means(Object found, String value) {
        if (!(found instanceof Enum)) return value.equals(found);
        String name = ((Enum<?>) found).name();
        return bare(name).equals(bare(value));
    }

    private static String bare(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }

    private Call newCall(Map<String, Object> op) {
        count += 1;
        current = new Call(count, op, learner.functionType(), learner.rejection());
        return current;
    }

    private Object call(Map<String, Object> op) {
        Call call = newCall(op);
        call.run(function -> learner.call(subject(op), function));
        return outcome(call);
    }

    private Object begin(Map<String, Object> op) {
        if (calls.containsKey(op.get("id"))) return null;
        Call call = newCall(op);
        call.worker = Worker.start(() -> call.run(function -> learner.call(subject(op), function)));
        thread = call.worker;
        call.news.acquireUninterruptibly();
        if (call.finished) {
            Worker.release(call.worker);
            return outcome(call);
        }
        calls.put(op.get("id"), call);
        return "running";
    }

    private Object end(Map<String, Object> op) {
        Call call = calls.remove(op.get("id"));
        if (call == null) return null;
        current = call;
        thread = call.worker;
        call.end((String) op.get("outcome"));
        call.news.acquireUninterruptibly();
        Worker.release(call.worker);
        return outcome(call);
    }

    Object outcome(Call call) {
        int entered = call.entered.get();
        if (call.raised == null) {
            boolean own = call.gaveOwnValue();
            if (entered == 1 && own && call.outcome.equals("ok")) return "value";
            Map<String, Object> found = Words.odd("returned", Words.describe(call.returned), entered, null);
            if (own) found.put("own", true);
            return found;
        }
        boolean rejection = learner.rejection() != null && learner.rejection().isInstance(call.raised);
        if (entered == 1 && call.raised == call.error) return "error";
        if (entered == 0 && rejection) return "rejected";
        Map<String, Object> found = raisedOdd(call.raised, entered);
        if (call.raised == call.error) found.put("own", true);
        if (rejection) found.put("rejection", true);
        return found;
    }

    /** After an error for lack of memory nothing that follows says anything about the program. */
    Map<String, Object> raisedOdd(Throwable raised, int entered) {
        if (raised instanceof OutOfMemoryError) {
            spent = true;
            Driver.freeReserve();
        }
        return Words.odd("raised", Words.describeError(raised), entered, program.lineOf(raised));
    }

    /** Neither in its function nor back. Says where it stands, and ends the process. */
    void jammed() {
        Call call = current;
        Integer line = program.lineOf(thread.getStackTrace());
        Map<String, Object> found = Words.odd("stuck", "", call == null ? 0 : call.entered.get(), line);
        if (isBeside()) found.put("waiting", true);
        endWith(found);
    }

    /** A thread that goes on and on while calls are in flight. */
    void jammed(Thread stuck) {
        Map<String, Object> found = Words.odd("stuck", "", 0, program.lineOf(stuck.getStackTrace()));
        Object id = flights == null ? null : flights.idOf(stuck);
        if (id != null) found.put("call", id);
        endWith(found);
    }

    /** A call that should come back at once waits for others. */
    Object waitsForEver() {
        Map<String, Object> found = Words.odd("stuck", "", 0, null);
        found.put("waiting", true);
        endWith(found);
        return found;
    }

    /** Whatever else the process would do says nothing about the program. */
    private void endWith(Map<String, Object> found) {
        List<Object> all = new ArrayList<>(observations);
        all.add(found);
        batch.reply(all);
        Runtime.getRuntime().halt(0);
    }

    /** Lets every call that is still in flight end, so that its thread is free again. */
    private void finish() throws InterruptedException {
        for (Call one : calls.values()) {
            one.end("ok");
            if (one.news.tryAcquire(LAST_MS, TimeUnit.MILLISECONDS)) Worker.release(one.worker);
        }
        Thread stuck = flights == null ? null : flights.close();
        if (stuck != null) {
            observations.remove(observations.size() - 1);
            jammed(stuck);
        }
        Driver.interruptStrangers();
    }
}
