package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;
import org.framebudget.sim.scenario.Scenario.CameraSlo;
import org.framebudget.sim.scenario.Scenario.Slo;

/**
 * Whether the frames counted so far leave open on which side of its limit a steady state's miss fraction lies. Misses come in groups, so
 * a frame is no unit: the counted time is cut into {@value #BATCHES} equal parts, as many however long it gets, and Student's interval is
 * laid around the mean of their relative margins (batch means: Schmeiser, Operations Research 30, 1982). The count is looked at whenever
 * it has doubled; what the looks may err by adds up to {@value #ERROR} in equal parts, as in the planner's decision about replications.
 *
 * <p>Only misses: a limit on them can be a hundredth of the frames, so that what it allows in ten minutes is few. Rates, powers and
 * percentiles of ten minutes lie closer to their mean than the indifference zone is wide.
 */
final class MissDoubt {
    /** Of the limit, on both sides: nearer than that, either answer will do. */
    private static final double INDIFFERENCE = 0.1;

    private static final int BATCHES = 10;
    private static final double ERROR = 0.05;

    /** After 10, 20, 40 and 80 minutes. */
    private static final double LOOKS = 4;

    private static final double QUANTILE =
            new TDistribution(BATCHES - 1).inverseCumulativeProbability(1 - ERROR / LOOKS / 2);

    /** Frames over the limit, below which no miss at all says nothing yet (95 %, the rule of three). */
    private static final double ALLOWED_MIN = 3;

    /** So many times as many misses as are allowed are no chance, nor are so few more: ASSUMED, the random scenarios of the tests agree. */
    private static final double SURELY = 2;

    private static final double GROUP = 10;
    private static final long MARK_NS = 60 * SteadyState.SECOND_NS;

    private final Run run;
    private final double[] limits;
    private final List<long[]> missed = new ArrayList<>();
    private final List<long[]> captured = new ArrayList<>();

    /** Of a run whose counting begins now. */
    MissDoubt(Run run) {
        this.run = run;
        this.limits = new double[run.streams.size()];
        Arrays.setAll(limits, s -> limit(run, s));
        mark();
    }

    /** The strictest limit on the misses of a stream; infinite where there is none. */
    static double limit(Run run, int stream) {
        Slo slo = run.plan.scenario().slo();
        double limit = slo.missFractionMax() == null ? Double.POSITIVE_INFINITY : slo.missFractionMax();
        String camera = run.plan
                .cameras()
                .get(run.plan.streams().get(stream).cameraIndex())
                .spec()
                .id();
        for (CameraSlo own : slo.cameras()) {
            if (own.camera().equals(camera) && own.missFractionMax() != null) {
                limit = Math.min(limit, own.missFractionMax());
            }
        }
        return limit;
    }

    /** More misses than a limit allows of so many frames, and than chance adds to them. */
    static boolean surelyBroken(double limit, long captured, long missed) {
        return missed > SURELY * limit * captured + GROUP;
    }

    /** Goes on with the run, noting each minute. */
    void advanceTo(long untilNs) {
        while (nextMarkNs() <= untilNs) {
            run.advanceTo(nextMarkNs());
            mark();
        }
        run.advanceTo(untilNs);
    }

    private long nextMarkNs() {
        return run.fromNs() + missed.size() * MARK_NS;
    }

    private void mark() {
        long[] missedNow = new long[limits.length];
        long[] capturedNow = new long[limits.length];
        for (int s = 0; s < limits.length; s++) {
            StreamStats stats = run.streams.get(s).stats;
            missedNow[s] = stats.late + stats.dropped;
            capturedNow[s] = run.captured(s);
        }
        missed.add(missedNow);
        captured.add(capturedNow);
    }

    /** Whether more frames could turn the answer: no stream surely misses too many, and one is neither sure nor indifferent. */
    boolean open() {
        if (!run.drawn()) {
            return false;
        }
        boolean open = false;
        for (int s = 0; s < limits.length; s++) {
            if (limits[s] < 1) {
                Margin margin = margin(s);
                if (margin.high < 0) {
                    return false;
                }
                open |= margin.low <= 0 && !(margin.low > -INDIFFERENCE && margin.high < INDIFFERENCE);
            }
        }
        return open;
    }

    /** Ends of the interval of (limit − actual) / limit. */
    private record Margin(double low, double high) {
        static final Margin HOLDS = new Margin(1, 1);
        static final Margin FAILS = new Margin(-1, -1);
        static final Margin UNKNOWN = new Margin(-1, 1);
    }

    private Margin margin(int stream) {
        int last = missed.size() - 1;
        int marks = last / BATCHES;
        long missedAll = missed.get(last)[stream];
        long capturedAll = captured.get(last)[stream];
        if (surelyBroken(limits[stream], capturedAll, missedAll)) {
            return Margin.FAILS;
        }
        if (missedAll == 0) {
            // none can be allowed: then none was to be seen
            return limits[stream] == 0 || limits[stream] * capturedAll >= ALLOWED_MIN ? Margin.HOLDS : Margin.UNKNOWN;
        }
        if (limits[stream] == 0) {
            return Margin.FAILS;
        }
        double sum = 0;
        double squares = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            int to = last - batch * marks;
            double allowed = limits[stream] * (captured.get(to)[stream] - captured.get(to - marks)[stream]);
            if (allowed == 0) {
                return Margin.UNKNOWN;
            }
            double margin = 1 - (missed.get(to)[stream] - missed.get(to - marks)[stream]) / allowed;
            sum += margin;
            squares += margin * margin;
        }
        double mean = sum / BATCHES;
        double variance = Math.max(0, squares / BATCHES - mean * mean) * BATCHES / (BATCHES - 1);
        double half = QUANTILE * Math.sqrt(variance / BATCHES);
        return new Margin(mean - half, mean + half);
    }
}
