package org.framebudget.sim.hil;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.framebudget.devices.UnitProfile;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.results.Twin;
import org.framebudget.sim.results.Twin.Series;
import org.jspecify.annotations.Nullable;

/** What temperature, clock and power were predicted to do in the course of a run, and what the device's sensors said. */
final class TwinOverTime {
    private static final int POINTS_MAX = 400;
    private static final String CPU = "cpu";

    private final List<Series> series = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private TwinOverTime() {}

    /**
     * Of one run.
     *
     * @param number of the run, from 1
     */
    static Twin.OverTime of(RunOutcome predicted, Recording recording, int number) {
        TwinOverTime made = new TwinOverTime();
        made.predicted(predicted, recording.head().device());
        made.real(recording);
        return new Twin.OverTime(number, List.copyOf(made.series), List.copyOf(made.missing));
    }

    private void predicted(RunOutcome outcome, String device) {
        Timeline timeline = outcome.timeline();
        List<RunResult.Device> devices = outcome.result().devices();
        int index = devices.stream().map(RunResult.Device::id).toList().indexOf(device);
        if (timeline == null || index < 0) {
            return;
        }
        Timeline.DeviceSeries at = timeline.devices().get(index);
        at.temperatureDegC()
                .forEach((node, degC) -> add(Series.TEMPERATURE, node, Series.SIMULATED, timeline.endNs(), degC));
        for (UnitProfile unit : outcome.profiles().get(index).units()) {
            double[] fraction = at.clockFraction().get(unit.id());
            if (fraction != null && (unit.id().equals(CPU) || works(devices.get(index), unit.id()))) {
                double mhz = unit.operatingPoints().get(0).clockMhz().value();
                double[] clockMhz = new double[fraction.length];
                for (int i = 0; i < fraction.length; i++) {
                    clockMhz[i] = mhz * fraction[i];
                }
                add(Series.CLOCK, unit.id(), Series.SIMULATED, timeline.endNs(), clockMhz);
            }
        }
        add(Series.POWER, "whole device", Series.SIMULATED, timeline.endNs(), at.powerW());
    }

    private static boolean works(RunResult.Device device, String unit) {
        return device.units().stream().anyMatch(each -> each.id().equals(unit) && each.utilisation() > 0);
    }

    private void real(Recording recording) {
        Recording.Head head = recording.head();
        TreeSet<String> zones = new TreeSet<>();
        String meter = "device";
        for (Recording.Sample sample : recording.samples()) {
            zones.addAll(sample.what().zonesDegC().keySet());
            String source = sample.what().powerSource();
            meter = source == null ? meter : source;
        }
        boolean warm = false;
        for (String zone : zones) {
            warm |= measured(
                    recording,
                    Series.TEMPERATURE,
                    zone,
                    Series.MEASURED,
                    sample -> sample.zonesDegC().get(zone));
        }
        missing(warm, head, "temperature");
        String how = head.imposed() == null ? Series.MEASURED : Series.IMPOSED;
        missing(measured(recording, Series.CLOCK, "fastest core", how, DeviceSample::clockMhz), head, "clock");
        missing(measured(recording, Series.POWER, meter, Series.MEASURED, DeviceSample::powerW), head, "power");
    }

    private void missing(boolean there, Recording.Head head, String what) {
        if (!there) {
            missing.add("'" + head.device() + "' (" + head.target().target() + ") reports no " + what
                    + ", so only the predicted one is shown.");
        }
    }

    private boolean measured(
            Recording recording,
            String quantity,
            String of,
            String how,
            Function<DeviceSample, @Nullable Double> reading) {
        List<Recording.Sample> samples = recording.samples();
        long[] atNs = new long[samples.size()];
        double[] values = new double[samples.size()];
        for (int i = 0; i < values.length; i++) {
            // what was read before the run began is where it began from
            atNs[i] = Math.max(0, samples.get(i).atNs());
            Double value = reading.apply(samples.get(i).what());
            values[i] = value == null ? Double.NaN : value;
        }
        return add(quantity, of, how, atNs, values);
    }

    /** False where there is no value at all. */
    private boolean add(String quantity, String of, String how, long[] atNs, double[] values) {
        List<Double> atS = new ArrayList<>();
        List<Double> known = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (Double.isFinite(values[i])) {
                atS.add(rounded(atNs[i] * 1e-9));
                known.add(rounded(values[i]));
            }
        }
        if (known.isEmpty()) {
            return false;
        }
        Hardware.Range range = new Hardware.Range(
                known.get(0),
                known.stream().mapToDouble(Double::doubleValue).min().orElseThrow(),
                known.stream().mapToDouble(Double::doubleValue).max().orElseThrow(),
                known.get(known.size() - 1));
        series.add(new Series(quantity, of, how, range, thinned(atS), thinned(known)));
        return true;
    }

    /** To what sensors can tell, so that files stay small. */
    private static double rounded(double value) {
        return Math.rint(value * 1e3) / 1e3;
    }

    /** As many as a chart can show, evenly, the first and the last among them. */
    private static List<Double> thinned(List<Double> all) {
        int n = all.size();
        if (n <= POINTS_MAX) {
            return List.copyOf(all);
        }
        List<Double> some = new ArrayList<>();
        for (int i = 0; i < POINTS_MAX; i++) {
            some.add(all.get((int) ((long) i * (n - 1) / (POINTS_MAX - 1))));
        }
        return some;
    }
}
