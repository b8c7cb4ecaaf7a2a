package compendium;

import java.nio.file.Path;
import java.util.Map;

/**
 * Runs sequences against a learner's compiled Java file. Started as: Driver CLASSES NONCE FILE. Requests
 * are lines of JSON on descriptor 3, replies go to descriptor 4. Java 11 and later, nothing but the JDK.
 */
public final class Driver {
    private static final int RESERVE = 8 << 20;
    private static byte[] reserve = new byte[RESERVE];
    private static Thread mainThread;
    private static String mainTask;

    final Watch watch = new Watch();
    final Rest rest = new Rest();
    private final Channel channel;
    private final Printed printed = new Printed();
    private final String file;
    private Program program;
    private Contract contract;
    /** The first copy, for a program that cannot be loaded twice. */
    private Learner first;

    private Driver(String nonce, String file) throws ReflectiveOperationException {
        channel = new Channel(nonce);
        this.file = file;
    }

    public static void main(String[] arguments) {
        int status = 0;
        mainThread = Thread.currentThread();
        mainTask = Worker.ownTask();
        try {
            new Driver(arguments[1], arguments[2]).serve(Path.of(arguments[0]));
        } catch (Throwable ours) {
            ours.printStackTrace();
            status = 70;
        }
        Runtime.getRuntime().halt(status);
    }

    private void serve(Path classes) throws Throwable {
        printed.install(Printed.Mode.PASS);
        contract = new Contract(Json.object(channel.receive().get("contract")));
        program = new Program(file, classes);
        Map<String, Object> problem = check();
        channel.send(problem == null ? Json.of("type", "ready") : problem);
        if (problem == null) watch.start();
        for (Map<String, Object> request = channel.receive(); request != null; request = channel.receive()) {
            runBatch(request);
        }
    }

    /** Loads the program and creates one instance, as the contract says. Null when that is well. */
    private Map<String, Object> check() throws Throwable {
        try {
            load(false);
        } catch (ShapeProblem problem) {
            return problem.message;
        } catch (Throwable error) {
            return located(Json.of("type", "load-failed", "kind", "import", "error", Words.describeError(error)), error);
        }
        VirtualTime.reset(0, false);
        try {
            Given given = new Given(java.util.List.of());
            first.create(contract.options, given, new Functions(given, Map.of(), null));
            return null;
        } catch (Throwable error) {
            String text = error instanceof Learner.Unfit ? error.getMessage() : Words.describeError(error);
            return located(Json.of("type", "shape", "kind", "constructor", "name", contract.type, "error", text), error);
        }
    }

    private Map<String, Object> located(Map<String, Object> message, Throwable error) {
        Integer line = program.lineOf(error);
        if (line != null) message.put("line", line);
        return message;
    }

    /** A fresh copy of the program; the first one again if it cannot be loaded twice. */
    Learner load(boolean isStepped) throws Throwable {
        Program.Loader loader = isStepped ? program.loadStepped() : program.load();
        Thread.currentThread().setContextClassLoader(loader);
        Learner made;
        try {
            made = new Learner(program, loader, contract);
            made.initialize();
        } catch (Throwable error) {
            if (first == null) throw error;
            if (isStepped) program.keepWhole(contract.type);
            return first;
        }
        if (first == null) first = made;
        return made;
    }

    private void runBatch(Map<String, Object> request) {
        boolean trace = (Boolean) request.get("trace");
        int index = 0;
        for (Object one : Json.list(request.get("sequences"))) {
            printed.install(trace ? Printed.Mode.COLLECT : Printed.Mode.DROP);
            Batch batch = new Batch(channel, printed, index++, trace);
            try {
                batch.reply(new Run(program, contract, Json.object(one), batch).perform(this));
            } catch (Learner.Unfit unfit) {
                batch.broken(unfit.getMessage(), null);
            } catch (Throwable error) {
                if (error instanceof OutOfMemoryError) freeReserve();
                batch.broken(Words.describeError(error), program.lineOf(error));
            }
            fillReserve();
        }
    }

    /** The number in Linux of the thread that performs the operations; null elsewhere. */
    static String mainTask() {
        return mainTask;
    }

    /** Whether the thread is the one that performs the operations. */
    static boolean isMain(Thread thread) {
        return thread == mainThread;
    }

    /** So that there is room to tell that the program left none. */
    static void freeReserve() {
        reserve = null;
    }

    private static void fillReserve() {
        try {
            if (reserve == null) reserve = new byte[RESERVE];
        } catch (OutOfMemoryError still) {
            // The next sequence will say so.
        }
    }

    /** Threads that the program started and that still run are asked to end. */
    static void interruptStrangers() {
        ThreadGroup group = Thread.currentThread().getThreadGroup();
        Thread[] all = new Thread[group.activeCount() + 8];
        int count = group.enumerate(all, true);
        for (int index = 0; index < count; index += 1) {
            Thread one = all[index];
            boolean ours = isMain(one) || one instanceof Worker || one instanceof Watch;
            if (!ours) one.interrupt();
        }
    }
}
