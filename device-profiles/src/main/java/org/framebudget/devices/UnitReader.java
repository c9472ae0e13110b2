package org.framebudget.devices;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.models.CsvTable;
import org.jspecify.annotations.Nullable;

/** Reads one entry of {@code units:}. */
final class UnitReader {
    private UnitReader() {}

    static UnitProfile read(Section section, ProfileFiles files) {
        Section preprocess = section.sectionOrNull("preprocess");
        return new UnitProfile(
                section.choice("id"),
                architecture(section),
                section.integer("servers"),
                section.text("node"),
                section.number("idle_w"),
                operatingPoints(section),
                section.number("compute_fraction"),
                preprocess == null ? null : preprocess.number("fixed_ms"),
                preprocess == null ? null : preprocess.number("ns_per_px"),
                section.numberOrNull("cold_first_factor"),
                idleRamp(section),
                section.numberOrNull("weight_cache_mb"),
                section.numberOrNull("host_link_mb_per_s"),
                section.numberOrNull("peak_gmac_per_s"),
                section.numberOrNull("thread_power_fraction"),
                jitter(section.section("jitter"), files));
    }

    private static String architecture(Section section) {
        return section.has("architecture") ? section.choice("architecture") : section.choice("id");
    }

    private static List<OperatingPoint> operatingPoints(Section section) {
        List<OperatingPoint> points = new ArrayList<>();
        OperatingPoint faster = null;
        for (Section point : section.sections("operating_points")) {
            OperatingPoint next = new OperatingPoint(point.number("clock_mhz"), point.number("active_w"));
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
        return List.copyOf(points);
    }

    private static @Nullable IdleRamp idleRamp(Section section) {
        Section ramp = section.sectionOrNull("idle_ramp");
        if (ramp == null) {
            return null;
        }
        Sourced afterMs = ramp.number("after_ms");
        Sourced factor = ramp.number("factor");
        double beforeMs = afterMs.value();
        double before = factor.value();
        List<IdleRamp.Deeper> deeper = new ArrayList<>();
        for (Section next : ramp.sections("deeper")) {
            IdleRamp.Deeper step =
                    new IdleRamp.Deeper(next.number("after_ms"), next.number("factor"), next.numberOrNull("extra_ms"));
            if (step.afterMs().value() <= beforeMs) {
                throw next.error(
                        "after_ms",
                        step.afterMs().value() + " is not above the " + beforeMs + " before it.",
                        "Pauses stand shortest first.");
            }
            if (step.factor().value() < before) {
                throw next.error(
                        "factor",
                        step.factor().value() + " is below the " + before + " of a shorter pause.",
                        "A longer pause cannot leave a unit faster.");
            }
            beforeMs = step.afterMs().value();
            before = step.factor().value();
            deeper.add(step);
        }
        return new IdleRamp(afterMs, factor, ramp.numberOrNull("extra_ms"), List.copyOf(deeper));
    }

    private static JitterProfile jitter(Section section, ProfileFiles files) {
        String kind = section.kind("kind");
        if (kind.equals("none")) {
            return new JitterProfile.None(section.source());
        }
        if (kind.equals("trace")) {
            return new JitterProfile.Trace(
                    overMean(recorded(section, files, "latency_ms")), section.integer("block_jobs"), section.source());
        }
        if (kind.equals("slowdown")) {
            double workMs = section.plain("work_ms");
            int blockValues = section.integer("block_values");
            List<Double> slowdowns = recorded(section, files, "slowdown");
            return new JitterProfile.Slowdown(
                    overMean(slowdowns), workMs, blockValues, mean(slowdowns), section.source());
        }
        return new JitterProfile.TwoState(
                section.number("quiet_cv"),
                section.number("contended_fraction"),
                section.number("contended_run_jobs"),
                section.number("contended_factor"),
                section.number("contended_cv"));
    }

    private static List<Double> recorded(Section section, ProfileFiles files, String column) {
        String name = section.text("file");
        List<Double> values = new ArrayList<>();
        for (CsvTable.Row row : CsvTable.read(name, files.text(section, "file"), List.of(column), List.of())
                .rows()) {
            values.add(row.number(column, 1e-9, 1e9));
        }
        if (values.size() < 100) {
            throw section.error("file", name + " holds " + values.size() + " rows.", "A trace needs at least 100.");
        }
        return values;
    }

    private static double mean(List<Double> values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.size();
    }

    private static List<Double> overMean(List<Double> values) {
        double mean = mean(values);
        return values.stream().map(value -> value / mean).toList();
    }
}
