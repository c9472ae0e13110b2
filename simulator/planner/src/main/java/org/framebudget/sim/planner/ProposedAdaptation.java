package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.framebudget.models.Ratio;
import org.framebudget.sim.pipeline.Lasting;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.AdaptationRule;
import org.framebudget.sim.scenario.AdaptationRule.Change;
import org.framebudget.sim.scenario.AdaptationRule.Condition;
import org.framebudget.sim.scenario.AdaptationRule.Subject;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;

/**
 * One rule for a scenario that throttles: a lower rate while it does. It stands beside the best rate that is set from the start, and
 * beside no rule, by useful frames in minute 30, or in the last minute of a shorter run.
 *
 * <p>Nothing is proposed where rules are there already, where cameras differ in rate or are recorded, where nothing throttles or
 * the last minute is as good as the first, and where no rule gains anything.
 */
final class ProposedAdaptation {
    private static final int MINUTE_S = 60;
    private static final int MINUTES_MAX = 30;

    /** Two thirds, half and a third of the rate. */
    private static final int[] SIXTHS = {4, 3, 2};

    /** Frames that are lost for other reasons do not call for a rule. */
    private static final double AS_GOOD = 0.99;

    private final Trials trials;
    private final Parallel parallel;

    ProposedAdaptation(Trials trials, Parallel parallel) {
        this.trials = trials;
        this.parallel = parallel;
    }

    /** The proposal for a scenario, one of whose runs is {@code whole}. */
    Optional<PlanResult.Adaptation> of(Scenario scenario, RunResult whole) {
        boolean throttles =
                whole.devices().stream().anyMatch(device -> device.throttle().firstS() != null);
        int minutes = (int) Math.min(MINUTES_MAX, Math.floor(scenario.durationS() / MINUTE_S));
        List<CameraSpec> cameras = scenario.cameras();
        Ratio own = cameras.get(0).fps();
        if (!throttles
                || minutes < 2
                || !scenario.adaptation().isEmpty()
                || cameras.stream()
                        .anyMatch(camera ->
                                !camera.fps().equals(own) || !camera.traceNs().isEmpty())) {
            return Optional.empty();
        }
        double durationS = minutes * MINUTE_S;
        Lasting none = trials.of(scenario).lasting(0, durationS);
        double asked = whole.streams().stream()
                .mapToDouble(stream -> stream.requested() / whole.simulatedS() / whole.replications())
                .sum();
        if (none.usefulFpsLast() >= AS_GOOD * asked) {
            return Optional.empty();
        }
        List<Scenario> variants = new ArrayList<>();
        for (int sixths : SIXTHS) {
            variants.add(scenario.withAdaptation(List.of(rule(rate(own, sixths)))));
        }
        for (int sixths : SIXTHS) {
            variants.add(scenario.with(
                    cameras.stream()
                            .map(camera -> camera.withFps(rate(own, sixths)))
                            .toList(),
                    scenario.pipelines()));
        }
        List<Lasting> found =
                parallel.map(variants.size(), i -> trials.of(variants.get(i)).lasting(0, durationS));
        int rule = best(found, 0);
        int fixed = best(found, SIXTHS.length);
        if (found.get(rule).usefulFpsLast() <= none.usefulFpsLast()) {
            return Optional.empty();
        }
        return Optional.of(proposal(
                minutes,
                none,
                found.get(rule),
                rate(own, SIXTHS[rule]),
                found.get(fixed),
                rate(own, SIXTHS[fixed - SIXTHS.length])));
    }

    private static PlanResult.Adaptation proposal(
            int minutes, Lasting none, Lasting rule, Ratio ruled, Lasting fixed, Ratio fixedRate) {
        boolean fixedWins = even(rule.usefulFpsLast(), fixed.usefulFpsLast())
                ? fixed.usefulFps() >= rule.usefulFps()
                : fixed.usefulFpsLast() > rule.usefulFpsLast();
        return new PlanResult.Adaptation(
                "adaptation: [{when: {throttled: true, for_s: " + MINUTE_S + "}, do: {fps: " + yaml(ruled) + "}}]",
                minutes,
                none.usefulFpsLast(),
                rule.usefulFpsLast(),
                fixed.usefulFpsLast(),
                fixedRate.perS(),
                none.usefulFps(),
                rule.usefulFps(),
                fixed.usefulFps(),
                rule.changes(),
                fixedWins);
    }

    private static boolean even(double rule, double fixed) {
        return Math.abs(rule - fixed) <= (1 - AS_GOOD) * fixed;
    }

    /** In words, with what stands beside it. */
    static String sentence(PlanResult.Adaptation of) {
        String minute = " in minute " + of.minute();
        return "A rule for throttling, '" + of.rule() + "': " + Figures.plain(of.usefulFpsRule()) + " useful fps"
                + minute
                + " instead of " + Figures.plain(of.usefulFpsNone()) + ", " + of.switches()
                + (of.switches() == 1 ? " change" : " changes") + " till then. "
                + (of.staticWins()
                        ? "Better without a rule: "
                        : even(of.usefulFpsRule(), of.usefulFpsStatic())
                                ? "As good in that minute without a rule: "
                                : "Without a rule, ")
                + Figures.plain(of.staticFps())
                + " fps from the start give " + Figures.plain(of.usefulFpsStatic()) + minute + " and "
                + Figures.plain(of.usefulFpsStaticMean()) + " on average; the rule gives "
                + Figures.plain(of.usefulFpsRuleMean()) + " on average.";
    }

    /** The most useful frames in the end; among equals the most in all. */
    private static int best(List<Lasting> found, int from) {
        int best = from;
        for (int i = from + 1; i < from + SIXTHS.length; i++) {
            Lasting now = found.get(i);
            Lasting most = found.get(best);
            boolean more = now.usefulFpsLast() > most.usefulFpsLast()
                    || (now.usefulFpsLast() == most.usefulFpsLast() && now.usefulFps() > most.usefulFps());
            best = more ? i : best;
        }
        return best;
    }

    private static AdaptationRule rule(Ratio fps) {
        Condition when = new Condition(Subject.THROTTLED, true, 0, MINUTE_S);
        return new AdaptationRule(1, null, null, when, when.opposite(), new Change(fps, 1, null, 0, 0, null, null));
    }

    private static Ratio rate(Ratio own, int sixths) {
        long common = gcd(own.num() * sixths, own.den() * 6);
        return new Ratio(own.num() * sixths / common, own.den() * 6 / common);
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    private static String yaml(Ratio fps) {
        return fps.den() == 1 ? Long.toString(fps.num()) : "\"" + fps.num() + "/" + fps.den() + "\"";
    }
}
