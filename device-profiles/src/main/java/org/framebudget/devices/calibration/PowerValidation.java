package org.framebudget.devices.calibration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.Citations;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.ProductFiles;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencyPredictor;
import org.framebudget.devices.latency.LatencyQuery;
import org.framebudget.models.CsvTable;
import org.jspecify.annotations.Nullable;

/**
 * Power of the shipped profiles against published power ({@value #FILE}). A row that a profile's value was written from is predicted
 * by the mean of the other such rows of the same unit, state and clock, as the profile would have been without it; where there is no
 * other, nothing is predicted.
 *
 * @param rows in the file's order
 * @param unpublished shipped profiles without a measured row, in their order
 */
public record PowerValidation(List<Row> rows, List<String> unpublished) {
    /** The published rows, each with what it was to the profile. */
    public static final String FILE = "measurements/validation/power.csv";

    private static final double MS_PER_S = 1000;
    private static final List<String> COLUMNS = List.of(
            "device",
            "unit",
            "state",
            "network",
            "input_width_px",
            "input_height_px",
            "precision",
            "clock_mhz",
            "threads",
            "power_w",
            "latency_ms",
            "role",
            "cite",
            "note");

    /**
     * One published figure.
     *
     * @param unit empty for the whole board
     * @param state {@code board_idle board_busy above_idle unit_idle unit_busy}
     * @param network empty where a load is no network
     * @param predictedW absent where the profile's value is this row
     * @param inRange whether the profile's range holds the row
     * @param measuredJ energy above idle: power times the latency of the same run, absent without that latency
     * @param predictedJ predicted power times predicted latency
     */
    public record Row(
            String device,
            String unit,
            String state,
            String network,
            String precision,
            RowRole role,
            double measuredW,
            @Nullable Double predictedW,
            boolean inRange,
            @Nullable Double measuredJ,
            @Nullable Double predictedJ,
            String source,
            String note) {
        /** Predicted over measured, less one; absent where nothing is predicted. */
        public @Nullable Double errorFraction() {
            return predictedW == null ? null : predictedW / measuredW - 1;
        }

        /** The same of the energy. */
        public @Nullable Double energyErrorFraction() {
            return predictedJ == null || measuredJ == null ? null : predictedJ / measuredJ - 1;
        }
    }

    private record Range(double lowW, double valueW, double highW) {
        static Range of(Sourced number) {
            Double low = number.low();
            Double high = number.high();
            return new Range(low == null ? number.value() : low, number.value(), high == null ? number.value() : high);
        }

        Range plus(Range other) {
            return new Range(lowW + other.lowW, valueW + other.valueW, highW + other.highW);
        }

        Range times(Range share, int count) {
            return new Range(lowW * share.lowW * count, valueW * share.valueW * count, highW * share.highW * count);
        }

        Range less(Range other) {
            return new Range(lowW - other.highW, valueW - other.valueW, highW - other.lowW);
        }
    }

    /** Holds every published row against its profile. */
    public static PowerValidation run() {
        ProfileRepository repository = new ProfileRepository(null);
        Map<String, DeviceProfile> profiles = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        List<CsvTable.Row> file =
                CsvTable.read(FILE, ProductFiles.text(FILE), COLUMNS, List.of()).rows();
        Citations citations = Citations.shipped();
        for (CsvTable.Row row : file) {
            DeviceProfile profile =
                    profiles.computeIfAbsent(row.text("device"), id -> repository.load(id, Path.of(".")));
            citations.text(row.text("cite"));
            rows.add(row(row, profile, file));
        }
        List<String> without = repository.ids().stream()
                .filter(id -> !id.contains("+") && !profiles.containsKey(id))
                .filter(id -> !repository.load(id, Path.of(".")).evidence().own())
                .toList();
        return new PowerValidation(List.copyOf(rows), without);
    }

    private static Row row(CsvTable.Row row, DeviceProfile profile, List<CsvTable.Row> file) {
        double measuredW = row.number("power_w", 1e-3, 1e4);
        RowRole role = RowRole.of(row);
        Range of = profilePower(row, profile);
        Double predictedW = role == RowRole.INPUT ? byOthers(row, file) : Double.valueOf(of.valueW());
        Double latencyMs = row.numberOrNull("latency_ms", 1e-3, 1e6);
        return new Row(
                row.text("device"),
                row.textOrEmpty("unit"),
                row.text("state"),
                row.textOrEmpty("network"),
                row.textOrEmpty("precision"),
                role,
                measuredW,
                predictedW,
                measuredW >= of.lowW() && measuredW <= of.highW(),
                latencyMs == null ? null : measuredW * latencyMs / MS_PER_S,
                latencyMs == null || predictedW == null ? null : predictedW * latencyMs(row, profile) / MS_PER_S,
                row.text("cite"),
                row.textOrEmpty("note"));
    }

    private static @Nullable Double byOthers(CsvTable.Row left, List<CsvTable.Row> file) {
        List<String> key = List.of("device", "unit", "state", "clock_mhz", "threads");
        double[] others = file.stream()
                .filter(row -> row != left && RowRole.of(row) == RowRole.INPUT)
                .filter(row -> key.stream().allMatch(c -> row.textOrEmpty(c).equals(left.textOrEmpty(c))))
                .mapToDouble(row -> row.number("power_w", 1e-3, 1e4))
                .toArray();
        return others.length == 0
                ? null
                : Double.valueOf(Arrays.stream(others).average().orElseThrow());
    }

    private static Range profilePower(CsvTable.Row row, DeviceProfile profile) {
        Range board = Range.of(profile.power().baseW());
        if (profile.power().leakage() != null) {
            board = board.plus(Range.of(profile.power().leakage().p0W()));
        }
        String state = row.text("state");
        if (state.equals("board_idle")) {
            return board;
        }
        UnitProfile unit = unit(row, profile);
        Range idle = Range.of(unit.idleW());
        return switch (state) {
            case "unit_idle" -> idle;
            case "unit_busy" -> busy(row, unit);
            case "above_idle" -> busy(row, unit).less(idle);
            case "board_busy" -> board.plus(busy(row, unit));
            default ->
                throw row.error(
                        "state",
                        "'" + state + "' is unknown.",
                        "Write board_idle, board_busy, above_idle, unit_idle or unit_busy.");
        };
    }

    private static Range busy(CsvTable.Row row, UnitProfile unit) {
        double clockMhz = row.number("clock_mhz", 1, 1e5);
        Range one = unit.operatingPoints().stream()
                .filter(point -> point.clockMhz().value() == clockMhz)
                .map(OperatingPoint::activeW)
                .map(Range::of)
                .findFirst()
                .orElseThrow(() -> row.error("clock_mhz", "the unit has no such clock.", null));
        Sourced more = unit.threadPowerFraction();
        if (more == null || row.textOrEmpty("threads").isEmpty()) {
            return one;
        }
        int further = row.integer("threads", 1, 1024) - 1;
        return one.plus(one.less(Range.of(unit.idleW())).times(Range.of(more), further));
    }

    private static UnitProfile unit(CsvTable.Row row, DeviceProfile profile) {
        return profile.units().stream()
                .filter(one -> one.id().equals(row.text("unit")))
                .findFirst()
                .orElseThrow(() -> row.error("unit", "the device has no such unit.", null));
    }

    private static double latencyMs(CsvTable.Row row, DeviceProfile profile) {
        LatencyQuery query = new LatencyQuery(
                row.text("network"),
                row.integer("input_width_px", 1, 100_000),
                row.integer("input_height_px", 1, 100_000),
                row.text("precision"),
                row.text("unit"),
                0);
        return new LatencyPredictor(profile).predict(query).meanMs();
    }

    /** Half the predicted rows of a role are off by no more; absent where nothing of it was predicted. */
    public @Nullable Double medianErrorFraction(RowRole role) {
        double[] errors = rows.stream()
                .filter(row -> row.role() == role && row.predictedW() != null)
                .mapToDouble(row -> Math.abs(row.predictedW() / row.measuredW() - 1))
                .sorted()
                .toArray();
        return errors.length == 0 ? null : Double.valueOf(errors[errors.length / 2]);
    }
}
