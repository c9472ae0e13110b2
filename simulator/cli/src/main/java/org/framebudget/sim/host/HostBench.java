package org.framebudget.sim.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.models.MachineException;
import org.framebudget.models.runtime.MeasureListener;
import org.framebudget.models.runtime.MeasureRecord;
import org.framebudget.models.runtime.MeasureRequest;

/** Makes a network's file, runs it as asked and deletes it. */
final class HostBench implements AutoCloseable {
    private static final int WARMUP_RUNS = 3;
    private static final int MOST_RUNS = 20_000;

    private final HostRuntime runtime;
    private final HostClock clock;
    private final Path folder;

    /**
     * A run with what its listener was told.
     *
     * @param latenciesNs back to back
     * @param coreNsByRate times on a core, by rate of requests, 0 for back to back; empty where several threads ran
     */
    record Ran(MeasureRecord record, long[] latenciesNs, Map<Double, long[]> coreNsByRate) {
        /** Times that others on the machine disturb least: on a core where they are known, else latencies. */
        long[] timesNs() {
            return coreNsByRate.getOrDefault(0.0, latenciesNs);
        }
    }

    HostBench(HostRuntime runtime, HostClock clock) {
        this.runtime = runtime;
        this.clock = clock;
        try {
            this.folder = Files.createTempDirectory("framebudget-host-");
        } catch (IOException e) {
            throw new MachineException(
                    "The temporary folder " + System.getProperty("java.io.tmpdir") + " cannot be written: "
                            + e.getMessage() + ".",
                    e);
        }
        // where a signal ends the process, nobody calls close
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "delete exported networks"));
    }

    /**
     * Runs a job.
     *
     * @param ratesFps of paced requests after the run back to back
     */
    Ran run(HostPlan.Job job, int threads, double seconds, List<Double> ratesFps) {
        clock.at(job.text());
        Path file = runtime.networkFile(job.network(), job.input(), job.precision(), folder);
        List<long[]> latencies = new ArrayList<>();
        Map<Double, long[]> coreTimes = new LinkedHashMap<>();
        try {
            MeasureRecord record = runtime.measure(
                    new MeasureRequest(
                            file,
                            null,
                            threads,
                            false,
                            seconds,
                            MOST_RUNS,
                            WARMUP_RUNS,
                            ratesFps,
                            0,
                            false,
                            true,
                            1,
                            null),
                    new MeasureListener() {
                        @Override
                        public void progress(double fraction) {
                            clock.at(job.text());
                        }

                        @Override
                        public void latencies(long[] ns) {
                            latencies.add(ns);
                        }

                        @Override
                        public void coreTimes(double rateFps, long[] coreNs) {
                            coreTimes.put(rateFps, coreNs);
                        }
                    });
            return new Ran(record, latencies.get(0), Map.copyOf(coreTimes));
        } finally {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit(); // a leftover in the temporary folder spoils no measurement
        }
    }

    @Override
    public void close() {
        if (!Files.exists(folder)) {
            return;
        }
        try (var left = Files.list(folder)) {
            left.forEach(HostBench::delete);
        } catch (IOException e) {
            folder.toFile().deleteOnExit();
        }
        delete(folder);
    }
}
