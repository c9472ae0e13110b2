package org.framebudget.sim.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.sim.pipeline.RunLog;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.report.ChromeTraceWriter;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.Scenario;

/** Writes the first replication as a Chrome trace: frames with their stages, throttle steps, counters. */
public final class TraceFile {
    private final ChromeTraceWriter trace;
    private final RunResult result;
    private final RunLog log;
    private final List<StreamSources> sources = new ArrayList<>();
    private final int[] tracks;

    private TraceFile(ChromeTraceWriter trace, Scenario scenario, RunOutcome outcome, RunLog log) {
        this.trace = trace;
        this.result = outcome.result();
        this.log = log;
        this.tracks = new int[result.streams().size()];
        for (int i = 0; i < tracks.length; i++) {
            RunResult.Stream stream = result.streams().get(i);
            sources.add(StreamSources.of(i, scenario, outcome));
            tracks[i] = trace.track(stream.device(), stream.id());
        }
    }

    /**
     * Writes a file.
     *
     * @param log of the first replication of {@code outcome}, as the timeline
     * @throws org.framebudget.models.MachineException where the file cannot be written
     */
    public static void write(Path file, Scenario scenario, RunOutcome outcome, RunLog log, Timeline timeline) {
        try (ChromeTraceWriter trace = new ChromeTraceWriter(file)) {
            TraceFile out = new TraceFile(trace, scenario, outcome, log);
            out.frames();
            out.throttleSteps();
            out.counters(timeline);
            trace.commit();
        }
    }

    private void frames() {
        ClockHistory clocks = new ClockHistory(result.devices());
        // stage visits are logged when they end, so those of a frame stand before the frame's own end
        Map<String, List<ChromeTraceWriter.Step>> open = new HashMap<>();
        int stageRow = 0;
        for (int row = 0; row < log.frameCount(); row++) {
            while (stageRow < log.stageCount() && log.stageLeftNs(stageRow) <= log.endNs(row)) {
                visited(stageRow++, open);
            }
            if (log.deliveryNs(row) >= 0) {
                frame(row, clocks, open);
            }
        }
    }

    private static String key(int stream, long number) {
        return stream + ":" + number;
    }

    /** As in the result, where ways over links stand among the stages. */
    private String stageId(int stream, int index) {
        return result.streams().get(stream).stages().get(index).id();
    }

    private void visited(int row, Map<String, List<ChromeTraceWriter.Step>> open) {
        String stage = stageId(log.stageStream(row), log.stageIndex(row));
        List<ChromeTraceWriter.Step> steps =
                open.computeIfAbsent(key(log.stageStream(row), log.stageFrameNumber(row)), k -> new ArrayList<>());
        if (log.stageBeganNs(row) > log.stageEnteredNs(row)) {
            steps.add(new ChromeTraceWriter.Step("wait for " + stage, log.stageEnteredNs(row), log.stageBeganNs(row)));
        }
        steps.add(new ChromeTraceWriter.Step(stage, log.stageBeganNs(row), log.stageLeftNs(row)));
    }

    private void frame(int row, ClockHistory clocks, Map<String, List<ChromeTraceWriter.Step>> open) {
        int stream = log.stream(row);
        StreamSources source = sources.get(stream);
        List<ChromeTraceWriter.Step> steps = open.remove(key(stream, log.number(row)));
        Map<String, Object> args = new LinkedHashMap<>();
        args.put("outcome", log.outcome(row).name().toLowerCase(Locale.ROOT));
        args.put("queue_length", log.waitingAtDelivery(row));
        if (source.unit() != null) {
            ClockHistory.Clock clock = clocks.at(source.device(), source.unit(), log.endNs(row));
            args.put("clock_fraction", clock.clockFraction());
            args.put("limiter", clock.limiter().isEmpty() ? "none" : clock.limiter());
        }
        String name = "frame " + log.number(row);
        if (log.outcome(row) == RunLog.Outcome.DROPPED) {
            args.put("dropped_because", log.reason(row).toLowerCase(Locale.ROOT));
            args.put("in_front_of", stageId(stream, log.endStage(row)));
            name = name + " dropped";
        }
        if (log.outcome(row) == RunLog.Outcome.SKIPPED) {
            name = name + " skipped by rule";
        }
        if (log.outcome(row) == RunLog.Outcome.IN_FLIGHT) {
            name = name + " in flight";
        }
        if (log.endNs(row) == log.deliveryNs(row)) {
            trace.instant(tracks[stream], name, log.endNs(row), args);
            return;
        }
        trace.slice(tracks[stream], name, log.deliveryNs(row), log.endNs(row), args, steps == null ? List.of() : steps);
    }

    private void throttleSteps() {
        for (RunResult.Device device : result.devices()) {
            for (RunResult.ThrottleStep step : device.throttle().steps()) {
                trace.instant(
                        trace.track(device.id(), "limiters"),
                        step.unit() + " to " + Math.round(100 * step.clockFraction()) + " %",
                        Math.round(step.atS() * 1e9),
                        Map.of("reason", step.reason()));
            }
        }
    }

    private void counters(Timeline timeline) {
        for (int d = 0; d < timeline.devices().size(); d++) {
            Timeline.DeviceSeries device = timeline.devices().get(d);
            device.temperatureDegC()
                    .forEach((node, series) -> counter(device.id(), node + " (deg C)", timeline.endNs(), series));
            device.clockFraction()
                    .forEach(
                            (unit, series) -> counter(device.id(), unit + " clock fraction", timeline.endNs(), series));
            counter(device.id(), "power (W)", timeline.endNs(), device.powerW());
            counter(device.id(), "battery fraction", timeline.endNs(), device.batteryFraction());
        }
        for (int s = 0; s < timeline.streams().size(); s++) {
            Timeline.StreamSeries stream = timeline.streams().get(s);
            String device = result.streams().get(s).device();
            for (int i = 0; i < timeline.endNs().length; i++) {
                trace.counter(device, stream.id() + " queue length", timeline.endNs()[i], stream.queueLength()[i]);
            }
        }
    }

    private void counter(String device, String name, long[] endNs, double[] series) {
        for (int i = 0; i < endNs.length; i++) {
            trace.counter(device, name, endNs[i], series[i]);
        }
    }
}
