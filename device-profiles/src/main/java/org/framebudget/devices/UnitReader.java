package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.models.CsvTable;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code units:}. */
final class UnitReader {
    static final String[] KEYS = {
        "id",
        "servers",
        "node",
        "idle_w",
        "operating_points",
        "compute_fraction",
        "preprocess",
        "cold_first_factor",
        "idle_ramp",
        "weight_cache_mb",
        "host_link_mb_per_s",
        "jitter"
    };
    private static final List<String> IDS = List.of("cpu", "gpu", "npu", "tpu", "nnapi");

    private UnitReader() {}

    static UnitProfile read(Section section, ProfileFiles files) {
        Section preprocess = section.sectionOrNull("preprocess", "fixed_ms", "ns_per_px");
        return new UnitProfile(
                section.oneOf("id", IDS),
                section.integer("servers", 1, 1024),
                section.text("node"),
                section.number("idle_w", 0, 1000),
                operatingPoints(section),
                section.number("compute_fraction", 0, 1),
                preprocess == null ? null : preprocess.number("fixed_ms", 0, 10_000),
                preprocess == null ? null : preprocess.number("ns_per_px", 0, 100_000),
                section.numberOrNull("cold_first_factor", 1, 100_000),
                idleRamp(section),
                section.numberOrNull("weight_cache_mb", 0, 1e6),
                section.numberOrNull("host_link_mb_per_s", 0.001, 1e6),
                jitter(
                        section.section(
                                "jitter",
                                "kind",
                                "file",
                                "block_jobs",
                                "quiet_cv",
                                "contended_fraction",
                                "contended_run_jobs",
                                "contended_factor",
                                "contended_cv"),
                        files));
    }

    private static List<OperatingPoint> operatingPoints(Section section) {
        List<OperatingPoint> points = new ArrayList<>();
        OperatingPoint faster = null;
        for (Section point : section.sections("operating_points", "clock_mhz", "active_w")) {
            OperatingPoint next =
                    new OperatingPoint(point.number("clock_mhz", 0.001, 1e6), point.number("active_w", 0.001, 10_000));
            if (faster != null && next.clockMhz().value() >= faster.clockMhz().value()) {
                throw point.error(
                        "clock_mhz",
                        next.clockMhz().value() + " is not below the "
                                + faster.clockMhz().value() + " before it.",
                        "Operating points stand fastest first.");
            }
            if (faster != null && next.activeW().value() > faster.activeW().value()) {
                throw point.error(
                        "active_w",
                        next.activeW().value() + " is above the "
                                + faster.activeW().value() + " of a faster clock.",
                        "A slower clock cannot need more power.");
            }
            points.add(next);
            faster = next;
        }
        if (points.isEmpty()) {
            throw section.error(
                    "operating_points", "there is none.", "A unit needs at least one clock with its power.");
        }
        return List.copyOf(points);
    }

    private static @Nullable IdleRamp idleRamp(Section section) {
        Section ramp = section.sectionOrNull("idle_ramp", "after_ms", "factor");
        return ramp == null ? null : new IdleRamp(ramp.number("after_ms", 0, 1e9), ramp.number("factor", 1, 1000));
    }

    private static JitterProfile jitter(Section section, ProfileFiles files) {
        String kind = section.oneOf("kind", List.of("none", "trace", "two_state"));
        if (kind.equals("none")) {
            section.as("kind");
            return new JitterProfile.None(section.source());
        }
        if (kind.equals("trace")) {
            Section trace = section.as("kind", "file", "block_jobs");
            return new JitterProfile.Trace(
                    ratios(trace, files), trace.integer("block_jobs", 1, 100_000), trace.source());
        }
        Section twoState = section.as(
                "kind", "quiet_cv", "contended_fraction", "contended_run_jobs", "contended_factor", "contended_cv");
        return new JitterProfile.TwoState(
                twoState.number("quiet_cv", 0, 10),
                twoState.number("contended_fraction", 0, 0.9),
                twoState.number("contended_run_jobs", 1, 1e6),
                twoState.number("contended_factor", 1, 1000),
                twoState.number("contended_cv", 0, 10));
    }

    /** Recorded latencies over their mean. */
    private static List<Double> ratios(Section section, ProfileFiles files) {
        String name = section.text("file");
        List<Double> latenciesMs = new ArrayList<>();
        double sumMs = 0;
        for (CsvTable.Row row : CsvTable.read(name, files.text(section, "file"), List.of("latency_ms"), List.of())
                .rows()) {
            double latencyMs = row.number("latency_ms", 1e-9, 1e9);
            latenciesMs.add(latencyMs);
            sumMs += latencyMs;
        }
        if (latenciesMs.size() < 100) {
            throw section.error(
                    "file", name + " holds " + latenciesMs.size() + " rows.", "A trace needs at least 100.");
        }
        double meanMs = sumMs / latenciesMs.size();
        return latenciesMs.stream().map(ms -> ms / meanMs).toList();
    }
}
