package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleConsumer;
import java.util.function.Supplier;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.OpenValue;
import org.framebudget.sim.pipeline.Sample;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;

/**
 * What of the surroundings and of what profiles leave open changes the answer: each at both ends of its range, everything else as it
 * is, one replication on the same random numbers; decision 19.
 */
final class Sensitivities {
    /** Frames of one run; about a hundred runs of so many take some seconds of a processor. */
    private static final double FRAMES_MAX = 30_000;

    private static final double LEAST_S = 60;

    private final Scenario scenario;
    private final Trials trials;
    private final Parallel parallel;
    private final double durationS;

    /** @param scenario with an objective */
    Sensitivities(Scenario scenario, Trials trials, Parallel parallel) {
        this.scenario = scenario;
        this.trials = trials;
        this.parallel = parallel;
        double enoughS = Math.max(LEAST_S, Math.floor(FRAMES_MAX / Alternatives.framesPerS(scenario)));
        this.durationS = Math.min(scenario.durationS(), enoughS);
    }

    /**
     * Sensitivities and what there is to say of them.
     *
     * @param notes sentences: where less than the whole duration was simulated, or an end of a range cannot be
     */
    record Answer(List<PlanResult.Sensitivity> all, List<String> notes) {}

    private record Question(
            String parameter, double low, double high, Supplier<Variant> atLow, Supplier<Variant> atHigh) {}

    private record End(double missed, boolean meets) {}

    /** Strongest first; among equals those first that could turn the verdict. */
    Answer of(DoubleConsumer progress) {
        Variant now = trials.of(scenario);
        List<Question> questions = new ArrayList<>();
        for (Surroundings.Range range : Surroundings.of(scenario, trials)) {
            questions.add(new Question(
                    range.parameter(),
                    range.low(),
                    range.high(),
                    () -> trials.of(range.atLow()),
                    () -> trials.of(range.atHigh())));
        }
        for (OpenValue value : now.open()) {
            questions.add(new Question(
                    value.profile() + " " + value.quantity(),
                    value.low(),
                    value.high(),
                    () -> now.atEnd(value, false),
                    () -> now.atEnd(value, true)));
        }
        End asItIs = end(now);
        List<Optional<End>> ends = parallel.map(2 * questions.size(), i -> {
            Question question = questions.get(i / 2);
            return tried(i % 2 == 0 ? question.atLow() : question.atHigh());
        });
        List<PlanResult.Sensitivity> all = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (int q = 0; q < questions.size(); q++) {
            Question question = questions.get(q);
            Optional<End> low = ends.get(2 * q);
            Optional<End> high = ends.get(2 * q + 1);
            if (low.isEmpty() || high.isEmpty()) {
                notes.add("Sensitivity: " + question.parameter() + " cannot be simulated at "
                        + Figures.plain(low.isEmpty() ? question.low() : question.high()) + " and was left out.");
                continue;
            }
            all.add(new PlanResult.Sensitivity(
                    question.parameter(),
                    question.low(),
                    question.high(),
                    low.get().missed(),
                    high.get().missed(),
                    asItIs.missed(),
                    low.get().meets() != asItIs.meets() || high.get().meets() != asItIs.meets()));
        }
        all.sort(Comparator.comparingDouble((PlanResult.Sensitivity s) -> -s.effect())
                .thenComparing(s -> !s.turnsVerdict()));
        if (durationS < scenario.durationS()) {
            notes.add("Sensitivity was simulated over the first " + Figures.plain(durationS)
                    + " s alone, in one replication; what" + " shows later, as heat may, it does not know.");
        }
        progress.accept(1);
        return new Answer(all, notes);
    }

    /** Empty where a value at the end of its range is nothing that can run. */
    private Optional<End> tried(Supplier<Variant> variant) {
        try {
            return Optional.of(end(variant.get()));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private End end(Variant variant) {
        Sample sample = variant.sample(durationS);
        sample.replicate();
        Trial trial = sample.together();
        return new End(
                trial.streams().stream()
                        .mapToDouble(RunResult.Stream::missFraction)
                        .max()
                        .orElse(0),
                trial.meets());
    }
}
