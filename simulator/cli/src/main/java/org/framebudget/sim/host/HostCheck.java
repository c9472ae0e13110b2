package org.framebudget.sim.host;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.IdleRamp;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.devices.latency.Prediction;
import org.framebudget.models.InputException;

/** Measures what the profile was not fitted to, anew, and holds its predictions against that. */
public final class HostCheck {
    private HostCheck() {}

    /**
     * One network at one size.
     *
     * @param lowMs of the 95 % interval of the prediction
     * @param highMs of it
     * @param basis where the prediction comes from
     */
    public record Line(
            String network,
            int inputPx,
            String precision,
            int threads,
            double predictedMs,
            double lowMs,
            double highMs,
            double measuredMs,
            String basis) {
        /** Predicted over measured, less one. */
        public double errorFraction() {
            return predictedMs / measuredMs - 1;
        }
    }

    /** One pause. */
    public record Pause(
            String network, String precision, double rateFps, double warmMs, double predictedMs, double measuredMs) {
        /** Predicted over measured, less one. */
        public double errorFraction() {
            return predictedMs / measuredMs - 1;
        }
    }

    /**
     * Everything.
     *
     * @param crowded jobs on all cores left out since others kept too many cores busy in every round
     * @param otherCores cores that others kept busy, median over the runs; 0 where the system does not say
     */
    public record Result(List<Line> lines, List<Pause> pauses, int crowded, double otherCores, double seconds) {}

    /**
     * Measures and compares.
     *
     * @param profile of this machine
     * @throws InputException for a profile without a CPU
     */
    public static Result run(HostRuntime runtime, HostOptions options, DeviceProfile profile, HostProgress progress) {
        int unit = profile.unitIndex("cpu");
        if (unit < 0) {
            throw new InputException("The profile '" + profile.id() + "' has no unit 'cpu'.");
        }
        HostClock clock = new HostClock(runtime, options.minutes() * 60, progress);
        HostPlan plan = HostPlan.shipped(HostPlan.Half.CHECK, options.threads());
        List<HostPauses.Paced> paced = new ArrayList<>();
        try (HostBench bench = new HostBench(runtime, clock)) {
            HostRounds rounds = new HostRounds(
                    bench, clock, plan, options.threads(), runtime.machine().cores(), options.secondsPerRun());
            for (int round = 1; round == 1 || (round <= options.rounds() && !clock.over()); round++) {
                if (round <= options.pauseRounds()) {
                    paced.addAll(HostPauses.round(
                            bench,
                            clock,
                            HostPauses.JOBS.subList(0, options.pauseJobs()),
                            options.rates(HostPauses.HELD_OUT_FPS)));
                }
                rounds.round();
            }
            List<HostLevel> levels =
                    HostLevel.of(rounds.timings(), runtime.machine().cores());
            List<Line> lines = new ArrayList<>();
            LatencyPredictor predictor = new LatencyPredictor(profile);
            for (HostLevel level : levels) {
                if (!level.crowded()) {
                    lines.add(line(predictor, level));
                }
            }
            Double others = HostReport.median(rounds.timings().stream()
                    .map(t -> t.record().otherCores())
                    .filter(java.util.Objects::nonNull)
                    .toList());
            return new Result(
                    List.copyOf(lines),
                    pauses(paced, profile.units().get(unit)),
                    levels.size() - lines.size() + rounds.neverMeasured(),
                    others == null ? 0 : others,
                    clock.elapsedS());
        }
    }

    private static Line line(LatencyPredictor predictor, HostLevel level) {
        HostTiming run = level.calmest();
        HostPlan.Job job = run.job();
        Prediction prediction = predictor.predict(new LatencyQuery(
                job.network(),
                job.input().widthPx(),
                job.input().heightPx(),
                job.precision().text(),
                "cpu",
                run.threads()));
        return new Line(
                job.network(),
                job.input().widthPx(),
                job.precision().text(),
                run.threads(),
                prediction.meanMs(),
                prediction.lowMs(),
                prediction.highMs(),
                level.levelMs(),
                prediction.basis().text());
    }

    private static List<Pause> pauses(List<HostPauses.Paced> paced, UnitProfile unit) {
        IdleRamp ramp = unit.idleRamp();
        List<Pause> lines = new ArrayList<>();
        for (HostFits.UsualPause usual : HostFits.usualPauses(paced)) {
            PauseFit.Point point = usual.point();
            double predictedMs = ramp == null ? point.warmMs() : ramp.pausedMs(point.warmMs(), point.pauseMs());
            lines.add(new Pause(
                    usual.job().network(),
                    usual.job().precision().text(),
                    usual.rateFps(),
                    point.warmMs(),
                    predictedMs,
                    point.pausedMs()));
        }
        lines.sort(Comparator.comparing(Pause::network).thenComparing(Pause::rateFps));
        return List.copyOf(lines);
    }
}
