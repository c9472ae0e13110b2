package org.framebudget.sim.sweep;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.Suggestions;
import org.framebudget.models.catalogue.Networks;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Setting;
import org.framebudget.sim.scenario.SweepSpec;
import org.framebudget.sim.scenario.SweepSpec.SampleSpec;

/**
 * The points of a sweep, numbered from 0: the axes nested in their order, the last one fastest, and the points of the sample
 * within them. Each is made from its number alone; none is kept. Points that are left out keep their numbers, so that a further
 * {@code exclude} moves no other. Safe for many threads.
 */
final class SweepPlan {
    /** Comparisons of so many points still take seconds. */
    static final long MOST_POINTS = 100_000_000;

    /** Each point of a sample is compared by itself before anything starts: so many take half a minute at most. */
    static final long MOST_SAMPLED_COMPARED = 10_000_000;

    private static final String PROFILE = ".profile";

    private final SweepSpec spec;
    private final List<Axis> axes;
    private final long[] strides;
    private final Exclusions exclusions;
    private final KeptCount count;
    private final Outputs outputs;
    private final long size;
    private final long kept;

    private SweepPlan(SweepSpec spec) {
        this.spec = spec;
        this.outputs = Outputs.of(spec);
        this.axes = Axes.of(spec, Outputs.reserved());
        this.size = counted();
        this.strides = strides();
        this.exclusions = new Exclusions(spec, axes);
        checkSampleCompared();
        this.count = new KeptCount(exclusions, axes);
        this.kept = size / count.all() * count.kept();
        if (kept == 0) {
            throw nothingLeft();
        }
    }

    /**
     * Counts the points and checks every axis and comparison, without making a point.
     *
     * @throws InputException for everything that keeps the sweep from running as a whole
     */
    static SweepPlan of(SweepSpec spec) {
        return new SweepPlan(spec);
    }

    SweepSpec spec() {
        return spec;
    }

    List<Axis> axes() {
        return axes;
    }

    Outputs outputs() {
        return outputs;
    }

    /** All numbers: those of points that are left out as well. */
    long size() {
        return size;
    }

    /** Points that are run. */
    long kept() {
        return kept;
    }

    boolean excluded(long point) {
        return exclusions.lineCount() > 0 && exclusions.holdsOf(axis -> valueOf(axis, point));
    }

    /** Points that are run, with numbers from {@code from} to below {@code end}. */
    long keptIn(long from, long end) {
        if (exclusions.lineCount() == 0) {
            return end - from;
        }
        long count = 0;
        for (long point = from; point < end; point++) {
            count += excluded(point) ? 0 : 1;
        }
        return count;
    }

    /** Number of an axis's value at a point. */
    long valueOf(int axis, long point) {
        return point / strides[axis] % axes.get(axis).size();
    }

    /** How far apart the numbers of two points are that differ by one value of an axis. */
    long stride(int axis) {
        return strides[axis];
    }

    /** The values of a point, in the order of the axes. */
    List<Setting> settings(long point) {
        List<Setting> settings = new ArrayList<>(axes.size());
        for (int a = 0; a < axes.size(); a++) {
            settings.add(axes.get(a).setting(valueOf(a, point)));
        }
        return settings;
    }

    /** The seed of a point, which it alone decides with the sweep's. */
    long seed(long point) {
        return Hashes.seed(spec.seed(), point);
    }

    /**
     * The scenario at a point.
     *
     * @throws InputException where its values do not go together
     */
    Scenario scenario(long point) {
        return spec.base().with(settings(point), seed(point));
    }

    private long samplePoints() {
        SampleSpec sample = spec.sample();
        return sample == null ? 1 : sample.count();
    }

    private long counted() {
        BigInteger product = BigInteger.valueOf(samplePoints());
        for (Axis axis : axes) {
            product = axis.sampled() ? product : product.multiply(BigInteger.valueOf(axis.size()));
        }
        if (product.compareTo(BigInteger.valueOf(MOST_POINTS)) > 0) {
            throw spec.places()
                    .error(
                            "axes",
                            "make " + String.format(Locale.ROOT, "%,d", product) + " points: " + factors() + ".",
                            "At most " + grouped(MOST_POINTS)
                                    + " are run: take fewer values, or sample ranges instead of nesting them.");
        }
        return product.longValueExact();
    }

    /** What the number of all points is the product of, in words. */
    String factors() {
        Stream<String> nested =
                axes.stream().filter(axis -> !axis.sampled()).map(axis -> grouped(axis.size()) + " of " + axis.name());
        Stream<String> sampled =
                spec.sample() == null ? Stream.of() : Stream.of(grouped(samplePoints()) + " of the sample");
        return Stream.concat(nested, sampled).collect(Collectors.joining(" x "));
    }

    private long[] strides() {
        long[] all = new long[axes.size()];
        long stride = samplePoints();
        for (int a = axes.size() - 1; a >= 0; a--) {
            if (axes.get(a).sampled()) {
                all[a] = 1;
            } else {
                all[a] = stride;
                stride *= axes.get(a).size();
            }
        }
        return all;
    }

    /** Lines of {@code exclude} that hold of no combination of values. */
    List<String> idleExclusions() {
        return IntStream.range(0, exclusions.lineCount())
                .filter(line -> count.keptBy(line) == count.all())
                .mapToObj(line -> spec.exclude().get(line))
                .toList();
    }

    private void checkSampleCompared() {
        if (samplePoints() > MOST_SAMPLED_COMPARED
                && exclusions.axesNamed().stream().anyMatch(a -> axes.get(a).sampled())) {
            throw spec.places()
                    .error(
                            "exclude",
                            "names a sampled axis, and each of " + grouped(samplePoints())
                                    + " sampled points would be compared before anything starts.",
                            "At most " + grouped(MOST_SAMPLED_COMPARED)
                                    + " are: lower sample.count, or compare only axes with values, step or count.");
        }
    }

    private InputException nothingLeft() {
        for (int line = 0; line < exclusions.lineCount(); line++) {
            if (count.keptBy(line) == 0) {
                return spec.places()
                        .error(
                                "exclude." + line,
                                "'" + spec.exclude().get(line) + "' leaves out all " + grouped(size) + " points.",
                                "It names what is left out, not what is kept.");
            }
        }
        return spec.places()
                .error(
                        "exclude",
                        "the " + exclusions.lineCount() + " lines together leave none of " + grouped(size) + " points.",
                        "A point goes where one line holds: remove one.");
    }

    /**
     * Looks at profiles and networks that are listed on axes.
     *
     * @throws InputException for one that does not exist
     */
    void checkNames(ProfileRepository profiles) {
        Scenario base = spec.base().scenario();
        Set<String> networks = new HashSet<>(Networks.ids());
        for (Scenario.DeviceUse use : base.devices()) {
            base.places()
                    .blame("devices." + use.id() + ".profile", () -> profiles.load(use.profile(), base.baseDir()))
                    .latency()
                    .rows()
                    .forEach(row -> networks.add(row.network()));
        }
        eachListed(
                PROFILE,
                (place, profile) -> spec.places()
                        .blame(place, () -> profiles.load(profile, base.baseDir()))
                        .latency()
                        .rows()
                        .forEach(row -> networks.add(row.network())));
        eachListed(".infer.network", (place, network) -> {
            if (!networks.contains(network) && !network.contains("/") && !network.endsWith(".tflite")) {
                throw spec.places()
                        .error(
                                place,
                                "'" + network + "' is not a known network.",
                                Suggestions.nearest(network, networks)
                                        .map(best -> "Maybe '" + best + "'?")
                                        .orElse("'framebudget networks' lists them."));
            }
        });
    }

    /** Whether a key names a device profile. */
    static boolean isProfile(String key) {
        return key.endsWith(PROFILE);
    }

    private interface Listed {
        void value(String place, String text);
    }

    private void eachListed(String keyEnd, Listed listed) {
        for (int a = 0; a < axes.size(); a++) {
            Axis axis = axes.get(a);
            if (axis.key().endsWith(keyEnd)) {
                for (int v = 0; v < axis.size(); v++) {
                    listed.value("axes." + a + ".values." + v, axis.setting(v).text());
                }
            }
        }
    }

    /** As in {@code 1 point} and {@code 1,000 points}. */
    static String points(long number) {
        return grouped(number) + (number == 1 ? " point" : " points");
    }

    static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
