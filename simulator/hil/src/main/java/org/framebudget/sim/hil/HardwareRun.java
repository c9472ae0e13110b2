package org.framebudget.sim.hil;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.sim.cli.Version;
import org.framebudget.sim.hil.agent.AgentAccess;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.host.ThisMachine;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * One run of a scenario with a real device, or a recording of one, in a device's place: what {@code framebudget hil} does, for a
 * program that shows it as it goes. What hardware answers is recorded in a file that is there until {@link #close}.
 */
public final class HardwareRun implements AutoCloseable {
    private static final int WARMUP = 20;
    private static final String RECORDING = "run.fbhil";

    /** A copy of a timeline need not come more often. */
    private static final long TOLD_EVERY_NS = 100_000_000;

    private final Wanted wanted;
    private final Targets named;
    private final HostRuntime machine;
    private final OpenTarget targets;
    private final TemporaryFolder folder;

    // all below: with this lock
    private @Nullable Thread runs;
    private @Nullable Consumer<MachineException> end;
    private boolean stopped;
    private boolean closed;

    /**
     * What to run.
     *
     * @param device id in the result
     * @param target {@code local}, {@code agent://HOST:PORT} or {@code replay:FILE}
     * @param access how to come to an agent
     */
    public record Wanted(
            Scenario scenario, ProfileRepository profiles, String device, String target, AgentAccess access) {}

    /** What the device's sensors said at a simulated time. */
    public record Reading(double atS, DeviceSample sample) {}

    /**
     * A run as far as it went.
     *
     * @param timeline its windows until then; latencies follow from the device's times, heat, power and battery are simulated beside
     * @param readings what the device's sensors said until then, in the order of time
     */
    public record SoFar(Timeline timeline, List<Reading> readings) {
        /** Copies the readings. */
        public SoFar {
            readings = List.copyOf(readings);
        }
    }

    /**
     * A run that came to its end.
     *
     * @param predicted what the profile says of the same frames
     * @param result with who answered
     */
    public record Ended(Twin twin, RunOutcome predicted, RunResult result, SoFar whole) {}

    /** Told as the run goes on, on threads of its own. */
    public interface Listener {
        /** What is being done, in a few words. */
        void note(String words);

        /** The finished share, 0 to 1. */
        void progress(double share);

        /** More of it is known. */
        void more(SoFar soFar);
    }

    /**
     * Of a target that is there.
     *
     * @throws InputException for a target that is none of these
     * @throws MachineException where no temporary file can be made
     */
    public HardwareRun(Wanted wanted) {
        this(wanted, new ThisMachine(), HilCli::open);
    }

    /** The same with a device of the caller's where the target is none of a recording. */
    public HardwareRun(Wanted wanted, Supplier<Target> device) {
        this(wanted, new ThisMachine(), (named, access, notes) -> device.get());
    }

    private HardwareRun(Wanted wanted, HostRuntime machine, OpenTarget targets) {
        this.wanted = wanted;
        this.named = Targets.parse(wanted.device() + "=" + wanted.target());
        this.machine = machine;
        this.targets = targets;
        if (named.kind() == Targets.Kind.SSH || named.kind() == Targets.Kind.ADB) {
            throw new InputException("'" + wanted.target() + "' is measured first and does not answer frame by frame."
                    + " local, agent://HOST:PORT and replay:FILE do.");
        }
        this.folder = TemporaryFolder.make();
    }

    /** Whether a recording answers. */
    public boolean replays() {
        return named.kind() == Targets.Kind.REPLAY;
    }

    /**
     * Runs, in real time where hardware answers; once.
     *
     * @throws InputException where the scenario cannot run so, or the recording is of something else
     * @throws MachineException where the device fails or is lost; {@link #recording} has what it answered until then
     * @throws CancellationException where it was stopped; likewise
     */
    public Ended run(Listener listener) {
        begin();
        try {
            return replays() ? replay(listener) : onHardware(listener);
        } catch (BrokenOff e) {
            throw wasStopped() ? cancelled(e) : e.why();
        } catch (RuntimeException e) {
            throw wasStopped() ? cancelled(e) : e;
        } finally {
            end();
        }
    }

    private static CancellationException cancelled(RuntimeException e) {
        CancellationException stopped = new CancellationException("The run was stopped.");
        stopped.initCause(e);
        return stopped;
    }

    private synchronized boolean wasStopped() {
        return stopped;
    }

    private synchronized void begin() {
        if (stopped) {
            throw new CancellationException("The run was stopped.");
        }
        runs = Thread.currentThread();
    }

    private synchronized void end() {
        runs = null;
        end = null;
        if (stopped) {
            // for what is done on this thread next
            Thread.interrupted();
        }
        if (closed) {
            folder.close();
        }
    }

    /** Ends the run before its time, from any thread; does nothing to one that is over. */
    public synchronized void stop() {
        stopped = true;
        if (end != null) {
            end.accept(new MachineException("The run was stopped.", new CancellationException()));
        } else if (runs != null) {
            runs.interrupt();
        }
    }

    /** From here on a run is ended at an event, so that its recording is whole up to there. */
    private synchronized void endsBy(Consumer<MachineException> how) {
        if (stopped) {
            throw new CancellationException("The run was stopped.");
        }
        end = how;
    }

    /** What the device answered, as a recording; one of a run that came to no end is whole up to there. Empty where there is none. */
    public Optional<Path> recording() {
        Path file = folder.path().resolve(RECORDING);
        return List.of(file, Bench.partial(file)).stream().filter(Files::exists).findFirst();
    }

    /**
     * Copies the recording.
     *
     * @throws MachineException where that cannot be
     */
    public void save(Path to) {
        Path from = recording().orElseThrow();
        SafeFiles.write(to, out -> Files.copy(from, out));
    }

    private Prepared prepare(RecordingFile.@Nullable Read recorded, Listener listener) {
        listener.note("predicting");
        return Prepared.of(
                wanted.scenario(), wanted.profiles(), named.device(), recorded, machine, folder.path(), listener::note);
    }

    private Ended replay(Listener listener) {
        RecordingFile.Read recorded = Replays.read(named.file());
        Prepared prepared = prepare(recorded, listener);
        listener.note("replaying");
        List<Reading> readings = readings(recorded.recording());
        long lastNs = lastNs(recorded.recording());
        Watching watching = new Watching(listener, lastNs) {
            @Override
            List<Reading> until(double atS) {
                return readings.stream().filter(each -> each.atS() <= atS).toList();
            }
        };
        TwinMaker.Real real = Replays.run(prepared.bench(), named.file(), recorded, watching);
        return ended(prepared, real, lastNs);
    }

    /** After the last answer of a run that broke off, a replay has nothing of the device. */
    private static long lastNs(Recording recording) {
        return recording.pacing() != null
                ? Long.MAX_VALUE
                : recording.inferences().stream()
                        .mapToLong(InferenceRecord::endNs)
                        .max()
                        .orElse(0);
    }

    private Ended onHardware(Listener listener) {
        Prepared prepared = prepare(null, listener);
        Bench bench = prepared.bench();
        try (Target target = targets.open(named, wanted.access(), listener::note)) {
            listener.note(prepared.loading(named.device(), 1));
            Bench.Loading how = new Bench.Loading(Map.of(), WARMUP, Pixels.Kind.DUMMY, null);
            List<LoadedNetwork> loaded = bench.load(target, machine, folder.path(), how);
            Recording.Head head =
                    bench.head(Version.text(), prepared.predicted().result(), target, loaded, null, prepared.standIn());
            listener.note("running");
            Watching watching = new Watching(listener, Long.MAX_VALUE) {
                private final List<Reading> readings = new ArrayList<>();

                @Override
                public void sample(Recording.Sample sample) {
                    readings.add(reading(sample));
                }

                @Override
                public void begins(Consumer<MachineException> ends) {
                    endsBy(ends);
                }

                @Override
                List<Reading> until(double atS) {
                    return readings;
                }
            };
            Bench.Ran ran = bench.run(target, loaded, head, folder.path().resolve(RECORDING), watching);
            return ended(prepared, Prepared.real(ran), Long.MAX_VALUE);
        }
    }

    private Ended ended(Prepared prepared, TwinMaker.Real real, long lastNs) {
        Timeline timeline = Objects.requireNonNull(real.outcome().timeline());
        int windows =
                (int) Arrays.stream(timeline.endNs()).filter(ns -> ns <= lastNs).count();
        String mode = replays() ? RunResult.REPLAYED : RunResult.HARDWARE;
        return new Ended(
                prepared.twin(List.of(real), mode),
                prepared.predicted(),
                prepared.result(real, mode),
                new SoFar(timeline.until(windows), readings(real.recording())));
    }

    private static List<Reading> readings(Recording recording) {
        return recording.samples().stream().map(HardwareRun::reading).toList();
    }

    private static Reading reading(Recording.Sample sample) {
        return new Reading(sample.atNs() * 1e-9, sample.what());
    }

    /** Passes on what is known, not too often; on the run's thread. */
    private abstract static class Watching implements Bench.Watcher {
        private final Listener listener;
        private final long lastNs;
        private long toldNs = System.nanoTime() - TOLD_EVERY_NS;

        /** @param lastNs simulated time after which the device has nothing to say */
        Watching(Listener listener, long lastNs) {
            this.listener = listener;
            this.lastNs = lastNs;
        }

        /** What the sensors said until a simulated time, of a window that is over. */
        abstract List<Reading> until(double atS);

        @Override
        public void progress(double share) {
            listener.progress(share);
        }

        @Override
        public void window(Supplier<Timeline> soFar) {
            long nowNs = System.nanoTime();
            if (nowNs - toldNs >= TOLD_EVERY_NS) {
                toldNs = nowNs;
                Timeline timeline = soFar.get();
                long[] endNs = timeline.endNs();
                if (endNs[endNs.length - 1] <= lastNs) {
                    listener.more(new SoFar(timeline, until(endNs[endNs.length - 1] * 1e-9)));
                }
            }
        }
    }

    /** Deletes the recording, at once or when the run is over. */
    @Override
    public synchronized void close() {
        closed = true;
        if (runs == null) {
            folder.close();
        }
    }
}
