package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.DoubleConsumer;
import org.framebudget.devices.Evidence;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.sim.pipeline.Sample;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.jspecify.annotations.Nullable;

/** What else could be done, each simulated over the scenario's own duration on the same random numbers; decision 19. */
final class Alternatives {
    /** About what people read. */
    static final int MOST = 20;

    /** Pipelines that changes are looked for in: the ones that miss most. */
    private static final int PIPELINES_MAX = 2;

    private static final int REPLICATIONS_MAX = 5;

    /** Replications end where so many frames came together: by then their mean is steady. */
    private static final double FRAMES_ENOUGH = 50_000;

    /** Share of an objective's figure that is worth telling. */
    private static final double FELT = 1e-3;

    private final Scenario scenario;
    private final Trials trials;
    private final Parallel parallel;
    private final boolean asked;

    /**
     * @param scenario with an objective
     * @param asked whether its user gave it one
     */
    Alternatives(Scenario scenario, boolean asked, Trials trials, Parallel parallel) {
        this.scenario = scenario;
        this.trials = trials;
        this.parallel = parallel;
        this.asked = asked;
    }

    private record Simulated(
            Change change,
            Ran ran,
            PlanResult.Alternative figures,
            List<RunResult.Check> checks,
            int failed,
            double away) {}

    private record Ran(Trial trial, int replications) {}

    /**
     * Those that meet, then the others, nearest first. What meets stands cheapest first where the scenario itself does not, else what gives
     * most room.
     *
     * @param headroom of the same scenario
     */
    Answer of(List<PlanResult.Headroom> headroom, DoubleConsumer progress) {
        int replications = replications(scenario);
        Trial now = run(scenario, replications).trial();
        PlanResult.Alternative asItIs = figures(new Change(Change.Kind.SETTING, 0, "", scenario, null), now);
        List<Change> changes = changes(headroom, now);
        progress.accept(0.1);
        List<Optional<Simulated>> all = parallel.map(changes.size(), i -> simulated(changes.get(i), replications));
        List<Simulated> ranked = new ArrayList<>(all.stream()
                .flatMap(Optional::stream)
                .filter(other -> !same(other.figures(), asItIs))
                .filter(other -> other.figures().meets() || matters(other, now))
                .toList());
        boolean mending = asked && !now.meets();
        ranked.sort(mending ? ORDER : ROOM.thenComparing(ORDER));
        List<PlanResult.Alternative> answer = new ArrayList<>();
        List<TriedAlternative> tried = new ArrayList<>();
        for (Simulated each : ranked.subList(0, Math.min(MOST, ranked.size()))) {
            tried.add(tried(each));
            boolean cheapest = mending && answer.isEmpty() && each.figures().meets();
            answer.add(cheapest ? each.figures().asCheapest() : each.figures());
        }
        progress.accept(1);
        boolean none = mending && answer.stream().noneMatch(PlanResult.Alternative::meets);
        return new Answer(answer, none ? nearest(now, ranked) : null, tried);
    }

    private TriedAlternative tried(Simulated each) {
        Trials.Variant variant = trials.of(each.change().scenario());
        return new TriedAlternative(
                each.figures().change(),
                scenario.seed(),
                scenario.durationS(),
                each.ran().replications(),
                each.ran().trial().streams(),
                variant.used(),
                variant.citations());
    }

    /**
     * What was tried.
     *
     * @param nearest of all of it, where nothing meets
     * @param tried what each alternative rests on, by its position
     */
    record Answer(
            List<PlanResult.Alternative> alternatives,
            PlanResult.@Nullable Nearest nearest,
            List<TriedAlternative> tried) {}

    /** An alternative is nearer than the scenario where less fails, or as much and by less. */
    private static PlanResult.Nearest nearest(Trial now, List<Simulated> ranked) {
        int failed = Binding.failed(now).size();
        return ranked.stream()
                .limit(1)
                .filter(first -> first.failed() < failed || (first.failed() == failed && first.away() < away(now)))
                .map(first -> new PlanResult.Nearest(first.figures().change(), failing(first.checks())))
                .findFirst()
                .orElseGet(() -> new PlanResult.Nearest(null, failing(now.slo().checks())));
    }

    private static List<RunResult.Check> failing(List<RunResult.Check> checks) {
        return checks.stream().filter(check -> !check.met()).toList();
    }

    /** Of the objective that is nearest to its limit, in thousandths of it. */
    private static double room(Simulated each) {
        return each.checks().stream()
                .mapToDouble(check -> Math.rint(1000 * Decision.margin(check)) / 1000)
                .min()
                .orElse(0);
    }

    private static final Comparator<Simulated> ROOM = Comparator.comparing(
                    (Simulated s) -> !s.figures().meets())
            .thenComparing((Simulated s) -> s.figures().meets() ? -room(s) : 0.0);

    private static final Comparator<Simulated> ORDER = Comparator.comparing(
                    (Simulated s) -> !s.figures().meets())
            .thenComparing((Simulated s) -> s.failed())
            .thenComparing((Simulated s) -> s.away())
            .thenComparing((Simulated s) -> s.change().kind())
            .thenComparing((Simulated s) -> s.change().givenUp())
            .thenComparing(
                    (Simulated s) -> Objects.requireNonNullElse(s.figures().powerW(), 0.0));

    /** How far the objective that fails most is from its limit, in limits. */
    private static double away(Trial trial) {
        return trial.slo().checks().stream()
                .filter(check -> !check.met())
                .mapToDouble(check -> {
                    Double actual = check.actual();
                    return actual == null
                            ? 1
                            : Math.abs(actual - check.limit()) / Math.max(1e-3, Math.abs(check.limit()));
                })
                .max()
                .orElse(0);
    }

    /** How often a scenario is repeated at most. */
    static int replications(Scenario scenario) {
        double frames = framesPerS(scenario) * scenario.durationS();
        return (int) Math.max(1, Math.min(REPLICATIONS_MAX, Math.ceil(FRAMES_ENOUGH / frames)));
    }

    /** Captured by all streams together. */
    static double framesPerS(Scenario scenario) {
        return scenario.pipelines().stream()
                .flatMap(pipeline -> pipeline.cameras().stream())
                .map(id -> Axes.camera(scenario, id))
                .mapToDouble(camera -> camera.count() * camera.fps().perS())
                .sum();
    }

    /** Every pipeline's settings first, then what costs more; of several pipelines those that miss most. */
    private List<Change> changes(List<PlanResult.Headroom> headroom, Trial now) {
        List<Change> changes = new ArrayList<>();
        Set<String> devices = new HashSet<>();
        for (PipelineSpec pipeline : worst(now)) {
            Offers offers = new Offers(scenario, trials, pipeline, headroom);
            changes.addAll(offers.settings());
            changes.addAll(offers.moreFrames());
            changes.addAll(offers.fewerFrames());
            changes.addAll(offers.smallerPicture());
            if (offers.infer != null) {
                changes.addAll(new NetworkOffers(offers, offers.infer).all());
            }
            HardwareOffers hardware = new HardwareOffers(offers);
            if (devices.add(offers.device().id())) {
                if (now.streams().size() > 1) {
                    changes.addAll(offers.scheduling());
                }
                changes.addAll(hardware.oneMore());
            }
            changes.addAll(hardware.accelerator());
            changes.addAll(hardware.offload());
        }
        // pipelines that share cameras or a device offer the same
        Map<Scenario, Change> distinct = new LinkedHashMap<>();
        changes.forEach(change -> distinct.putIfAbsent(change.scenario(), change));
        return List.copyOf(distinct.values());
    }

    private List<PipelineSpec> worst(Trial now) {
        Map<String, Double> missed = new HashMap<>();
        now.streams().forEach(stream -> missed.merge(stream.id().split("/")[0], stream.missFraction(), Math::max));
        return scenario.pipelines().stream()
                .sorted(Comparator.comparingDouble((PipelineSpec p) -> -missed.getOrDefault(p.id(), 0.0)))
                .limit(PIPELINES_MAX)
                .toList();
    }

    /** Empty where there is no such thing. */
    private Optional<Simulated> simulated(Change change, int replications) {
        try {
            Ran ran = run(change.scenario(), replications);
            Trial trial = change.foreign().isEmpty()
                    ? ran.trial()
                    : ran.trial()
                            .against(scenario.slo(), device -> !change.foreign().contains(device.id()));
            PlanResult.Alternative figures = figures(change, trial);
            int failed = Binding.failed(trial).size();
            return Optional.of(new Simulated(
                    change, ran, figures, trial.slo().checks(), failed, figures.meets() ? 0 : away(trial)));
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private Ran run(Scenario other, int replications) {
        Sample sample = trials.of(other).sample(scenario.durationS());
        do {
            sample.replicate();
        } while (sample.drawn() && sample.each().size() < replications);
        return new Ran(sample.together(), sample.each().size());
    }

    /** Misses and latency of the worst stream, power of all of the user's devices, hours of the battery that ends first. */
    private PlanResult.Alternative figures(Change change, Trial trial) {
        List<RunResult.Device> mine = trial.devices().stream()
                .filter(device -> !change.foreign().contains(device.id()))
                .toList();
        List<@Nullable Double> latencies = trial.streams().stream()
                .<@Nullable Double>map(stream -> stream.photonToResultMs().p99())
                .toList();
        OptionalDouble hours = mine.stream()
                .map(RunResult.Device::battery)
                .filter(battery -> battery != null && battery.hoursToEmpty() != null)
                .mapToDouble(battery -> Objects.requireNonNull(battery.hoursToEmpty()))
                .min();
        NetworkInfo network = change.network();
        Double accuracy = network == null ? null : network.accuracyFraction();
        String task = network == null ? "" : network.task();
        boolean met = trial.meets() && mine.stream().allMatch(this::hasRoom);
        boolean counts = mine.stream().allMatch(Alternatives::measured);
        return new PlanResult.Alternative(
                change.text() + (change.foreign().isEmpty() ? "" : "; " + leaving(mine)),
                trial.streams().stream()
                        .mapToDouble(RunResult.Stream::missFraction)
                        .max()
                        .orElse(0),
                latencies.stream().allMatch(Objects::nonNull)
                        ? latencies.stream()
                                .mapToDouble(Objects::requireNonNull)
                                .max()
                                .orElse(0)
                        : null,
                mine.stream().mapToDouble(RunResult.Device::averagePowerW).sum(),
                hours.isPresent() ? hours.getAsDouble() : null,
                task.equals("classification") ? accuracy : null,
                task.equals("detection") ? accuracy : null,
                met && counts,
                false,
                met && !counts ? true : null);
    }

    private boolean hasRoom(RunResult.Device device) {
        Double most = scenario.limits().memoryMb();
        return most == null || device.peakMemoryMb() == null || device.peakMemoryMb() <= most;
    }

    /** Of a specification alone nothing is called met, as in a run's verdict. */
    private static boolean measured(RunResult.Device device) {
        return !device.evidence().equals(Evidence.SPECIFICATION.name());
    }

    private String leaving(List<RunResult.Device> mine) {
        double bytes = mine.stream()
                .mapToDouble(device -> device.bytesSent() == null ? 0 : device.bytesSent())
                .sum();
        return Figures.plain(bytes / scenario.durationS() * 60 * 1e-6) + " MB of images a minute leave the device";
    }

    /**
     * Whether an objective that fails now comes to something else; a pipeline that has no part in it can be left as it is. What is
     * bought is always worth a word.
     */
    private static boolean matters(Simulated other, Trial now) {
        if (now.meets() || other.change().kind().compareTo(Change.Kind.OFFLOAD) >= 0) {
            return true;
        }
        for (RunResult.Check check : now.slo().checks()) {
            Double before = check.actual();
            boolean felt = other.checks().stream()
                    .filter(after -> after.name().equals(check.name()))
                    .anyMatch(after -> before == null
                            || after.actual() == null
                            || Math.abs(after.actual() - before) > FELT * Math.abs(before));
            if (!check.met() && felt) {
                return true;
            }
        }
        return now.slo().met();
    }

    private static boolean same(PlanResult.Alternative other, PlanResult.Alternative now) {
        return Objects.equals(other.missFraction(), now.missFraction())
                && Objects.equals(other.photonToResultP99Ms(), now.photonToResultP99Ms())
                && Objects.equals(other.powerW(), now.powerW())
                && Objects.equals(other.batteryHours(), now.batteryHours())
                && other.meets() == now.meets();
    }
}
