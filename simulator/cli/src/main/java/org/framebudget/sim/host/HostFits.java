package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;
import org.framebudget.devices.calibration.JitterFit;
import org.framebudget.devices.calibration.MemoryFit;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.NetworkCost;
import org.framebudget.models.network.OperatorCost;
import org.jspecify.annotations.Nullable;

/**
 * What is fitted to the runs beside the latency model, which fits itself to the rows when it is asked.
 *
 * @param coldFirst factor of the first inference over the level; absent without runs
 * @param memory absent where the system does not show memory
 * @param pauses absent where nothing was paced
 * @param jitter absent where too little was measured
 * @param slowdowns what it was fitted to, as {@link HostSlowdown} has it
 */
record HostFits(
        @Nullable Spread coldFirst,
        @Nullable MemoryFit memory,
        @Nullable PauseFit pauses,
        @Nullable JitterFit jitter,
        List<Double> slowdowns) {

    /** A median with the range that nine of ten values lie in. */
    record Spread(double median, double low, double high) {
        static Spread of(double[] values) {
            return new Spread(
                    StatUtils.percentile(values, 50),
                    StatUtils.percentile(values, 5),
                    StatUtils.percentile(values, 95));
        }
    }

    static HostFits of(List<HostLevel> levels, List<HostPauses.Paced> paced, List<Double> slowdowns) {
        List<PauseFit.Point> pauses =
                usualPauses(paced).stream().map(UsualPause::point).toList();
        double[] cold = levels.stream()
                .filter(level -> !level.calmest().job().allCores())
                .mapToDouble(level -> Math.max(1, level.calmest().record().firstMs() / level.levelMs()))
                .toArray();
        List<MemoryFit.Run> runs = memoryRuns(levels);
        return new HostFits(
                cold.length == 0 ? null : Spread.of(cold),
                runs.size() < MemoryFit.LEAST_RUNS ? null : MemoryFit.of(runs),
                pauses.size() < PauseFit.LEAST_POINTS ? null : PauseFit.of(pauses),
                slowdowns.size() < JitterFit.LEAST_JOBS
                        ? null
                        : JitterFit.of(slowdowns.stream()
                                .mapToDouble(Double::doubleValue)
                                .toArray()),
                List.copyOf(slowdowns));
    }

    private static List<MemoryFit.Run> memoryRuns(List<HostLevel> levels) {
        List<MemoryFit.Run> runs = new ArrayList<>();
        for (HostLevel level : levels) {
            MemoryFit.Run run = memoryRun(level);
            if (run != null) {
                runs.add(run);
            }
        }
        return runs;
    }

    /** Memory of a level's run; absent where the system does not show it. */
    static MemoryFit.@Nullable Run memoryRun(HostLevel level) {
        Double peakMb = level.calmest().peakMb();
        if (peakMb == null || !(peakMb > 0)) {
            return null;
        }
        HostPlan.Job job = level.calmest().job();
        long largest =
                NetworkCost.of(Catalogue.network(job.network(), job.input(), job.precision())).operators().stream()
                        .mapToLong(OperatorCost::activationBytes)
                        .max()
                        .orElse(0);
        return new MemoryFit.Run(peakMb, level.calmest().record().weightsBytes() / 1e6, largest / 1e6);
    }

    /** A job at a rate, as it usually is. */
    record UsualPause(HostPlan.Job job, double rateFps, PauseFit.Point point) {}

    /**
     * Each job and rate once: its calmest time back to back, and that times what the pauses lengthened it in the same run, at the median over
     * the rounds. What else slows the machine down lengthens both.
     */
    static List<UsualPause> usualPauses(List<HostPauses.Paced> paced) {
        Map<HostPlan.Job, Double> warmMs = new LinkedHashMap<>();
        Map<HostPlan.Job, Map<Double, List<Double>>> longer = new LinkedHashMap<>();
        for (HostPauses.Paced one : paced) {
            warmMs.merge(one.job(), one.calmMs(), Math::min);
            longer.computeIfAbsent(one.job(), job -> new LinkedHashMap<>())
                    .computeIfAbsent(one.rateFps(), rate -> new ArrayList<>())
                    .add(one.pausedMs() / one.warmMs());
        }
        List<UsualPause> all = new ArrayList<>();
        longer.forEach((job, rates) -> rates.forEach((rateFps, times) -> {
            double calmMs = Objects.requireNonNull(warmMs.get(job));
            double pausedMs = calmMs
                    * StatUtils.percentile(times.stream().mapToDouble(t -> t).toArray(), 50);
            all.add(new UsualPause(
                    job, rateFps, new PauseFit.Point(calmMs, Math.max(0, 1e3 / rateFps - pausedMs), pausedMs)));
        }));
        return all;
    }
}
