package org.framebudget.scenarios;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.RunResult.Device;
import org.framebudget.sim.results.RunResult.Stream;
import org.framebudget.sim.results.RunResult.ThrottleStep;
import org.jspecify.annotations.Nullable;

/** Claims that shipped scenarios answer. */
final class RunClaims {
    private static final double TENS_OF_SECONDS_LOW_S = 10;
    private static final double TENS_OF_SECONDS_HIGH_S = 90;
    private static final double CLAIMED_SLOWING = 25.0 / 12;
    private static final double APP_LIMIT_W = 0.3;
    private static final List<Integer> RATES = List.of(1, 5, 15, 30);

    private final ClaimRuns runs;

    RunClaims(ClaimRuns runs) {
        this.runs = runs;
    }

    /** "12 ms become 25 by throttling after tens of seconds". */
    Claim throttling() {
        RunResult cool = runs.run("phone-throttling");
        RunResult warm = runs.run("phone-throttling-heat-soaked");
        List<String> told = new ArrayList<>();
        boolean inTime = false;
        Double first = null;
        List<Double> onsets = new ArrayList<>();
        for (RunResult result : List.of(cool, warm)) {
            Device phone = result.devices().get(0);
            Double at = slowedBy(phone, CLAIMED_SLOWING);
            Double onset = phone.throttle().firstS();
            told.add((result == cool ? "from 25 °C" : "heat-soaked at 36 °C") + ": "
                    + (onset == null
                            ? "never"
                            : String.format(
                                    Locale.ROOT,
                                    "first step after %.0f s (%s)%s",
                                    onset,
                                    phone.throttle().steps().get(0).reason(),
                                    at == null
                                            ? ", never as slow as 25 of 12"
                                            : String.format(Locale.ROOT, ", as slow as 25 of 12 after %.0f s", at))));
            if (onset != null) {
                onsets.add(onset);
            }
            inTime |= at != null && at >= TENS_OF_SECONDS_LOW_S && at <= TENS_OF_SECONDS_HIGH_S;
            first = first == null ? onset : first;
        }
        return new Claim(
                "throttling",
                "Throttling makes 25 ms of 12 after tens of seconds.",
                "12 to 25 ms within tens of seconds",
                String.join("; ", told),
                first,
                onsets.size() < 2 ? null : Double.valueOf(Collections.min(onsets)),
                onsets.size() < 2 ? null : Double.valueOf(Collections.max(onsets)),
                "s",
                "first step, heat-soaked and from 25 °C",
                "Pixel 6, six inferences a frame at 30 fps on the NPU, screen on, no charger; scenarios phone-throttling and"
                        + " phone-throttling-heat-soaked",
                List.of("heat network of the phone", "power of camera and body", "die limits"),
                inTime ? Claim.Verdict.CONDITIONAL : Claim.Verdict.NOT_SUPPORTED,
                "The skin policy acts after minutes. Tens of seconds need a power or die limit, which no shipped phone profile"
                        + " has from a source.");
    }

    /** When the unit's clock first fell so far that a clock-bound job takes {@code factor} times as long. */
    private static @Nullable Double slowedBy(Device device, double factor) {
        for (ThrottleStep step : device.throttle().steps()) {
            if (step.unit().equals("npu") && step.clockFraction() <= 1 / factor) {
                return step.atS();
            }
        }
        return null;
    }

    /** "Continuous camera use under 300 mW". */
    Claim power() {
        List<String> told = new ArrayList<>();
        int holding = 0;
        double leastW = Double.POSITIVE_INFINITY;
        double mostW = 0;
        for (int fps : RATES) {
            Device phone = runs.run("phone-classify-30fps", "cameras.back.fps=" + fps, "duration_s=300")
                    .devices()
                    .get(0);
            double npuW = phone.energyByComponentJ().getOrDefault("npu", 0.0) / 300;
            told.add(String.format(
                    Locale.ROOT,
                    "%d fps: device %.2f, app %.2f, NPU %.3f W",
                    fps,
                    phone.averagePowerW(),
                    phone.appPowerW(),
                    npuW));
            holding += phone.appPowerW() < APP_LIMIT_W ? 1 : 0;
            leastW = Math.min(leastW, phone.appPowerW());
            mostW = Math.max(mostW, phone.appPowerW());
        }
        return new Claim(
                "power-300mw",
                "Continuous use of the camera stays under 300 mW.",
                "under 300 mW",
                String.join("; ", told),
                mostW,
                leastW,
                mostW,
                "W",
                "app, 1 to 30 fps",
                "Pixel 4, EfficientNet-Lite0 on the NPU, 720p; app = above the same phone idling with the same screen",
                List.of("camera preview 1.1 W (0.5 to 1.9)", "power of CPU and NPU"),
                holding > 0 ? Claim.Verdict.CONDITIONAL : Claim.Verdict.NOT_SUPPORTED,
                "The NPU alone stays below it at every rate; with the camera's own power in the sum the application does not.");
    }

    /** "33 ms from the start of a frame". */
    Claim frameBudget() {
        Stream one = runs.run("frame-start-unpipelined").streams().get(0);
        Stream many = runs.run("frame-start-pipelined").streams().get(0);
        long holding =
                List.of(one, many).stream().filter(s -> s.missFraction() < 0.01).count();
        return new Claim(
                "33ms-frame-start",
                "At 30 fps a frame is answered 33 ms after it starts.",
                "33 ms",
                String.format(
                        Locale.ROOT,
                        "one frame at a time: %.0f ms from the start (p50), cadence %s; pipelined: %.0f ms, cadence %s",
                        p50(one),
                        one.cadenceMet() ? "met" : "missed",
                        p50(many),
                        many.cadenceMet() ? "met" : "missed"),
                p50(many),
                p50(many),
                p50(one),
                "ms",
                "pipelined to one at a time",
                "Pixel 4 at 30 fps, 36 ms of work in three stages; exposure, readout, image processor and two intervals of"
                        + " delivery lie before the application",
                List.of("delivery of two frame intervals", "readout and image processor"),
                holding == 2
                        ? Claim.Verdict.SUPPORTED
                        : holding == 1 || many.cadenceMet() ? Claim.Verdict.CONDITIONAL : Claim.Verdict.NOT_SUPPORTED,
                "As a latency from the start of the frame no phone can keep it; as a cadence (a result every 33 ms) a pipeline"
                        + " does.");
    }

    private static double p50(Stream stream) {
        Double p50 = stream.budgetToResultMs().p50();
        return p50 == null ? Double.NaN : p50;
    }

    /** "The cloud takes 200 ms". */
    Claim cloud() {
        RunResult result = runs.run("phone-cloud-and-local", "links.mobile.outage=[]");
        RunResult outage = runs.run("phone-cloud-and-local");
        Stream cloud = stream(result, "cloud");
        Stream local = stream(result, "local");
        Double p50 = cloud.latencyMs().p50();
        Double p99 = cloud.latencyMs().p99();
        return new Claim(
                "cloud-200ms",
                "An answer from the cloud takes 200 ms.",
                "200 ms",
                String.format(
                        Locale.ROOT,
                        "p50 %.0f, p99 %.0f ms against %.1f ms on the phone; with a link that is down for 30 s of 300 the cloud"
                                + " misses %.0f %% of its frames, the phone %.1f %%",
                        p50,
                        p99,
                        local.latencyMs().p50(),
                        100 * stream(outage, "cloud").missFraction(),
                        100 * stream(outage, "local").missFraction()),
                p50,
                cloud.latencyMs().p50(),
                p99,
                "ms",
                "p50 to p99",
                "640 x 480 uncompressed, 60 ms round trip, 40 Mbit/s, 0.5 % loss, a server of the T4 class",
                List.of("round trip, bandwidth and loss of the link"),
                Claim.Verdict.CONDITIONAL,
                "The network decides, not the server: at 40 Mbit/s the upload alone takes half of it.");
    }

    private static Stream stream(RunResult result, String id) {
        return result.streams().stream()
                .filter(s -> s.id().equals(id))
                .findFirst()
                .orElseThrow();
    }
}
