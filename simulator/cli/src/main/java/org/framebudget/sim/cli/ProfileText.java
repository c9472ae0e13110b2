package org.framebudget.sim.cli;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.CameraStackProfile;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.OperatingPoint;
import org.framebudget.devices.Sourced;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.latency.JitterProfile;
import org.framebudget.devices.latency.LatencyRow;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.LimiterProfile;
import org.framebudget.devices.thermal.ThermalNetwork;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.models.InputException;
import org.framebudget.sim.report.TextStyle;
import org.jspecify.annotations.Nullable;

/** A device profile for people; every number with the key of its source, assumed ones with their range. */
final class ProfileText {
    private static final int BAR_WIDTH = 16;
    private static final int CURVE_WIDTH = 24;

    private final DeviceProfile profile;
    private final boolean unicode;
    private final StringBuilder text = new StringBuilder();

    ProfileText(DeviceProfile profile, TextStyle style) {
        this.profile = profile;
        this.unicode = style.unicode();
    }

    static String evidence(Evidence evidence) {
        return switch (evidence) {
            case MEASURED_HERE -> "measured here";
            case MEASURED_ELSEWHERE -> "measured elsewhere";
            case PUBLISHED_TFLITE -> "published, TensorFlow Lite";
            case PUBLISHED_OTHER_RUNTIME -> "published, other runtime";
            case SPECIFICATION -> "specification only";
        };
    }

    String text(int assumedValues, List<String> citations, boolean allRows) {
        line(profile.id() + ": " + profile.name());
        line("Latencies: " + evidence(profile.evidence()) + ". Assumed values: " + assumedValues + ".");
        if (profile.badge() != null) {
            line("Note: " + profile.badge());
        }
        units();
        latencies(allRows);
        fits();
        memory();
        power();
        heat();
        limiters();
        battery(profile.battery());
        camera();
        heading("Sources");
        citations.forEach(c -> line("  " + c));
        return text.toString();
    }

    private void units() {
        TextTable curves = new TextTable("UNIT", "ARCHITECTURE", ">MHz", "", ">W", "");
        TextTable table = new TextTable("UNIT", "CLOCK MHz", "ACTIVE W", "IDLE W", "CLOCKED SHARE", "JITTER");
        Bars bars = new Bars(unicode);
        for (UnitProfile unit : profile.units()) {
            OperatingPoint fastest = unit.operatingPoints().get(0);
            for (int i = 0; i < unit.operatingPoints().size(); i++) {
                OperatingPoint point = unit.operatingPoints().get(i);
                double clockMhz = point.clockMhz().value();
                double activeW = point.activeW().value();
                curves.row(
                        i == 0 ? unit.id() : "",
                        i == 0 ? unit.architecture() : "",
                        number(clockMhz),
                        bars.bar(clockMhz, fastest.clockMhz().value(), BAR_WIDTH),
                        number(activeW),
                        bars.bar(activeW, fastest.activeW().value(), BAR_WIDTH));
                table.row(
                        i == 0 ? unit.id() : "",
                        value(point.clockMhz()),
                        value(point.activeW()),
                        i == 0 ? value(unit.idleW()) : "",
                        i == 0 ? value(unit.computeFraction()) : "",
                        i == 0 ? jitter(unit.jitter()) : "");
            }
        }
        section("Clock and power of each cooling state", curves);
        section("Units, fastest clock first", table);
    }

    private void latencies(boolean allRows) {
        TextTable table = new TextTable(
                "NETWORK", "INPUT", "PRECISION", "UNIT", ">THREADS", ">ms", "STATISTIC", "RUNTIME", "SOURCE");
        int hidden = 0;
        for (LatencyRow row : byUnit()) {
            if (!row.reference() && !allRows) {
                hidden++;
                continue;
            }
            table.row(
                    row.network(),
                    row.inputWidthPx() + "x" + row.inputHeightPx(),
                    row.precision(),
                    row.unit(),
                    row.threads() == 0 ? "-" : Integer.toString(row.threads()),
                    number(row.latencyMs()),
                    row.statistic(),
                    row.runtime(),
                    row.source().cite() + (row.reference() ? "" : " (evidence)"));
        }
        section("Measured inference times", table);
        if (hidden > 0) {
            line("  " + hidden + " more rows of other series are evidence only; --all shows them.");
        }
    }

    private List<LatencyRow> byUnit() {
        List<LatencyRow> rows = new ArrayList<>(profile.latency().rows());
        rows.sort(Comparator.comparing(row -> profile.unitIndex(row.unit())));
        return rows;
    }

    private void fits() {
        List<TextTable> tables = FitText.tables(profile, unicode);
        if (tables.isEmpty()) {
            return;
        }
        heading("Fitted latency model, one standard deviation either way");
        for (int i = 0; i < tables.size(); i++) {
            if (i > 0) {
                line("");
            }
            indented(tables.get(i));
        }
    }

    private void memory() {
        TextTable table = new TextTable("MEMORY", "VALUE");
        table.row("runtime MB", value(profile.memory().runtimeMb()));
        table.row("weights in memory over file", value(profile.memory().packedWeightsFactor()));
        optional(table, "bandwidth MB/s", profile.memory().bandwidthMbPerS());
        section("Memory", table);
    }

    private void power() {
        TextTable table = new TextTable("POWER", "VALUE");
        table.row("base W", value(profile.power().baseW()));
        optional(table, "screen, lowest W", profile.power().screenOnW());
        optional(table, "screen, added at full W", profile.power().screenFullW());
        table.row("camera stream W", value(profile.power().cameraStreamW()));
        table.row("camera nJ per pixel", value(profile.power().cameraNjPerPx()));
        PowerProfile.Network network = profile.power().network();
        if (network != null) {
            table.row("network, sending W", value(network.txW()));
            table.row("network, receiving W", value(network.rxW()));
        }
        section("Power beside the units", table);
    }

    private void heat() {
        TextTable nodes = new TextTable("NODE", "CAPACITY J/K", "TO AMBIENT K/W");
        for (ThermalProfile.Node node : profile.thermal().nodes()) {
            nodes.row(node.id(), value(node.capacityJPerK()), valueOr(node.toAmbientKPerW(), "-"));
        }
        section("Heat", nodes);
        TextTable links = new TextTable("BETWEEN", "K/W");
        for (ThermalProfile.Link link : profile.thermal().links()) {
            links.row(link.from() + " - " + link.to(), value(link.resistanceKPerW()));
        }
        if (!profile.thermal().links().isEmpty()) {
            indented(links);
        }
        line("  Time constants: " + timeConstants(profile.thermal()));
    }

    /** Of the bare device, shortest first; where the network cannot be run, why. */
    static String timeConstants(ThermalProfile thermal) {
        try {
            List<String> texts = new ArrayList<>();
            for (double tauS : ThermalNetwork.of(thermal, 1).timeConstantsS()) {
                texts.add(tauS < 600 ? number(tauS) + " s" : number(tauS / 60) + " min");
            }
            return String.join(", ", texts);
        } catch (InputException e) {
            return "none: " + e.getMessage();
        }
    }

    private void limiters() {
        heading("Limiters");
        if (profile.limiters().isEmpty()) {
            line("  none");
        }
        for (LimiterProfile limiter : profile.limiters()) {
            line("  " + limiter.name() + ": " + describe(limiter));
        }
    }

    private String describe(LimiterProfile limiter) {
        if (limiter instanceof LimiterProfile.SkinPolicy skin) {
            List<String> trips = new ArrayList<>();
            for (@Nullable Sourced hot : skin.hotDegC()) {
                trips.add(hot == null ? "-" : number(hot.value()));
            }
            return "polled skin policy on sensor " + skin.policySensor() + ", severities at " + String.join(" ", trips)
                    + " deg C";
        }
        if (limiter instanceof LimiterProfile.StepWise step) {
            return "one step slower for " + step.unit() + " while " + step.node() + " is above "
                    + value(step.tripDegC()) + " deg C";
        }
        if (limiter instanceof LimiterProfile.PowerLimit limit) {
            return "bounds the power of the " + limit.scope() + " to " + value(limit.limitW()) + " W by slowing "
                    + limit.unit();
        }
        if (limiter instanceof LimiterProfile.ClockCeiling ceiling) {
            List<String> ramps = new ArrayList<>();
            for (LimiterProfile.Ramp ramp : ceiling.ramps()) {
                ramps.add(number(ramp.fromDegC().value()) + " to "
                        + number(ramp.toDegC().value()) + " deg C: "
                        + number(ramp.fromMhz().value()) + " to "
                        + number(ramp.toMhz().value()) + " MHz");
            }
            return "clock ceiling of " + ceiling.unit() + " by " + ceiling.node() + ", " + String.join("; ", ramps);
        }
        throw new IllegalStateException("a limiter without a description: " + limiter.getClass());
    }

    private void battery(@Nullable BatteryProfile battery) {
        if (battery == null) {
            heading("Battery");
            line("  none: fixed supply");
            return;
        }
        TextTable table = new TextTable("BATTERY", "VALUE");
        table.row("capacity Ah", value(battery.capacityAh()));
        table.row("series resistance ohm", value(battery.r0Ohm()));
        table.row("cut-off V", value(battery.cutoffV()));
        List<Double> ocvV = battery.ocvV();
        if (!ocvV.isEmpty()) {
            table.row(
                    "open-circuit V, empty to full",
                    number(ocvV.get(0)) + " " + new Bars(unicode).curve(ocvV, CURVE_WIDTH) + " "
                            + number(ocvV.get(ocvV.size() - 1)) + " ["
                            + battery.ocvSource().cite() + "]");
        }
        section("Battery", table);
    }

    private void camera() {
        CameraStackProfile camera = profile.camera();
        TextTable stack = new TextTable("CAMERA", "VALUE");
        stack.row("readout ms", value(camera.readoutMs()));
        stack.row("image processor ms", value(camera.ispMs()));
        stack.row("delivery, frame intervals", value(camera.deliveryIntervals()));
        section("Camera, where a scenario does not say otherwise", stack);
        if (!camera.modes().isEmpty()) {
            TextTable modes = new TextTable("MODE", "UP TO FPS", "READOUT ms");
            camera.modes()
                    .forEach(mode -> modes.row(
                            mode.widthPx() + "x" + mode.heightPx(), value(mode.maxFps()), value(mode.readoutMs())));
            section("Modes that the camera offers", modes);
        }
    }

    private static String jitter(JitterProfile jitter) {
        if (jitter instanceof JitterProfile.None) {
            return "none";
        }
        if (jitter instanceof JitterProfile.Trace trace) {
            return "trace of " + trace.ratios().size() + " [" + trace.source().cite() + "]";
        }
        if (jitter instanceof JitterProfile.Slowdown slowdown) {
            return "slow-down, " + slowdown.ratios().size() + " values ["
                    + slowdown.source().cite() + "]";
        }
        return "two states";
    }

    private void optional(TextTable table, String name, @Nullable Sourced value) {
        if (value != null) {
            table.row(name, value(value));
        }
    }

    private String valueOr(@Nullable Sourced value, String absent) {
        return value == null ? absent : value(value);
    }

    private String value(Sourced value) {
        String range = "";
        if (value.low() != null && value.high() != null) {
            range = " (" + number(value.low()) + (unicode ? "\u2013" : "-") + number(value.high())
                    + (value.source().assumed() ? ", assumed)" : ")");
        }
        return number(value.value()) + range + " [" + value.source().cite() + "]";
    }

    private static String number(double value) {
        if (value != 0 && (Math.abs(value) < 0.001 || Math.abs(value) >= 1e7)) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        return new java.math.BigDecimal(value)
                .round(new java.math.MathContext(4))
                .stripTrailingZeros()
                .toPlainString();
    }

    private void section(String title, TextTable table) {
        heading(title);
        indented(table);
    }

    private void indented(TextTable table) {
        table.text().lines().forEach(l -> line("  " + l));
    }

    private void heading(String title) {
        line("");
        line(title);
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
