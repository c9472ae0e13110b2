package org.framebudget.models.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** A started child: its lines, what it says on standard error, and its end. Closing it kills it and waits for that. */
final class ChildProcess implements AutoCloseable {
    private static final long END_WAIT_S = 10;

    private final Process process;
    private final ErrorLog log = new ErrorLog();
    private final Thread logReader;
    private final Thread lineReader;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>(1000);

    /** A line, or the end of output where the text is absent. */
    private record Line(@Nullable String text) {}

    /** The time limit was reached. */
    static final class TimedOut extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private ChildProcess(Process process, @Nullable Consumer<InputStream> reading) {
        this.process = process;
        this.logReader = daemon("child's errors", () -> log.readAll(process.getErrorStream()));
        this.lineReader = daemon(
                "child's answers", reading == null ? this::readLines : () -> reading.accept(process.getInputStream()));
    }

    /** One whose answers are asked for by {@link #next}. */
    static ChildProcess start(List<String> command) {
        return new ChildProcess(started(command), null);
    }

    /**
     * One whose answers are read at once as they come.
     *
     * @param reading called in a thread of its own
     */
    static ChildProcess start(List<String> command, Consumer<InputStream> reading) {
        return new ChildProcess(started(command), reading);
    }

    private static Process started(List<String> command) {
        try {
            return new ProcessBuilder(command).start();
        } catch (IOException e) {
            throw new MachineException(
                    "A second Java process, which runs TensorFlow Lite, cannot be started: " + e.getMessage() + ".", e);
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void readLines() {
        try {
            try (BufferedReader reader =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    lines.put(new Line(line));
                }
            } catch (IOException e) {
                // the pipe of a killed process may break instead of ending
            }
            lines.put(new Line(null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes a line to the child's standard input and keeps that open. */
    void send(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        send(bytes, bytes.length);
    }

    /** Writes the first bytes, which end a line, in one piece. */
    @SuppressWarnings("resource") // its end is the sign that the parent is gone
    void send(byte[] bytes, int count) {
        OutputStream out = process.getOutputStream();
        try {
            out.write(bytes, 0, count);
            out.flush();
        } catch (IOException e) {
            // a child that ended at once: its status and its last words say more than the broken pipe
            return;
        }
    }

    /** The next line, or null at the end of output. */
    @Nullable
    String next(long waitNs) throws TimedOut, InterruptedException {
        Line line = lines.poll(Math.max(0, waitNs), TimeUnit.NANOSECONDS);
        if (line == null) {
            throw new TimedOut();
        }
        return line.text();
    }

    /** The exit status of a child whose output has ended, and all of its standard error in {@link #log}. */
    int awaitEnd() throws TimedOut, InterruptedException {
        if (!process.waitFor(END_WAIT_S, TimeUnit.SECONDS)) {
            throw new TimedOut();
        }
        logReader.join(TimeUnit.SECONDS.toMillis(END_WAIT_S));
        return process.exitValue();
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once, which its output's end then tells. */
    void kill() {
        process.destroyForcibly();
    }

    ErrorLog log() {
        return log;
    }

    @Override
    public void close() {
        process.destroyForcibly();
        lineReader.interrupt(); // it may wait for room in the queue
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // the pipe to a process that is gone
        }
        try {
            process.waitFor(END_WAIT_S, TimeUnit.SECONDS);
            if (Thread.currentThread() != lineReader) {
                lineReader.join(TimeUnit.SECONDS.toMillis(END_WAIT_S));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
