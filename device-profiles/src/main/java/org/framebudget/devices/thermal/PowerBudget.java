package org.framebudget.devices.thermal;

/**
 * The PID power budget of Pixel's thermal service, in milliwatts: feed-forward plus gain times error, where the error is target
 * minus temperature. The integral grows only while the error is below its cut-off, and a step that would reach its bound is
 * left out (as the service of Pixel 6 does; later ones clamp instead).
 */
final class PowerBudget {
    private final LimiterProfile.PidBudget profile;
    private double integralMw;
    private double lastErrorK = Double.NaN;

    PowerBudget(LimiterProfile.PidBudget profile) {
        this.profile = profile;
    }

    /**
     * One look.
     *
     * @param sinceLastS time since the look before, for the derivative
     * @return power allowed until the next look
     */
    double nextMw(double degC, double sinceLastS) {
        double errorK = profile.targetDegC().value() - degC;
        double gain =
                errorK < 0 ? profile.kPoMwPerK().value() : profile.kPuMwPerK().value();
        if (errorK < profile.integralCutoffK().value()) {
            double nextMw = integralMw + profile.kIMwPerKPoll().value() * errorK;
            if (Math.abs(nextMw) < profile.integralMaxMw().value()) {
                integralMw = nextMw;
            }
        }
        double derivativeMw =
                Double.isNaN(lastErrorK) ? 0 : profile.kDMwSPerK().value() * (errorK - lastErrorK) / sinceLastS;
        lastErrorK = errorK;
        double budgetMw = profile.sustainableMw().value() + gain * errorK + integralMw + derivativeMw;
        return Math.min(profile.maxMw().value(), Math.max(profile.minMw().value(), budgetMw));
    }

    /** Share of the budget that the unit's power is held against. */
    double weightFactor() {
        return profile.weightFactor() == null ? 1 : profile.weightFactor().value();
    }

    /** Forgets everything, as when nothing throttles any more. */
    void reset() {
        integralMw = 0;
        lastErrorK = Double.NaN;
    }
}
