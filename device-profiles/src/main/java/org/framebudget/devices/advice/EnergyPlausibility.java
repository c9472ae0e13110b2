package org.framebudget.devices.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.commons.math3.stat.StatUtils;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.CalibrationPoint;
import org.framebudget.devices.latency.LatencySeries;

/**
 * Energy of a multiply-accumulate that power and latencies together imply, median over the networks measured on a unit.
 *
 * <p>The bounds leave room around what physics and the measurements of this product allow. Lower: arithmetic alone takes 0.23 pJ in
 * 8 bits and 4.6 pJ in 32-bit floating point at 45 nm (multiply and add; Horowitz, Computing's energy problem, ISSCC 2014, doi
 * 10.1109/ISSCC.2014.6757323); 5 nm takes about a tenth of the switching energy, and moving operands costs more than computing
 * with them, so below 0.1 pJ a whole unit would need less than its multipliers. Upper: a processor core spends some 70 pJ on each
 * instruction there, and 640 pJ on reading 32 bits from DRAM (same source): a multiply-accumulate of five scalar instructions with
 * both operands from DRAM and nothing reused is 1.6 nJ. The units shipped with this product lie between 1 pJ and 1.54 nJ, the
 * highest being scalar kernels on a desktop processor.
 */
final class EnergyPlausibility {
    static final double LEAST_PJ = 0.1;
    static final double MOST_PJ = 2000;

    private static final double PJ_PER_MJ = 1e9;

    private EnergyPlausibility() {}

    static void check(DeviceProfile profile, ProfileAdvice.Sink sink) {
        for (UnitProfile unit : profile.units()) {
            double pj = medianPjPerMac(profile, unit);
            if (Double.isNaN(pj) || (pj >= LEAST_PJ && pj <= MOST_PJ)) {
                continue;
            }
            double activeW = unit.operatingPoints().get(0).activeW().value();
            sink.add(
                    "units[" + unit.id() + "].operating_points[0].active_w",
                    String.format(
                            Locale.ROOT,
                            "%.4g W over the measured latencies are %.3g pJ for a multiply-accumulate.",
                            activeW,
                            pj),
                    "Silicon needs " + LEAST_PJ + " to " + (int) MOST_PJ
                            + " pJ: is the power in watts, and that of this unit alone?");
        }
    }

    /** Not a number where no network of the catalogue was measured or the unit's power stands elsewhere. */
    static double medianPjPerMac(DeviceProfile profile, UnitProfile unit) {
        double activeW = unit.operatingPoints().get(0).activeW().value();
        List<Double> pj = new ArrayList<>();
        for (LatencySeries series : LatencySeries.reference(profile, unit)) {
            for (CalibrationPoint point : series.points()) {
                pj.add(activeW * point.latencyMs() / point.network().macs() * PJ_PER_MJ);
            }
        }
        return pj.isEmpty()
                ? Double.NaN
                : StatUtils.percentile(
                        pj.stream().mapToDouble(Double::doubleValue).toArray(), 50);
    }
}
