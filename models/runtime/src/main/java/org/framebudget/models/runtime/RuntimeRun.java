package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Network;
import org.framebudget.models.tflite.TfliteReader;
import org.jspecify.annotations.Nullable;

/** Runs TensorFlow Lite in a child process; this process never loads native code. */
public final class RuntimeRun {
    private static final String STARTING = "starting";

    private static final double RESHAPE_LIMIT_S = 120;

    private final Path file;
    private final MeasureListener listener;
    private String doing = STARTING;
    private long[] latenciesNs = new long[0];
    private final Map<Double, long[]> coreTimesNs = new LinkedHashMap<>();
    private @Nullable String answer;
    private ChildProtocol.@Nullable Fault fault;

    private RuntimeRun(Path file, MeasureListener listener) {
        this.file = file;
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

    static MeasureRecord measure(MeasureRequest request, MeasureListener listener, String mainClass) {
        TfliteReader.check(request.file());
        RuntimeRun run = new RuntimeRun(request.file(), listener);
        MeasureRecord record = run.ask(
                mainClass,
                ChildProtocol.MEASURE + ChildProtocol.line(request),
                request.deadlineS(),
                "If it is that slow, allow more time (--time-limit).",
                MeasureRecord.class);
        if (request.samples()) {
            listener.latencies(run.latenciesNs);
            run.coreTimesNs.forEach(listener::coreTimes);
        }
        return record;
    }

    /**
     * A file's main network at another input size, with the shapes that TensorFlow Lite gives its tensors there.
     *
     * @param network as the file has it
     * @throws InputException where TensorFlow Lite cannot run the network at that size: the message says why not
     * @throws MachineException as for {@link #measure}
     */
    public static Reshaped reshaped(Path file, Network network, InputSize input) {
        ChildProtocol.Shapes answer = new RuntimeRun(file, MeasureListener.NONE)
                .ask(
                        ChildCommand.MAIN_CLASS,
                        ChildProtocol.RESHAPE + ChildProtocol.line(new ChildProtocol.ShapesRequest(file, input)),
                        RESHAPE_LIMIT_S,
                        "Take a smaller input.",
                        ChildProtocol.Shapes.class);
        return new Reshaped(
                network.reshaped(answer.shapes().subList(0, network.tensors().size())), answer.warnings());
    }

    /**
     * A network at another input size.
     *
     * @param warnings what its costs do not say
     */
    public record Reshaped(Network network, List<String> warnings) {
        public Reshaped {
            warnings = List.copyOf(warnings);
        }
    }

    private <T> T ask(String mainClass, String request, double limitS, String lateAdvice, Class<T> type) {
        ErrorLog log;
        int status;
        try (CacheFolder folder = CacheFolder.open();
                ChildProcess child = ChildProcess.start(ChildCommand.of(folder.path(), mainClass))) {
            child.send(request);
            long startNs = System.nanoTime();
            long limitNs = (long) (limitS * 1e9);
            for (String line = child.next(limitNs); line != null; line = child.next(remaining(startNs, limitNs))) {
                take(line);
            }
            status = child.awaitEnd();
            log = child.log();
        } catch (ChildProcess.TimedOut e) {
            throw new MachineException(
                    file + ": no answer within " + plain(limitS) + " s; stopped while " + doing + ". " + lateAdvice, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MachineException(file + ": the run was interrupted while " + doing + ".", e);
        }
        if (fault != null) {
            throw FaultWords.exception(file, file.toString(), fault, log.lines());
        }
        if (answer == null || status != 0) {
            throw new MachineException(
                    file + ": " + ChildEnd.words(status, doing, log.lines()), new IOException("status " + status));
        }
        return ChildProtocol.read(answer, type);
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
            long[] more = numbers(line.substring(ChildProtocol.SAMPLES.length()));
            long[] all = Arrays.copyOf(latenciesNs, latenciesNs.length + more.length);
            System.arraycopy(more, 0, all, latenciesNs.length, more.length);
            latenciesNs = all;
        } else if (line.startsWith(ChildProtocol.CORE_TIMES)) {
            String[] parts = line.substring(ChildProtocol.CORE_TIMES.length()).split(" ", 2);
            coreTimesNs.put(Double.valueOf(parts[0]), numbers(parts[1]));
        } else if (line.startsWith(ChildProtocol.ANSWER)) {
            answer = line.substring(ChildProtocol.ANSWER.length());
        } else if (line.startsWith(ChildProtocol.FAULT)) {
            fault = ChildProtocol.read(line.substring(ChildProtocol.FAULT.length()), ChildProtocol.Fault.class);
        }
    }

    private static long[] numbers(String withCommas) {
        return Arrays.stream(withCommas.split(",")).mapToLong(Long::parseLong).toArray();
    }

    static String plain(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }
}
