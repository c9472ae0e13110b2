package org.framebudget.devices.latency;

import java.util.ArrayList;
import java.util.List;

/** Columns of the tables under {@code measurements/}: who reads them and who writes them goes by the same names. */
public final class LatencyColumns {
    private static final List<String> SOURCE = List.of("kind", "cite", "note");
    private static final List<String> MEASURED = List.of(
            "network",
            "input_width_px",
            "input_height_px",
            "precision",
            "unit",
            "threads",
            "latency_ms",
            "statistic",
            "runtime",
            "conditions");

    /** What every table has. */
    public static final List<String> REQUIRED = with(List.of());

    /** What a row may say besides. */
    public static final List<String> OPTIONAL = List.of(
            "throughput_per_s", "compute_fraction", "weights_mb", "bytes_per_inference_mb", "arena_mb", "clock_mhz");

    private LatencyColumns() {}

    /** All required columns in the order they are written in, with others before the source. */
    public static List<String> with(List<String> optional) {
        List<String> columns = new ArrayList<>(MEASURED);
        columns.addAll(optional);
        columns.addAll(SOURCE);
        return List.copyOf(columns);
    }
}
