package org.framebudget.sim.sweep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.framebudget.devices.Evidence;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.sim.pipeline.Trial;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.FleetSpec;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.sim.scenario.SweepSpec.Objective;
import org.jspecify.annotations.Nullable;

/**
 * The results of a point as columns. A figure of several streams or devices is that of the worst, a count, a power or an energy
 * their sum; {@code streams} and {@code devices} hold each by itself, under the names of the result contract, where the scenario
 * has several or the sweep asks for them.
 */
final class Outputs {
    /** Columns of every row. */
    static final String POINT = "point";

    static final String SEED = "seed";
    static final String ERROR = "error";

    /** Of all devices, as the scenario's {@code fleet} states it; absent where it states none. */
    static final String PRICE = "price";

    /** All but {@link #DETAILS}. */
    private static final String FIGURES = "figures";

    /** Columns of lists: writing them takes longer than writing all others. */
    private static final Set<String> DETAILS = Set.of("streams", "devices");

    private static final List<Output> ALL = new ArrayList<>();

    static {
        add("meets", "BOOLEAN", Sense.NONE, Outputs::meets);
        count("requested", Sense.NONE, RunResult.Stream::requested);
        count("captured", Sense.NONE, RunResult.Stream::captured);
        count("processed", Sense.MORE, RunResult.Stream::processed);
        count("on_time", Sense.MORE, RunResult.Stream::onTime);
        count("late", Sense.LESS, RunResult.Stream::late);
        count("dropped", Sense.LESS, RunResult.Stream::dropped);
        count("skipped_by_rule", Sense.NONE, RunResult.Stream::skippedByRule);
        count("in_flight", Sense.NONE, RunResult.Stream::inFlight);
        least("processed_fps", RunResult.Stream::processedFps);
        least("useful_fps", RunResult.Stream::usefulFps);
        most("late_fraction", RunResult.Stream::lateFraction);
        most("dropped_fraction", RunResult.Stream::droppedFraction);
        most("stale_fraction", RunResult.Stream::staleFraction);
        most("jank_fraction", RunResult.Stream::jankFraction);
        most("miss_fraction", RunResult.Stream::missFraction);
        add(
                "cadence_met",
                "BOOLEAN",
                Sense.NONE,
                trial -> trial.streams().stream().allMatch(RunResult.Stream::cadenceMet));
        add(
                "consecutive_miss_max",
                "BIGINT",
                Sense.LESS,
                trial -> trial.streams().stream()
                        .mapToLong(RunResult.Stream::consecutiveMissMax)
                        .max()
                        .orElse(0));
        most("result_gap_p99_ms", RunResult.Stream::resultGapP99Ms);
        least("accuracy", RunResult.Stream::accuracy);
        latency("latency", RunResult.Stream::latencyMs);
        latency("budget_to_result", RunResult.Stream::budgetToResultMs);
        latency("photon_to_result", RunResult.Stream::photonToResultMs);
        sum("average_power_w", RunResult.Device::averagePowerW);
        sum("app_power_w", RunResult.Device::appPowerW);
        sum("camera_power_w", RunResult.Device::cameraPowerW);
        sum("energy_j", RunResult.Device::energyJ);
        ofDevices("energy_per_inference_gross_mj", true, Sense.LESS, RunResult.Device::energyPerInferenceGrossMj);
        ofDevices(
                "energy_per_inference_above_idle_mj",
                true,
                Sense.LESS,
                RunResult.Device::energyPerInferenceAboveIdleMj);
        ofDevices("battery_end_fraction", false, Sense.MORE, device -> {
            RunResult.Battery battery = device.battery();
            return battery == null ? null : battery.endFraction();
        });
        ofDevices("battery_hours_to_empty", false, Sense.MORE, device -> {
            RunResult.Battery battery = device.battery();
            return battery == null ? null : battery.hoursToEmpty();
        });
        hottest("skin");
        hottest("junction");
        ofDevices(
                "throttle_first_s",
                false,
                Sense.NONE,
                device -> device.throttle().firstS());
        ofDevices(
                "throttle_time_fraction",
                true,
                Sense.LESS,
                device -> device.throttle().timeFraction());
        ofDevices(
                "utilisation_max",
                true,
                Sense.NONE,
                device -> device.units().stream()
                        .map(RunResult.Unit::utilisation)
                        .max(Double::compare)
                        .orElse(null));
        ofDevices("peak_memory_mb", true, Sense.LESS, RunResult.Device::peakMemoryMb);
        ofDevices("killed_at_s", false, Sense.NONE, RunResult.Device::killedAtS);
        add(PRICE, "DOUBLE", Sense.LESS, trial -> null);
        add("bottleneck", "VARCHAR", Sense.NONE, Outputs::bottleneck);
        add("streams", Details.STREAMS_TYPE, Sense.NONE, trial -> Details.streams(trial.streams()));
        add("devices", Details.DEVICES_TYPE, Sense.NONE, trial -> Details.devices(trial.devices()));
    }

    private final List<Output> kept;

    private Outputs(List<Output> kept) {
        this.kept = kept;
    }

    /**
     * Those that a sweep keeps; its objective and limits are checked as well.
     *
     * @throws InputException for a result that does not exist
     */
    static Outputs of(SweepSpec spec) {
        Set<String> wanted = new HashSet<>();
        if (spec.results().isEmpty()) {
            addFigures(wanted);
            if (several(spec.base().scenario())) {
                wanted.addAll(DETAILS);
            }
        }
        for (int r = 0; r < spec.results().size(); r++) {
            String name = spec.results().get(r);
            if (name.equals(FIGURES)) {
                addFigures(wanted);
                continue;
            }
            find(spec, "results." + r, name);
            if (!wanted.add(name)) {
                throw spec.places().error("results." + r, "'" + name + "' is listed twice.", "List each once.");
            }
        }
        Objective objective = spec.objective();
        if (objective != null) {
            String key = objective.maximise() ? "objective.maximise" : "objective.minimise";
            numeric(spec, key, objective.result(), wanted);
        }
        for (int l = 0; l < spec.limits().size(); l++) {
            limit(spec, l, wanted);
        }
        Contradictions.check(spec);
        Map<String, Double> prices = prices(spec.base().scenario());
        return new Outputs(ALL.stream()
                .filter(output -> wanted.contains(output.name()))
                .map(output -> output.name().equals(PRICE)
                        ? new Output(PRICE, output.sqlType(), output.sense(), trial -> price(trial, prices))
                        : output)
                .toList());
    }

    private static Map<String, Double> prices(Scenario scenario) {
        FleetSpec fleet = scenario.fleet();
        return fleet == null
                ? Map.of()
                : fleet.types().stream()
                        .collect(Collectors.toMap(FleetSpec.TypeSpec::profile, FleetSpec.TypeSpec::price));
    }

    private static @Nullable Double price(Trial trial, Map<String, Double> prices) {
        double sum = 0;
        for (RunResult.Device device : trial.devices()) {
            Double price = prices.get(device.profile());
            if (price == null) {
                return null;
            }
            sum += price;
        }
        return sum;
    }

    /** A result by its name; empty where there is none. */
    static Optional<Output> find(String name) {
        return ALL.stream().filter(output -> output.name().equals(name)).findFirst();
    }

    private static void addFigures(Set<String> wanted) {
        ALL.stream().map(Output::name).filter(name -> !DETAILS.contains(name)).forEach(wanted::add);
    }

    /** With one camera, one pipeline and one device the figures say it all. */
    private static boolean several(Scenario scenario) {
        return scenario.devices().size() > 1
                || scenario.devices().get(0).count() > 1
                || scenario.pipelines().size() > 1
                || scenario.cameras().size() > 1
                || scenario.cameras().get(0).count() > 1;
    }

    private static void limit(SweepSpec spec, int line, Set<String> wanted) {
        String key = "limits." + line;
        String text = spec.limits().get(line);
        List<Comparison> comparisons = Comparison.line(text);
        if (comparisons.size() != 1
                || !comparisons.get(0).sign().orders()
                || Double.isNaN(Axis.number(comparisons.get(0).right()))) {
            throw spec.places()
                    .error(
                            key,
                            "'" + text + "' is no limit.",
                            "Write a result, one of < <= > >= and a number, as in 'miss_fraction <= 0.01'.");
        }
        numeric(spec, key, comparisons.get(0).left(), wanted);
    }

    private static void numeric(SweepSpec spec, String key, String name, Set<String> wanted) {
        if (!find(spec, key, name).numeric()) {
            throw spec.places().error(key, "'" + name + "' is no number.", "Name a result that is one.");
        }
        if (!wanted.contains(name)) {
            throw spec.places().error(key, "'" + name + "' is not kept.", "Add it to results.");
        }
    }

    private static Output find(SweepSpec spec, String key, String name) {
        List<String> names = ALL.stream().map(Output::name).toList();
        int at = names.indexOf(name);
        if (at < 0) {
            throw spec.places()
                    .error(
                            key,
                            "there is no result '" + name + "'.",
                            Suggestions.nearest(name, names)
                                    .map(best -> "Maybe '" + best + "'?")
                                    .orElse("Known: " + FIGURES + " for all but lists, " + String.join(", ", names)
                                            + "."));
        }
        return ALL.get(at);
    }

    /** Names that no axis may have. */
    static Set<String> reserved() {
        Set<String> names = new HashSet<>(Set.of(POINT, SEED, ERROR));
        ALL.forEach(output -> names.add(output.name()));
        return names;
    }

    /** One that exists. */
    Output named(String name) {
        return ALL.stream()
                .filter(output -> output.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** In the order of the columns. */
    List<Output> kept() {
        return kept;
    }

    private static void add(String name, String sqlType, Sense sense, Output.Value value) {
        ALL.add(new Output(name, sqlType, sense, value));
    }

    private interface OfStream {
        @Nullable
        Double of(RunResult.Stream stream);
    }

    private interface OfDevice {
        @Nullable
        Double of(RunResult.Device device);
    }

    private static void count(String name, Sense sense, ToLongFunction<RunResult.Stream> of) {
        add(name, "BIGINT", sense, trial -> {
            long sum = 0;
            for (RunResult.Stream stream : trial.streams()) {
                sum += of.applyAsLong(stream);
            }
            return sum;
        });
    }

    /** That of the worst stream, which has the least of it. */
    private static void least(String name, OfStream of) {
        add(name, "DOUBLE", Sense.MORE, trial -> extreme(trial.streams(), of::of, false));
    }

    /** That of the worst stream, which has the most of it. */
    private static void most(String name, OfStream of) {
        add(name, "DOUBLE", Sense.LESS, trial -> extreme(trial.streams(), of::of, true));
    }

    private static void latency(String name, Function<RunResult.Stream, RunResult.Latency> of) {
        most(name + "_mean_ms", stream -> of.apply(stream).mean());
        most(name + "_p50_ms", stream -> of.apply(stream).p50());
        most(name + "_p90_ms", stream -> of.apply(stream).p90());
        most(name + "_p99_ms", stream -> of.apply(stream).p99());
    }

    private static void sum(String name, ToDoubleFunction<RunResult.Device> of) {
        add(name, "DOUBLE", Sense.LESS, trial -> {
            double sum = 0;
            for (RunResult.Device device : trial.devices()) {
                sum += of.applyAsDouble(device);
            }
            return sum;
        });
    }

    private static void ofDevices(String name, boolean most, Sense sense, OfDevice of) {
        add(name, "DOUBLE", sense, trial -> extreme(trial.devices(), of::of, most));
    }

    private static void hottest(String node) {
        ofDevices(node + "_deg_c_max", true, Sense.LESS, device -> {
            RunResult.Temperature temperature = device.temperatureDegC().get(node);
            return temperature == null ? null : temperature.max();
        });
    }

    private interface Figure<T> {
        @Nullable
        Double of(T item);
    }

    private static <T> @Nullable Double extreme(List<T> items, Figure<T> of, boolean most) {
        Double found = null;
        for (T item : items) {
            Double value = of.of(item);
            if (value != null && (found == null || (most ? value > found : value < found))) {
                found = value;
            }
        }
        return found;
    }

    /** As the verdict of a run has it: every objective holds, every device lasts, and a profile of specifications is never sure. */
    private static boolean meets(Trial trial) {
        boolean specification =
                trial.devices().stream().anyMatch(device -> device.evidence().equals(Evidence.SPECIFICATION.name()));
        return trial.meets() && (!specification || trial.slo().checks().isEmpty());
    }

    private static @Nullable String bottleneck(Trial trial) {
        RunResult.Bottleneck bottleneck = trial.bottleneck();
        if (bottleneck == null) {
            return null;
        }
        String part = Stream.of(bottleneck.unit(), bottleneck.link(), bottleneck.policy())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("");
        String device = bottleneck.device();
        return device == null ? part : part.isEmpty() ? device : device + "." + part;
    }
}
