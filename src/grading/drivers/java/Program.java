package compendium;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The learner's compiled classes, defined afresh for every sequence, so that nothing that one sequence
 * leaves behind in a static field can reach the next.
 */
final class Program {
    private static final String LOADER = "learner";

    private final String sourceName;
    private final Map<String, byte[]> classes = new HashMap<>();
    /** The same, to be stopped at every step; made when it is first asked for. */
    private Map<String, byte[]> stepped;
    /** Names of classes in which threads cannot be stopped everywhere. */
    private final Set<String> whole = new TreeSet<>();

    Program(String file, Path folder) throws IOException {
        sourceName = new File(file).getName();
        List<Path> found;
        try (Stream<Path> all = Files.walk(folder)) {
            found = all.filter(one -> one.toString().endsWith(".class")).collect(Collectors.toList());
        }
        for (Path one : found) {
            String name = folder.relativize(one).toString();
            classes.put(name.substring(0, name.length() - 6).replace(File.separatorChar, '.'), Rewrite.of(Files.readAllBytes(one)));
        }
    }

    /** Sees the JDK and the learner's own classes; nothing of ours. */
    final class Loader extends ClassLoader {
        private final Map<String, byte[]> source;

        Loader(Map<String, byte[]> source) {
            super(LOADER, ClassLoader.getPlatformClassLoader());
            this.source = source;
        }

        /** What stands for the system's clocks, and what hands on turns, is all of ours that it sees. */
        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.equals(SystemTime.class.getName())) return SystemTime.class;
            return name.equals(Turn.class.getName()) ? Turn.class : super.loadClass(name, resolve);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] bytes = source.get(name);
            if (bytes == null) throw new ClassNotFoundException(name);
            return defineClass(name, bytes, 0, bytes.length);
        }

        /** By its name alone: nested in `within` before beside it, before anywhere else. Null if there is none. */
        Class<?> named(String simple, Class<?> within) throws ClassNotFoundException {
            String best = null;
            for (String name : classes.keySet()) {
                if (!simpleName(name).equals(simple)) continue;
                if (best == null || rank(name, within) < rank(best, within)) best = name;
            }
            return best == null ? null : Class.forName(best, false, this);
        }
    }

    /** Nested classes count by their own name. */
    private static String simpleName(String name) {
        return name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('$')) + 1);
    }

    private static int rank(String name, Class<?> within) {
        boolean nested = name.indexOf('$') >= 0;
        if (within == null) return nested ? 1 : 0;
        if (name.startsWith(within.getName() + "$")) return 0;
        String packageName = within.getPackageName();
        return name.startsWith(packageName.isEmpty() ? "" : packageName + ".") ? 1 : 2;
    }

    Loader load() {
        return new Loader(classes);
    }

    /**
     * One whose threads can be stopped at every step. Its classes are initialized at once: who waits for
     * another thread to do that cannot be seen to wait.
     */
    Loader loadStepped() throws ClassNotFoundException {
        if (stepped == null) stepped = Stepper.of(classes, whole);
        Loader made = new Loader(stepped);
        for (String one : stepped.keySet()) {
            try {
                Class.forName(one, true, made);
            } catch (VerifyError | ClassFormatError ours) {
                // Better not stopped than wrong.
                whole.add(one);
                boolean isOriginal = stepped.put(one, classes.get(one)) == classes.get(one);
                if (!isOriginal) return loadStepped();
            } catch (LinkageError own) {
                // It says so again where the program uses it.
            }
        }
        return made;
    }

    /** It could not be loaded to be stopped at every step. */
    void keepWhole(String name) {
        whole.add(name);
    }

    List<Object> whole() {
        return new ArrayList<>(whole);
    }

    /** Names that the program does define, without those that the compiler made up. */
    List<Object> defined() {
        TreeSet<Object> names = new TreeSet<>();
        for (String name : classes.keySet()) {
            String simple = simpleName(name);
            if (!simple.isEmpty() && !Character.isDigit(simple.charAt(0))) names.add(simple);
        }
        return names.stream().limit(20).collect(Collectors.toList());
    }

    /** The innermost line of the learner's file in an error's stack. */
    Integer lineOf(Throwable error) {
        try {
            if (error instanceof StackOverflowError) return recursionIn(error.getStackTrace());
            Integer line = lineOf(error.getStackTrace());
            return line == null && error.getCause() != null && error.getCause() != error ? lineOf(error.getCause()) : line;
        } catch (Throwable unreadable) {
            return null;
        }
    }

    Integer lineOf(StackTraceElement[] stack) {
        for (StackTraceElement one : stack) if (isOfFile(one)) return one.getLineNumber();
        return null;
    }

    private boolean isOfFile(StackTraceElement one) {
        return LOADER.equals(one.getClassLoaderName()) && sourceName.equals(one.getFileName()) && one.getLineNumber() > 0;
    }

    /** Just where the stack ends is chance; the first line of those that come again and again is not. */
    private Integer recursionIn(StackTraceElement[] stack) {
        Map<Integer, Integer> counts = new TreeMap<>();
        for (StackTraceElement one : stack) if (isOfFile(one)) counts.merge(one.getLineNumber(), 1, Integer::sum);
        int most = counts.values().stream().max(Integer::compare).orElse(0);
        return counts.keySet().stream().filter(line -> counts.get(line) * 2 > most).findFirst().orElse(null);
    }
}
