package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileValues;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.latency.Prediction;

/**
 * One open value at one end of its range while all others stay as they are. What moves together in {@link Draws} moves together
 * here.
 *
 * @param high the upper end, else the lower
 */
record ValueAtEnd(OpenValue value, boolean high) implements RunPlan.Replaced {
    private static final String LATENCY = "latency of ";

    /** ASSUMED, as batteries are called worn out there: four fifths of the capacity are left, and resistances have doubled. */
    private static final double WORN_CAPACITY = 0.8;

    private static final double WORN_RESISTANCE = 2;

    /** Everything that a plan's profiles leave open and its runs rest on, each once, in the order of the profiles' places. */
    static List<OpenValue> of(RunPlan plan) {
        Map<String, OpenValue> open = new LinkedHashMap<>();
        for (RunOutcome.UsedValue used : UsedSources.of(plan)) {
            Sourced number = used.value();
            if (number == null || !used.source().assumed() || used.path().startsWith("latency[")) {
                continue;
            }
            Double low = number.low();
            Double high = number.high();
            String quantity = Draws.quantity(used.path());
            if (low != null && high != null && !low.equals(high) && !Draws.stays(quantity)) {
                open.putIfAbsent(used.profile() + " " + quantity, new OpenValue(used.profile(), quantity, low, high));
            }
        }
        for (RunPlan.Device device : plan.devices()) {
            DeviceProfile profile = device.profile();
            Set<StageLatency> latencies = new LinkedHashSet<>();
            plan.uses(device, new LinkedHashSet<>(), latencies);
            for (StageLatency latency : latencies) {
                Prediction prediction = latency.prediction();
                String quantity = LATENCY + prediction.query().text();
                if (prediction.lowMs() < prediction.highMs()) {
                    open.putIfAbsent(
                            profile.id() + " " + quantity,
                            new OpenValue(profile.id(), quantity, prediction.lowMs(), prediction.highMs()));
                }
            }
            if (profile.battery() != null) {
                open.putIfAbsent(
                        profile.id() + " " + OpenValue.BATTERY_AGE,
                        new OpenValue(profile.id(), OpenValue.BATTERY_AGE, WORN_CAPACITY, 1));
            }
        }
        return new ArrayList<>(open.values());
    }

    /** The profile with this value at its end; the same one where it is another profile's. */
    DeviceProfile profile(DeviceProfile known) {
        if (!known.id().equals(value.profile()) || value.quantity().startsWith(LATENCY)) {
            return known;
        }
        if (value.quantity().equals(OpenValue.BATTERY_AGE)) {
            return high ? known : worn(known);
        }
        DeviceProfile moved = ProfileValues.with(known, (path, number) -> {
            Double low = number.low();
            Double top = number.high();
            return low == null || top == null || !Draws.quantity(path).equals(value.quantity())
                    ? number
                    : new Sourced(high ? top : low, low, top, number.source());
        });
        return moved == known ? known : DrawnLimiters.of(known, moved);
    }

    private static DeviceProfile worn(DeviceProfile known) {
        return ProfileValues.with(known, (path, number) -> switch (path) {
            case "battery.capacity_ah" -> times(number, WORN_CAPACITY);
            case "battery.r0_ohm", "battery.r1_ohm" -> times(number, WORN_RESISTANCE);
            default -> number;
        });
    }

    private static Sourced times(Sourced number, double factor) {
        Double low = number.low();
        Double high = number.high();
        return new Sourced(
                factor * number.value(),
                low == null ? null : factor * low,
                high == null ? null : factor * high,
                number.source());
    }

    @Override
    public double latencyFactor(String profileId, StageLatency latency) {
        Prediction prediction = latency.prediction();
        boolean mine = profileId.equals(value.profile())
                && value.quantity().equals(LATENCY + prediction.query().text());
        return mine ? (high ? prediction.highMs() : prediction.lowMs()) / prediction.meanMs() : 1;
    }
}
