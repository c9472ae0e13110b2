package org.framebudget.sim.report;

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
public record Verdict(State state, String sentence, String detail) {
    /** What a mark shows. */
    public enum State {
        MEETS("✓", "yes"),
        MISSES("✗", "NO"),
        OPEN("?", "?");

        private final String mark;
        private final String ascii;

        State(String mark, String ascii) {
            this.mark = mark;
            this.ascii = ascii;
        }

        /** A sign, or a word of plain letters. */
        public String mark(boolean unicode) {
            return unicode ? mark : ascii;
        }

        static State of(boolean met) {
            return met ? MEETS : MISSES;
        }

        /** The same, and open where it holds but cannot be called met, as {@link Verdict#callsMet}. */
        public static State of(boolean met, boolean counts) {
            return met && !counts ? OPEN : of(met);
        }
    }

    /** @param phases absent where only the run as a whole is known */
    public static Verdict of(RunResult result, @Nullable BurstAndSustained phases) {
        FleetReport fleet = phases == null ? null : phases.fleet();
        if (fleet != null) {
            State state = fleet.isUnsure() ? State.OPEN : State.of(fleet.found());
            return new Verdict(state, fleet.sentence(), fleet.detail());
        }
        return ofOne(result, phases);
    }

    /** Of the devices that were simulated, be they part of a fleet or not. */
    static Verdict ofOne(RunResult result, @Nullable BurstAndSustained phases) {
        State state = state(result);
        return new Verdict(state, sentence(state, result, phases), new VerdictDetail(state, result, phases).text());
    }

    /** Sentence and detail in one line. */
    public String text() {
        return detail.isEmpty() ? sentence : sentence + " " + detail;
    }

    /** Neither green nor red without objectives or where only a specification is known. */
    private static State state(RunResult result) {
        List<RunResult.Check> checks = result.slo().checks();
        if (result.deviceEnded() || checks.stream().anyMatch(check -> !check.met())) {
            return State.MISSES;
        }
        return checks.isEmpty() || specificationOnly(result) ? State.OPEN : State.MEETS;
    }

    private static boolean specificationOnly(RunResult result) {
        return result.devices().stream()
                .anyMatch(device -> device.evidence().equalsIgnoreCase(Evidence.SPECIFICATION.name()));
    }

    private static String sentence(State state, RunResult result, @Nullable BurstAndSustained phases) {
        String frames = frames(result);
        if (state == State.MEETS) {
            int n = result.slo().checks().size();
            String all = n == 1 ? "its objective" : n == 2 ? "both objectives" : "all " + n + " objectives";
            BurstAndSustained.Phase sustained = phases == null ? null : phases.sustained();
            if (sustained != null && !sustained.meets()) {
                return "Meets " + all + " within " + Numbers.duration(result.simulatedS()) + ", but not sustained: "
                        + frames + " in this time.";
            }
            return "Meets " + all + ": " + frames + ".";
        }
        if (state == State.OPEN) {
            return (result.slo().checks().isEmpty()
                            ? "No objectives given: "
                            : "Cannot say: specification only. Simulated: ")
                    + frames + ".";
        }
        String impossible =
                phases == null || phases.other() == null ? "" : phases.other().impossibleInWords();
        return impossible.isEmpty()
                ? "Does not meet: " + reason(result, phases, frames) + "."
                : "Cannot be met with these cameras and networks: " + impossible + ".";
    }

    private static String reason(RunResult result, @Nullable BurstAndSustained phases, String frames) {
        for (RunResult.Device device : result.devices()) {
            if (device.killedAtS() != null) {
                boolean empty = batteryEmpty(result, device);
                return device.id()
                        + (empty ? "'s battery is empty after " : " is killed after ")
                        + Numbers.duration(device.killedAtS())
                        + (empty ? "" : " by its memory limit");
            }
        }
        List<Objective> failed = Objective.failed(result);
        Objective first = failed.get(0);
        if (first.label().equals(Objective.MISSED_FRAMES)) {
            return frames + throttleClause(result, phases);
        }
        int others = failed.size() - 1;
        String more = others == 0 ? "" : ", and " + others + " more objective" + (others == 1 ? " fails" : "s fail");
        String limit = first.limit().equals(Numbers.NONE) ? "" : " (asked: " + first.limit() + ")";
        return first.name()
                + (first.actual().equals(Numbers.NONE) ? " cannot be met" : " is " + first.actual())
                + limit
                + more;
    }

    /** Whether what holds is called met: not where it held only until a device ended, nor where a specification is all that is known. */
    public static boolean callsMet(RunResult result) {
        return !result.deviceEnded() && !specificationOnly(result);
    }

    /** Whether the device that answers a stream worked to the end of the run. */
    static boolean lasts(RunResult result, RunResult.Stream stream) {
        return result.devices().stream()
                .noneMatch(device -> device.id().equals(stream.device()) && device.killedAtS() != null);
    }

    /** Whether a device that ended did so by its battery; the engine's warning is the only place that tells. */
    static boolean batteryEmpty(RunResult result, RunResult.Device device) {
        return result.warnings().stream()
                .anyMatch(warning -> warning.startsWith(device.id() + ": the battery was empty"));
    }

    /** {@code 3.8 % of frames miss 33.3 ms from delivery}, for the worst stream. */
    private static String frames(RunResult result) {
        Optional<RunResult.Stream> worst =
                result.streams().stream().max(Comparator.comparingDouble(RunResult.Stream::missedFraction));
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
        if (stream.missedFraction() == 0) {
            boolean same =
                    result.streams().stream().allMatch(other -> budget(other).equals(budget(stream)));
            return "no frame misses " + (same ? budget(stream) : "its budget");
        }
        String waiting = stream.missedFraction() > stream.missFraction() * 1.01 + 1e-3
                ? ", those included that still wait when the run ends"
                : "";
        return Numbers.percentSign(stream.missedFraction()) + " of frames miss " + budget(stream) + in + waiting;
    }

    /** What p50, p95 and p99 mean wherever they stand beside a budget. */
    static final String PERCENTILES = "p50, p95, p99: latency from where the budget starts to the result";

    /** The budget with where it starts. */
    static String budget(RunResult.Stream stream) {
        return Numbers.withUnit(stream.budgetMs(), "ms") + " from " + from(stream);
    }

    /** {@code delivery}, {@code frame start} or {@code mid-exposure}. */
    static String from(RunResult.Stream stream) {
        String from = stream.budgetFrom().toLowerCase(Locale.ROOT);
        return from.equals("exposure_mid") ? "mid-exposure" : from.replace('_', ' ');
    }

    /** Names the limiter, unless the first minute misses as well, so that the limiter is not the cause. */
    private static String throttleClause(RunResult result, @Nullable BurstAndSustained phases) {
        if (phases != null && worst(phases.burst()) > worst(result) / 2) {
            return "";
        }
        return firstThrottled(result)
                .map(device -> {
                    RunResult.ThrottleStep step = slowedDown(result, device);
                    String on = result.devices().size() == 1 ? "" : " of " + device.id();
                    return (result.streams().size() == 1 ? "" : ",") + " once the " + step.reason() + on
                            + " lowers the " + step.unit() + "'s clock (from " + Numbers.duration(step.atS()) + ")";
                })
                .orElse("");
    }

    /** The first step down of the unit that is the bottleneck; of any used unit where that one is not slowed down. */
    private static RunResult.ThrottleStep slowedDown(RunResult result, RunResult.Device device) {
        RunResult.Bottleneck bottleneck = result.bottleneck();
        return UsedUnits.steps(result, device).stream()
                .filter(step -> step.clockFraction() < 1)
                .filter(step -> bottleneck != null
                        && device.id().equals(bottleneck.device())
                        && step.unit().equals(bottleneck.unit()))
                .findFirst()
                .or(() -> firstStep(result, device))
                .orElseThrow();
    }

    private static double worst(BurstAndSustained.Phase phase) {
        return phase.streams().stream()
                .mapToDouble(BurstAndSustained.StreamFigures::missFraction)
                .max()
                .orElse(0);
    }

    private static double worst(RunResult result) {
        return result.streams().stream()
                .mapToDouble(RunResult.Stream::missedFraction)
                .max()
                .orElse(0);
    }

    /** The device that throttles first, with a unit that is in use. */
    static Optional<RunResult.Device> firstThrottled(RunResult result) {
        return result.devices().stream()
                .filter(device -> firstStep(result, device).isPresent())
                .min(Comparator.comparingDouble(device -> firstS(result, device)));
    }

    /** When a used unit of a device is first slowed down; infinite where it never is. */
    static double firstS(RunResult result, RunResult.Device device) {
        return firstStep(result, device).map(RunResult.ThrottleStep::atS).orElse(Double.POSITIVE_INFINITY);
    }

    /** The limiter behind a device's first step down of a used unit. */
    static Optional<String> reason(RunResult result, RunResult.Device device) {
        return firstStep(result, device).map(RunResult.ThrottleStep::reason);
    }

    private static Optional<RunResult.ThrottleStep> firstStep(RunResult result, RunResult.Device device) {
        return UsedUnits.steps(result, device).stream()
                .filter(step -> step.clockFraction() < 1)
                .findFirst();
    }
}
