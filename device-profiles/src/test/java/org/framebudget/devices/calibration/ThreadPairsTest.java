package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;
import org.framebudget.devices.calibration.ThreadPairs.Pair;
import org.junit.jupiter.api.Test;

class ThreadPairsTest {
    private static final List<Pair> PAIRS =
            ThreadPairs.of(CalibrationData.shipped().published());

    /** Mean over devices of the mean absolute error of ln(speed-up), each device predicted by the others. */
    private static double leftOut(ToDoubleFunction<List<Pair>> fit, ToDoubleBiFunction<Double, Pair> predicted) {
        List<String> devices = devices();
        double sum = 0;
        for (String device : devices) {
            double parameter = fit.applyAsDouble(
                    PAIRS.stream().filter(p -> !p.device().equals(device)).toList());
            sum += PAIRS.stream()
                    .filter(p -> p.device().equals(device))
                    .mapToDouble(p -> Math.abs(predicted.applyAsDouble(parameter, p) - p.logRatio()))
                    .average()
                    .orElseThrow();
        }
        return sum / devices.size();
    }

    private static List<String> devices() {
        return PAIRS.stream().map(Pair::device).distinct().toList();
    }

    /** Amdahl's law: a share of the time gains nothing. */
    private static double serial(double share, Pair pair) {
        return Math.log((share + (1 - share) / pair.few()) / (share + (1 - share) / pair.many()));
    }

    private static double bestShare(List<Pair> pairs) {
        double best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (double share = 0; share <= 1; share += 0.005) {
            double sum = 0;
            for (Pair pair : pairs) {
                long ofDevice = pairs.stream()
                        .filter(p -> p.device().equals(pair.device()))
                        .count();
                double off = serial(share, pair) - pair.logRatio();
                sum += off * off / ofDevice;
            }
            if (sum < least) {
                least = sum;
                best = share;
            }
        }
        return best;
    }

    @Test
    void pairsComeFromEveryRuntimeAndUpToEightThreads() {
        assertTrue(PAIRS.size() > 100 && devices().size() >= 4, PAIRS.size() + " pairs of " + devices());
        assertTrue(PAIRS.stream().anyMatch(p -> p.few() == 1 && p.many() == 8));
    }

    /** The figures of decision 13. */
    @Test
    void aPowerOfTheThreadsPredictsADeviceThatWasLeftOutBetterThanASerialShare() {
        double power = leftOut(
                pairs -> ThreadPairs.exponent(pairs).logRatio(), (exponent, pair) -> exponent * pair.logThreads());
        double amdahl = leftOut(ThreadPairsTest::bestShare, ThreadPairsTest::serial);
        assertTrue(power < amdahl, "power " + power + ", serial share " + amdahl);
        assertEquals(0.26, power, 0.01);
        assertEquals(0.27, amdahl, 0.01);
    }

    @Test
    void eachDeviceCountsTheSame() {
        List<Pair> pairs = List.of(
                new Pair("one", 1, 4, Math.log(4)),
                new Pair("other", 1, 4, 0),
                new Pair("other", 1, 2, 0),
                new Pair("other", 2, 4, 0));
        assertEquals(0.5, ThreadPairs.exponent(pairs).logRatio(), 1e-12);
        assertEquals(0.5, ThreadPairs.exponent(pairs).sdFraction(), 1e-12);
    }
}
