package compendium;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Calls of one subject at the same time. */
final class Together {
    private final Run run;
    private final Map<String, Object> op;
    private final BesideRuns runs = new BesideRuns();
    private final List<Side> sides = new ArrayList<>();
    /** Whether the calls are handed functions. */
    private boolean hands;

    Together(Run run, Map<String, Object> op) {
        this.run = run;
        this.op = op;
        for (Object one : Json.list(op.get("calls"))) add(Json.object(one), sides.size() + 1);
    }

    private void add(Map<String, Object> told, int number) {
        boolean isGuarded = told.containsKey("outcome");
        hands |= isGuarded || Json.list(told.get("args")).stream().anyMatch(Functions::isFunction);
        sides.add(isGuarded ? new GuardedSide(told, number) : new SideCall(told, number));
    }

    /** What each showed, and how functions ran; the first that no correct program shows alone. */
    Object perform() {
        run.functions.tellTo(hands ? runs : null);
        Thread stuck = new Turns(((Number) op.get("schedule")).longValue(), run.rest).run(new ArrayList<>(sides));
        if (stuck != null) run.jammed(stuck);
        run.functions.tellTo(null);
        List<Object> answers = new ArrayList<>();
        for (Side one : sides) answers.add(one.answer());
        for (Object one : answers) if (!(one instanceof String)) return one;
        return "&" + Json.text(hands ? Map.of("runs", runs.lines(), "calls", answers) : answers);
    }

    /** One of the calls. */
    private interface Side extends Runnable {
        Object answer();
    }

    /** One that is guarded. */
    private final class GuardedSide implements Side {
        private final Call call;

        GuardedSide(Map<String, Object> told, int number) {
            Map<String, Object> plain = Map.of("op", "call", "outcome", told.get("outcome"));
            call = new Call(number, plain, run.learner.functionType(), run.learner.rejection());
            call.beside = () -> runs.run("fn()", number, Functions.yieldsOf(told));
        }

        @Override
        public void run() {
            call.run(function -> run.learner.call(run.subject(op), function));
        }

        @Override
        public Object answer() {
            return run.outcome(call);
        }
    }

    /** One of a method with plain values and functions. */
    private final class SideCall implements Side {
        private final Contract.Method shape;
        private List<Object> arguments = List.of();
        private Object returned;
        private Throwable raised;

        SideCall(Map<String, Object> told, int number) {
            shape = run.contract.method((String) told.get("method"));
            List<Object> values = Json.list(told.get("args"));
            try {
                arguments = run.learner.arguments(shape, values, (value, index, type) -> run.argument(value, shape, index, type, number));
            } catch (Learner.Unfit unfit) {
                raised = unfit;
            }
        }

        @Override
        public void run() {
            if (raised != null) return;
            try {
                returned = run.learner.invoke(shape, run.subject(op), arguments);
            } catch (Throwable thrown) {
                raised = thrown;
            }
        }

        @Override
        public Object answer() {
            String effects = run.given.takeEffects();
            if (raised != null) return run.failed(raised, effects);
            try {
                Object plain = shape.returns.equals("nothing") ? null : Values.encode(returned, shape.returns);
                return plain == Values.NOT_PLAIN
                        ? Words.odd("returned", Words.describe(returned), 0, null)
                        : effects + "=" + Json.text(plain);
            } catch (Throwable thrown) {
                return run.failed(thrown, effects);
            }
        }
    }
}
