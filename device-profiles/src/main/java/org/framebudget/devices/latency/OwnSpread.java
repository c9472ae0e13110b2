package org.framebudget.devices.latency;

import java.util.List;

/**
 * Fit of a machine that its user measured. How far its measurements stray, and how far a family may lie off the roofline, is then
 * a matter of that machine and not of the published devices: other programs disturb it, and its runtime may lack a fast kernel that
 * a family needs. Both spreads are those under which its own measurements are likeliest (type-II maximum likelihood; Rasmussen and
 * Williams 2006, section 5.4.1), and not below those of the class.
 */
final class OwnSpread {
    /** With fewer points a spread would follow single ones. */
    static final int LEAST_POINTS = 12;

    private static final List<Double> NOISES = List.of(0.03, 0.05, 0.08, 0.12, 0.18, 0.27);
    private static final List<Double> OFFSETS = List.of(0.1, 0.2, 0.4, 0.8);
    private static final int PASSES = 2;

    private OwnSpread() {}

    /** Fits a series, with the spreads of the class where it has few points. */
    static LatencyFit fit(LatencySeries series, LatencyPrior prior, FamilyKernel kernel) {
        LatencyFit best = LatencyFit.of(series.roofline(), prior, kernel, series.points());
        if (series.points().size() < LEAST_POINTS) {
            return best;
        }
        FamilyKernel bestKernel = kernel;
        double bestEvidence = best.logEvidence();
        for (int pass = 0; pass < PASSES; pass++) {
            LatencyPrior start = best.prior();
            for (double noise : NOISES) {
                if (noise > prior.noiseFraction() && noise != start.noiseFraction()) {
                    LatencyFit fit =
                            LatencyFit.of(series.roofline(), prior.withNoise(noise), bestKernel, series.points());
                    if (fit.logEvidence() > bestEvidence) {
                        bestEvidence = fit.logEvidence();
                        best = fit;
                    }
                }
            }
            for (double offset : OFFSETS) {
                if (offset > kernel.offsetSd()) {
                    FamilyKernel wider = kernel.withOffset(offset);
                    LatencyFit fit = LatencyFit.of(series.roofline(), best.prior(), wider, series.points());
                    if (fit.logEvidence() > bestEvidence) {
                        bestEvidence = fit.logEvidence();
                        best = fit;
                        bestKernel = wider;
                    }
                }
            }
        }
        return best;
    }
}
