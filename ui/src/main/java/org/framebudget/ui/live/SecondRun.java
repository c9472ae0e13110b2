package org.framebudget.ui.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.results.Timeline;
import org.framebudget.ui.charts.ChartModel.Line;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;

/**
 * The lines of the second run in each chart of an answer. The run before a change is in three charts; one on hardware is in all of
 * them, and its name says of each line whether the device had it or the model made it of the device's times.
 */
final class SecondRun {
    /** More temperatures of a device would hide each other. */
    private static final int ZONES_MAX = 3;

    private final Answer answer;
    private final Beside run;
    private final int stream;
    private final int device;
    /** Whether the device of these charts is the one that was real. */
    private final boolean realHere;

    SecondRun(Answer answer, Beside run, int stream, int device) {
        this.answer = answer;
        this.run = run;
        this.stream = stream;
        this.device = device;
        this.realHere = run.realOn(answer.timeline().devices().get(device).id());
    }

    /** What a quantity is called that a real device had itself. */
    private String own() {
        return realHere || !run.real() ? run.own() : run.modelled();
    }

    private List<Timeline.StreamSeries> streams() {
        List<Timeline.StreamSeries> all = run.timeline().streams();
        return stream < all.size() ? List.of(all.get(stream)) : List.of();
    }

    private List<Timeline.DeviceSeries> devices() {
        List<Timeline.DeviceSeries> all = run.timeline().devices();
        return device < all.size() ? List.of(all.get(device)) : List.of();
    }

    List<Line> latency() {
        List<Line> lines = new ArrayList<>();
        for (Timeline.StreamSeries series : streams()) {
            if (run.real()) {
                lines.add(run.line(of("p50", own()), run.ink(), series.latencyP50Ms()));
                lines.add(run.line(of("p99", own()), Ink.PURPLE, series.latencyP99Ms()));
            } else {
                lines.add(run.line(own(), run.ink(), series.latencyP50Ms()));
            }
        }
        return lines;
    }

    /** Late and dropped frames a second, as high as both bars. */
    List<Line> misses() {
        return onlyReal(streams().stream()
                .map(series -> {
                    double[] late = LiveCharts.perSecond(series.late(), run.timeline());
                    double[] both = LiveCharts.perSecond(series.dropped(), run.timeline());
                    Arrays.setAll(both, i -> both[i] + late[i]);
                    return run.line(of(Texts.get("chart.both"), own()), run.ink(), both);
                })
                .toList());
    }

    List<Line> waiting() {
        return onlyReal(streams().stream()
                .map(series -> run.line(own(), run.ink(), LiveCharts.waiting(series)))
                .toList());
    }

    /** In the colours of the units' first lines: the dashes tell them apart. */
    List<Line> utilisation(List<Line> first) {
        List<Line> lines = new ArrayList<>();
        for (Timeline.DeviceSeries series : devices()) {
            for (Line unit : first) {
                double[] share = series.utilisation().get(unit.name());
                if (share != null) {
                    lines.add(run.line(of(unit.name(), own()), unit.ink(), LiveCharts.percent(share)));
                }
            }
        }
        return onlyReal(lines);
    }

    /** The zones that the real device shows, hottest first, else its hottest part as the model has it. */
    List<Line> temperatures() {
        Map<String, Double> zones = new LinkedHashMap<>();
        if (realHere) {
            run.readings()
                    .forEach(reading ->
                            reading.sample().zonesDegC().forEach((zone, degC) -> zones.merge(zone, degC, Math::max)));
        }
        Ink[] inks = {Ink.STRONG, Ink.GREEN, Ink.SKY};
        List<Line> lines = new ArrayList<>();
        zones.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
                .limit(ZONES_MAX)
                .forEach(zone -> lines.add(run.line(
                        of(zone.getKey(), own()),
                        inks[lines.size()],
                        sample -> sample.zonesDegC().get(zone.getKey()))));
        if (lines.isEmpty()) {
            devices().stream()
                    .flatMap(series -> series.temperatureDegC().entrySet().stream())
                    .max(Map.Entry.comparingByValue((a, b) -> Double.compare(most(a), most(b))))
                    .ifPresent(node -> lines.add(run.line(
                            of(LiveCharts.shortName(node.getKey()), run.modelled()), run.ink(), node.getValue())));
        }
        return onlyReal(lines);
    }

    /** The clock that the real device shows, else what the model makes of its load. */
    List<Line> clocks(Predicate<String> used) {
        if (realHere && run.shows(DeviceSample::clockMhz)) {
            return List.of(measuredClock());
        }
        List<Line> lines = new ArrayList<>();
        for (Timeline.DeviceSeries series : devices()) {
            series.clockFraction().forEach((unit, share) -> {
                if (used.test(unit)) {
                    lines.add(run.line(of(unit, run.modelled()), run.ink(), LiveCharts.percent(share)));
                }
            });
        }
        return onlyReal(lines);
    }

    /** Of the fastest clock that the profile has; of the fastest that was seen where it has none. */
    private Line measuredClock() {
        double profileMhz = answer.outcome().profiles().get(device).units().stream()
                .filter(unit ->
                        unit.id().equals("cpu") && !unit.operatingPoints().isEmpty())
                .mapToDouble(unit -> unit.operatingPoints().get(0).clockMhz().value())
                .findFirst()
                .orElse(Double.NaN);
        double seenMhz = run.readings().stream()
                .map(reading -> reading.sample().clockMhz())
                .filter(Objects::nonNull)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
        boolean known = !Double.isNaN(profileMhz);
        double fullMhz = known ? profileMhz : seenMhz;
        return run.line(of(known ? "cpu" : Texts.get("chart.clock.own"), own()), run.ink(), sample -> {
            Double mhz = sample.clockMhz();
            return mhz == null ? null : 100 * mhz / fullMhz;
        });
    }

    /** What a sensor of the real device shows, named by the sensor, which rarely sees all of it; else what the model has. */
    List<Line> power() {
        if (realHere && run.shows(DeviceSample::powerW)) {
            String sensor = run.readings().stream()
                    .map(reading -> reading.sample().powerSource())
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(Texts.get("chart.device"));
            return List.of(run.line(of(sensor, own()), run.ink(), DeviceSample::powerW));
        }
        return devices().stream()
                .map(series -> run.line(run.modelled(), run.ink(), series.powerW()))
                .toList();
    }

    List<Line> charge() {
        return devices().stream()
                .map(series -> run.line(run.modelled(), run.ink(), LiveCharts.percent(series.batteryFraction())))
                .toList();
    }

    private List<Line> onlyReal(List<Line> lines) {
        return run.real() ? lines : List.of();
    }

    private static String of(String part, String whose) {
        return Texts.get("chart.of", part, whose);
    }

    private static double most(double[] values) {
        return Arrays.stream(values).max().orElse(Double.NEGATIVE_INFINITY);
    }
}
