package org.framebudget.devices.calibration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.math3.stat.StatUtils;
import org.framebudget.devices.latency.CalibrationPoint;
import org.framebudget.devices.latency.FamilyKernel;
import org.framebudget.devices.latency.LatencyFit;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyPrior;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.devices.latency.Roofline;

/**
 * Empirical Bayes over the units of a class: fit each with the class's prior, take mean and spread of the fits as the next prior,
 * and so on. (Efron and Morris 1975, doi 10.1080/01621459.1975.10479864; the spread follows an inverse-gamma belief, since classes
 * hold few units.)
 */
final class ClassCalibration {
    private static final int N = Roofline.PARAMETERS;
    private static final int ROUNDS = 16;
    /** How many units the belief about the spread counts as, and what it is. */
    private static final double SPREAD_UNITS = 4;

    private static final double SPREAD_SD = 0.5;
    private static final double SPREAD_SAME_CHIP_SD = 0.1;
    private static final double LEAST_SD = 0.15;
    private static final double LEAST_SAME_CHIP_SD = 0.03;
    /** Spread of one unit about its class in the mean, and of the class about the start. */
    private static final double UNIT_SD = 0.3;

    private static final double START_SD = 1;
    private static final double[] NOISES = {0.02, 0.025, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.12, 0.15, 0.2};
    private static final double FIRST_NOISE = 0.05;

    private static final double[] WIDE_SD = {1.5, 1.5, 1, 0.7, 1, 1, 1.2, 1.2, 1.5, 1.5, 1, 1, 0.15, 0.7};

    private final String latencyClass;
    private final boolean sameChip;
    private final FamilyKernel kernel;
    private final List<LatencySeries> series;
    private final List<LatencyFit> fits = new ArrayList<>();
    private final double[] start = new double[N];
    private double noiseFraction = FIRST_NOISE;
    /** Units of one chip are let loose at first: tied together they would hardly leave the start. */
    private boolean tied;

    /**
     * Fits.
     *
     * @param series of one class
     * @param sameChip see {@link LatencyPrior}
     */
    ClassCalibration(String latencyClass, boolean sameChip, FamilyKernel kernel, List<LatencySeries> series) {
        this.latencyClass = latencyClass;
        this.sameChip = sameChip;
        this.kernel = kernel;
        this.series = List.copyOf(series);
        for (LatencySeries one : series) {
            double[] wide = wide(one);
            for (int p = 0; p < N; p++) {
                start[p] += wide[p] / series.size();
            }
            fits.add(fit(one, new LatencyPrior(latencyClass, sameChip, wide, WIDE_SD, noiseFraction)));
        }
        for (int round = 1; round < ROUNDS; round++) {
            tied = round > ROUNDS / 2;
            LatencyPrior prior = prior(all -> true);
            // units let loose explain their noise away, so those of one chip are tied before it is judged
            if (round == (sameChip ? 3 * ROUNDS / 4 : ROUNDS / 2)) {
                noiseFraction = bestNoise(prior);
            }
            for (int i = 0; i < this.series.size(); i++) {
                fits.set(i, fit(this.series.get(i), prior.withNoise(noiseFraction)));
            }
        }
    }

    private LatencyFit fit(LatencySeries one, LatencyPrior prior) {
        return LatencyFit.of(one.roofline(), one.prior(prior), kernel, one.points());
    }

    /** Before anything is known: a twentieth of the time is fixed, a five-hundredth an operator's; the rest are rough ratios. */
    private static double[] wide(LatencySeries one) {
        double speed = LatencyPrior.startSpeed(one.points());
        double medianMs = StatUtils.percentile(
                one.points().stream().mapToDouble(CalibrationPoint::latencyMs).toArray(), 50);
        double scale = LatencySeries.overheadsFollowSpeed(one.latencyClass()) ? speed : 0;
        return new double[] {
            StrictMath.log(0.05 * medianMs) - scale,
            StrictMath.log(0.002 * medianMs) - scale,
            speed,
            0,
            0.5,
            1.2,
            1.5,
            1.5,
            StrictMath.log(1e3 / 3e8),
            StrictMath.log(10.0 / 1917),
            StrictMath.log(1500),
            StrictMath.log(100),
            StrictMath.log(0.9),
            1
        };
    }

    private double bestNoise(LatencyPrior prior) {
        double best = noiseFraction;
        double bestEvidence = Double.NEGATIVE_INFINITY;
        for (double noise : NOISES) {
            double evidence = 0;
            for (LatencySeries one : series) {
                evidence += fit(one, prior.withNoise(noise)).logEvidence();
            }
            if (evidence > bestEvidence) {
                bestEvidence = evidence;
                best = noise;
            }
        }
        return best;
    }

    /** Sum over units of the logarithm of the evidence for kernel and prior. */
    double logEvidence() {
        return fits.stream().mapToDouble(LatencyFit::logEvidence).sum();
    }

    /** The prior that some of the units make. */
    LatencyPrior prior(Predicate<LatencySeries> included) {
        List<LatencyFit> of = new ArrayList<>();
        for (int i = 0; i < series.size(); i++) {
            if (included.test(series.get(i))) {
                of.add(fits.get(i));
            }
        }
        double[] mean = new double[N];
        double[] sd = new double[N];
        for (int p = 0; p < N; p++) {
            boolean shared = sameChip && tied && isChip(p);
            double unitWeight = 1 / (UNIT_SD * UNIT_SD);
            double sum = start[p] / (START_SD * START_SD);
            double weight = 1 / (START_SD * START_SD);
            for (LatencyFit fit : of) {
                sum += fit.parameters()[p] * unitWeight;
                weight += unitWeight;
            }
            mean[p] = sum / weight;
            double belief = shared ? SPREAD_SAME_CHIP_SD : SPREAD_SD;
            double square = SPREAD_UNITS * belief * belief;
            for (LatencyFit fit : of) {
                double off = fit.parameters()[p] - mean[p];
                square += off * off + fit.covariance().getEntry(p, p);
            }
            sd[p] = Math.max(shared ? LEAST_SAME_CHIP_SD : LEAST_SD, Math.sqrt(square / (SPREAD_UNITS + of.size())));
        }
        return new LatencyPrior(latencyClass, sameChip, mean, sd, noiseFraction);
    }

    /** What the chip decides; the host decides link, boxes and the cost of a call. */
    private static boolean isChip(int parameter) {
        return switch (Roofline.Parameter.values()[parameter]) {
            case INVOKE, LINK, BOX -> false;
            default -> true;
        };
    }

    /** The same with one series exchanged, fitted anew. */
    ClassCalibration with(LatencySeries without, LatencySeries instead) {
        return new ClassCalibration(
                latencyClass,
                sameChip,
                kernel,
                series.stream().map(one -> one == without ? instead : one).toList());
    }

    boolean isSameChip() {
        return sameChip;
    }

    List<LatencySeries> series() {
        return series;
    }

    List<LatencyFit> fits() {
        return List.copyOf(fits);
    }

    /** One class of all units that are no CPU and no attached chip: for those that resemble none of them. */
    static ClassCalibration accelerators(List<LatencySeries> all, FamilyKernel kernel) {
        return new ClassCalibration(
                LatencyModel.ANY_ACCELERATOR,
                false,
                kernel,
                all.stream()
                        .filter(s -> !LatencySeries.overheadsFollowSpeed(s.latencyClass()) && s.linkMbPerS() == null)
                        .filter(s -> !s.latencyClass().startsWith("edge_tpu"))
                        .toList());
    }

    /** Groups by class, in the order of the classes' names. */
    static List<ClassCalibration> of(List<LatencySeries> all, FamilyKernel kernel) {
        List<ClassCalibration> classes = new ArrayList<>();
        String[] names = all.stream()
                .map(LatencySeries::latencyClass)
                .distinct()
                .sorted()
                .toArray(String[]::new);
        Arrays.stream(names)
                .forEach(name -> classes.add(new ClassCalibration(
                        name,
                        name.startsWith("edge_tpu"),
                        kernel,
                        all.stream().filter(s -> s.latencyClass().equals(name)).toList())));
        return classes;
    }
}
