package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.framebudget.sim.results.RunResult;
import org.jspecify.annotations.Nullable;

/** What stands behind the verdict's sentence: how sure, burst against sustained, and what to look at. */
final class VerdictDetail {
    private static final int CONSUMERS_MAX = 3;
    private static final Set<String> OF_THE_IDLE_DEVICE = Set.of("base", "screen", "leakage");

    private final Verdict.State state;
    private final RunResult result;
    private final @Nullable BurstAndSustained phases;

    VerdictDetail(Verdict.State state, RunResult result, @Nullable BurstAndSustained phases) {
        this.state = state;
        this.result = result;
        this.phases = phases;
    }

    String text() {
        List<String> parts = new ArrayList<>();
        result.streams().stream()
                .max(Comparator.comparingDouble(RunResult.Stream::missFraction))
                .ifPresent(worst -> parts.add(misses(worst)));
        if (phases != null) {
            parts.add(burstAndSustained(phases));
        }
        if (result.deviceEnded() && result.slo().checks().stream().anyMatch(RunResult.Check::met)) {
            parts.add("An objective that held until then is not called met.");
        }
        parts.add(cause());
        if (phases != null && phases.more() != null) {
            parts.add(phases.more().sentence());
        }
        if (phases != null && phases.other() != null) {
            parts.add(phases.other().mending());
        }
        if (phases != null && phases.users() != null) {
            parts.add(phases.users().sentence());
        }
        return parts.stream().filter(part -> !part.isEmpty()).collect(Collectors.joining(" "));
    }

    private String misses(RunResult.Stream worst) {
        List<Double> prediction = worst.missFractionPrediction95();
        List<Double> sampling = worst.missFractionCi95();
        if (prediction != null) {
            String probability = worst.probabilityMeets() == null
                    ? ""
                    : ", probability of meeting all objectives " + Numbers.percentSign(worst.probabilityMeets());
            return "Misses: 95 % prediction interval " + range(prediction) + probability + ".";
        }
        long captured =
                result.streams().stream().mapToLong(RunResult.Stream::captured).sum();
        int runs = result.replications();
        if (worst.missFraction() == 0) {
            return captured == 0
                    ? ""
                    : "No frame missed in " + Numbers.count(captured) + (runs == 1 ? "." : " (" + runs + " runs).");
        }
        if (sampling == null) {
            return "";
        }
        String low = Numbers.percentSign(sampling.get(0));
        return low.equals(Numbers.percentSign(sampling.get(1)))
                ? "The " + runs + " runs agree on " + low + "."
                : "95 % confidence interval of the misses, from " + runs + " runs (sampling alone): " + range(sampling)
                        + ".";
    }

    /** {@code 2.1 to 5.9 %}. */
    private static String range(List<Double> pair) {
        return Numbers.percent(pair.get(0)) + " to " + Numbers.percentSign(pair.get(1));
    }

    private String burstAndSustained(BurstAndSustained both) {
        BurstAndSustained.Phase burst = both.burst();
        BurstAndSustained.Phase sustained = both.sustained();
        if (sustained == null) {
            return "In burst (first minute) " + phase(burst) + "; there is no steady state to report.";
        }
        if (result.deviceEnded() && sustained.meets()) {
            // its battery is held, so that it lasts for ever there
            return "In burst (first minute) " + phase(burst) + "; sustained " + missed(sustained)
                    + " would be missed if it lasted.";
        }
        boolean same = burst.meets() == sustained.meets() && missed(burst).equals(missed(sustained));
        if (!same) {
            return "In burst (first minute) " + phase(burst) + ", sustained " + phase(sustained) + ".";
        }
        String whole = Numbers.percentSign(result.streams().stream()
                .mapToDouble(RunResult.Stream::missFraction)
                .max()
                .orElse(Double.NaN));
        boolean asWhole = state != Verdict.State.OPEN
                && burst.meets() == (state == Verdict.State.MEETS)
                && missed(burst).equals(whole);
        return asWhole
                ? "The same holds in burst (first minute) and sustained."
                : "In burst (first minute) and sustained alike " + phase(burst) + ".";
    }

    /** Without objectives, or where only a specification is known, there is nothing to meet but to last. */
    private String phase(BurstAndSustained.Phase phase) {
        if (result.slo().checks().isEmpty()) {
            return missed(phase) + " of frames missed" + (phase.meets() ? "" : " before a device ends");
        }
        if (state == Verdict.State.OPEN) {
            return missed(phase) + " of frames missed";
        }
        return (phase.meets() ? "it meets, with " : "it does not meet, with ") + missed(phase) + " missed";
    }

    private static String missed(BurstAndSustained.Phase phase) {
        return Numbers.percentSign(phase.streams().stream()
                .mapToDouble(BurstAndSustained.StreamFigures::missFraction)
                .max()
                .orElse(Double.NaN));
    }

    /** The bottleneck where frames are the trouble, the largest consumers where power or heat is. */
    private String cause() {
        if (result.deviceEnded()) {
            return "";
        }
        List<Objective> failed = Objective.failed(result);
        if (failed.stream().anyMatch(o -> o.kind() == Objective.Kind.FRAMES) || state == Verdict.State.OPEN) {
            RunResult.Bottleneck bottleneck = result.bottleneck();
            boolean anyMissed = result.streams().stream().anyMatch(stream -> stream.missFraction() > 0);
            // a camera that is too slow for its objective misses nothing, and no unit is to blame
            return bottleneck == null || bottleneck.why().isBlank() || !anyMissed ? "" : asSentence(bottleneck.why());
        }
        if (failed.stream().noneMatch(o -> o.kind() == Objective.Kind.ENERGY)) {
            return "";
        }
        // the device that draws most decides battery, heat and power
        boolean appAlone = failed.stream()
                .filter(o -> o.kind() == Objective.Kind.ENERGY)
                .allMatch(o -> o.label().equals(Objective.APP_POWER));
        return result.devices().stream()
                .max(Comparator.comparingDouble(RunResult.Device::averagePowerW))
                .map(device -> consumers(device, appAlone))
                .orElse("");
    }

    /** The application's power is what comes on top of the idle device, so that leaves out what idling takes. */
    private String consumers(RunResult.Device device, boolean appAlone) {
        double sumJ = device.energyByComponentJ().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        if (sumJ <= 0) {
            return "";
        }
        String largest = device.energyByComponentJ().entrySet().stream()
                .filter(part -> part.getValue() > 0 && !(appAlone && OF_THE_IDLE_DEVICE.contains(part.getKey())))
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(CONSUMERS_MAX)
                .map(part -> part.getKey() + " " + Numbers.power(part.getValue() / sumJ * device.averagePowerW()))
                .collect(Collectors.joining(", "));
        String on = result.devices().size() == 1 ? "" : " of " + device.id();
        return (appAlone ? "Largest consumers besides the idle device" : "Largest consumers") + on + ": " + largest
                + (appAlone ? "." : ", of " + Numbers.power(device.averagePowerW()) + " in all.");
    }

    private static String asSentence(String text) {
        String start = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return start.endsWith(".") ? start : start + ".";
    }
}
