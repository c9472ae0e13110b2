package org.framebudget.devices.calibration.thermal;

import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.Source;
import org.framebudget.devices.SourceKind;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalProfile;

/** Device profiles with other numbers in them. */
final class Profiles {
    private Profiles() {}

    /** A trial value of a fit, which never leaves it. */
    static Sourced trial(double value) {
        return new Sourced(value, null, null, new Source(SourceKind.FITTED, "framebudget_assumed", null));
    }

    static Sourced with(Sourced number, double value) {
        return new Sourced(
                value, null, null, new Source(SourceKind.FITTED, number.source().cite(), null));
    }

    /** Another heat model; the pack is left out, as on a charger it gives nothing. */
    static DeviceProfile onCharger(
            DeviceProfile base,
            List<UnitProfile> units,
            PowerProfile power,
            ThermalProfile thermal,
            List<LimiterProfile> limiters) {
        return new DeviceProfile(
                base.id(),
                base.name(),
                base.evidence(),
                base.badge(),
                units,
                base.latency(),
                base.memory(),
                power,
                thermal,
                limiters,
                null,
                base.camera(),
                base.usbGeneration(),
                null,
                base.sha256());
    }

    /** A unit with other operating points on another node. */
    static UnitProfile withPoints(UnitProfile unit, String node, List<OperatingPoint> points) {
        return new UnitProfile(
                unit.id(),
                unit.architecture(),
                unit.servers(),
                node,
                unit.idleW(),
                points,
                unit.computeFraction(),
                unit.preprocessFixedMs(),
                unit.preprocessNsPerPx(),
                unit.coldFirstFactor(),
                unit.idleRamp(),
                unit.weightCacheMb(),
                unit.hostLinkMbPerS(),
                unit.peakGmacPerS(),
                unit.threadPowerFraction(),
                unit.jitter());
    }

    /** A skin policy with another weight of its budgets. */
    static LimiterProfile.SkinPolicy withBudgetWeight(LimiterProfile.SkinPolicy policy, double weightFactor) {
        List<LimiterProfile.PidBudget> budgets = policy.budgets().stream()
                .map(b -> new LimiterProfile.PidBudget(
                        b.unit(),
                        b.targetDegC(),
                        b.kPoMwPerK(),
                        b.kPuMwPerK(),
                        b.kIMwPerKPoll(),
                        b.kDMwSPerK(),
                        b.integralMaxMw(),
                        b.sustainableMw(),
                        b.minMw(),
                        b.maxMw(),
                        b.integralCutoffK(),
                        with(b.targetDegC(), weightFactor)))
                .toList();
        return new LimiterProfile.SkinPolicy(
                policy.name(),
                policy.sensors(),
                policy.policySensor(),
                policy.idlePollS(),
                policy.throttledPollS(),
                policy.trigger(),
                policy.hotDegC(),
                policy.hysteresisK(),
                policy.stateLimits(),
                budgets);
    }
}
