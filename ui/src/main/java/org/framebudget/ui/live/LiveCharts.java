package org.framebudget.ui.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.framebudget.sim.report.ReportInput;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartModel.Level;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Mark;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/**
 * The charts of one answer: one stream and the device that answers it. Everything is read from the answer; a chart that has
 * nothing to show has no lines.
 */
public final class LiveCharts {
    /** A trip point farther above everything seen would flatten the curves. */
    private static final double TRIP_NEAR_K = 15;

    private final Answer answer;
    private final Optional<SecondRun> second;
    private final int stream;
    private final int device;

    /**
     * Charts.
     *
     * @param beside a run to compare with; absent for none
     * @param stream position in the result
     */
    public LiveCharts(Answer answer, @Nullable Beside beside, int stream) {
        this.answer = answer;
        this.stream = stream;
        this.device = deviceOf(answer, stream);
        this.second = Optional.ofNullable(beside).map(run -> new SecondRun(answer, run, stream, device));
    }

    /** What the second run has in a chart; nothing where there is none. */
    private List<Line> second(Function<SecondRun, List<Line>> of) {
        return second.map(of).orElse(List.of());
    }

    /** A pale one under the line that it is held against, a dark one over it. */
    private void addSecond(List<Line> lines, Function<SecondRun, List<Line>> of) {
        for (Line line : second(of)) {
            lines.add(line.ink() == Ink.GHOST ? lines.size() - 1 : lines.size(), line);
        }
    }

    private static double most(List<Line> lines) {
        return lines.stream()
                .flatMapToDouble(line -> Arrays.stream(line.values()))
                .filter(value -> !Double.isNaN(value))
                .max()
                .orElse(0);
    }

    /** Position of the device that answers a stream. */
    public static int deviceOf(Answer answer, int stream) {
        String id = answer.outcome().inferenceDeviceByStream().get(stream);
        List<RunResult.Device> devices = answer.result().devices();
        for (int d = 0; d < devices.size(); d++) {
            if (devices.get(d).id().equals(id)) {
                return d;
            }
        }
        return 0;
    }

    /** Latency against the budget. */
    public ChartModel latency() {
        Timeline.StreamSeries series = series(answer);
        RunResult.Stream figures = answer.result().streams().get(stream);
        double[] timeS = timeS(answer);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line("p99", Ink.BLUE, Shape.BAND, timeS, series.latencyP50Ms(), series.latencyP99Ms()));
        lines.add(new Line(Texts.get("chart.max"), Ink.SKY, Shape.EDGE, timeS, series.latencyMaxMs()));
        lines.add(new Line("p50", Ink.BLUE, Shape.LINE, timeS, series.latencyP50Ms()));
        addSecond(lines, SecondRun::latency);
        return new ChartModel(
                "latency",
                Texts.get("chart.latency", from(figures)),
                "ms",
                lines,
                List.of(new Level(Texts.get("chart.budget"), Ink.RED, figures.budgetMs())),
                "",
                null);
    }

    /** Where the budget starts, in words. */
    static String from(RunResult.Stream stream) {
        return Texts.get("budget.from." + stream.budgetFrom().toLowerCase(Locale.ROOT));
    }

    /** Misses a second by kind, as bars on each other. */
    public ChartModel misses() {
        Timeline.StreamSeries series = series(answer);
        double[] timeS = timeS(answer);
        double[] late = perSecond(series.late(), answer.timeline());
        double[] dropped = perSecond(series.dropped(), answer.timeline());
        double[] stale = perSecond(series.stale(), answer.timeline());
        double[] janks = perSecond(series.janks(), answer.timeline());
        List<Line> beside = second(SecondRun::misses);
        double most = most(beside);
        for (int i = 0; i < late.length; i++) {
            most = Math.max(most, Math.max(janks[i], late[i] + dropped[i] + stale[i]));
        }
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Texts.get("frames.late"), Ink.ORANGE, Shape.BARS, timeS, late));
        lines.add(new Line(Texts.get("frames.dropped"), Ink.RED, Shape.BARS, timeS, dropped));
        RunResult.Stream figures = answer.result().streams().get(stream);
        if (figures.staleFraction() != null) {
            lines.add(new Line(Texts.get("frames.stale"), Ink.PURPLE, Shape.BARS, timeS, stale));
        }
        if (figures.jankFraction() != null) {
            // of refreshes, not of frames: not on top of the others
            lines.add(new Line(Texts.get("frames.jank"), Ink.BLUE, Shape.LINE, timeS, janks));
        }
        // the bars stand before: the dashes lie on them
        lines.addAll(beside);
        return new ChartModel("misses", Texts.get("chart.misses"), "/s", lines, List.of(), "", 1.1 * Math.max(1, most));
    }

    /** Of each window. */
    static double[] perSecond(long[] counts, Timeline timeline) {
        double[] rates = new double[counts.length];
        for (int i = 0; i < rates.length; i++) {
            long beganNs = i == 0 ? 0 : timeline.endNs()[i - 1];
            rates[i] = counts[i] / ((timeline.endNs()[i] - beganNs) * 1e-9);
        }
        return rates;
    }

    /** Temperature of each part, with the trip points that are near. */
    public ChartModel temperature() {
        Timeline.DeviceSeries series = answer.timeline().devices().get(device);
        List<Line> lines = new ArrayList<>();
        int at = 0;
        double hottest = Double.NEGATIVE_INFINITY;
        Ink[] inks = {Ink.RED, Ink.ORANGE, Ink.PURPLE, Ink.SKY, Ink.BLUE, Ink.QUIET};
        for (Map.Entry<String, double[]> node : series.temperatureDegC().entrySet()) {
            lines.add(new Line(
                    shortName(node.getKey()), inks[at++ % inks.length], Shape.LINE, timeS(answer), node.getValue()));
            hottest = Math.max(hottest, Arrays.stream(node.getValue()).max().orElse(hottest));
        }
        lines.addAll(second(SecondRun::temperatures));
        double near = hottest + TRIP_NEAR_K;
        Map<Double, String> trips = new LinkedHashMap<>();
        for (ReportInput.TripPoint trip : answer.overTime().trips()) {
            if (trip.device().equals(series.id()) && trip.tripDegC() <= near) {
                trips.merge(
                        trip.tripDegC(),
                        shortName(trip.node()),
                        (all, more) -> all.contains(more) ? all : all + ", " + more);
            }
        }
        List<Level> levels = new ArrayList<>();
        trips.forEach((degC, node) -> levels.add(new Level(Texts.get("chart.trip", node), Ink.QUIET, degC)));
        return new ChartModel("temperature", Texts.get("chart.temperature"), "°C", lines, levels, "", null)
                .with(steps().marks());
    }

    /** Without what reports add to tell a virtual sensor from a part. */
    static String shortName(String node) {
        return node.replace(" (virtual sensor)", "");
    }

    /** Clocks of the units that are in use. */
    public ChartModel clock() {
        ClockSteps steps = steps();
        List<Line> lines = new ArrayList<>();
        for (String unit :
                answer.timeline().devices().get(device).clockFraction().keySet()) {
            if (used(unit)) {
                lines.add(steps.line(unit, Ink.series(lines.size())));
            }
        }
        List<Line> other = second(run -> run.clocks(this::used));
        lines.addAll(other);
        double full = Math.max(140, 1.15 * most(other));
        return new ChartModel("clock", Texts.get("chart.clock"), "%", lines, List.of(), "", full).with(steps.marks());
    }

    private ClockSteps steps() {
        return new ClockSteps(answer, device, timeS(answer));
    }

    private boolean used(String unit) {
        return answer.result().devices().get(device).units().stream()
                .anyMatch(row -> row.id().equals(unit) && row.utilisation() > 0);
    }

    /** How busy each unit is. */
    public ChartModel utilisation() {
        Timeline.DeviceSeries series = answer.timeline().devices().get(device);
        List<Line> lines = new ArrayList<>();
        series.utilisation().forEach((unit, share) -> {
            if (used(unit)) {
                lines.add(new Line(unit, Ink.series(lines.size()), Shape.LINE, timeS(answer), percent(share)));
            }
        });
        lines.addAll(second(run -> run.utilisation(List.copyOf(lines))));
        return new ChartModel("utilisation", Texts.get("chart.utilisation"), "%", lines, List.of(), "", 108.0);
    }

    /** Frames that wait. */
    public ChartModel queue() {
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Texts.get("chart.waiting"), Ink.PURPLE, Shape.STEP, timeS(answer), waiting(series(answer))));
        lines.addAll(second(SecondRun::waiting));
        double full = Math.max(3, 1.1 * most(lines));
        return new ChartModel("queue", Texts.get("chart.queue"), "", lines, List.of(), "", full);
    }

    /** At the end of each window. */
    static double[] waiting(Timeline.StreamSeries series) {
        return Arrays.stream(series.queueLength()).asDoubleStream().toArray();
    }

    /** Power of the device by what takes it, the largest part at the foot. */
    public ChartModel power() {
        Timeline.DeviceSeries series = answer.timeline().devices().get(device);
        double[] timeS = timeS(answer);
        List<Line> lines = new ArrayList<>();
        Components.shown(answer.result().devices().get(device).energyByComponentJ())
                .forEach((name, members) -> lines.add(new Line(
                        name, Ink.series(lines.size()), Shape.AREA, timeS, sum(members, series, timeS.length))));
        lines.add(new Line(Texts.get("chart.device"), Ink.QUIET, Shape.LINE, timeS, series.powerW()));
        addSecond(lines, SecondRun::power);
        return new ChartModel("power", Texts.get("chart.power"), "W", lines, List.of(), "", null);
    }

    private static double[] sum(List<String> members, Timeline.DeviceSeries series, int windows) {
        double[] sumW = new double[windows];
        for (String member : members) {
            double[] partW = series.powerByComponentW().getOrDefault(member, new double[windows]);
            for (int i = 0; i < windows; i++) {
                sumW[i] += partW[i];
            }
        }
        return sumW;
    }

    /** Charge, with the time to empty. */
    public ChartModel battery() {
        double[] charge = answer.timeline().devices().get(device).batteryFraction();
        RunResult.Battery battery = answer.result().devices().get(device).battery();
        if (battery == null) {
            return ChartModel.empty("battery", Texts.get("chart.battery"), "%");
        }
        String note = Texts.get(
                        "battery.used",
                        Figures.plain(100 * battery.startFraction()),
                        Figures.plain(100 * battery.endFraction()))
                + toEmpty(battery);
        List<Line> lines = new ArrayList<>();
        lines.add(new Line(Texts.get("chart.charge"), Ink.GREEN, Shape.LINE, timeS(answer), percent(charge)));
        addSecond(lines, SecondRun::charge);
        Double endedS = answer.result().devices().get(device).killedAtS();
        String ended = Texts.get("chart.ended");
        return new ChartModel("battery", Texts.get("chart.battery"), "%", lines, List.of(), note, 102.0)
                .with(endedS == null ? List.of() : List.of(new Mark(endedS, Ink.RED, ended, ended)));
    }

    private static String toEmpty(RunResult.Battery battery) {
        Double hours = battery.hoursToEmpty();
        List<Double> interval = battery.interval95();
        if (hours == null) {
            return "";
        }
        return interval == null
                ? Texts.get("battery.hours", Figures.plain(hours))
                : Texts.get(
                        "battery.hours.95",
                        Figures.plain(hours),
                        Figures.plain(interval.get(0)),
                        Figures.plain(interval.get(1)));
    }

    private Timeline.StreamSeries series(Answer of) {
        return of.timeline().streams().get(stream);
    }

    private static double[] timeS(Answer of) {
        return Arrays.stream(of.timeline().endNs()).mapToDouble(ns -> ns * 1e-9).toArray();
    }

    static double[] percent(double[] fraction) {
        return Arrays.stream(fraction).map(value -> 100 * value).toArray();
    }
}
