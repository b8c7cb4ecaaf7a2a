package compendium;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Stands for stdout and stderr: passes on while loading, drops, or collects for a trace. */
final class Printed {
    enum Mode { PASS, DROP, COLLECT }

    private static final int MOST = 4000;

    private final ByteArrayOutputStream collected = new ByteArrayOutputStream();
    private final PrintStream out = stream(FileDescriptor.out);
    private final PrintStream error = stream(FileDescriptor.err);
    private volatile Mode mode = Mode.PASS;

    /** Also takes back what the program replaced them with. */
    void install(Mode wanted) {
        mode = wanted;
        if (System.out != out) System.setOut(out);
        if (System.err != error) System.setErr(error);
    }

    String take() {
        synchronized (collected) {
            String text = new String(collected.toByteArray(), StandardCharsets.UTF_8);
            collected.reset();
            return text;
        }
    }

    private void print(byte[] bytes, int from, int count, FileOutputStream real) throws IOException {
        if (mode == Mode.PASS) {
            real.write(bytes, from, count);
        } else if (mode == Mode.COLLECT) {
            synchronized (collected) {
                if (collected.size() < MOST) collected.write(bytes, from, count);
            }
        }
    }

    private PrintStream stream(FileDescriptor descriptor) {
        FileOutputStream real = new FileOutputStream(descriptor);
        OutputStream sink = new OutputStream() {
            @Override
            public void write(int one) throws IOException {
                print(new byte[] {(byte) one}, 0, 1, real);
            }

            @Override
            public void write(byte[] bytes, int from, int count) throws IOException {
                print(bytes, from, count, real);
            }
        };
        return new PrintStream(sink, true, StandardCharsets.UTF_8) {
            @Override
            public void close() {
                // Whoever closes it in the program still has something to say later.
            }
        };
    }
}
