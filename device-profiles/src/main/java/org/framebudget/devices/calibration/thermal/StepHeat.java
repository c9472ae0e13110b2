package org.framebudget.devices.calibration.thermal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;
import org.jspecify.annotations.Nullable;

/**
 * A phone whose policy nobody published: a hot spot and a body, and the product's skin policy with one threshold for each slower
 * level that its first minutes show. Levels that only show later are not known to it.
 */
final class StepHeat implements HeatModel {
    private static final double POLL_S = 5;
    private static final int SEVERITIES = 7;

    private final List<HeatParameter> parameters;
    private final DeviceProfile base;
    private final int levels;

    /**
     * A phone.
     *
     * @param base any profile with a unit cpu; gives what does not matter here
     * @param fastestMs latency at the fastest level
     * @param levelFractions speed of each slower level over the fastest
     * @param cpuW expected power at the fastest level
     * @param ambientDegC expected
     * @param startBatteryDegC battery after the first minute
     * @param startSkinAboveK how far the hot spot is expected above it at the start
     */
    StepHeat(
            DeviceProfile base,
            double fastestMs,
            List<Double> levelFractions,
            double cpuW,
            double ambientDegC,
            double startBatteryDegC,
            double startSkinAboveK) {
        this.base = base;
        this.levels = levelFractions.size();
        List<HeatParameter> p = new ArrayList<>(List.of(
                new HeatParameter("skin_j_per_k", 10, 120, 35, 1.6, "a fifth of a phone"),
                new HeatParameter("battery_j_per_k", 60, 300, 140, 1.3, "the rest of a phone of 0.2 kg"),
                new HeatParameter("skin_battery_k_per_w", 0.8, 12, 3.5, 1.6, "as assumed for Pixel 6"),
                new HeatParameter(
                        "battery_ambient_k_per_w", 2, 8, 4.2, 1.25, "skin to air 3 to 4.5 K/W of a phone's area"),
                new HeatParameter("cpu_w", cpuW / 3, cpuW * 3, cpuW, 1.5, "a chip of this class"),
                new HeatParameter("power_exponent_factor", 1.2, 5, 2.5, 1.3, "slope of power over clock, upper half"),
                new HeatParameter("other_heat_w", 0.1, 4, 1, 1.8, "screen and charger"),
                new HeatParameter(
                        "ambient_deg_c", 14, 32, ambientDegC, 1.08, "a room, at most a little below the battery"),
                new HeatParameter(
                        "start_battery_deg_c",
                        10,
                        40,
                        startBatteryDegC - 0.5,
                        1.02,
                        "battery after a minute, less its rise"),
                new HeatParameter("start_skin_above_k", 0.05, 12, startSkinAboveK, 2, "heat stored at the start"),
                new HeatParameter("fastest_ms", fastestMs * 0.9, fastestMs * 1.1, fastestMs, 1.02, "fastest minutes"),
                new HeatParameter("hysteresis_k", 0.2, 6, 1.9, 1.6, "as Pixel's policies"),
                new HeatParameter("trip_1_deg_c", 24, 50, 38, 1.08, "policies begin at 37 to 39")));
        for (int level = 1; level <= levels; level++) {
            double fraction = levelFractions.get(level - 1);
            p.add(new HeatParameter(
                    "level_" + level + "_clock_fraction",
                    fraction * 0.93,
                    Math.min(1, fraction * 1.07),
                    fraction,
                    1.02,
                    "medians"));
            if (level > 1) {
                p.add(new HeatParameter("trip_" + level + "_above_k", 0.1, 12, 2, 2, "steps of 2 to 4 K elsewhere"));
            }
        }
        this.parameters = List.copyOf(p);
    }

    @Override
    public List<HeatParameter> parameters() {
        return parameters;
    }

    @Override
    public double supplyW(double[] values) {
        return Double.NaN;
    }

    @Override
    public Forecast simulate(double[] values, int minutes) {
        double batteryDegC = value(values, "start_battery_deg_c");
        RunInputs inputs = new RunInputs(
                value(values, "ambient_deg_c"),
                List.of(batteryDegC + value(values, "start_skin_above_k"), batteryDegC),
                null,
                -1,
                0,
                List.of(value(values, "other_heat_w")));
        return ClosedLoop.run(device(values), inputs, value(values, "fastest_ms"), minutes);
    }

    double value(double[] values, String name) {
        return values[HeatParameter.index(parameters, name)];
    }

    private DeviceProfile device(double[] values) {
        List<ThermalProfile.Node> nodes = List.of(
                new ThermalProfile.Node("skin", trial(values, "skin_j_per_k"), null),
                new ThermalProfile.Node(
                        "battery", trial(values, "battery_j_per_k"), trial(values, "battery_ambient_k_per_w")));
        List<ThermalProfile.Link> links =
                List.of(new ThermalProfile.Link("skin", "battery", trial(values, "skin_battery_k_per_w")));
        UnitProfile cpu = base.units().get(base.unitIndex("cpu"));
        PowerProfile power = base.power();
        return Profiles.onCharger(
                base,
                List.of(Profiles.withPoints(cpu, "skin", points(values))),
                new PowerProfile(
                        power.baseW(),
                        "skin",
                        null,
                        null,
                        null,
                        power.cameraStreamW(),
                        power.cameraNjPerPx(),
                        "skin",
                        null,
                        null),
                new ThermalProfile(nodes, links, List.of()),
                List.of(policy(values)));
    }

    private List<OperatingPoint> points(double[] values) {
        List<OperatingPoint> points = new ArrayList<>();
        for (int level = 0; level <= levels; level++) {
            double fraction = level == 0 ? 1 : value(values, "level_" + level + "_clock_fraction");
            points.add(new OperatingPoint(
                    Profiles.trial(1000 * fraction),
                    Profiles.trial(value(values, "cpu_w")
                            * StrictMath.pow(fraction, value(values, "power_exponent_factor")))));
        }
        return points;
    }

    private LimiterProfile.SkinPolicy policy(double[] values) {
        List<@Nullable Sourced> hotDegC = new ArrayList<>(Collections.nCopies(SEVERITIES, null));
        List<Sourced> states = new ArrayList<>();
        double tripDegC = value(values, "trip_1_deg_c");
        for (int severity = 0; severity < SEVERITIES; severity++) {
            if (severity > 1 && severity <= levels) {
                tripDegC += value(values, "trip_" + severity + "_above_k");
            }
            if (severity > 0 && severity <= levels) {
                hotDegC.set(severity, Profiles.trial(tripDegC));
            }
            states.add(Profiles.trial(Math.min(severity, levels)));
        }
        LimiterProfile.VirtualSensor skin = new LimiterProfile.VirtualSensor(
                "policy", "WEIGHTED", List.of("skin"), List.of(Profiles.trial(1)), Profiles.trial(0));
        return new LimiterProfile.SkinPolicy(
                "policy",
                List.of(skin),
                "policy",
                Profiles.trial(POLL_S),
                Profiles.trial(POLL_S),
                null,
                hotDegC,
                Collections.nCopies(SEVERITIES, trial(values, "hysteresis_k")),
                List.of(new LimiterProfile.StateLimit("cpu", states, List.of())),
                List.of());
    }

    private Sourced trial(double[] values, String name) {
        return Profiles.trial(value(values, name));
    }
}
