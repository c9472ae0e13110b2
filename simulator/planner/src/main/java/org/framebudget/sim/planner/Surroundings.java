package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.Environment;
import org.framebudget.sim.scenario.Scenario.TracePoint;

/** What of a scenario is another one at another place or day; its ranges are ASSUMED. */
final class Surroundings {
    private static final double AMBIENT_K = 10;

    /** The air that a scenario may be in. */
    private static final double COLDEST_DEG_C = -60;

    private static final double HOTTEST_DEG_C = 85;
    private static final double JITTER_OF_INTERVAL = 0.1;
    private static final double CHARGE_LOW = 0.2;
    private static final double MOTION_LOW = 0.5;

    private Surroundings() {}

    /**
     * One of them.
     *
     * @param parameter key of the scenario
     * @param low value at the lower end; of several cameras or devices the first one's
     */
    record Range(String parameter, double low, double high, Scenario atLow, Scenario atHigh) {}

    static List<Range> of(Scenario scenario, Trials trials) {
        List<Range> ranges = new ArrayList<>();
        Environment air = scenario.environment();
        double low = Math.max(COLDEST_DEG_C, air.ambientDegC() - AMBIENT_K);
        double high = Math.min(HOTTEST_DEG_C, air.ambientDegC() + AMBIENT_K);
        ranges.add(range("environment.ambient_deg_c", low, high, at -> shifted(scenario, at - air.ambientDegC())));
        List<CameraSpec> cameras = scenario.cameras();
        if (cameras.stream().allMatch(camera -> camera.traceNs().isEmpty())) {
            CameraSpec first = cameras.get(0);
            ranges.add(new Range(
                    "cameras.jitter_ms",
                    0,
                    mostJitterMs(first),
                    Copies.cameras(scenario, camera -> Copies.jitter(camera, 0)),
                    Copies.cameras(scenario, camera -> Copies.jitter(camera, mostJitterMs(camera)))));
        }
        ranges.add(new Range(
                "cameras.motion_fraction",
                MOTION_LOW * motion(cameras.get(0)),
                Math.min(1, motion(cameras.get(0)) / MOTION_LOW),
                Copies.cameras(scenario, camera -> Copies.motion(camera, MOTION_LOW * motion(camera))),
                Copies.cameras(scenario, camera -> Copies.motion(camera, Math.min(1, motion(camera) / MOTION_LOW)))));
        boolean battery = scenario.devices().stream().anyMatch(device -> {
            DeviceProfile profile = trials.profile(device.profile());
            return profile.battery() != null;
        });
        if (battery) {
            ranges.add(range(
                    "devices.battery.start_fraction",
                    CHARGE_LOW,
                    1,
                    at -> Copies.devices(
                            scenario,
                            scenario.devices().stream()
                                    .map(device -> Copies.charged(device, at))
                                    .toList())));
        }
        return ranges;
    }

    private static Range range(String parameter, double low, double high, DoubleFunction<Scenario> at) {
        return new Range(parameter, low, high, at.apply(low), at.apply(high));
    }

    private static Scenario shifted(Scenario scenario, double byK) {
        Environment air = scenario.environment();
        List<TracePoint> trace = air.ambientTrace().stream()
                .map(point -> new TracePoint(
                        point.timeS(), Math.max(COLDEST_DEG_C, Math.min(HOTTEST_DEG_C, point.value() + byK))))
                .toList();
        return Copies.environment(scenario, new Environment(air.ambientDegC() + byK, trace));
    }

    private static double mostJitterMs(CameraSpec camera) {
        return Math.max(
                2 * camera.jitterMs(), JITTER_OF_INTERVAL * 1e3 / camera.fps().perS());
    }

    private static double motion(CameraSpec camera) {
        Double motion = camera.motionFraction();
        return motion == null ? 1 : motion;
    }
}
