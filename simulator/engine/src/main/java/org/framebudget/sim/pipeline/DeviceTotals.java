package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ClockStep;
import org.framebudget.devices.DeviceState;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** One device over replications: energies and temperatures as means, extremes as extremes, steps of the first. */
final class DeviceTotals {
    /** Whether to solve the hours of battery; not a number without. */
    private final boolean forecast;

    private int replications;
    private double onS;
    private double energyJ;
    private double appEnergyJ;
    private double cameraJ;
    private double balanceErrorJ;
    private double throttledFraction;
    private final Map<String, Double> componentJ = new LinkedHashMap<>();
    private final Map<String, Double> maxDegC = new LinkedHashMap<>();
    private final Map<String, Double> endDegC = new LinkedHashMap<>();
    private double endFraction;
    /** Of each replication, where the device has a battery. */
    private final List<Double> hoursToEmpty = new ArrayList<>();

    private double peakBytes;
    private double killedS = Double.POSITIVE_INFINITY;
    private boolean outOfMemory;
    private long inferences;
    private double inferenceJ;
    private double inferenceAboveIdleJ;
    private double[] utilisation = new double[0];
    private double[] clock = new double[0];
    private List<RunResult.ThrottleStep> steps = List.of();

    DeviceTotals(boolean forecast) {
        this.forecast = forecast;
    }

    void add(Run run, int index) {
        DeviceRun device = run.devices.get(index);
        DeviceState state = device.state;
        if (replications++ == 0) {
            utilisation = new double[device.units().size()];
            clock = new double[device.units().size()];
            steps = device.clockSteps().stream().map(s -> step(device, s)).toList();
        }
        onS += device.onS();
        energyJ += device.energyJ();
        appEnergyJ += device.appEnergyJ();
        balanceErrorJ = Math.max(balanceErrorJ, Math.abs(state.energyBalanceErrorJ()));
        throttledFraction += device.throttledFraction();
        device.energyByComponentJ().forEach((name, j) -> componentJ.merge(name, j, Double::sum));
        cameraJ += device.energyByComponentJ().getOrDefault("camera", 0.0);
        for (int n = 0; n < device.profile.thermal().nodes().size(); n++) {
            String node = device.profile.thermal().nodes().get(n).id();
            maxDegC.merge(node, state.maxTemperatureDegC(n), Math::max);
            endDegC.merge(node, state.temperatureDegC(n), Double::sum);
        }
        for (int u = 0; u < utilisation.length; u++) {
            utilisation[u] += device.onS() == 0
                    ? 0
                    : device.busyNs(u) * 1e-9 / (device.onS() * device.units().get(u).servers.length);
            clock[u] += device.clockFractionMean(u);
        }
        if (state.hasBattery()) {
            endFraction += state.batteryFraction();
            hoursToEmpty.add(forecast ? device.hoursToEmpty(run.nowNs()) : Double.NaN);
        }
        peakBytes = Math.max(peakBytes, device.memory.peakBytes());
        if (device.killedNs() != DeviceRun.ALIVE) {
            killedS = Math.min(killedS, device.killedNs() / 1e9);
            outOfMemory |= device.memory.exceeded();
        }
        addInferences(run, device);
    }

    private void addInferences(Run run, DeviceRun device) {
        boolean[] used = new boolean[device.units().size()];
        for (Stream stream : run.streams) {
            for (StreamStage stage : stream.stages) {
                if (stage.work.network() && device.units().contains(stage.unit)) {
                    inferences += stage.jobs();
                    for (int u = 0; u < used.length; u++) {
                        used[u] |= stage.unit.pool.has(device.units().get(u));
                    }
                }
            }
        }
        for (int u = 0; u < used.length; u++) {
            if (used[u]) {
                String id = device.units().get(u).id;
                double unitJ = device.energyByComponentJ().getOrDefault(id, 0.0);
                double networkShare = networkShare(run, device.units().get(u));
                double idleJ = device.profile.units().get(u).idleW().value() * device.onS();
                inferenceJ += unitJ * networkShare;
                inferenceAboveIdleJ += Math.max(0, unitJ - idleJ) * networkShare;
            }
        }
    }

    /** Share of a unit's busy time that inferences take. */
    private static double networkShare(Run run, Unit unit) {
        double networkNs = 0;
        double allNs = 0;
        for (Stream stream : run.streams) {
            for (StreamStage stage : stream.stages) {
                if (stage.unit.pool.has(unit)) {
                    allNs += stage.jobSumNs();
                    networkNs += stage.work.network() ? stage.jobSumNs() : 0;
                }
            }
        }
        return allNs == 0 ? 0 : networkNs / allNs;
    }

    /** @param interval of the draws, absent where there were none */
    RunResult.Device result(
            RunPlan.Device device,
            int index,
            long sentBytes,
            DeviceRun first,
            double ambientDegC,
            @Nullable Double fairnessIndex,
            @Nullable PredictionInterval interval) {
        double n = replications;
        Map<String, Double> components = new LinkedHashMap<>();
        componentJ.forEach((name, j) -> components.put(name, j / n));
        Map<String, RunResult.Temperature> temperatures = new LinkedHashMap<>();
        maxDegC.forEach((node, max) ->
                temperatures.put(node, new RunResult.Temperature(max, endDegC.getOrDefault(node, 0.0) / n)));
        List<RunResult.Unit> units = new ArrayList<>();
        for (int u = 0; u < utilisation.length; u++) {
            units.add(new RunResult.Unit(first.units().get(u).id, utilisation[u] / n, clock[u] / n));
        }
        return new RunResult.Device(
                device.id(),
                device.profile().id(),
                device.profile().evidence().name(),
                device.profile().badge(),
                onS == 0 ? 0 : energyJ / onS,
                onS == 0 ? 0 : appEnergyJ / onS,
                onS == 0 ? 0 : cameraJ / onS,
                energyJ / n,
                components,
                balanceErrorJ,
                inferences == 0 ? null : inferenceJ / inferences * 1e3,
                inferences == 0 ? null : inferenceAboveIdleJ / inferences * 1e3,
                first.state.hasBattery() ? battery(device, index, interval) : null,
                temperatures,
                ambientDegC,
                new RunResult.Throttle(steps.isEmpty() ? null : steps.get(0).atS(), throttledFraction / n, steps),
                units,
                peakBytes * 1e-6,
                killed(),
                Math.round(sentBytes / n),
                fairnessIndex);
    }

    private RunResult.Battery battery(RunPlan.Device device, int index, @Nullable PredictionInterval interval) {
        double hours = hoursToEmpty.stream().mapToDouble(each -> each).sum() / replications;
        boolean known = hoursToEmpty.stream().allMatch(Double::isFinite);
        List<Double> ci95 = known ? ConfidenceInterval.ofMean(hoursToEmpty) : null;
        return new RunResult.Battery(
                device.use().batteryStartFraction(),
                endFraction / replications,
                hours,
                ci95,
                known && interval != null ? interval.hours(index, hoursToEmpty, hours, ci95) : null);
    }

    /** The application was killed in some replication since it passed its memory limit. */
    boolean outOfMemory() {
        return outOfMemory;
    }

    private @Nullable Double killed() {
        return killedS == Double.POSITIVE_INFINITY ? null : killedS;
    }

    private static RunResult.ThrottleStep step(DeviceRun device, ClockStep step) {
        return new RunResult.ThrottleStep(
                step.atNs() / 1e9, device.units().get(step.unit()).id, step.clockFraction(), step.reason());
    }
}
