package org.framebudget.devices.latency;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.models.InputException;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * Measurements that belong together: one device, unit, precision, thread count and origin, catalogue networks only.
 *
 * @param device profile id, or the name of a device that has no profile
 * @param unit unit id
 * @param latencyClass see {@link #latencyClass}
 * @param precision {@code fp32 fp16 int8}
 * @param threads CPU threads, 0 where none are stated
 * @param origin citations of the rows, joined by a plus sign
 * @param roofline the unit's model
 * @param linkMbPerS bandwidth to the unit where it was measured by itself, else absent
 * @param rows the measurements
 * @param points the same, as a fit takes them
 */
public record LatencySeries(
        String device,
        String unit,
        String latencyClass,
        String precision,
        int threads,
        String origin,
        Roofline roofline,
        @Nullable Double linkMbPerS,
        List<LatencyRow> rows,
        List<CalibrationPoint> points) {
    private static final String CPU = "cpu";
    private static final String GPU = "gpu";
    private static final double UNIFORM_SD = 1 / Math.sqrt(12);

    public LatencySeries {
        rows = List.copyOf(rows);
        points = List.copyOf(points);
    }

    /** The units that share a prior: architecture and kind of numbers. GPUs and NNAPI drivers are few, so they share one each. */
    public static String latencyClass(String architecture, String precision) {
        return switch (architecture) {
            case GPU, "nnapi" -> architecture;
            default -> architecture + (precision.equals("int8") ? "-int8" : "-float");
        };
    }

    /** True on CPUs, where calling an operator costs time of the same cores. */
    public static boolean overheadsFollowSpeed(String latencyClass) {
        return latencyClass.startsWith(CPU);
    }

    /**
     * The model of a unit.
     *
     * @param onChipWeights see {@link Roofline}
     */
    static Roofline roofline(String latencyClass, double onChipWeights) {
        return new Roofline(overheadsFollowSpeed(latencyClass), latencyClass.equals(GPU), onChipWeights);
    }

    /** The reference series of a profile's unit; catalogue networks only. */
    public static List<LatencySeries> reference(DeviceProfile profile, UnitProfile unit) {
        return of(profile, unit, LatencyRow::reference);
    }

    /** What other origins measured on a profile's unit. */
    static List<LatencySeries> evidence(DeviceProfile profile, UnitProfile unit) {
        return of(profile, unit, row -> !row.reference());
    }

    private static List<LatencySeries> of(DeviceProfile profile, UnitProfile unit, Predicate<LatencyRow> wanted) {
        Sourced cache = unit.weightCacheMb();
        Sourced link = unit.hostLinkMbPerS();
        return of(
                profile.id(),
                unit.id(),
                unit.architecture(),
                cache == null || link == null ? Double.POSITIVE_INFINITY : cache.value() * 1e6,
                link == null ? null : link.value(),
                unit.operatingPoints().get(0).clockMhz().value(),
                profile.latency().rows().stream().filter(wanted).toList(),
                false);
    }

    /**
     * The series of a device.
     *
     * @param rows of one device and unit, any precision and threads; networks outside the catalogue are passed over
     * @param onChipWeights see {@link Roofline}
     * @param fullClockMhz clock of rows that state none; counts behind a link alone
     * @param byOrigin true to keep citations apart, false to join them
     */
    public static List<LatencySeries> of(
            String device,
            String unit,
            String architecture,
            double onChipWeights,
            @Nullable Double linkMbPerS,
            double fullClockMhz,
            Collection<LatencyRow> rows,
            boolean byOrigin) {
        Map<String, List<LatencyRow>> groups = new LinkedHashMap<>();
        for (LatencyRow row : rows) {
            if (row.unit().equals(unit) && features(row) != null) {
                String key = row.precision() + " " + row.threads()
                        + (byOrigin ? " " + row.source().cite() + " " + row.runtime() : "");
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(row);
            }
        }
        List<LatencySeries> series = new ArrayList<>();
        for (List<LatencyRow> group : groups.values()) {
            LatencyRow first = group.get(0);
            String latencyClass = latencyClass(architecture, first.precision());
            series.add(new LatencySeries(
                    device,
                    unit,
                    latencyClass,
                    first.precision(),
                    first.threads(),
                    String.join(
                            "+",
                            group.stream()
                                    .map(r -> r.source().cite())
                                    .distinct()
                                    .toList()),
                    roofline(latencyClass, onChipWeights),
                    linkMbPerS,
                    group,
                    points(group, Double.isFinite(onChipWeights) ? fullClockMhz : null)));
        }
        return series;
    }

    /** The series without some of its rows. */
    public LatencySeries without(Collection<LatencyRow> left) {
        List<LatencyRow> kept = rows.stream().filter(row -> !left.contains(row)).toList();
        List<CalibrationPoint> keptPoints = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!left.contains(rows.get(i))) {
                keptPoints.add(points.get(i));
            }
        }
        return new LatencySeries(
                device, unit, latencyClass, precision, threads, origin, roofline, linkMbPerS, kept, keptPoints);
    }

    /** The class's prior, moved to what is known of this unit's speed and link. */
    public LatencyPrior prior(LatencyPrior ofClass) {
        return ofClass.near(points).withLink(linkMbPerS);
    }

    private static List<CalibrationPoint> points(List<LatencyRow> rows, @Nullable Double fullClockMhz) {
        List<CalibrationPoint> points = new ArrayList<>();
        for (LatencyRow row : rows) {
            NetworkFeatures features = features(row);
            if (features != null) {
                Double clockMhz = row.clockMhz();
                points.add(new CalibrationPoint(
                        features,
                        row.latencyMs(),
                        UNIFORM_SD * digit(row.latencyMs(), rows) / row.latencyMs(),
                        fullClockMhz == null || clockMhz == null ? 1 : clockMhz / fullClockMhz));
            }
        }
        return points;
    }

    /** The last digit the table prints for times of this magnitude: the smallest among its rows below, or above, ten. */
    private static double digit(double latencyMs, List<LatencyRow> rows) {
        int decimals = 0;
        for (LatencyRow row : rows) {
            if (row.latencyMs() < 10 == latencyMs < 10) {
                String text = new java.math.BigDecimal(Double.toString(row.latencyMs()))
                        .stripTrailingZeros()
                        .toPlainString();
                int point = text.indexOf('.');
                decimals = Math.max(decimals, point < 0 ? 0 : text.length() - point - 1);
            }
        }
        return StrictMath.pow(10, -decimals);
    }

    private static @Nullable NetworkFeatures features(LatencyRow row) {
        if (!FeatureCache.knows(row.network())) {
            return null;
        }
        try {
            return FeatureCache.get(row.network(), new InputSize(row.inputWidthPx(), row.inputHeightPx()));
        } catch (InputException tooSmallOrTooLarge) {
            return null;
        }
    }
}
