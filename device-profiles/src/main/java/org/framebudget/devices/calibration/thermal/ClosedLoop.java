package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.DeviceConditions;
import org.framebudget.devices.DeviceLoad;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.thermal.ThermalProfile;

/**
 * One unit that works without a pause, in the product's own {@link DeviceState}: load → power → temperature → limiter → clock. The
 * load is constant between polls, so steps of a second are exact.
 */
final class ClosedLoop {
    private static final long STEP_NS = 1_000_000_000L;
    private static final int STEPS_PER_MINUTE = 60;
    private static final String UNIT = "cpu";

    private ClosedLoop() {}

    /**
     * Runs.
     *
     * @param device the phone; its pack is left out where the run is on a charger
     * @param fastestMs latency at the fastest clock
     */
    static Forecast run(DeviceProfile device, RunInputs inputs, double fastestMs, int minutes) {
        DeviceState state = start(device, inputs);
        int unit = device.unitIndex(UNIT);
        UnitProfile cpu = device.units().get(unit);
        int battery = device.thermal().nodeIndex("battery");
        DeviceLoad load = new DeviceLoad(device.units().size());
        load.busyNs[unit] = STEP_NS * cpu.servers();
        load.linkW = inputs.extraW();
        double compute = cpu.computeFraction().value();
        List<Double> frameCount = new ArrayList<>();
        List<Double> medianMs = new ArrayList<>();
        List<Double> batteryDegC = new ArrayList<>();
        List<Double> deviceW = new ArrayList<>();
        double[] framesAt = new double[cpu.operatingPoints().size()];
        for (int minute = 1; minute <= minutes; minute++) {
            load.chargingHeatW = inputs.chargingHeatW(minute);
            Arrays.fill(framesAt, 0);
            double beforeJ = state.energyJ();
            for (int step = 0; step < STEPS_PER_MINUTE; step++) {
                int at = state.coolingState(unit);
                framesAt[at] += 1000 / latencyMs(fastestMs, compute, state.clockFraction(unit));
                state.advance(STEP_NS, load);
            }
            frameCount.add(Arrays.stream(framesAt).sum());
            medianMs.add(medianMs(framesAt, cpu, fastestMs, compute));
            batteryDegC.add(state.temperatureDegC(battery));
            deviceW.add((state.energyJ() - beforeJ) / STEPS_PER_MINUTE);
        }
        return new Forecast(
                List.copyOf(frameCount),
                List.copyOf(medianMs),
                List.copyOf(batteryDegC),
                List.copyOf(deviceW),
                temperatures(state, device.thermal()));
    }

    /**
     * Temperatures after a pause in which the device only idles, as long as its battery is warmer than {@code untilBatteryDegC}.
     *
     * @param inputs conditions of the pause; its screen is off and nothing charges
     */
    static List<Double> cooledTo(DeviceProfile device, RunInputs inputs, double untilBatteryDegC) {
        DeviceState state = start(device, inputs);
        int battery = device.thermal().nodeIndex("battery");
        DeviceLoad idle = new DeviceLoad(device.units().size());
        double before = Double.POSITIVE_INFINITY;
        while (state.temperatureDegC(battery) > untilBatteryDegC && state.temperatureDegC(battery) < before - 1e-4) {
            before = state.temperatureDegC(battery);
            state.advance(10 * STEP_NS, idle);
        }
        return temperatures(state, device.thermal());
    }

    /** Temperatures after so many minutes without work. */
    static List<Double> idle(DeviceProfile device, RunInputs inputs, int minutes) {
        DeviceState state = start(device, inputs);
        DeviceLoad idle = new DeviceLoad(device.units().size());
        idle.linkW = inputs.extraW();
        for (int minute = 0; minute < minutes; minute++) {
            state.advance(STEPS_PER_MINUTE * STEP_NS, idle);
        }
        return temperatures(state, device.thermal());
    }

    private static DeviceState start(DeviceProfile device, RunInputs inputs) {
        DeviceState state = new DeviceState(
                device,
                new DeviceConditions(
                        inputs.ambientDegC(), inputs.ambientDegC(), inputs.caseId(), null, inputs.screenFraction(), 1));
        state.setTemperatures(
                inputs.startDegC().stream().mapToDouble(Double::doubleValue).toArray());
        return state;
    }

    private static List<Double> temperatures(DeviceState state, ThermalProfile thermal) {
        List<Double> degC = new ArrayList<>();
        for (int node = 0; node < thermal.nodes().size(); node++) {
            degC.add(state.temperatureDegC(node));
        }
        return List.copyOf(degC);
    }

    private static double latencyMs(double fastestMs, double compute, double clockFraction) {
        return fastestMs * (compute / clockFraction + 1 - compute);
    }

    /** Median over frames: operating points stand fastest first, so their latencies rise. */
    private static double medianMs(double[] framesAt, UnitProfile cpu, double fastestMs, double compute) {
        double half = Arrays.stream(framesAt).sum() / 2;
        int at = 0;
        double seen = framesAt[0];
        while (seen < half) {
            at++;
            seen += framesAt[at];
        }
        double fastestMhz = cpu.operatingPoints().get(0).clockMhz().value();
        return latencyMs(
                fastestMs, compute, cpu.operatingPoints().get(at).clockMhz().value() / fastestMhz);
    }
}
