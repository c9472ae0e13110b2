package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.models.InputException;
import org.framebudget.models.catalogue.NetworkInfo;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.planner.Change.Kind;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.jspecify.annotations.Nullable;

/** What else a pipeline's first inference could be: another size, other numbers, another unit, another network. */
final class NetworkOffers {
    private static final int FASTER_MAX = 3;
    private static final int UNITS_MAX = 2;
    private static final String INT8 = "int8";

    /** Looked at where another unit does not take the scenario's own; which of them is fastest differs. */
    private static final List<String> PRECISIONS = List.of(INT8, "fp16", "fp32");

    private final Offers of;
    private final Infer own;

    NetworkOffers(Offers of, Infer own) {
        this.of = of;
        this.own = own;
    }

    List<Change> all() {
        List<Change> changes = new ArrayList<>();
        changes.addAll(units());
        changes.addAll(precisions());
        changes.addAll(inputs());
        changes.addAll(networks());
        return changes;
    }

    private Scenario with(UnaryOperator<Infer> change) {
        return Axes.withInfer(of.scenario, of.pipeline, own, change);
    }

    /** Where it can run at all; nobody else knows but who looks its latency up. */
    private Optional<Scenario> running(UnaryOperator<Infer> change) {
        try {
            Scenario other = with(change);
            of.trials.of(other);
            return Optional.of(other);
        } catch (InputException e) {
            return Optional.empty();
        }
    }

    private List<Change> units() {
        List<Change> changes = new ArrayList<>();
        DeviceProfile profile = of.trials.profile(of.device().profile());
        for (UnitProfile unit : profile.units()) {
            if (unit.id().equals(own.unit()) || changes.size() == UNITS_MAX) {
                continue;
            }
            String precision = precisionOn(profile, unit.id());
            boolean same = precision.equals(own.precision());
            running(i -> Copies.on(i, unit.id(), precision))
                    .ifPresent(other -> changes.add(new Change(
                            same ? Kind.SETTING : Kind.PRECISION,
                            0,
                            of.in("Inference on " + unit.id() + " instead of " + own.unit()
                                    + (same
                                            ? ""
                                            : ", in " + precision + " instead of " + own.precision() + accuracy())),
                            other,
                            same ? of.published() : null)));
        }
        return changes;
    }

    /** The scenario's own where the unit takes it, else the fastest that it takes. */
    private String precisionOn(DeviceProfile profile, String unit) {
        if (running(i -> Copies.on(i, unit, own.precision())).isPresent()) {
            return own.precision();
        }
        LatencyPredictor predictor = new LatencyPredictor(profile);
        return PRECISIONS.stream()
                .min(Comparator.comparingDouble(precision -> ms(predictor, Copies.on(own, unit, precision))))
                .orElseThrow();
    }

    /** int8, and floats that were measured on the unit, as int8 is not always faster. */
    private List<Change> precisions() {
        Set<String> others = new LinkedHashSet<>(List.of(INT8));
        of.trials.profile(of.device().profile()).latency().rows().stream()
                .filter(row -> row.network().equals(own.network())
                        && row.unit().equals(own.unit())
                        && row.inputWidthPx() == own.inputWidthPx()
                        && row.inputHeightPx() == own.inputHeightPx())
                .map(row -> row.precision())
                .forEach(others::add);
        others.remove(own.precision());
        return others.stream()
                .flatMap(precision -> precision(precision).stream())
                .toList();
    }

    private Optional<Change> precision(String precision) {
        return running(i -> Copies.on(i, own.unit(), precision))
                .map(other -> new Change(
                        Kind.PRECISION,
                        0,
                        of.in("Network in " + precision + " instead of " + own.precision() + accuracy()),
                        other,
                        null));
    }

    private List<Change> inputs() {
        List<Change> changes = new ArrayList<>();
        if (Networks.find(own.network()).isEmpty()) {
            return changes;
        }
        int longer = Math.max(own.inputWidthPx(), own.inputHeightPx());
        Set<Integer> sizes = new LinkedHashSet<>(List.of(Axes.side(longer, 0.75), Axes.side(longer, 0.5)));
        of.most("input").ifPresent(most -> sizes.add((int) Math.round(most)));
        for (int size : sizes) {
            double factor = (double) size / longer;
            if (size >= longer) {
                continue;
            }
            UnaryOperator<Infer> smaller =
                    i -> i.withInput(Axes.side(i.inputWidthPx(), factor), Axes.side(i.inputHeightPx(), factor));
            running(smaller).ifPresent(other -> {
                Infer now = smaller.apply(own);
                changes.add(new Change(
                        Kind.FEWER_PIXELS,
                        1 - factor * factor,
                        of.in("Network input " + size(now) + " px instead of " + size(own) + accuracy()),
                        other,
                        null));
            });
        }
        return changes;
    }

    private record Timed(NetworkInfo network, double ms) {}

    /** Of the same task: faster ones, the most accurate first, and the fastest of those that are more accurate. */
    private List<Change> networks() {
        NetworkInfo now = Networks.find(own.network()).orElse(null);
        if (now == null) {
            return List.of();
        }
        LatencyPredictor predictor =
                new LatencyPredictor(of.trials.profile(of.device().profile()));
        double ownMs = ms(predictor, own);
        List<Timed> others = Networks.all().stream()
                .filter(other -> other.task().equals(now.task()) && !other.id().equals(now.id()))
                .map(other -> new Timed(other, ms(predictor, at(own, other))))
                .toList();
        Stream<NetworkInfo> faster = others.stream()
                .filter(other -> other.ms() < ownMs)
                .map(Timed::network)
                .sorted(Comparator.comparingDouble(other -> -accuracy(other)));
        Stream<NetworkInfo> better = others.stream()
                .filter(other -> other.ms() >= ownMs && accuracy(other.network()) > accuracy(now))
                .sorted(Comparator.comparingDouble(Timed::ms))
                .map(Timed::network);
        List<Change> changes = new ArrayList<>();
        Stream.of(faster.limit(FASTER_MAX), better.limit(1), asAccurate(now, others).stream())
                .flatMap(each -> each)
                .distinct()
                .forEach(other -> running(i -> at(i, other))
                        .ifPresent(scenario -> changes.add(new Change(
                                Kind.NETWORK,
                                of.published() == null ? 1 : lost(now, other),
                                of.in(other.id() + " at " + size(at(own, other)) + " px instead of " + own.network()
                                        + accuracy()),
                                scenario,
                                of.published() == null ? null : other))));
        return changes;
    }

    /** Where more accuracy is asked for than the network has: the fastest that has it, or else the most accurate. */
    private Optional<NetworkInfo> asAccurate(NetworkInfo now, List<Timed> others) {
        Double asked = of.scenario.slo().accuracyMin();
        if (asked == null || accuracy(now) >= asked) {
            return Optional.empty();
        }
        List<Timed> running =
                others.stream().filter(other -> Double.isFinite(other.ms())).toList();
        return running.stream()
                .filter(other -> accuracy(other.network()) >= asked)
                .min(Comparator.comparingDouble(Timed::ms))
                .or(() -> running.stream().max(Comparator.comparingDouble(other -> accuracy(other.network()))))
                .map(Timed::network);
    }

    /** At the size it was published for, or at the scenario's where that is not its network's own. */
    private Infer at(Infer infer, NetworkInfo other) {
        boolean usual = of.published() != null;
        return Copies.network(
                infer,
                other.id(),
                usual ? other.defaultInputPx() : infer.inputWidthPx(),
                usual ? other.defaultInputPx() : infer.inputHeightPx());
    }

    /** Infinite where it does not run there. */
    private static double ms(LatencyPredictor predictor, Infer infer) {
        Integer threads = infer.threads();
        try {
            return predictor
                    .predict(new LatencyQuery(
                            infer.network(),
                            infer.inputWidthPx(),
                            infer.inputHeightPx(),
                            infer.precision(),
                            infer.unit(),
                            threads == null ? 0 : threads))
                    .meanMs();
        } catch (InputException e) {
            return Double.POSITIVE_INFINITY;
        }
    }

    private static double accuracy(NetworkInfo network) {
        Double accuracy = network.accuracyFraction();
        return accuracy == null ? 0 : accuracy;
    }

    /** Published accuracy that is lost; all of it where none is published. */
    private static double lost(NetworkInfo now, NetworkInfo other) {
        @Nullable Double to = other.accuracyFraction();
        return to == null ? 1 : Math.max(0, accuracy(now) - to);
    }

    private String accuracy() {
        return of.scenario.slo().accuracyMin() == null ? " (no objective holds the accuracy)" : "";
    }

    private static String size(Infer infer) {
        return infer.inputWidthPx() + " × " + infer.inputHeightPx();
    }
}
