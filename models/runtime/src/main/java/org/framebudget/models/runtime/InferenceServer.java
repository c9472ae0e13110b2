package org.framebudget.models.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.tflite.TfliteReader;
import org.jspecify.annotations.Nullable;

/**
 * A child process that keeps networks loaded in TensorFlow Lite and makes single inferences when asked; this process never loads
 * native code. Each network has a thread of its own there, so that several run at once; the inferences of one network are made
 * one after the other, in the order in which they are asked for. May be used from any thread.
 */
public final class InferenceServer implements AutoCloseable {
    /** When an inference counts as hanging. */
    public static final double LIMIT_S = 60;

    private static final double LOAD_LIMIT_S = 300;
    private static final long MOST_WATCH_MS = 1000;
    private static final long LEAST_WATCH_MS = 20;
    private static final long LOG_WAIT_NS = 2_000_000_000L;
    private static final String WAITING = "waiting for work";
    private static final String RUNNING = "running inferences";

    private final InferenceListener listener;
    private final long limitNs;
    private final CacheFolder folder;
    private final JobSocket socket;
    private final ChildProcess child;
    private final Thread watch;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Object loadLock = new Object();
    private volatile ServedModel[] models = new ServedModel[0];
    private volatile String doing = WAITING;
    /** Why this side ended it; the first reason counts. */
    private @Nullable MachineException reason;

    private boolean closed;

    /**
     * A network that is ready.
     *
     * @param id for {@link #invoke}
     * @param sha256 of its file, in hexadecimal digits
     * @param loadNs from the reading of its file until it was ready for its first inference
     * @param warmupNs times of the inferences since, without what pictures cost
     * @param kernels what does the work
     * @param roundTripNs median of the time from a question to its answer without an inference, one right after the other
     * @param peakMemoryMb largest resident set of the process so far, in megabytes of 10^6 bytes; absent where the system does
     *     not say
     * @param warnings what its times do not say
     */
    public record Loaded(
            int id,
            String sha256,
            long loadNs,
            List<Long> warmupNs,
            MeasureRecord.Kernels kernels,
            long roundTripNs,
            @Nullable Double peakMemoryMb,
            List<String> warnings) {
        public Loaded {
            warmupNs = List.copyOf(warmupNs);
            warnings = List.copyOf(warnings);
        }
    }

    private InferenceServer(InferenceListener listener, double limitS, String mainClass) {
        this.listener = listener;
        this.limitNs = (long) (limitS * 1e9);
        this.folder = CacheFolder.open();
        try {
            this.socket = JobSocket.open();
        } catch (MachineException e) {
            folder.close();
            throw e;
        }
        try {
            ServerLines lines = new ServerLines(new Taker());
            this.child = ChildProcess.start(ChildCommand.of(folder.path(), mainClass), in -> {
                read(lines, in);
                end();
            });
        } catch (MachineException e) {
            socket.close();
            folder.close();
            throw e;
        }
        this.watch = new Thread(this::watch, "child's time limit");
        watch.setDaemon(true);
    }

    private void read(ServerLines lines, InputStream in) {
        try {
            lines.readAll(in);
        } catch (RuntimeException e) {
            stopped(new MachineException("What an inference server said was not understood: " + e.getMessage(), e));
        }
    }

    /**
     * Starts the process; {@link #close} ends it.
     *
     * @param limitS when an inference counts as hanging, which ends the process
     * @throws MachineException where it cannot be started
     */
    public static InferenceServer start(InferenceListener listener, double limitS) {
        return start(listener, limitS, ChildCommand.MAIN_CLASS);
    }

    static InferenceServer start(InferenceListener listener, double limitS, String mainClass) {
        InferenceServer server = new InferenceServer(listener, limitS, mainClass);
        server.watch.start();
        server.child.send(ChildProtocol.SERVE + server.socket.file());
        return server;
    }

    /**
     * Makes a network ready, which takes as long as it takes; networks that are ready go on meanwhile.
     *
     * @throws InputException where the file is none that TensorFlow Lite reads, or cannot be run as asked; the server goes on
     * @throws MachineException where the process fails, and where the calling thread is interrupted, which ends the process
     */
    public Loaded load(InferenceRequest request) {
        return load(request, request.file().toString());
    }

    /**
     * The same of a file whose path says nothing to the user.
     *
     * @param name how messages call the network
     */
    public Loaded load(InferenceRequest request, String name) {
        TfliteReader.check(request.file());
        synchronized (loadLock) {
            int id = models.length;
            ServedModel model = new ServedModel(request.file(), name);
            ServedModel[] more = Arrays.copyOf(models, id + 1);
            more[id] = model;
            models = more;
            doing = "starting";
            child.send(ChildProtocol.LOAD + id + " " + ChildProtocol.line(request));
            try {
                return loaded(id, model);
            } finally {
                doing = WAITING;
            }
        }
    }

    private Loaded loaded(int id, ServedModel model) {
        refuseEnded(model);
        try {
            ChildProtocol.Loaded found = model.loading().get((long) (LOAD_LIMIT_S * 1e9), TimeUnit.NANOSECONDS);
            model.connected(socket.accept());
            long roundTripNs = model.ping().get((long) (LOAD_LIMIT_S * 1e9), TimeUnit.NANOSECONDS);
            return new Loaded(
                    id,
                    found.sha256(),
                    found.loadNs(),
                    found.warmupNs(),
                    found.kernels(),
                    roundTripNs,
                    found.peakMemoryMb(),
                    found.warnings());
        } catch (ExecutionException e) {
            throw failed(id, model, e.getCause());
        } catch (IOException e) {
            throw stopped(new MachineException(
                    model.name() + ": the process of TensorFlow Lite cannot be asked: " + e.getMessage() + ".", e));
        } catch (TimeoutException e) {
            throw stopped(late(model, LOAD_LIMIT_S, doing));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(new MachineException(model.name() + ": the load was interrupted while " + doing + ".", e));
        }
    }

    private RuntimeException failed(int id, ServedModel model, @Nullable Throwable cause) {
        if (cause instanceof Refusal refusal) {
            return FaultWords.exception(model.file(), model.name(), refusal.fault, logOf(id));
        }
        // of the thread that saw it; this one is the caller's
        return cause instanceof MachineException e ? e : new IllegalStateException(cause);
    }

    /** What the runtime said of one network. */
    private List<String> logOf(int id) {
        try {
            return child.log().between(ChildProtocol.LOAD + id, ChildProtocol.REFUSED + id, LOG_WAIT_NS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of();
        }
    }

    /** A process that is gone before the network joined those that its end is told to. */
    private void refuseEnded(ServedModel model) {
        if (ended.getCount() == 0) {
            model.lost(lastReason());
        }
    }

    private synchronized MachineException lastReason() {
        return reason == null ? closedHere() : reason;
    }

    private static MachineException closedHere() {
        return new MachineException("The process of TensorFlow Lite was ended.", new IOException("closed"));
    }

    /**
     * Asks for one inference and returns at once; {@link InferenceListener#done} tells of its end. Does nothing once the process
     * is gone.
     *
     * @param network {@link Loaded#id}
     * @param job a number of the caller's
     */
    public void invoke(int network, long job) {
        try {
            models[network].ask(job);
        } catch (IOException e) {
            broken(models[network], e);
        }
    }

    /** The pipe to a process that is gone, which its end tells better; or of an interrupted thread, which cannot be mended. */
    private void broken(ServedModel model, IOException e) {
        if (e instanceof ClosedChannelException) {
            stopped(new MachineException(model.name() + ": the run was interrupted while " + RUNNING + ".", e));
        }
    }

    /** What the process holds in memory now, which does not disturb it. */
    public ChildMemory memory() {
        return ChildMemory.of(Path.of("/"), child.pid());
    }

    /** The process, for tests. */
    long pid() {
        return child.pid();
    }

    /** What the child says, in the thread that reads it. */
    private final class Taker implements ServerLines.Taker {
        @Override
        public void done(int network, long job, long invokeNs, long convertNs, long arrivedNs) {
            try {
                if (models[network].pinged(arrivedNs)) {
                    return;
                }
                models[network].answered(arrivedNs);
            } catch (IOException e) {
                broken(models[network], e);
            }
            listener.done(job, invokeNs, convertNs, arrivedNs);
        }

        @Override
        public void line(String text) {
            if (text.startsWith(ChildProtocol.PROGRESS)) {
                doing = text.substring(ChildProtocol.PROGRESS.length()).split(" ", 2)[1];
            } else if (text.startsWith(ChildProtocol.LOADED)) {
                String[] parts = text.substring(ChildProtocol.LOADED.length()).split(" ", 2);
                models[Integer.parseInt(parts[0])]
                        .loading()
                        .complete(ChildProtocol.read(parts[1], ChildProtocol.Loaded.class));
            } else if (text.startsWith(ChildProtocol.REFUSED)) {
                String[] parts = text.substring(ChildProtocol.REFUSED.length()).split(" ", 2);
                refused(Integer.parseInt(parts[0]), ChildProtocol.read(parts[1], ChildProtocol.Fault.class));
            }
        }

        private void refused(int id, ChildProtocol.Fault fault) {
            ServedModel model = models[id];
            if (!model.loading().completeExceptionally(new Refusal(fault))) {
                // one that was ready fails: what waits for its answers would wait for ever
                RuntimeException why = FaultWords.exception(model.file(), model.name(), fault, logOf(id));
                stopped(new MachineException(String.valueOf(why.getMessage()), why));
            }
        }
    }

    /** Carries a fault to the thread that loads. */
    private static final class Refusal extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient ChildProtocol.Fault fault;

        private Refusal(ChildProtocol.Fault fault) {
            this.fault = fault;
        }
    }

    /** Ends the process for a reason of this side's, unless there was one before. */
    private MachineException stopped(MachineException why) {
        synchronized (this) {
            reason = reason == null ? why : reason;
        }
        child.kill();
        return why;
    }

    private void watch() {
        long everyMs = Math.min(MOST_WATCH_MS, Math.max(LEAST_WATCH_MS, limitNs / 8_000_000));
        try {
            while (!ended.await(everyMs, TimeUnit.MILLISECONDS)) {
                long nowNs = System.nanoTime();
                for (ServedModel model : models) {
                    if (model.runningNs(nowNs) > limitNs) {
                        stopped(late(model, limitNs / 1e9, RUNNING));
                        return;
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static MachineException late(ServedModel model, double limitS, String doing) {
        return new MachineException(
                model.name() + ": no answer within " + RuntimeRun.plain(limitS) + " s; stopped while " + doing + ".",
                new TimeoutException());
    }

    /** In the thread that reads, after the last line. */
    private void end() {
        MachineException why = ownReason();
        if (why == null) {
            why = died();
        }
        boolean tell;
        synchronized (this) {
            reason = why;
            tell = !closed;
        }
        ended.countDown();
        for (ServedModel model : models) {
            model.lost(why);
        }
        if (tell) {
            listener.lost(why);
        }
    }

    private synchronized @Nullable MachineException ownReason() {
        return reason;
    }

    private MachineException died() {
        long nowNs = System.nanoTime();
        List<ServedModel> loading =
                Arrays.stream(models).filter(model -> !model.loading().isDone()).toList();
        List<ServedModel> running = Arrays.stream(models)
                .filter(model -> model.runningNs(nowNs) > 0)
                .toList();
        String what = !loading.isEmpty() ? doing : running.isEmpty() ? WAITING : RUNNING;
        List<ServedModel> subject = !loading.isEmpty() ? loading : running.isEmpty() ? List.of(models) : running;
        String files = subject.stream().map(ServedModel::name).distinct().collect(Collectors.joining(", "));
        String prefix = files.isEmpty() ? "" : files + ": ";
        try {
            int status = child.awaitEnd();
            List<String> log = child.log().lines().stream()
                    .filter(line -> !line.startsWith("@"))
                    .toList();
            return new MachineException(
                    prefix + ChildEnd.words(status, what, log), new IOException("status " + status));
        } catch (ChildProcess.TimedOut e) {
            child.kill();
            return new MachineException(
                    prefix + "the process of TensorFlow Lite closed its output while " + what + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new MachineException(prefix + "the process of TensorFlow Lite was ended while " + what + ".", e);
        }
    }

    /** Ends the process, whatever it does, and waits for that; the listener hears nothing more. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            reason = reason == null ? closedHere() : reason;
        }
        child.close();
        ended.countDown();
        for (ServedModel model : models) {
            model.close();
        }
        socket.close();
        folder.close();
    }
}
