package org.framebudget.sim.planner;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * The multi-stream question of MLPerf Inference until version 1.1: a query is issued at every interval, one whose predecessor is not done is
 * an overtime query, and the answer is how large a query may be until more than a share of them are. A query is a frame with its inferences,
 * or the frames of all cameras at an instant; overtime is what {@code miss_fraction} counts, late and dropped.
 *
 * <p>The share is bounded from above at a confidence by the larger of two bounds: of the mean of independent replications (Student), since the
 * queries of one run are no independent draws, and of so many independent draws (Clopper and Pearson), since replications without a single
 * overtime query do not show that there are none.
 */
public final class Overtime {
    /** What that benchmark asks for at the 99th percentile: 99 % confidence, a margin of 0.05 %, rounded up to 33 times 8192. */
    public static final long QUERIES = 270_336;

    private static final double LIMIT = 0.01;
    private static final int REPLICATIONS = 12;
    private static final int MOST_QUERIES = 100_000_000;

    private final Trials trials;
    private final Axis axis;
    private final Question question;
    private final double limit;
    private final double durationS;
    private final Parallel parallel;
    private final Map<Integer, Step> steps = new TreeMap<>();

    private Overtime(Trials trials, Axis axis, Question question, double limit, double durationS, Parallel parallel) {
        this.trials = trials;
        this.axis = axis;
        this.question = question;
        this.limit = limit;
        this.durationS = durationS;
        this.parallel = parallel;
    }

    /**
     * What is asked.
     *
     * @param axis {@code cameras} or {@code inferences}
     * @param queries of each size at least
     * @param confidence of the bound, above 0.5 and below 1
     */
    public record Question(String axis, long queries, double confidence) {
        /** As the benchmark asks. */
        public static final Question BENCHMARK = new Question("inferences", QUERIES, 0.99);
    }

    /**
     * The answer, the same bytes for the same seed.
     *
     * @param axis and {@code pipeline}: what grows
     * @param limitFraction share of overtime queries that is allowed
     * @param most largest size that stays within it; 0 where none does
     * @param at figures of that size; absent where there is none
     * @param next the size after it, which fails; absent at the end of the axis
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Answer(
            String schema,
            RunResult.ScenarioRef scenario,
            long seed,
            String pipeline,
            String axis,
            double intervalMs,
            double limitFraction,
            double confidence,
            double most,
            @Nullable Step at,
            @Nullable Step next) {
        /** Schema id. */
        public static final String SCHEMA = "framebudget/overtime/v1";
    }

    /**
     * One size.
     *
     * @param queries simulated; fewer than asked for where the first replication alone was far over the limit
     * @param overtimeFraction of them, of the worst stream
     * @param upperFraction bound on it
     */
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    public record Step(double size, long queries, double overtimeFraction, double upperFraction) {}

    /**
     * Answers for the first pipeline.
     *
     * @param threads replications at the same time; changes no figure
     * @throws InputException where the scenario's camera is recorded, or the question is out of range
     */
    public static Answer of(Scenario scenario, ProfileRepository profiles, Question question, int threads) {
        check(question);
        Scenario.CameraSpec camera =
                Axes.camera(scenario, scenario.pipelines().get(0).cameras().get(0));
        if (!camera.traceNs().isEmpty()) {
            throw new InputException("cameras." + camera.id()
                    + ".trace: a recorded camera has no interval. Give it fps alone to ask for overtime queries.");
        }
        Double asked = scenario.slo().missFractionMax();
        double limit = asked == null ? LIMIT : asked;
        Scenario only = scenario.with(
                scenario.devices(), scenario.cameras(), scenario.pipelines(), Scenario.Slo.missFraction(limit));
        Trials trials = new Trials(only, profiles, 0);
        Axis axis = axis(new Axes(only, trials), only.pipelines().get(0).id(), question.axis());
        double durationS = StrictMath.ceil((double) question.queries() / REPLICATIONS + 1)
                / camera.fps().perS();
        try (Parallel parallel = new Parallel(threads)) {
            return new Overtime(trials, axis, question, limit, durationS, parallel)
                    .answer(scenario, 1e3 / camera.fps().perS());
        }
    }

    private static void check(Question question) {
        if (question.queries() < REPLICATIONS || question.queries() > MOST_QUERIES) {
            throw new InputException("--queries: " + question.queries() + " is out of range. Give " + REPLICATIONS
                    + " to " + MOST_QUERIES + "; the benchmark has " + QUERIES + ".");
        }
        if (!(question.confidence() > 0.5 && question.confidence() < 1)) {
            throw new InputException("--confidence: " + question.confidence()
                    + " is out of range. Give a share above 0.5 and below 1, such as 0.99.");
        }
    }

    private static Axis axis(Axes axes, String pipeline, String name) {
        if (name.equals("cameras")) {
            return axes.cameras(0);
        }
        if (!name.equals("inferences")) {
            throw new InputException("--axis: '" + name + "' is not known. Give cameras or inferences.");
        }
        return axes.inferences(0)
                .orElseThrow(() -> new InputException("pipelines." + pipeline
                        + ": no stage infers a fixed or mean number of times, so its queries cannot grow by inferences."
                        + " Give --axis cameras, or a stage with infer.per_frame."));
    }

    private Answer answer(Scenario scenario, double intervalMs) {
        int most = new LargestIndex(axis.values().size(), this::holds).from(axis.current());
        int next = most + 1;
        if (next < axis.values().size()) {
            holds(next);
        }
        return new Answer(
                Answer.SCHEMA,
                new RunResult.ScenarioRef(scenario.name(), scenario.sha256()),
                scenario.seed(),
                axis.pipeline(),
                axis.name().text,
                intervalMs,
                limit,
                question.confidence(),
                axis.value(most),
                steps.get(most),
                steps.get(next));
    }

    private boolean holds(int position) {
        Step step = steps.get(position);
        if (step == null) {
            Optional<Trials.Variant> variant = axis.at(position, trials);
            if (variant.isEmpty()) {
                return false;
            }
            step = step(axis.value(position), variant.get());
            steps.put(position, step);
        }
        return step.upperFraction() <= limit;
    }

    private Step step(double size, Trials.Variant variant) {
        Trial first = variant.trial(0, durationS);
        if (worst(first) > 2 * limit) {
            return bounded(size, List.of(first));
        }
        List<Trial> rest = parallel.map(REPLICATIONS - 1, r -> variant.trial(r + 1, durationS));
        return bounded(size, Stream.concat(Stream.of(first), rest.stream()).toList());
    }

    private static double worst(Trial trial) {
        return trial.streams().stream()
                .mapToDouble(RunResult.Stream::missFraction)
                .max()
                .orElse(0);
    }

    /** Of the stream with the most overtime queries in all. */
    private Step bounded(double size, List<Trial> trials) {
        Step worst = new Step(size, 0, 0, 0);
        for (int s = 0; s < trials.get(0).streams().size(); s++) {
            long queries = 0;
            long over = 0;
            double[] each = new double[trials.size()];
            for (int r = 0; r < each.length; r++) {
                RunResult.Stream stream = trials.get(r).streams().get(s);
                queries += stream.captured();
                over += stream.late() + stream.dropped();
                each[r] = stream.missFraction();
            }
            double upper = Math.max(student(each), independent(over, queries));
            if (worst.queries() == 0 || upper > worst.upperFraction()) {
                worst = new Step(size, queries, queries == 0 ? 0 : (double) over / queries, upper);
            }
        }
        return worst;
    }

    /** One replication says nothing about how much they differ; it is taken alone only far over the limit. */
    private double student(double[] each) {
        double mean = Arrays.stream(each).average().orElse(0);
        if (each.length < 2) {
            return mean;
        }
        double squares = 0;
        for (double x : each) {
            squares += (x - mean) * (x - mean);
        }
        double error = Math.sqrt(squares / (each.length - 1) / each.length);
        return mean + new TDistribution(each.length - 1).inverseCumulativeProbability(question.confidence()) * error;
    }

    private double independent(long over, long queries) {
        return over >= queries
                ? 1
                : new BetaDistribution(over + 1.0, queries - over).inverseCumulativeProbability(question.confidence());
    }
}
