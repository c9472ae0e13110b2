package org.framebudget.sim.hil;

import java.util.List;
import java.util.Locale;
import org.framebudget.sim.cli.TextTable;
import org.framebudget.sim.results.Hardware;
import org.framebudget.sim.results.Twin;
import org.jspecify.annotations.Nullable;

/** A twin report for a terminal. */
final class TwinText {
    /** Phones have dozens of thermal zones. */
    private static final int SENSORS_MAX = 3;

    private TwinText() {}

    static String of(Twin twin) {
        StringBuilder text = new StringBuilder("Twin of '" + twin.device() + "' and " + twin.target()
                + (twin.mode() == null ? "" : ", " + twin.mode()) + "\n");
        TextTable table = new TextTable("STREAM", "QUANTITY", ">PREDICTED", ">REAL", ">ERROR", ">SPREAD", ">LIMIT", "");
        for (Twin.Stream stream : twin.streams()) {
            for (Twin.Quantity each : stream.quantities()) {
                table.row(
                        stream.id(),
                        Twin.label(each.name()),
                        number(each.predicted()),
                        number(each.real()),
                        each.error() == null ? "" : error(each.error(), each.relative()),
                        each.spread() == null ? "" : unsigned(each.spread(), each.relative()),
                        unsigned(each.limit(), each.relative()),
                        each.holds() ? each.error() == null ? "" : "ok" : "OUT");
            }
            if (stream.ksDistance() != null) {
                table.row(stream.id(), "KS distance", "", number(stream.ksDistance()), "", "", "", "");
            }
        }
        text.append(table.text());
        if (twin.overTime() != null) {
            text.append(overTime(twin.overTime()));
        }
        for (Hardware hardware : twin.hardware()) {
            text.append(run(hardware));
        }
        if (twin.remarks() != null) {
            twin.remarks().forEach(remark -> text.append(remark).append('\n'));
        }
        return text.append(twin.verdict()).append('\n').toString();
    }

    /** The course of time in four numbers each. */
    private static String overTime(Twin.OverTime over) {
        TextTable table = new TextTable("OVER TIME", "OF", "HOW", ">FIRST", ">LOWEST", ">HIGHEST", ">LAST");
        int left = 0;
        for (String quantity : List.of(Twin.Series.TEMPERATURE, Twin.Series.CLOCK, Twin.Series.POWER)) {
            for (Twin.Series each : over.shown(quantity, SENSORS_MAX)) {
                table.row(
                        Twin.label(quantity),
                        each.of(),
                        each.how(),
                        number(each.range().first()),
                        number(each.range().min()),
                        number(each.range().max()),
                        number(each.range().last()));
            }
            left += over.of(quantity).size() - over.shown(quantity, SENSORS_MAX).size();
        }
        StringBuilder text = new StringBuilder(table.text());
        if (left > 0) {
            text.append("The ").append(left).append(" cooler sensors stand in twin.json, which --out writes.\n");
        }
        over.missing().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    /** One line on how the bench did. */
    static String run(Hardware hardware) {
        Hardware.Spread release = hardware.pacing().releaseMs();
        String steal = hardware.load().stealFraction() == null
                ? "steal not shown by the system"
                : String.format(
                        Locale.ROOT, "steal %.1f %%", 100 * hardware.load().stealFraction());
        Double others = hardware.load().otherCores();
        if (others != null) {
            steal += String.format(
                    Locale.ROOT,
                    ", others busy on %.1f of %d cores",
                    others,
                    hardware.machine().cores());
        }
        return String.format(
                        Locale.ROOT,
                        "Bench: %,d inferences handed over %s late at p99 (worst %s), way to the device and back %s at p50 (worst %s); %s; %s.%n",
                        hardware.transportMs().count(),
                        ms(release.p99()),
                        ms(release.max()),
                        ms(hardware.transportMs().p50()),
                        ms(hardware.transportMs().max()),
                        steal,
                        hardware.heat())
                + (hardware.valid() ? "" : "Not valid: " + hardware.why() + ".\n");
    }

    private static String ms(@Nullable Double ms) {
        return ms == null ? "-" : String.format(Locale.ROOT, ms < 10 ? "%.2f ms" : "%.0f ms", ms);
    }

    private static String error(double error, boolean relative) {
        return relative
                ? String.format(Locale.ROOT, "%+.1f %%", 100 * error)
                : String.format(Locale.ROOT, "%+.3f", error);
    }

    private static String unsigned(double error, boolean relative) {
        return error(error, relative).replace("+", "");
    }

    static String number(@Nullable Double value) {
        return value == null ? "-" : String.format(Locale.ROOT, Math.abs(value) < 1 ? "%.3f" : "%.2f", value);
    }
}
