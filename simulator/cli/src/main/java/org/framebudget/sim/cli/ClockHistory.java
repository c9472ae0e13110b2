package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** What each unit's clock was at any instant, from the throttle steps of a result. */
final class ClockHistory {
    /**
     * A clock and what holds it.
     *
     * @param clockFraction 1 where nothing holds it down
     * @param limiter empty where nothing holds it down
     */
    record Clock(double clockFraction, String limiter) {}

    private record Step(long atNs, Clock clock) {}

    private static final Clock FREE = new Clock(1, "");
    private final Map<String, List<Step>> stepsByUnit = new HashMap<>();

    ClockHistory(List<RunResult.Device> devices) {
        for (RunResult.Device device : devices) {
            for (RunResult.ThrottleStep step : device.throttle().steps()) {
                boolean free = step.clockFraction() >= 1;
                stepsByUnit
                        .computeIfAbsent(key(device.id(), step.unit()), k -> new ArrayList<>())
                        .add(new Step(
                                Math.round(step.atS() * 1e9),
                                free ? FREE : new Clock(step.clockFraction(), step.reason())));
            }
        }
    }

    private static String key(String device, String unit) {
        return device + "\n" + unit;
    }

    /** The clock of a unit from its last step at or before the instant. */
    Clock at(String device, String unit, long atNs) {
        List<Step> steps = stepsByUnit.get(key(device, unit));
        Step last = steps == null ? null : lastUpTo(steps, atNs);
        return last == null ? FREE : last.clock;
    }

    private static @Nullable Step lastUpTo(List<Step> steps, long atNs) {
        int low = 0;
        int high = steps.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (steps.get(middle).atNs <= atNs) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? null : steps.get(low - 1);
    }
}
