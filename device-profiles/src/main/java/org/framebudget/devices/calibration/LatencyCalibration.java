package org.framebudget.devices.calibration;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.SimpleBounds;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.noderiv.BOBYQAOptimizer;
import org.apache.commons.math3.stat.descriptive.SummaryStatistics;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.FamilyKernel;
import org.framebudget.devices.latency.LatencyFit;
import org.framebudget.devices.latency.LatencyModel;
import org.framebudget.devices.latency.LatencyModel.Basis;
import org.framebudget.devices.latency.LatencyModel.LogRatio;
import org.framebudget.devices.latency.LatencyPrior;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.latency.LatencySeries;
import org.framebudget.devices.latency.Roofline;

/** Fits the shipped {@link LatencyModel} from all published series. Deterministic. */
public final class LatencyCalibration {
    private static final double[] KERNEL_START = {0.15, 0.1, 0.05, 0.04, 0.7};
    private static final double[] KERNEL_LOW = {0.03, 0.01, 0.005, 0.005, 0.2};
    private static final double[] KERNEL_HIGH = {0.5, 0.4, 0.3, 0.2, 3};
    private static final int KERNEL_TRIALS = 90;
    /** ASSUMED where no unit has both a peak and measurements: a third of the peak, within a factor of four (95 %). */
    private static final LogRatio UNKNOWN_EFFICIENCY = new LogRatio(StrictMath.log(1 / 3.0), 0.7);

    private static final double NORMAL_95 = 1.96;
    private static final int LEAST_RATIO_PAIRS = 2;

    private LatencyCalibration() {}

    /** Fits everything; takes some minutes with the search for the kernel. */
    public static LatencyModel run() {
        CalibrationData data = CalibrationData.shipped();
        return run(data, bestKernel(data.series()));
    }

    static LatencyModel run(CalibrationData data, FamilyKernel kernel) {
        List<ClassCalibration> classes = ClassCalibration.of(data.series(), kernel);
        Map<String, LatencyPrior> priors = new TreeMap<>();
        for (ClassCalibration one : classes) {
            LatencyPrior prior = one.prior(all -> true);
            priors.put(prior.latencyClass(), prior);
        }
        ClassCalibration accelerators = ClassCalibration.accelerators(data.series(), kernel);
        priors.put(LatencyModel.ANY_ACCELERATOR, accelerators.prior(all -> true));
        Map<String, Double> unstretched = new TreeMap<>();
        for (Basis basis : Basis.values()) {
            unstretched.put(LatencyModel.stretchName(basis, 0), NORMAL_95);
        }
        LatencyModel model = new LatencyModel(
                kernel,
                priors,
                unstretched,
                Repeats.of(data.profiles()).sdFraction(),
                ThreadPairs.exponent(ThreadPairs.of(data.published())),
                efficiency(data.profiles(), classes),
                precisionRatios(data.profiles()));
        return new LatencyModel(
                kernel,
                priors,
                Conformal.stretches(classes, model, Repeats.of(data.profiles())),
                model.repeatSdFraction(),
                model.threads(),
                model.efficiency(),
                model.ratios());
    }

    /**
     * The kernel under which what was measured is likeliest; what is left out in tests takes no part in the choice. The top is flat
     * and the search stops somewhere on it, so the shipped kernel stays where it is no less likely.
     */
    private static FamilyKernel bestKernel(List<LatencySeries> series) {
        FamilyKernel found = search(series);
        FamilyKernel shipped = LatencyModel.shipped().kernel();
        return evidence(series, found) > evidence(series, shipped) ? found : shipped;
    }

    private static FamilyKernel search(List<LatencySeries> series) {
        double[] low = new double[KERNEL_LOW.length];
        double[] start = new double[KERNEL_LOW.length];
        double[] high = new double[KERNEL_LOW.length];
        for (int i = 0; i < low.length; i++) {
            low[i] = StrictMath.log(KERNEL_LOW[i]);
            start[i] = StrictMath.log(KERNEL_START[i]);
            high[i] = StrictMath.log(KERNEL_HIGH[i]);
        }
        double[] best = new BOBYQAOptimizer(2 * low.length + 1, 0.5, 0.02)
                .optimize(
                        new MaxEval(KERNEL_TRIALS),
                        GoalType.MAXIMIZE,
                        new InitialGuess(start),
                        new SimpleBounds(low, high),
                        new ObjectiveFunction(logs -> evidence(series, kernel(logs))))
                .getPoint();
        return kernel(best);
    }

    private static double evidence(List<LatencySeries> series, FamilyKernel kernel) {
        return ClassCalibration.of(series, kernel).stream()
                .mapToDouble(ClassCalibration::logEvidence)
                .sum();
    }

    private static FamilyKernel kernel(double[] logs) {
        return new FamilyKernel(
                StrictMath.exp(logs[0]),
                StrictMath.exp(logs[1]),
                StrictMath.exp(logs[2]),
                StrictMath.exp(logs[3]),
                StrictMath.exp(logs[4]));
    }

    /** Fitted pointwise speed over the specification's peak. */
    private static LogRatio efficiency(List<DeviceProfile> profiles, List<ClassCalibration> classes) {
        SummaryStatistics logs = new SummaryStatistics();
        for (ClassCalibration one : classes) {
            for (int i = 0; i < one.series().size(); i++) {
                LatencySeries series = one.series().get(i);
                LatencyFit fit = one.fits().get(i);
                for (DeviceProfile profile : profiles) {
                    int unit = profile.unitIndex(series.unit());
                    if (profile.id().equals(series.device()) && unit >= 0) {
                        UnitProfile own = profile.units().get(unit);
                        if (own.peakGmacPerS() != null) {
                            double msPerMac = fit.parameters()[Roofline.Parameter.POINTWISE.ordinal()];
                            logs.addValue(
                                    StrictMath.log(1e3 / (own.peakGmacPerS().value() * 1e9)) - msPerMac);
                        }
                    }
                }
            }
        }
        return logs.getN() < LEAST_RATIO_PAIRS
                ? UNKNOWN_EFFICIENCY
                : new LogRatio(logs.getMean(), Math.max(0.3, logs.getStandardDeviation()));
    }

    /** Times of one network at two precisions on one unit with the same threads. */
    private static Map<String, LogRatio> precisionRatios(List<DeviceProfile> profiles) {
        Map<String, SummaryStatistics> logs = new TreeMap<>();
        for (DeviceProfile profile : profiles) {
            List<LatencyRow> rows = profile.latency().rows().stream()
                    .filter(LatencyRow::reference)
                    .toList();
            for (LatencyRow first : rows) {
                for (LatencyRow second : rows) {
                    int unit = profile.unitIndex(first.unit());
                    if (unit >= 0
                            && first.precision().compareTo(second.precision()) < 0
                            && sameButPrecision(first, second)) {
                        String name = LatencyModel.ratioName(
                                profile.units().get(unit).architecture(), first.precision(), second.precision());
                        logs.computeIfAbsent(name, k -> new SummaryStatistics())
                                .addValue(StrictMath.log(first.latencyMs() / second.latencyMs()));
                    }
                }
            }
        }
        Map<String, LogRatio> ratios = new TreeMap<>();
        logs.forEach((name, of) -> {
            if (of.getN() >= LEAST_RATIO_PAIRS) {
                ratios.put(name, new LogRatio(of.getMean(), Math.max(0.1, of.getStandardDeviation())));
            }
        });
        return ratios;
    }

    private static boolean sameButPrecision(LatencyRow a, LatencyRow b) {
        return a.network().equals(b.network())
                && a.inputWidthPx() == b.inputWidthPx()
                && a.inputHeightPx() == b.inputHeightPx()
                && a.unit().equals(b.unit())
                && a.threads() == b.threads();
    }
}
