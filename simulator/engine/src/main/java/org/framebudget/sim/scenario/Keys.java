package org.framebudget.sim.scenario;

import static org.framebudget.sim.scenario.Key.Type.FILE;
import static org.framebudget.sim.scenario.Key.Type.FLAG;
import static org.framebudget.sim.scenario.Key.Type.ID;
import static org.framebudget.sim.scenario.Key.Type.NAMES;
import static org.framebudget.sim.scenario.Key.Type.RATE;
import static org.framebudget.sim.scenario.Key.Type.SIZE;
import static org.framebudget.sim.scenario.Key.Type.TEXT;
import static org.framebudget.sim.scenario.Key.Type.WHOLE_OR_SECTION;
import static org.framebudget.sim.scenario.Key.choice;
import static org.framebudget.sim.scenario.Key.number;
import static org.framebudget.sim.scenario.Key.section;
import static org.framebudget.sim.scenario.Key.sections;
import static org.framebudget.sim.scenario.Key.whole;

import java.util.List;

/**
 * Every key of {@code framebudget/scenario/v1}: meaning, unit, range and default. The ranges keep a typing slip from
 * becoming an endless run; they are wider than any device.
 */
final class Keys {
    static final String SCHEMA_ID = "framebudget/scenario/v1";

    /** One year. */
    static final double LONGEST_S = 31_536_000;

    private static final double LONGEST_MS = 3_600_000;

    /** Once in 10,000 seconds. */
    static final double SLOWEST_HZ = 0.0001;

    static final List<String> UNITS = List.of(
            "cpu", "gpu", "npu", "npu2", "tpu", "tpu2", "tpu3", "tpu4", "tpu5", "tpu6", "tpu7", "tpu8", "nnapi");

    static final int MOST_DEVICES = 1_000;
    static final int MOST_CAMERAS = 10_000;
    private static final int MOST_STAGES = 100;
    private static final int MOST_RULES = 100;

    private Keys() {}

    static Key name(String name, String meaning) {
        return Key.of(name, ID, meaning);
    }

    static Key unit() {
        return choice("unit", "the unit it runs on", UNITS.toArray(String[]::new))
                .asRequired();
    }

    private static Key milliseconds(String name, String meaning) {
        return number(name, meaning).to(LONGEST_MS);
    }

    static Key share(String name, String meaning) {
        return number(name, meaning).to(1);
    }

    private static Key variation() {
        return number("cv", "the coefficient of variation of its time, standard deviation over mean")
                .to(10);
    }

    static final Section ENVIRONMENT = Section.of(
                    "environment",
                    "the air around the devices",
                    number("ambient_deg_c", "constant air temperature")
                            .from(-60)
                            .to(85)
                            .defaults("25"),
                    Key.of(
                            "ambient_trace",
                            FILE,
                            "CSV with the columns time_s and ambient_deg_c, held between its rows"))
            .atMostOneOf("ambient_deg_c", "ambient_trace");

    static final Section BATTERY = Section.of(
            "battery",
            "the battery at the start",
            share("start_fraction", "state of charge at the start, on devices that have a battery")
                    .above(0)
                    .defaults("1"));

    static final Section FAILURE = Section.of(
            "failure",
            "times without a unit: what it had is lost, and nothing starts on it until it is back",
            unit(),
            number("at_s", "when it begins").to(LONGEST_S).asRequired(),
            number("for_s", "how long it lasts").above(0).to(LONGEST_S).absentMeans("the rest of the run"),
            milliseconds("takeover_ms", "time from the fault until stages with on_failure go on elsewhere")
                    .defaults("100"));

    static final Section CLOCK = Section.of(
            "clock",
            "units that run below their fastest clock",
            unit(),
            number("clock_mhz", "the clock, one of the profile's operating points")
                    .above(0)
                    .to(100_000)
                    .asRequired());

    static final Section BATCHING = Section.of(
            "batching",
            "units that gather waiting frames of one network and answer them at once",
            unit(),
            whole("max_frames", "frames in a batch at most").from(1).to(1_024).asRequired(),
            milliseconds("wait_ms", "how long the next frame waits for others while the unit is idle")
                    .defaults("0"),
            share(
                            "fixed_fraction",
                            "share of a single inference's time that a batch takes once, whatever its size; the rest it takes for"
                                    + " each frame")
                    .defaults("0.8"));

    static final Section POOL = Section.of(
            "pool",
            "equal units with one queue: a stage that names one of them runs on whichever is free",
            Key.of("units", NAMES, "units of the pool, the first of them where several are free")
                    .from(2)
                    .to(UNITS.size())
                    .asRequired());

    static final Section LINK_TRAFFIC = Section.of(
            "link_traffic",
            "what others send over an accelerator's link to its host, as a disk on the same USB bus: inferences wait for it",
            Key.of("units", NAMES, "units behind this link")
                    .from(1)
                    .to(UNITS.size())
                    .asRequired(),
            number("transfer_mb", "size of one transfer").above(0).to(100_000).asRequired(),
            number("transfers_per_s", "transfers a second on average, at random times")
                    .above(0)
                    .to(1_000_000)
                    .asRequired());

    static final Section DEVICE = Section.of(
            "device",
            "devices in use",
            name("id", "name of the device in this scenario").asRequired(),
            Key.of("profile", TEXT, "id of a device profile, or the path of one")
                    .asRequired(),
            section("battery", BATTERY),
            number("start_deg_c", "temperature of every part at the start")
                    .from(-60)
                    .to(120)
                    .absentMeans("ambient"),
            share("screen_fraction", "brightness of the screen").absentMeans("screen off"),
            Key.of("case", TEXT, "a case that the profile describes").absentMeans("none"),
            Key.of("fan", TEXT, "a fan that the profile describes").absentMeans("none"),
            choice(
                            "scheduling",
                            "how the device picks among waiting cameras",
                            "FIFO",
                            "ROUND_ROBIN",
                            "PRIORITY",
                            "EARLIEST_DEADLINE")
                    .defaults("FIFO"),
            whole("count", "identical devices that share the cameras evenly")
                    .from(1)
                    .to(MOST_DEVICES)
                    .defaults("1"),
            sections("failures", FAILURE).to(1_000),
            sections("clocks", CLOCK).to(100),
            sections("batching", BATCHING).to(100),
            sections("pools", POOL).to(100),
            sections("link_traffic", LINK_TRAFFIC).to(100),
            choice(
                            "conditions",
                            "what inferences run in: as a profile's benchmarks do, or in an app, whose times nobody knows as well",
                            "bench",
                            "app")
                    .absentMeans("bench"));

    static final Section CAMERA = Section.of(
            "camera",
            "cameras",
            name("id", "name of the camera").asRequired(),
            name("device", "the device it is attached to").asRequired(),
            whole("width_px", "width of a frame").from(1).to(65_536).asRequired(),
            whole("height_px", "height of a frame").from(1).to(65_536).asRequired(),
            Key.of("fps", RATE, "frame rate, kept as an exact fraction")
                    .from(SLOWEST_HZ)
                    .to(100_000)
                    .asRequired(),
            whole("count", "equal cameras").from(1).to(MOST_CAMERAS).defaults("1"),
            milliseconds("exposure_ms", "exposure time").defaults("10"),
            milliseconds("phase_ms", "offset of the first frame, the same for all of count")
                    .absentMeans("0, from which the cameras of one entry with a count spread evenly over one interval"),
            milliseconds("readout_ms", "time to read the sensor from first to last row")
                    .absentMeans("the profile's"),
            milliseconds("isp_ms", "time in the image signal processor").absentMeans("the profile's"),
            milliseconds("delivery_ms", "time from the image signal processor to the application")
                    .absentMeans("the profile's"),
            milliseconds("jitter_ms", "standard deviation of the delivery time").defaults("0"),
            Key.of("low_light_fps", RATE, "the scene is dark: the frame rate the sensor gives instead of fps")
                    .from(SLOWEST_HZ)
                    .to(100_000),
            share("motion_fraction", "share of the time with motion; inferences run only then")
                    .absentMeans("1, always motion"),
            choice(
                            "powered_by",
                            "whose power the camera takes and whose heat it makes: the device's, or its own as that of a network"
                                    + " camera",
                            "device",
                            "own")
                    .defaults("device"),
            Key.of("trace", FILE, "CSV with the frame start times, column frame_start_s or time_s, strictly rising"));

    static final Section QUEUE = Section.of(
            "queue",
            "the queue of frames",
            choice("policy", "which frames wait", "LATEST", "FIFO", "DROP_WHEN_BUSY")
                    .defaults("LATEST"),
            whole("capacity", "waiting frames of one stream, for FIFO")
                    .from(1)
                    .to(1_000_000)
                    .defaults("2"),
            choice("when_full", "what a full FIFO does", "DROP_NEWEST", "DROP_OLDEST", "BLOCK")
                    .defaults("DROP_NEWEST"));

    static final Section PREPROCESS = Section.of(
                    "preprocess",
                    "making the network's input from a frame",
                    unit(),
                    milliseconds("mean_ms", "its mean time").absentMeans("the profile's cost per pixel"),
                    variation().absentMeans("0, a fixed time"),
                    milliseconds(
                            "mean_ms_per_megapixel",
                            "its mean time for each million pixels of the camera's frame, as of decoding and of finding motion"))
            .atMostOneOf("mean_ms", "mean_ms_per_megapixel");

    static final Section PER_FRAME = Section.of(
                    "per_frame",
                    "inferences per frame",
                    number("mean", "mean of a Poisson draw for each frame").to(1_000),
                    Key.of("trace", FILE, "CSV with the column count, replayed in order and from the start again"))
            .exactlyOneOf("mean", "trace");

    static final Section INFER = Section.of(
                    "infer",
                    "running a network",
                    Key.of("network", TEXT, "id of a network, or the path of a .tflite file")
                            .asRequired(),
                    Key.of("input", SIZE, "the network's input")
                            .from(1)
                            .to(16_384)
                            .asRequired(),
                    choice("precision", "number format of the network", "fp32", "fp16", "int8")
                            .asRequired(),
                    unit(),
                    whole("threads", "CPU threads")
                            .from(1)
                            .to(1_024)
                            .absentMeans("those of the profile's reference series"),
                    Key.of("per_frame", WHOLE_OR_SECTION, PER_FRAME.meaning())
                            .to(1_000)
                            .below(PER_FRAME)
                            .defaults("1"),
                    choice("dispatch", "how several inferences of one frame are started", "SERIAL", "PARALLEL")
                            .defaults("SERIAL"),
                    Key.of(
                                    "keep_warm",
                                    FLAG,
                                    "true keeps the unit's clock up between frames, at the cost of its active power")
                            .defaults("false"),
                    milliseconds(
                                    "mean_ms",
                                    "its mean time where you measured it yourself, for this network, input, precision and unit; otherwise the"
                                            + " profile's holds")
                            .above(0),
                    Key.of(
                            "field_trace",
                            FILE,
                            "CSV with the column latency_ms, times of single inferences in your app: their mean and spread instead of the profile's"))
            .atMostOneOf("mean_ms", "field_trace");

    static final Section POSTPROCESS = Section.of(
            "postprocess",
            "using the network's output",
            unit(),
            milliseconds("mean_ms", "its mean time").asRequired(),
            variation().absentMeans("0, a fixed time"));

    static final Section COMPARE = Section.of(
            "compare",
            "the same inference on a second unit at the same time; the result is there when both are and were checked",
            unit(),
            section("check", POSTPROCESS).asRequired());

    static final Section ON_FAILURE = Section.of(
                    "on_failure",
                    "what the stage does while its unit is lost; absent: its frames wait",
                    unit().asOptional(),
                    Key.of("skip", FLAG, "true skips the pipeline's frames meanwhile"),
                    Key.of("network", TEXT, "another network, for infer"),
                    Key.of("input", SIZE, "another input, for infer").from(1).to(16_384),
                    choice("precision", "another number format, for infer", "fp32", "fp16", "int8"),
                    milliseconds("mean_ms", "another mean time, for preprocess and postprocess"),
                    whole("every_nth_frame", "one frame in so many is taken, the others are skipped")
                            .from(1)
                            .to(1_000_000))
            .exactlyOneOf("unit", "skip");

    static final Section STAGE = Section.of(
                    "stage",
                    "steps of the pipeline, in order",
                    name("id", "name of the stage").asRequired(),
                    name("device", "the device it runs on, if not the camera's; the last result comes back by itself"),
                    section("queue", QUEUE),
                    section("preprocess", PREPROCESS),
                    section("infer", INFER),
                    section("postprocess", POSTPROCESS),
                    section("compare", COMPARE),
                    section("on_failure", ON_FAILURE))
            .exactlyOneOf("preprocess", "infer", "postprocess");

    static final Section PIPELINE = Section.of(
                    "pipeline",
                    "what happens to a frame",
                    name("id", "name of the pipeline").asRequired(),
                    name("camera", "the camera it watches"),
                    Key.of("cameras", NAMES, "the cameras it watches, one stream each")
                            .from(1)
                            .to(MOST_CAMERAS),
                    milliseconds("budget_ms", "time a result may take").above(0).asRequired(),
                    choice("budget_from", "where the budget begins", "delivery", "frame_start", "exposure_mid")
                            .defaults("delivery"),
                    whole("priority", "larger goes first, under PRIORITY scheduling")
                            .from(-1_000)
                            .to(1_000)
                            .defaults("0"),
                    milliseconds("stale_ms", "age at use above which a result is stale"),
                    Key.of("display_hz", RATE, "refresh rate of the display that shows the result")
                            .from(SLOWEST_HZ)
                            .to(10_000),
                    whole(
                                    "frames_in_flight_max",
                                    "frames of one stream between admission and result; above 1, stages overlap")
                            .from(1)
                            .to(1_000)
                            .defaults("1"),
                    section("queue", QUEUE),
                    sections("stages", STAGE).from(1).to(MOST_STAGES).asRequired())
            .exactlyOneOf("camera", "cameras");

    static final Section CAMERA_SLO = Section.of(
            "camera_slo",
            "objectives of single cameras, beside those of all",
            name("camera", "the camera, each of its count").asRequired(),
            share("miss_fraction_max", "late and dropped frames over captured ones"),
            number("processed_fps_min", "results per second").to(100_000),
            number("useful_fps_min", "results per second that are on time and not stale")
                    .to(100_000));

    static final Section SLO = Section.of(
            "slo",
            "objectives; absent ones are not checked",
            share("miss_fraction_max", "late and dropped frames over captured ones"),
            number("processed_fps_min", "results per second").to(100_000),
            number("useful_fps_min", "results per second that are on time and not stale")
                    .to(100_000),
            share("accuracy_min", "published accuracy of the network"),
            whole("consecutive_miss_max", "misses in a row").to(1_000_000_000),
            milliseconds("result_gap_p99_ms_max", "time between two results, 99th percentile"),
            milliseconds("photon_to_result_p99_ms_max", "mid-exposure to result, 99th percentile"),
            number("battery_hours_min", "time until the battery is empty").to(87_600),
            number("skin_deg_c_max", "temperature of the skin").from(-60).to(200),
            number("junction_deg_c_max", "temperature of the junction")
                    .from(-60)
                    .to(200),
            number("power_w_max", "mean power of the whole device").to(100_000),
            number("app_power_w_max", "mean power above the same device idling").to(100_000),
            number("memory_mb_max", "peak memory").above(0).to(10_000_000),
            share("throttled_fraction_max", "share of the time with a unit below its clock; 0 for never"),
            sections("cameras", CAMERA_SLO).to(MOST_CAMERAS));

    static final Section LIMITS = Section.of(
            "limits",
            "hard limits; a run that exceeds one ends there",
            number("memory_mb", "memory the application may take").above(0).to(10_000_000));

    static final Section OUTAGE = Section.of(
            "outage",
            "times without the link",
            number("at_s", "when it begins").to(LONGEST_S).asRequired(),
            number("for_s", "how long it lasts").above(0).to(LONGEST_S).asRequired());

    static final Section LINK = Section.of(
            "link",
            "network links between devices",
            name("id", "name of the link").asRequired(),
            name("from", "the device that sends frames").asRequired(),
            name("to", "the device that answers").asRequired(),
            milliseconds("rtt_ms", "round-trip time").asRequired(),
            number("bandwidth_mbit_s", "bandwidth").from(0.0001).to(10_000_000).asRequired(),
            share("loss_fraction", "share of lost packets").to(0.99).defaults("0"),
            sections("outage", OUTAGE).to(10_000));

    static final Section SCENARIO = Section.of(
            "scenario",
            "a question to the simulator",
            Key.schema(SCHEMA_ID),
            Key.of("name", TEXT, "a title").asRequired(),
            number("duration_s", "simulated time").above(0).to(LONGEST_S).asRequired(),
            // beyond 2^53 - 1 a JSON reader may change the number
            whole("seed", "master seed of all random streams")
                    .to(9_007_199_254_740_991.0)
                    .defaults("1"),
            section("environment", ENVIRONMENT),
            sections("devices", DEVICE).from(1).to(MOST_DEVICES).asRequired(),
            sections("cameras", CAMERA).from(1).to(MOST_CAMERAS).asRequired(),
            sections("pipelines", PIPELINE).from(1).to(1_000).asRequired(),
            sections("adaptation", AdaptationKeys.RULE).to(MOST_RULES).defaults("[]"),
            section("slo", SLO),
            section("limits", LIMITS),
            section("population", PopulationKeys.POPULATION),
            sections("links", LINK).to(1_000),
            Key.of("offline", FLAG, "true forbids links").defaults("false"),
            section("fleet", FleetKeys.FLEET));
}
