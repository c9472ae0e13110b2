package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.RunLog;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.report.FrameColumns;
import org.framebudget.sim.report.FrameTableWriter;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** Writes every captured frame's record. */
public final class FramesFile {
    private FramesFile() {}

    /**
     * Holds the name that {@code --frames} gives against what {@link #write} knows; absent is fine, and so is a device file.
     *
     * @throws InputException for another ending
     */
    public static void checkName(@Nullable Path file) {
        String name = file == null ? "" : file.toString().toLowerCase(Locale.ROOT);
        if (file != null && !name.endsWith(".csv") && !name.endsWith(".parquet") && !name.startsWith("/dev/")) {
            throw new InputException(
                    "--frames: '" + file + "' has an unknown ending. A name that ends in .csv or .parquet is right.");
        }
    }

    /**
     * Writes a file; its name's end says which kind: {@code .csv} or {@code .parquet}.
     *
     * @param log of the first replication of {@code outcome}
     * @throws org.framebudget.models.MachineException where the file cannot be written
     */
    public static void write(Path file, Scenario scenario, RunOutcome outcome, RunLog log) {
        FrameTableWriter.write(file, columns(scenario, outcome, log));
    }

    static FrameColumns columns(Scenario scenario, RunOutcome outcome, RunLog log) {
        int n = log.frameCount();
        RunResult result = outcome.result();
        List<StreamSources> sources = new ArrayList<>();
        for (int s = 0; s < result.streams().size(); s++) {
            sources.add(StreamSources.of(s, scenario, outcome));
        }
        ClockHistory clocks = new ClockHistory(result.devices());
        List<String> outcomes = new ArrayList<>();
        for (RunLog.Outcome kind : RunLog.Outcome.values()) {
            outcomes.add(kind.name().toLowerCase(Locale.ROOT));
        }
        Map<String, Integer> limiters = new HashMap<>();
        List<String> limiterNames = new ArrayList<>();
        FrameColumns columns = new FrameColumns(
                new long[n],
                new int[n],
                new long[n],
                new long[n],
                new long[n],
                new long[n],
                new long[n],
                new long[n],
                new int[n],
                new int[n],
                new double[n],
                new int[n],
                result.streams().stream().map(RunResult.Stream::id).toList(),
                outcomes,
                limiterNames);
        for (int row = 0; row < n; row++) {
            StreamSources source = sources.get(log.stream(row));
            RunLog.Outcome kind = log.outcome(row);
            boolean finished = kind == RunLog.Outcome.ON_TIME || kind == RunLog.Outcome.LATE;
            boolean began = log.beganNs(row) >= 0;
            columns.frame()[row] = log.number(row);
            columns.stream()[row] = log.stream(row);
            columns.captureNs()[row] = log.startNs(row);
            columns.deliveryNs()[row] = log.deliveryNs(row) < 0 ? FrameColumns.NONE : log.deliveryNs(row);
            columns.startNs()[row] = began ? log.beganNs(row) : FrameColumns.NONE;
            columns.endNs()[row] = kind == RunLog.Outcome.IN_FLIGHT ? FrameColumns.NONE : log.endNs(row);
            columns.latencyNs()[row] = finished ? log.endNs(row) - log.deliveryNs(row) : FrameColumns.NONE;
            columns.photonToResultNs()[row] =
                    finished ? log.endNs(row) - log.startNs(row) - source.midExposureNs() : FrameColumns.NONE;
            columns.outcome()[row] = kind.ordinal();
            columns.queueLength()[row] = log.waitingAtDelivery(row);
            columns.clockFraction()[row] = Double.NaN;
            columns.limiter()[row] = FrameColumns.NONE;
            String unit = source.unit();
            if (began && unit != null) {
                ClockHistory.Clock clock = clocks.at(source.device(), unit, log.endNs(row));
                columns.clockFraction()[row] = clock.clockFraction();
                if (!clock.limiter().isEmpty()) {
                    columns.limiter()[row] = limiters.computeIfAbsent(clock.limiter(), name -> {
                        limiterNames.add(name);
                        return limiterNames.size() - 1;
                    });
                }
            }
        }
        return columns;
    }
}
