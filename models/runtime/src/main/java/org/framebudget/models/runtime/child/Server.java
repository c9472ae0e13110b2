package org.framebudget.models.runtime.child;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.framebudget.models.runtime.ChildProtocol;
import org.framebudget.models.runtime.InferenceRequest;

/** Reads what the parent asks for and hands it to the network's own thread; ends with its parent. */
final class Server {
    private static final byte[] RUN = ChildProtocol.RUN.getBytes(StandardCharsets.UTF_8);

    private final InputStream in;
    private final ServerOut out;
    private ServedNetwork[] networks = new ServedNetwork[0];
    private byte[] line = new byte[8192];
    private int length;
    private int parsed;

    Server(InputStream in, ServerOut out) {
        this.in = in;
        this.out = out;
    }

    /** Never returns but by ending the process. */
    static void serve(InputStream in) {
        Thread.setDefaultUncaughtExceptionHandler((thread, problem) -> die(thread, problem));
        try {
            new Server(in, new ServerOut(new FileOutputStream(FileDescriptor.out))).read();
        } catch (IOException e) {
            // as good as the parent's end
        }
        Runtime.getRuntime().halt(ChildMain.FAULT);
    }

    @SuppressWarnings("resource") // standard error stays open
    private static void die(Thread thread, Throwable problem) {
        try {
            new FileOutputStream(FileDescriptor.err)
                    .write(("Exception in thread \"" + thread.getName() + "\" " + problem + "\n")
                            .getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // the status says that something is wrong
        }
        Runtime.getRuntime().halt(1);
    }

    private void read() throws IOException {
        byte[] chunk = new byte[8192];
        for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
            for (int i = 0; i < n; i++) {
                if (chunk[i] == '\n') {
                    take();
                    length = 0;
                } else {
                    append(chunk[i]);
                }
            }
        }
    }

    private void append(byte b) {
        if (length == line.length) {
            line = Arrays.copyOf(line, 2 * length);
        }
        line[length++] = b;
    }

    private void take() {
        if (length > RUN.length && Arrays.equals(line, 0, RUN.length, RUN, 0, RUN.length)) {
            parsed = RUN.length;
            int network = (int) number();
            networks[network].ask(number());
            return;
        }
        String text = new String(line, 0, length, StandardCharsets.UTF_8);
        if (text.startsWith(ChildProtocol.LOAD)) {
            load(text.substring(ChildProtocol.LOAD.length()).split(" ", 2));
        }
    }

    /** The number at the place parsed, which moves behind it and a space. */
    private long number() {
        boolean negative = line[parsed] == '-';
        parsed += negative ? 1 : 0;
        long value = 0;
        while (parsed < length && line[parsed] != ' ') {
            value = 10 * value - (line[parsed++] - '0'); // below zero, where there is room for one more
        }
        parsed++;
        return negative ? value : -value;
    }

    private void load(String[] numberAndRequest) {
        int id = Integer.parseInt(numberAndRequest[0]);
        InferenceRequest request = ChildProtocol.read(numberAndRequest[1], InferenceRequest.class);
        ServedNetwork network = new ServedNetwork(id, request, out);
        networks = Arrays.copyOf(networks, id + 1);
        networks[id] = network;
        Thread thread = new Thread(network, "network " + id);
        thread.setDaemon(true);
        thread.start();
    }
}
