package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.thermal.LimiterProfile;

/**
 * What holds between the numbers of a limiter, restored after each was drawn: the weights of a sensor keep their sum, as they are
 * shares of places, and the ramps of a clock ceiling their order, as no limiter lets a hotter device run faster. Ramps with a
 * range may stand beside ramps without one, so that a draw of the first would else overtake the second.
 */
final class DrawnLimiters {
    private DrawnLimiters() {}

    static DeviceProfile of(DeviceProfile known, DeviceProfile drawn) {
        List<LimiterProfile> limiters = new ArrayList<>();
        for (int i = 0; i < drawn.limiters().size(); i++) {
            limiters.add(of(known.limiters().get(i), drawn.limiters().get(i)));
        }
        return drawn.withLimiters(limiters);
    }

    private static LimiterProfile of(LimiterProfile known, LimiterProfile drawn) {
        if (drawn instanceof LimiterProfile.ClockCeiling ceiling) {
            return ordered(ceiling);
        }
        return drawn instanceof LimiterProfile.SkinPolicy policy && known instanceof LimiterProfile.SkinPolicy before
                ? weighted(before, policy)
                : drawn;
    }

    private static LimiterProfile weighted(LimiterProfile.SkinPolicy known, LimiterProfile.SkinPolicy drawn) {
        List<LimiterProfile.VirtualSensor> sensors = new ArrayList<>();
        for (int i = 0; i < drawn.sensors().size(); i++) {
            LimiterProfile.VirtualSensor sensor = drawn.sensors().get(i);
            double factor = sum(known.sensors().get(i)) / sum(sensor);
            sensors.add(
                    sensor.weights().isEmpty()
                            ? sensor
                            : new LimiterProfile.VirtualSensor(
                                    sensor.id(),
                                    sensor.formula(),
                                    sensor.inputs(),
                                    sensor.weights().stream()
                                            .map(weight -> at(weight, weight.value() * factor))
                                            .toList(),
                                    sensor.offsetK()));
        }
        return new LimiterProfile.SkinPolicy(
                drawn.name(),
                sensors,
                drawn.policySensor(),
                drawn.idlePollS(),
                drawn.throttledPollS(),
                drawn.trigger(),
                drawn.hotDegC(),
                drawn.hysteresisK(),
                drawn.stateLimits(),
                drawn.budgets());
    }

    private static double sum(LimiterProfile.VirtualSensor sensor) {
        return sensor.weights().stream().mapToDouble(Sourced::value).sum();
    }

    private static LimiterProfile ordered(LimiterProfile.ClockCeiling ceiling) {
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
