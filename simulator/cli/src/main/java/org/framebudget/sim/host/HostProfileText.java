package org.framebudget.sim.host;

import static org.framebudget.sim.host.HostTables.number;

import java.util.Locale;
import org.framebudget.devices.calibration.JitterFit;
import org.framebudget.devices.calibration.MemoryFit;
import org.framebudget.devices.calibration.PauseFit;
import org.framebudget.models.runtime.MachineInfo;
import org.jspecify.annotations.Nullable;

/** The profile {@code host} as YAML. */
final class HostProfileText {
    static final String LATENCY_FILE = "measurements/host/latency.csv";
    static final String SLOWDOWN_FILE = "measurements/host/slowdown.csv";
    static final String RUNS_FILE = "measurements/host/runs.csv";

    private static final String ASSUMED = "ASSUMED";

    private final MachineInfo machine;
    private final HostFits fits;
    private final ClockFacts clocks;
    private final PowerClass powerClass;
    private final @Nullable HostPower power;
    private final StringBuilder text = new StringBuilder();

    HostProfileText(
            MachineInfo machine, HostFits fits, ClockFacts clocks, PowerClass powerClass, @Nullable HostPower power) {
        this.machine = machine;
        this.fits = fits;
        this.clocks = clocks;
        this.powerClass = powerClass;
        this.power = power;
    }

    String text() {
        String cpu = machine.cpuModel() == null ? machine.arch() : machine.cpuModel();
        line("# Written by 'framebudget calibrate host', which measures this machine anew and replaces the file.");
        line("schema: framebudget/profile/v1");
        line("id: host");
        line("name: "
                + quoted(
                        "This machine: " + cpu + ", " + machine.cores() + (machine.cores() == 1 ? " core" : " cores")));
        line("evidence: MEASURED_HERE");
        unit();
        line("latency:");
        line("  file: " + LATENCY_FILE);
        line("  reference: {cpu: [" + HostTables.CITE + "]}");
        memory();
        power();
        line("thermal:");
        line("  source: "
                + source(ASSUMED, "one lump on the processor, one around it; a short run does not tell them"));
        line("  nodes:");
        line("    - {id: junction, capacity_j_per_k: " + range(60, 20, 150) + "}");
        line("    - {id: board, capacity_j_per_k: " + range(500, 200, 1500) + ", to_ambient_k_per_w: "
                + range(0.3, 0.1, 2) + "}");
        line("  links:");
        line("    - {from: junction, to: board, resistance_k_per_w: " + range(0.2, 0.08, 1.5) + "}");
        line("  settings: []");
        limiters();
        line("camera:");
        line("  source: " + source(ASSUMED, "camera with a rolling shutter on USB"));
        line("  readout_ms: " + range(20, 10, 33));
        line("  isp_ms: " + range(10, 3, 20));
        line("  delivery_intervals: " + range(1, 0.3, 2));
        line("  modes:");
        mode(640, 480, 30, 20);
        mode(1280, 720, 30, 20);
        mode(1920, 1080, 30, 20);
        return text.toString();
    }

    private void mode(int widthPx, int heightPx, double maxFps, double readoutMs) {
        line("    - {width_px: " + widthPx + ", height_px: " + heightPx + ", max_fps: "
                + range(maxFps, maxFps / 2, maxFps * 2) + ", readout_ms: " + range(readoutMs, readoutMs / 2, 33) + "}");
    }

    private void unit() {
        line("units:");
        line("  - id: cpu");
        line("    servers: 1");
        line("    node: junction");
        line("    source: " + source(ASSUMED, "share of time that scales with the clock"));
        line("    idle_w: " + sourced(0, 0, 0, source(ASSUMED, "part of base_w")));
        line("    operating_points:");
        operatingPoint(clocks.runMhz(), 1);
        if (clocks.runMhz() != null && clocks.slowestMhz() != null) {
            operatingPoint(clocks.slowestMhz(), clocks.slowestMhz() / clocks.runMhz());
        }
        line("    compute_fraction: " + range(0.85, 0.6, 1));
        line("    preprocess:");
        line("      source: " + source(ASSUMED, "resizing a decoded picture, between a desktop's and a small board's"));
        line("      fixed_ms: " + range(0.5, 0.1, 5));
        line("      ns_per_px: " + range(0.03, 0.01, 5));
        HostFits.Spread cold = fits.coldFirst();
        if (cold != null) {
            line("    cold_first_factor: "
                    + sourced(
                            Math.max(1, cold.median()),
                            Math.max(1, cold.low()),
                            Math.max(1, cold.high()),
                            source("FITTED", "first inference over the level, median over the networks")));
        }
        pauses(fits.pauses());
        jitter(fits.jitter());
    }

    /** Falls with the clock to the 1.9, as voltage falls with it. */
    private void operatingPoint(@Nullable Double clockMhz, double clockFraction) {
        String clock = clockMhz == null
                ? sourced(2000, 500, 6000, source(ASSUMED, "the system shows no clock"))
                : exact(
                        clockMhz,
                        source(
                                "MEASURED",
                                clockFraction == 1 ? "fastest core after the runs" : "lowest of the governor"));
        double factor = StrictMath.pow(clockFraction, 1.9);
        String active;
        if (power != null) {
            double watts = (power.busyW() - power.idleW()) * factor;
            active = clockFraction == 1
                    ? exact(watts, source("MEASURED", powerNote("one busy core less idle")))
                    : sourced(watts, watts / 2, watts * 2, source(ASSUMED, "falls as clock to the 1.9"));
        } else {
            PowerClass.Range range = powerClass.activeW();
            active = sourced(
                    range.value() * factor,
                    range.low() * factor,
                    range.high() * factor,
                    source(ASSUMED, powerClass.note() + ", one busy core; the system shows no power"));
        }
        line("      - {clock_mhz: " + clock + ", active_w: " + active + "}");
    }

    private void pauses(@Nullable PauseFit pauses) {
        if (pauses == null || pauses.steps().isEmpty()) {
            return;
        }
        line("    idle_ramp:");
        line("      source: " + source("FITTED", "paced inferences over those back to back, every second rate"));
        for (PauseFit.Step step : pauses.steps()) {
            boolean first = step == pauses.steps().get(0);
            if (!first && step == pauses.steps().get(1)) {
                line("      deeper:");
            }
            String indent = first ? "      " : "          ";
            line((first ? indent : "        - ") + "after_ms: "
                    + range(step.afterMs(), step.afterLowMs(), step.afterHighMs()));
            line(indent + "factor: " + number(step.factor()));
            line(indent + "extra_ms: " + number(step.extraMs()));
        }
    }

    private void jitter(@Nullable JitterFit jitter) {
        line("    jitter:");
        if (jitter == null) {
            line("      kind: two_state");
            line("      source: " + source(ASSUMED, "too few inferences were measured"));
            line("      quiet_cv: " + range(0.02, 0.005, 0.1));
            line("      contended_fraction: " + range(0.02, 0, 0.2));
            line("      contended_run_jobs: " + range(3, 1, 20));
            line("      contended_factor: " + range(1.2, 1, 2));
            line("      contended_cv: " + range(0.05, 0.01, 0.5));
        } else {
            line("      kind: slowdown");
            line(
                    "      source: "
                            + source(
                                    "MEASURED",
                                    "time by the clock over that where nothing disturbs, of all runs on one thread in their order"));
            line("      file: " + SLOWDOWN_FILE);
            line("      work_ms: " + number(HostSlowdown.WORK_MS));
            line("      block_values: " + Math.max(1, jitter.blockJobs()));
        }
    }

    private void memory() {
        line("memory:");
        MemoryFit memory = fits.memory();
        if (memory == null) {
            line("  source: " + source(ASSUMED, "the system shows no memory of a process"));
            line("  runtime_mb: " + range(10, 2, 60));
            line("  packed_weights_factor: " + range(2, 1, 2));
        } else {
            line("  source: "
                    + source(
                            "FITTED",
                            "growth of the process by a network, median error "
                                    + rounded(100 * memory.medianErrorFraction())
                                    + " %; the application around it is not in it"));
            line("  runtime_mb: " + number(memory.runtimeMb()));
            line("  packed_weights_factor: " + number(memory.packedWeightsFactor()));
        }
    }

    private void power() {
        PowerClass.Range base = powerClass.baseW();
        String baseW;
        if (power != null && power.scope() == PowerMeter.Scope.DEVICE) {
            baseW = exact(power.idleW(), source("MEASURED", powerNote("idle")));
        } else if (power != null) {
            double low = power.idleW();
            baseW = sourced(
                    Math.max(low, base.value()),
                    low,
                    Math.max(2 * low, base.high()),
                    source(ASSUMED, powerClass.note() + "; the processor alone idles at the low end, measured"));
        } else {
            baseW = sourced(
                    base.value(),
                    base.low(),
                    base.high(),
                    source(ASSUMED, powerClass.note() + "; the system shows no power"));
        }
        line("power:");
        line("  base_w: " + baseW);
        line("  base_node: board");
        line("  camera_stream_w: " + sourced(2, 1, 3, source(ASSUMED, "camera on USB")));
        line("  camera_nj_per_px: " + sourced(0, 0, 5, source(ASSUMED, "part of the stream figure")));
        line("  camera_node: board");
        String network = "network card above a computer that idles with its network up";
        line("  network:");
        line("    tx_w: " + sourced(0.5, 0, 2, source(ASSUMED, network)));
        line("    rx_w: " + sourced(0.3, 0, 2, source(ASSUMED, network)));
    }

    private String powerNote(String what) {
        return what
                + (power != null && power.scope() == PowerMeter.Scope.DEVICE
                        ? ", from the battery"
                        : ", energy counters of the processor");
    }

    private void limiters() {
        if (clocks.passiveTripDegC() == null || clocks.runMhz() == null || clocks.slowestMhz() == null) {
            line("limiters: []   # the system shows no temperature at which it lowers a clock");
            return;
        }
        line("limiters:");
        line("  - kind: step_wise");
        line("    name: processor throttling");
        line("    unit: cpu");
        line("    node: junction");
        line("    source: " + source(ASSUMED, "the kernel's governor; only the trip is shown"));
        line("    trip_deg_c: " + exact(clocks.passiveTripDegC(), source("MEASURED", "lowest passive trip")));
        line("    hysteresis_k: " + range(2, 1, 5));
        line("    poll_s: " + range(1, 0.25, 2));
        line("    slowest_state: " + range(1, 1, 1));
    }

    private void line(String line) {
        text.append(line).append('\n');
    }

    private static String range(double value, double low, double high) {
        return "{value: " + number(value) + ", low: " + number(low) + ", high: " + number(high) + "}";
    }

    private static String sourced(double value, double low, double high, String source) {
        return "{value: " + number(value) + ", low: " + number(low) + ", high: " + number(high) + ", source: " + source
                + "}";
    }

    private static String exact(double value, String source) {
        return "{value: " + number(value) + ", source: " + source + "}";
    }

    private static String source(String kind, String note) {
        String cite = kind.equals(ASSUMED) ? "framebudget_assumed" : HostTables.CITE;
        return "{kind: " + kind + ", cite: " + cite + ", note: " + quoted(note) + "}";
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static String rounded(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
