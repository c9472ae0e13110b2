package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.thermal.LimiterProfile;

/**
 * Brings the ramps of drawn clock ceilings back in order: a limiter does not let a hotter device run faster. Ramps with a range
 * may stand beside ramps without one, so that a draw of the first would else overtake the second.
 */
final class OrderedRamps {
    private OrderedRamps() {}

    static DeviceProfile of(DeviceProfile drawn) {
        if (drawn.limiters().stream().noneMatch(LimiterProfile.ClockCeiling.class::isInstance)) {
            return drawn;
        }
        return new DeviceProfile(
                drawn.id(),
                drawn.name(),
                drawn.evidence(),
                drawn.badge(),
                drawn.units(),
                drawn.latency(),
                drawn.memory(),
                drawn.power(),
                drawn.thermal(),
                drawn.limiters().stream().map(OrderedRamps::of).toList(),
                drawn.battery(),
                drawn.camera(),
                drawn.sha256());
    }

    private static LimiterProfile of(LimiterProfile limiter) {
        if (!(limiter instanceof LimiterProfile.ClockCeiling ceiling)) {
            return limiter;
        }
        List<LimiterProfile.Ramp> ramps = new ArrayList<>();
        double reachedDegC = Double.NEGATIVE_INFINITY;
        double reachedMhz = Double.POSITIVE_INFINITY;
        for (LimiterProfile.Ramp ramp : ceiling.ramps()) {
            Sourced fromDegC = atLeast(ramp.fromDegC(), reachedDegC);
            Sourced toDegC = atLeast(ramp.toDegC(), fromDegC.value());
            Sourced fromMhz = atMost(ramp.fromMhz(), reachedMhz);
            Sourced toMhz = atMost(ramp.toMhz(), fromMhz.value());
            ramps.add(new LimiterProfile.Ramp(fromDegC, toDegC, fromMhz, toMhz));
            reachedDegC = toDegC.value();
            reachedMhz = toMhz.value();
        }
        return new LimiterProfile.ClockCeiling(
                ceiling.name(), ceiling.unit(), ceiling.node(), ceiling.pollS(), ceiling.hysteresisK(), ramps);
    }

    private static Sourced atLeast(Sourced number, double bound) {
        return number.value() >= bound ? number : at(number, bound);
    }

    private static Sourced atMost(Sourced number, double bound) {
        return number.value() <= bound ? number : at(number, bound);
    }

    /** The range goes with the value where the value leaves it. */
    private static Sourced at(Sourced number, double value) {
        return new Sourced(
                value,
                number.low() == null ? null : Math.min(number.low(), value),
                number.high() == null ? null : Math.max(number.high(), value),
                number.source());
    }
}
