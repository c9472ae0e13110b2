package org.framebudget.ui.live;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.UnitProfile;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.ChartModel.Mark;
import org.framebudget.ui.charts.ChartModel.Shape;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;

/** The clock changes of one device at the instants they happened at, which the windows of the timeline do not tell. */
final class ClockSteps {
    private static final double SAME_SHARE = 0.005;

    private final List<RunResult.ThrottleStep> steps;
    private final List<UnitProfile> units;
    private final Timeline.DeviceSeries series;
    private final double[] timeS;

    /** @param timeS end of each window */
    ClockSteps(Answer answer, int device, double[] timeS) {
        steps = answer.result().devices().get(device).throttle().steps();
        units = answer.outcome().profiles().get(device).units();
        series = answer.timeline().devices().get(device);
        this.timeS = timeS;
    }

    /** Each change, with clock and operating point in words. */
    List<Mark> marks() {
        Map<String, Double> before = new HashMap<>();
        String name = Texts.get("chart.steps");
        return steps.stream()
                .map(step -> {
                    double from = before.getOrDefault(step.unit(), fastest(step.unit()));
                    before.put(step.unit(), step.clockFraction());
                    return new Mark(step.atS(), Ink.QUIET, name, words(step, from));
                })
                .toList();
    }

    private String words(RunResult.ThrottleStep step, double from) {
        List<OperatingPoint> points = units.stream()
                .filter(unit -> unit.id().equals(step.unit()))
                .map(UnitProfile::operatingPoints)
                .findFirst()
                .orElse(List.of());
        if (points.isEmpty()) {
            return Texts.get("clock.step.share", step.unit(), percent(from), percent(step.clockFraction()));
        }
        double fastestMhz = points.get(0).clockMhz().value();
        double toMhz = step.clockFraction() * fastestMhz;
        String words = Texts.get(
                "clock.step",
                step.unit(),
                Figures.plain(from * fastestMhz),
                Figures.plain(toMhz),
                percent(step.clockFraction()));
        for (int i = 0; i < points.size(); i++) {
            if (Math.abs(points.get(i).clockMhz().value() - toMhz) <= SAME_SHARE * toMhz) {
                words += Texts.get("clock.step.point", "" + (i + 1), "" + points.size());
                break;
            }
        }
        return step.reason() == null || step.reason().isEmpty() ? words : words + ", " + step.reason();
    }

    private static String percent(double fraction) {
        return Figures.plain(100 * fraction);
    }

    /** The clock a unit starts at: no step goes above it. */
    private double fastest(String unit) {
        return Stream.concat(
                        Arrays.stream(series.clockFraction().getOrDefault(unit, new double[0]))
                                .boxed(),
                        steps.stream()
                                .filter(step -> step.unit().equals(unit))
                                .map(RunResult.ThrottleStep::clockFraction))
                .max(Double::compare)
                .orElse(1.0);
    }

    /** A unit's clock in percent: what the windows say, with every step between them. */
    Line line(String unit, Ink ink) {
        double[] atEnd = series.clockFraction().getOrDefault(unit, new double[0]);
        List<RunResult.ThrottleStep> own =
                steps.stream().filter(step -> step.unit().equals(unit)).toList();
        double[] at = new double[atEnd.length + own.size()];
        double[] percent = new double[at.length];
        int n = 0;
        int next = 0;
        double now = own.isEmpty() || atEnd.length == 0 ? Double.NaN : fastest(unit);
        for (int w = 0; w < atEnd.length; w++) {
            double end = atEnd[w];
            while (next < own.size() && own.get(next).atS() <= timeS[w]) {
                // a value holds until the end of its window
                RunResult.ThrottleStep step = own.get(next++);
                at[n] = step.atS();
                percent[n++] = 100 * now;
                now = step.clockFraction();
                // the window may have been looked at before the step of the same instant
                end = step.atS() == timeS[w] ? now : end;
            }
            at[n] = timeS[w];
            percent[n++] = 100 * end;
            now = end;
        }
        return new Line(unit, ink, Shape.STEP, Arrays.copyOf(at, n), Arrays.copyOf(percent, n));
    }
}
