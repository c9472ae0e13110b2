package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.framebudget.devices.Evidence;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/**
 * The answer in one sentence, and what stands behind it in a second.
 *
 * @param state green, red or neither
 * @param sentence complete, starts with the state
 * @param detail interval, burst, cause; may be empty
 */
record Verdict(State state, String sentence, String detail) {
    /** What a mark shows. */
    enum State {
        MEETS("✓", "yes"),
        MISSES("✗", "NO"),
        OPEN("?", "?");

        private final String mark;
        private final String ascii;

        State(String mark, String ascii) {
            this.mark = mark;
            this.ascii = ascii;
        }

        String mark(boolean unicode) {
            return unicode ? mark : ascii;
        }

        static State of(boolean met) {
            return met ? MEETS : MISSES;
        }
    }

    static Verdict of(RunResult result, @Nullable BurstAndSustained phases) {
        State state = state(result);
        return new Verdict(state, sentence(state, result), detail(result, phases));
    }

    /** Neither green nor red without objectives or where only a specification is known. */
    private static State state(RunResult result) {
        boolean killed = result.devices().stream().anyMatch(device -> device.killedAtS() != null);
        if (!result.slo().met() || killed) {
            return State.MISSES;
        }
        boolean specificationOnly = result.devices().stream()
                .anyMatch(device -> device.evidence().equalsIgnoreCase(Evidence.SPECIFICATION.name()));
        return result.slo().checks().isEmpty() || specificationOnly ? State.OPEN : State.MEETS;
    }

    private static String sentence(State state, RunResult result) {
        String frames = frames(result);
        if (state == State.MEETS) {
            int n = result.slo().checks().size();
            return "Meets " + (n == 1 ? "its objective" : n == 2 ? "both objectives" : "all " + n + " objectives")
                    + ": " + frames + ".";
        }
        if (state == State.OPEN) {
            return (result.slo().checks().isEmpty()
                            ? "No objectives given: "
                            : "Cannot say: specification only. Simulated: ")
                    + frames + ".";
        }
        return "Does not meet: " + reason(result, frames) + ".";
    }

    private static String reason(RunResult result, String frames) {
        for (RunResult.Device device : result.devices()) {
            if (device.killedAtS() != null) {
                return device.id() + " is killed after " + Numbers.duration(device.killedAtS())
                        + " by its memory limit";
            }
        }
        List<Objective> failed = result.slo().checks().stream()
                .filter(check -> !check.met())
                .map(Objective::of)
                .toList();
        boolean framesFail = failed.stream().anyMatch(o -> o.label().equals("missed frames"));
        if (framesFail || failed.isEmpty()) {
            return frames + throttleClause(result);
        }
        Objective first = failed.get(0);
        String more = failed.size() == 1
                ? ""
                : ", and " + (failed.size() - 1) + " more objective" + (failed.size() == 2 ? "" : "s") + " fail"
                        + (failed.size() == 2 ? "s" : "");
        String limit = first.limit().equals(Numbers.NONE) ? "" : " (asked: " + first.limit() + ")";
        return first.name()
                + (first.actual().equals(Numbers.NONE) ? " cannot be met" : " is " + first.actual())
                + limit
                + more;
    }

    /** {@code 3.8 % of frames miss 33.3 ms from delivery}, for the worst stream. */
    private static String frames(RunResult result) {
        Optional<RunResult.Stream> worst =
                result.streams().stream().max(Comparator.comparingDouble(RunResult.Stream::missFraction));
        if (worst.isEmpty()) {
            return "there is no camera";
        }
        RunResult.Stream stream = worst.get();
        String in = result.streams().size() == 1
                ? ""
                : " in " + stream.id() + ", the worst of " + result.streams().size();
        if (stream.captured() == 0) {
            return "no frame was captured" + in;
        }
        if (stream.processed() == 0) {
            return "no frame was processed" + in;
        }
        String share = stream.missFraction() == 0
                ? "no frame misses "
                : Numbers.percentSign(stream.missFraction()) + " of frames miss ";
        return share + budget(stream) + in;
    }

    /** The budget with where it starts. */
    static String budget(RunResult.Stream stream) {
        return Numbers.withUnit(stream.budgetMs(), "ms") + " from " + from(stream);
    }

    /** {@code delivery}, {@code frame start} or {@code mid-exposure}. */
    static String from(RunResult.Stream stream) {
        String from = stream.budgetFrom().toLowerCase(Locale.ROOT);
        return from.equals("exposure_mid") ? "mid-exposure" : from.replace('_', ' ');
    }

    private static String throttleClause(RunResult result) {
        return firstThrottled(result)
                .map(device -> {
                    String who = reason(device).map(reason -> "the " + reason).orElse("a limiter");
                    String on = result.devices().size() == 1 ? "" : " of " + device.id();
                    return "; " + who + on + " lowers the clock after "
                            + Numbers.duration(device.throttle().firstS());
                })
                .orElse("");
    }

    /** The device that throttles first. */
    static Optional<RunResult.Device> firstThrottled(RunResult result) {
        return result.devices().stream()
                .filter(device -> device.throttle().firstS() != null)
                .min(Comparator.comparingDouble(
                        device -> orInfinity(device.throttle().firstS())));
    }

    /** The limiter behind a device's first step down. */
    static Optional<String> reason(RunResult.Device device) {
        return device.throttle().steps().stream()
                .filter(step -> step.clockFraction() < 1)
                .findFirst()
                .map(RunResult.ThrottleStep::reason);
    }

    private static String detail(RunResult result, @Nullable BurstAndSustained phases) {
        List<String> parts = new ArrayList<>();
        Optional<RunResult.Stream> worst =
                result.streams().stream().max(Comparator.comparingDouble(RunResult.Stream::missFraction));
        worst.ifPresent(stream -> addInterval(parts, stream));
        if (phases != null) {
            parts.add("First minute: " + phase(phases.burst()) + ".");
            BurstAndSustained.Phase sustained = phases.sustained();
            parts.add(sustained == null ? "No steady state was reached." : "Steady state: " + phase(sustained) + ".");
        }
        RunResult.Bottleneck bottleneck = result.bottleneck();
        if (bottleneck != null && !bottleneck.why().isBlank()) {
            parts.add(asSentence(bottleneck.why()));
        }
        return String.join(" ", parts);
    }

    private static void addInterval(List<String> parts, RunResult.Stream stream) {
        List<Double> prediction = stream.missFractionPrediction95();
        List<Double> sampling = stream.missFractionCi95();
        if (prediction != null) {
            String probability = stream.probabilityMeets() == null
                    ? ""
                    : ", probability of meeting " + Numbers.percentSign(stream.probabilityMeets());
            parts.add("Misses: 95 % prediction interval " + range(prediction) + probability + ".");
        } else if (sampling != null) {
            parts.add("Misses: 95 % confidence interval (sampling alone) " + range(sampling) + ".");
        }
    }

    private static String phase(BurstAndSustained.Phase phase) {
        double worst = phase.streams().stream()
                .mapToDouble(BurstAndSustained.StreamFigures::missFraction)
                .max()
                .orElse(Double.NaN);
        return (phase.meets() ? "meets, " : "does not meet, ") + Numbers.percentSign(worst) + " missed";
    }

    /** {@code 2.1 to 5.9 %}. */
    static String range(List<Double> pair) {
        return Numbers.percent(pair.get(0)) + " to " + Numbers.percentSign(pair.get(1));
    }

    private static String asSentence(String text) {
        String start = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }

    private static double orInfinity(@Nullable Double value) {
        return value == null ? Double.POSITIVE_INFINITY : value;
    }
}
