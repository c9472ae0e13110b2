package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** Runs TensorFlow Lite in a child process; this process never loads native code. */
public final class RuntimeRun {
    private static final String STARTING = "starting";

    private final List<String> command;
    private final MeasureRequest request;
    private final MeasureListener listener;
    private String doing = STARTING;
    private long[] latenciesNs = new long[0];
    private @Nullable MeasureRecord record;
    private ChildProtocol.@Nullable Fault fault;

    private RuntimeRun(List<String> command, MeasureRequest request, MeasureListener listener) {
        this.command = command;
        this.request = request;
        this.listener = listener;
    }

    /**
     * Measures one file.
     *
     * @throws InputException where the file is none that TensorFlow Lite reads, or cannot be run as asked
     * @throws MachineException where the child crashes, hangs, runs out of memory or cannot load TensorFlow Lite, and
     *     where the calling thread is interrupted
     */
    public static MeasureRecord measure(MeasureRequest request, MeasureListener listener) {
        return measure(request, listener, ChildCommand.MAIN_CLASS);
    }

    /** Throws {@link InputException} for what cannot be a .tflite file, after a look at its first bytes. */
    public static void check(Path file) {
        ModelFile.check(file);
    }

    static MeasureRecord measure(MeasureRequest request, MeasureListener listener, String mainClass) {
        check(request.file());
        try (CacheFolder folder = CacheFolder.open()) {
            return new RuntimeRun(ChildCommand.of(folder.path(), mainClass), request, listener).measure();
        }
    }

    private MeasureRecord measure() {
        ErrorLog log;
        int status;
        try (ChildProcess child = ChildProcess.start(command)) {
            child.send(ChildProtocol.line(request));
            long startNs = System.nanoTime();
            long limitNs = (long) (request.deadlineS() * 1e9);
            for (String line = child.next(limitNs); line != null; line = child.next(remaining(startNs, limitNs))) {
                take(line);
            }
            status = child.awaitEnd();
            log = child.log();
        } catch (ChildProcess.TimedOut e) {
            throw new MachineException(
                    request.file() + ": no answer within " + plain(request.deadlineS()) + " s; stopped while " + doing
                            + ". If it is that slow, allow more time (--time-limit).",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(request.file() + ": the run was interrupted while " + doing + ".", e);
        }
        return answer(status, log);
    }

    private static long remaining(long startNs, long limitNs) {
        return limitNs - (System.nanoTime() - startNs);
    }

    private void take(String line) {
        if (line.startsWith(ChildProtocol.PROGRESS)) {
            String[] parts = line.substring(ChildProtocol.PROGRESS.length()).split(" ", 2);
            doing = parts[1];
            listener.progress(Double.parseDouble(parts[0]));
        } else if (line.startsWith(ChildProtocol.SAMPLES)) {
            long[] more = Arrays.stream(
                            line.substring(ChildProtocol.SAMPLES.length()).split(","))
                    .mapToLong(Long::parseLong)
                    .toArray();
            long[] all = Arrays.copyOf(latenciesNs, latenciesNs.length + more.length);
            System.arraycopy(more, 0, all, latenciesNs.length, more.length);
            latenciesNs = all;
        } else if (line.startsWith(ChildProtocol.RECORD)) {
            record = ChildProtocol.read(line.substring(ChildProtocol.RECORD.length()), MeasureRecord.class);
        } else if (line.startsWith(ChildProtocol.FAULT)) {
            fault = ChildProtocol.read(line.substring(ChildProtocol.FAULT.length()), ChildProtocol.Fault.class);
        }
    }

    private MeasureRecord answer(int status, ErrorLog log) {
        Path file = request.file();
        if (fault != null) {
            throw thrown(file, fault, log);
        }
        if (record == null || status != 0) {
            throw new MachineException(
                    file + ": " + ChildEnd.words(status, doing, log.lines()), new IOException("status " + status));
        }
        if (request.samples()) {
            listener.latencies(latenciesNs);
        }
        return record;
    }

    private static RuntimeException thrown(Path file, ChildProtocol.Fault fault, ErrorLog log) {
        StringBuilder text = new StringBuilder(file + ": " + fault.problem());
        String quoted = fault.quoteLog() ? log.runtimeErrors() : "";
        if (!quoted.isEmpty()) {
            text.append(" (TensorFlow Lite: ").append(quoted).append(')');
        }
        text.append('.');
        if (fault.advice() != null) {
            text.append(' ').append(fault.advice());
        }
        String message = text.toString();
        return fault.kind() == ChildProtocol.Kind.INPUT
                ? new InputException(message)
                : new MachineException(message, new IOException(String.join("\n", log.lines())));
    }

    private static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
