package compendium;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Requests on descriptor 3, replies on descriptor 4, each as the nonce, a blank and JSON. */
final class Channel {
    private final String nonce;
    private final BufferedReader input;
    private final FileOutputStream output;

    Channel(String nonce) throws ReflectiveOperationException {
        this.nonce = nonce;
        FileInputStream requests = new FileInputStream(descriptor(3));
        input = new BufferedReader(new InputStreamReader(requests, StandardCharsets.UTF_8), 1 << 16);
        output = new FileOutputStream(descriptor(4));
    }

    /** They may be sockets, which cannot be opened by a path below /proc; Java has no other name for them. */
    private static FileDescriptor descriptor(int number) throws ReflectiveOperationException {
        FileDescriptor made = new FileDescriptor();
        Field field = FileDescriptor.class.getDeclaredField("fd");
        field.setAccessible(true);
        field.setInt(made, number);
        return made;
    }

    /** Null at the end. */
    Map<String, Object> receive() throws IOException {
        String line = input.readLine();
        return line == null ? null : Json.object(Json.parse(line));
    }

    synchronized void send(Map<String, Object> message) {
        byte[] line = ("\n" + nonce + " " + Json.text(message) + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            output.write(line);
        } catch (IOException gone) {
            Runtime.getRuntime().halt(0);
        }
    }
}
