package org.framebudget.devices;

import static org.framebudget.devices.ProfileKey.anyNumberOf;
import static org.framebudget.devices.ProfileKey.choice;
import static org.framebudget.devices.ProfileKey.constant;
import static org.framebudget.devices.ProfileKey.id;
import static org.framebudget.devices.ProfileKey.number;
import static org.framebudget.devices.ProfileKey.plain;
import static org.framebudget.devices.ProfileKey.reference;
import static org.framebudget.devices.ProfileKey.section;
import static org.framebudget.devices.ProfileKey.sections;
import static org.framebudget.devices.ProfileKey.text;
import static org.framebudget.devices.ProfileKey.texts;

import java.util.List;

/**
 * Every key of {@code framebudget/profile/v1} and {@code framebudget/accelerator/v1}: meaning, range, and whether it may be
 * left out. The ranges keep a slip of the decimal point out; they are wider than any device.
 */
final class ProfileKeys {
    static final List<String> UNITS = List.of(
            "cpu", "gpu", "npu", "npu2", "tpu", "tpu2", "tpu3", "tpu4", "tpu5", "tpu6", "tpu7", "tpu8", "nnapi");
    static final List<String> ARCHITECTURES = List.of(
            "cpu",
            "gpu",
            "nnapi",
            "npu",
            "tpu",
            "hexagon",
            "edge_tpu",
            "pixel_tpu",
            "neural_engine",
            "tensor_core",
            "dla");
    private static final List<String> NODES = List.of("junction", "board", "battery", "skin", "coolant", "accelerator");

    private ProfileKeys() {}

    static ProfileKey node(String name, String meaning) {
        return reference(name, meaning, NODES);
    }

    static ProfileKey degC(String name, String meaning) {
        return number(name, meaning, -100, 300);
    }

    static ProfileKey mhz(String name, String meaning) {
        return number(name, meaning, 0.001, 1e6);
    }

    private static ProfileKey hostLink(String meaning) {
        return number("host_link_mb_per_s", meaning, 0.001, 1e6);
    }

    static final Shape SOURCE = Shape.of(
            "source",
            "where numbers come from: those of the section it stands in and below, unless they have their own",
            choice("kind", "how the number is known", SourceKind.class),
            text("cite", "key of citations.bib"),
            text("note", "conditions and reasons").optional(),
            plain("spread_fraction", "range of each number that has none, as a share of its value either way", 1e-6, 1)
                    .optional());

    static final Shape SOURCED = Shape.of(
            "number",
            "a number, plain or with its range and source",
            plain("value", "the number", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY),
            plain("low", "lowest value it may have", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                    .optional(),
            plain("high", "highest value it may have", Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)
                    .optional());

    private static final Shape OPERATING_POINT = Shape.of(
            "operating_point",
            "a clock and its power",
            mhz("clock_mhz", "clock"),
            number("active_w", "power of the whole unit while it computes, its idle power included", 0.001, 10_000));

    private static final Shape PREPROCESS = Shape.of(
            "preprocess",
            "cost of making a network's input from a frame, at the fastest clock",
            number("fixed_ms", "time per frame", 0, 10_000),
            number("ns_per_px", "time per pixel of the frame", 0, 100_000));

    private static final Shape DEEPER_RAMP = Shape.of(
            "deeper_ramp",
            "a longer pause, after which the first job is slower still",
            number("after_ms", "idle time after which it is", 0, 1e9),
            number("factor", "its time over that of a warm job", 1, 1000),
            number("extra_ms", "time on top of that, whatever the job", 0, 10_000)
                    .optional());

    private static final Shape IDLE_RAMP = Shape.of(
            "idle_ramp",
            "a first job that is slower after idling",
            number("after_ms", "idle time after which it is", 0, 1e9),
            number("factor", "its time over that of a warm job", 1, 1000),
            number("extra_ms", "time on top of that, whatever the job", 0, 10_000)
                    .optional(),
            anyNumberOf("deeper", "what longer pauses cost instead, shortest first", DEEPER_RAMP));

    private static final Shape JITTER = Shape.oneOf(
            "jitter",
            "variation of service times about their mean",
            "kind",
            Shape.of("jitter_none", "no variation", constant("kind", "none", "no variation")),
            Shape.of(
                    "jitter_trace",
                    "recorded latencies, replayed in blocks",
                    constant("kind", "trace", "recorded latencies"),
                    text("file", "CSV with the column latency_ms, at least 100 rows"),
                    plain("block_jobs", "successive jobs that stay together", 1, 100_000)
                            .asWhole()),
            Shape.of(
                    "jitter_slowdown",
                    "how much the machine was slowed down, whatever ran, replayed in blocks",
                    constant("kind", "slowdown", "a record of how much work was slowed down"),
                    text(
                            "file",
                            "CSV with the column slowdown, at least 100 rows: time of so much work over that where nothing"
                                    + " disturbs"),
                    plain("work_ms", "work of each value, as long as it takes where nothing disturbs", 1e-3, 1e4),
                    plain("block_values", "successive values that stay together", 1, 1_000_000)
                            .asWhole()),
            Shape.of(
                    "jitter_two_state",
                    "two lognormal states, quiet and contended",
                    constant("kind", "two_state", "a quiet and a contended state"),
                    number("quiet_cv", "standard deviation over mean while quiet", 0, 10),
                    number("contended_fraction", "share of the jobs that are contended", 0, 0.9),
                    number("contended_run_jobs", "mean length of a contended run", 1, 1e6),
                    number("contended_factor", "mean time while contended, over that while quiet", 1, 1000),
                    number("contended_cv", "standard deviation over mean while contended", 0, 10)));

    private static final Shape UNIT = Shape.of(
            "unit",
            "something that computes",
            choice("id", "what it is", UNITS),
            choice(
                            "architecture",
                            "whose latency model it shares where it is not measured; the id where absent",
                            ARCHITECTURES)
                    .optional(),
            plain("servers", "jobs it runs side by side", 1, 1024).asWhole(),
            node("node", "thermal node it heats"),
            number("idle_w", "power while it idles", 0, 1000),
            sections(
                    "operating_points",
                    "its clocks, fastest first; the position is the cooling state",
                    OPERATING_POINT),
            number("compute_fraction", "share of a job's time that scales with the clock", 0, 1),
            section("preprocess", PREPROCESS).optional(),
            number("cold_first_factor", "time of the very first job over that of a warm one", 1, 100_000)
                    .optional(),
            section("idle_ramp", IDLE_RAMP).optional(),
            number("weight_cache_mb", "weights it holds on the chip", 0, 1e6).optional(),
            hostLink("rate at which weights beyond its cache reach it").optional(),
            number(
                            "peak_gmac_per_s",
                            "multiply-accumulates its specification promises, in thousand millions",
                            0.001,
                            1e7)
                    .optional(),
            number(
                            "thread_power_fraction",
                            "power that each further thread adds, over that of the first, which the operating points state",
                            0,
                            1)
                    .optional(),
            section("jitter", JITTER));

    static final Shape REFERENCE = Shape.of(
            "reference",
            "per unit the citations whose rows answer scenarios; all other rows are evidence",
            UNITS.stream()
                    .map(unit -> texts(unit, "citations of the unit's reference series")
                            .count(0, Integer.MAX_VALUE)
                            .optional())
                    .toArray(ProfileKey[]::new));

    private static final Shape LATENCY = Shape.of(
            "latency",
            "measured latencies",
            text("file", "CSV with one measured latency per row"),
            section("reference", REFERENCE).optional(),
            texts(
                            "pipelined",
                            "units that take the next job before the last one is done: their reference rows need latency_ms and"
                                    + " throughput_per_s")
                    .optional());

    private static final Shape MEMORY = Shape.of(
            "memory",
            "memory",
            number("runtime_mb", "memory of the runtime and an application around it", 0, 1e6),
            number("packed_weights_factor", "weights in memory over weights in the file", 1, 10),
            number("bandwidth_mb_per_s", "bandwidth that the units share", 1, 1e7)
                    .optional());

    private static final Shape LEAKAGE = Shape.of(
            "leakage",
            "leakage power p0_w * exp(beta_per_k * (T - t0_deg_c))",
            node("node", "node whose temperature decides, and which it heats"),
            number("p0_w", "leakage at t0_deg_c", 0, 1000),
            number("beta_per_k", "growth", 0, 1),
            degC("t0_deg_c", "temperature that p0_w holds at"));

    private static final Shape NETWORK = Shape.of(
            "network",
            "what a radio or network card takes above its idle power, which is part of base_w",
            number("tx_w", "while a link of the scenario sends", 0, 1000),
            number("rx_w", "while one receives", 0, 1000));

    private static final Shape POWER = Shape.of(
                    "power",
                    "power of everything that is no unit",
                    number("base_w", "the device awake and idle, screen off", 0, 10_000),
                    node("base_node", "node it heats"),
                    number("screen_on_w", "the screen at its lowest brightness", 0, 1000)
                            .optional(),
                    number("screen_full_w", "added from lowest to full brightness", 0, 1000)
                            .optional(),
                    node("screen_node", "node the screen heats").optional(),
                    number("camera_stream_w", "each camera that streams and is powered by the device", 0, 1000),
                    number("camera_nj_per_px", "energy of the camera for each pixel", 0, 1e6),
                    node("camera_node", "node the cameras heat"),
                    section("network", NETWORK).optional(),
                    section("leakage", LEAKAGE).optional())
            .allOrNoneOf("screen_on_w", "screen_full_w", "screen_node");

    private static final Shape NODE = Shape.of(
            "node",
            "a lump of the device with one temperature",
            choice("id", "which part", NODES),
            number("capacity_j_per_k", "heat capacity", 1e-6, 1e9),
            number("to_ambient_k_per_w", "thermal resistance to ambient", 1e-6, 1e6)
                    .optional());

    private static final Shape LINK = Shape.of(
            "link",
            "a thermal resistance between two nodes",
            node("from", "one node"),
            node("to", "the other"),
            number("resistance_k_per_w", "thermal resistance", 1e-6, 1e6));

    private static final Shape SETTING = Shape.of(
            "setting",
            "a case or a fan that a scenario can name",
            choice("kind", "what it is", List.of("case", "fan")),
            id("id", "its name"),
            number("ambient_factor", "resistances to ambient with it, over those without", 0.001, 1000));

    private static final ProfileKey THERMAL_NODES = sections("nodes", "the nodes", NODE);
    private static final ProfileKey THERMAL_LINKS = anyNumberOf("links", "heat between nodes", LINK);

    private static final Shape THERMAL = Shape.of(
            "thermal",
            "the thermal network",
            THERMAL_NODES,
            THERMAL_LINKS,
            anyNumberOf("settings", "cases and fans", SETTING));

    private static final Shape OCV = Shape.of(
            "ocv",
            "open-circuit voltage over state of charge",
            text("file", "CSV with the columns soc_fraction, from 0 to 1, and ocv_v"));

    private static final Shape CAPACITY = Shape.of(
            "capacity_over_temperature",
            "capacity over temperature",
            text("file", "CSV with the columns temp_deg_c and capacity_factor"));

    private static final Shape BATTERY = Shape.of(
            "battery",
            "the battery: a voltage behind two resistances, one with a capacitor beside it",
            node("node", "node it heats"),
            number("capacity_ah", "charge from full to empty", 1e-6, 1e6),
            section("ocv", OCV),
            number("r0_ohm", "resistance that acts at once", 0, 1000),
            number("r1_ohm", "resistance that acts slowly", 0, 1000),
            number("tau_s", "time constant of the slow one", 0.001, 1e6),
            number("cutoff_v", "voltage at which the device switches off", 0, 1000),
            section("capacity_over_temperature", CAPACITY).optional());

    private static final Shape MODE = Shape.of(
            "mode",
            "a size of frames that the camera offers",
            plain("width_px", "columns of a frame", 1, 100_000).asWhole(),
            plain("height_px", "rows of a frame", 1, 100_000).asWhole(),
            number("max_fps", "fastest rate at this size", 0.01, 100_000),
            number("readout_ms", "time to read the sensor at this size, from first to last row", 0, 1000));

    private static final Shape CAMERA = Shape.of(
            "camera",
            "the camera, where a scenario does not say otherwise",
            number("readout_ms", "time to read the sensor from first to last row", 0, 1000),
            number("isp_ms", "time in the image signal processor", 0, 1000),
            number("delivery_intervals", "time from there to the application, in frame intervals", 0, 100),
            anyNumberOf(
                    "modes",
                    "sizes and rates that it offers; a scenario may ask for others, and its readout stays that of the stack",
                    MODE));

    static final Shape PROFILE = Shape.of(
            "profile",
            "what a device is",
            constant("schema", "framebudget/profile/v1", "format of this file"),
            id("id", "name of the device for scenarios and commands"),
            text("name", "name of the device for people"),
            choice("evidence", "how its latencies are known", Evidence.class),
            text("badge", "a few words shown beside its name").optional(),
            sections("units", "what computes", UNIT),
            section("latency", LATENCY),
            section("memory", MEMORY),
            section("power", POWER),
            section("thermal", THERMAL),
            anyNumberOf("limiters", "what lowers clocks", LimiterKeys.LIMITER),
            section("battery", BATTERY).optional(),
            section("camera", CAMERA),
            number("usb_generation", "its fastest USB port: 2 for 480 Mbit/s, 3 for 5 Gbit/s and more", 2, 4)
                    .optional(),
            text(
                            "fitted_sets",
                            "CSV with sets of numbers that fit about as well: a line for each number, its path first, and a column for each set")
                    .optional());

    private static final Shape HOST = Shape.of(
            "host",
            "what was measured with one host; what is left out is as on any",
            text("name", "name of both for people").optional(),
            hostLink("rate between host and accelerator").optional(),
            THERMAL_LINKS,
            section("latency", LATENCY).optional());

    private static final Shape USB = Shape.of(
            "usb",
            "rate at which weights and images reach the accelerator where it was not measured with the host",
            number("usb2_mb_per_s", "over USB 2", 0.001, 1e6),
            number("usb3_mb_per_s", "over USB 3", 0.001, 1e6),
            number("unknown_mb_per_s", "where the host's profile has no usb_generation", 0.001, 1e6));

    /** The shape of an accelerator's file that names these hosts. */
    static Shape accelerator(List<String> hosts) {
        return Shape.of(
                "accelerator",
                "an accelerator that attaches to a host",
                constant("schema", "framebudget/accelerator/v1", "format of this file"),
                id("id", "name of the accelerator"),
                text("name", "name of the accelerator for people"),
                sections("units", "what computes", UNIT),
                section("usb", USB),
                section(
                        "thermal",
                        Shape.of(
                                "thermal",
                                "its own thermal nodes",
                                THERMAL_NODES,
                                number(
                                        "to_host_k_per_w",
                                        "thermal resistance from its first node to the one the host's base power heats",
                                        1e-6,
                                        1e6))),
                section(
                        "hosts",
                        Shape.of(
                                "hosts",
                                "the hosts it was measured with",
                                hosts.stream().map(host -> section(host, HOST)).toArray(ProfileKey[]::new))));
    }
}
