package org.framebudget.sim.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/** What to do, in a sentence or two: devices and settings as they are, or the first change that meets. */
final class Recommendation {
    private static final int DEVICES_MAX = 3;

    private final ReportInput input;

    Recommendation(ReportInput input) {
        this.input = input;
    }

    /** Empty where nothing else was tried. */
    String text() {
        BurstAndSustained phases = input.phases();
        OtherWays other = phases == null ? null : phases.other();
        if (phases == null || other == null) {
            return "";
        }
        FleetReport fleet = phases.fleet();
        if (fleet != null && fleet.found()) {
            return fleet.purchase();
        }
        return withRanking(one(phases, other), phases.ranking());
    }

    /** Where a plan compares devices, which of them. */
    private static String withRanking(String text, @Nullable DeviceRanking ranking) {
        return ranking == null || ranking.isEmpty() || text.isEmpty()
                ? text
                : text + " Of these devices, " + ranking.choice();
    }

    private String one(BurstAndSustained phases, OtherWays other) {
        Verdict.State state = Verdict.of(input.result(), phases).state();
        if (state == Verdict.State.OPEN) {
            return "Measure on the device first: what is known is no ground for a recommendation.";
        }
        BurstAndSustained.Phase sustained = phases.sustained();
        if (state == Verdict.State.MEETS) {
            return sustained == null || sustained.meets()
                    ? "As it stands: " + setup() + "."
                    : "As it stands for " + Numbers.duration(input.result().simulatedS()) + ", not longer: " + setup()
                            + "." + lasting(phases.more());
        }
        List<PlanResult.Alternative> ways = other.alternatives();
        if (ways.isEmpty()) {
            return "";
        }
        PlanResult.Alternative first = ways.get(0);
        return first.meets()
                ? first.change() + ": meets all objectives, with " + figures(first) + "."
                : "No single change that was tried is sure to meet all objectives. Nearest: " + first.change()
                        + ", with " + figures(first) + ".";
    }

    /** {@code pixel-6 with mobilenet_v1_1.0 int8 224×224 on npu, back at 30 fps}. */
    private String setup() {
        List<String> devices = input.result().devices().stream()
                .map(RunResult.Device::profile)
                .distinct()
                .toList();
        String of = devices.size() <= DEVICES_MAX
                ? String.join(", ", devices)
                : input.result().devices().size() + " devices";
        String networks = input.scenario().pipelines().stream()
                .flatMap(pipeline -> pipeline.stages().stream())
                .map(Scenario.StageSpec::infer)
                .filter(Objects::nonNull)
                .map(infer -> infer.network() + " " + infer.inputWidthPx() + "×" + infer.inputHeightPx() + " "
                        + infer.precision() + " on " + infer.unit())
                .distinct()
                .limit(DEVICES_MAX)
                .collect(Collectors.joining(", "));
        String rates = input.scenario().cameras().stream()
                .map(camera -> Numbers.withUnit(camera.fps().perS(), "fps"))
                .distinct()
                .limit(DEVICES_MAX)
                .collect(Collectors.joining(", "));
        int cameras = input.scenario().cameras().stream()
                .mapToInt(Scenario.CameraSpec::count)
                .sum();
        List<String> parts = new ArrayList<>();
        parts.add(of + (networks.isEmpty() ? "" : " with " + networks));
        parts.add(cameras + (cameras == 1 ? " camera at " : " cameras at ") + rates);
        return String.join(", ", parts);
    }

    /** The largest sustained frame rate of the first pipeline, where one is known. */
    private static String lasting(@Nullable MoreFits more) {
        if (more == null) {
            return "";
        }
        return more.headroom().stream()
                .filter(h -> h.axis().equals("fps") && h.maxSustained() != null && h.maxSustained() > 0)
                .findFirst()
                .map(h -> " Sustained at most " + Numbers.withUnit(h.maxSustained(), "fps") + ".")
                .orElse("");
    }

    private static String figures(PlanResult.Alternative way) {
        List<String> parts = new ArrayList<>();
        parts.add(Numbers.percentSign(way.missFraction()) + " of frames missed");
        if (way.photonToResultP99Ms() != null) {
            parts.add("photon to result " + Numbers.withUnit(way.photonToResultP99Ms(), "ms") + " (p99)");
        }
        if (way.powerW() != null) {
            parts.add(Numbers.power(way.powerW()));
        }
        if (way.batteryHours() != null) {
            parts.add(Numbers.withUnit(way.batteryHours(), "h") + " of battery");
        }
        String accuracy = OtherWays.accuracy(way);
        if (!accuracy.equals(Numbers.NONE)) {
            parts.add("accuracy " + accuracy);
        }
        return String.join(", ", parts);
    }
}
