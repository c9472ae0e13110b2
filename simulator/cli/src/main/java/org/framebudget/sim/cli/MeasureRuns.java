package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;
import org.framebudget.sim.host.HostRuntime;
import org.jspecify.annotations.Nullable;

/** Measures networks on this machine one after another, each with each number of threads. */
public final class MeasureRuns {
    private final List<MeasureTarget> targets;
    private final @Nullable InputSize input;
    private final Precision precision;
    private final List<Integer> threads;
    private final Ask ask;

    /** How a file is to be run. */
    @FunctionalInterface
    public interface Ask {
        /** @param input absent for the file's own */
        MeasureRequest of(Path file, @Nullable InputSize input, int threads);
    }

    /** Told how it goes on, from the thread that runs it. */
    public interface Listener {
        /**
         * A run begins.
         *
         * @param before runs that have ended
         * @param all runs in all
         */
        void begins(String network, int before, int all);

        /** The finished fraction of the present run, 0 to 1. */
        void progress(double fraction);

        /** The present run has ended well. */
        void ended(MeasureRecord record);

        /** All runs of one network have. */
        default void measured(List<MeasureRecord> ofOneNetwork) {}
    }

    /**
     * One run.
     *
     * @param latenciesNs in order; empty where they were not asked for
     */
    public record Run(MeasureRecord record, long[] latenciesNs) {}

    /**
     * Runs to make.
     *
     * @param input picture size; absent for each network's own
     * @param precision of the known networks; a file has its own
     */
    public MeasureRuns(
            List<MeasureTarget> targets,
            @Nullable InputSize input,
            Precision precision,
            List<Integer> threads,
            Ask ask) {
        this.targets = List.copyOf(targets);
        this.input = input;
        this.precision = precision;
        this.threads = List.copyOf(threads);
        this.ask = ask;
    }

    /**
     * Makes all of them; the first that fails ends it. An interrupt kills the process of the present run.
     *
     * @throws org.framebudget.models.InputException where a file is no network, or cannot be run as asked
     * @throws org.framebudget.models.MachineException where TensorFlow Lite does not run, and for an interrupt
     */
    public List<Run> run(HostRuntime machine, Listener listener) {
        List<Run> done = new ArrayList<>();
        try (MeasureTarget.Folder folder = new MeasureTarget.Folder()) {
            for (MeasureTarget target : targets) {
                // a file made at the size asked for has it already
                Path file = target.known()
                        ? folder.holds(machine.networkFile(target.name(), input, precision, folder.path()))
                        : target.file();
                List<MeasureRecord> records = new ArrayList<>();
                for (int n : threads) {
                    listener.begins(target.name(), done.size(), targets.size() * threads.size());
                    Run run = run(machine, target, ask.of(file, target.known() ? null : input, n), listener);
                    done.add(run);
                    records.add(run.record());
                    listener.ended(run.record());
                }
                listener.measured(List.copyOf(records));
            }
        }
        return done;
    }

    private static Run run(HostRuntime machine, MeasureTarget target, MeasureRequest request, Listener listener) {
        List<long[]> latenciesNs = new ArrayList<>();
        MeasureRecord record = machine.measure(request, new MeasureListener() {
            @Override
            public void progress(double fraction) {
                listener.progress(fraction);
            }

            @Override
            public void latencies(long[] ns) {
                latenciesNs.add(ns);
            }
        });
        return new Run(
                target.known() ? record.named(target.name()) : record,
                latenciesNs.isEmpty() ? new long[0] : latenciesNs.get(0));
    }
}
