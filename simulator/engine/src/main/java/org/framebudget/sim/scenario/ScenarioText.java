package org.framebudget.sim.scenario;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.framebudget.sim.scenario.Scenario.CameraSlo;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.DeviceUse;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.LinkSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.Slo;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.TracePoint;
import org.jspecify.annotations.Nullable;

/** A scenario in plain words, for the terminal and the capacity plan. */
public final class ScenarioText {
    private ScenarioText() {}

    /** Failures and outages that the run is too short for, a sentence each. */
    public static List<String> afterTheEnd(Scenario scenario) {
        return FaultText.afterTheEnd(scenario);
    }

    /**
     * One paragraph per entry: the conditions, each device, camera, pipeline, rule and link, then objectives and limits.
     *
     * @param hasBattery whether a device's profile has a battery
     */
    public static List<String> sentences(Scenario scenario, Predicate<DeviceUse> hasBattery) {
        List<String> out = new ArrayList<>();
        out.add(conditions(scenario));
        scenario.devices().forEach(device -> out.add(device(device, hasBattery.test(device))));
        scenario.cameras().forEach(camera -> out.add(camera(camera)));
        scenario.pipelines().forEach(pipeline -> out.add(pipeline(pipeline)));
        scenario.adaptation().forEach(rule -> out.add(rule(rule)));
        scenario.links().forEach(link -> out.add(link(link)));
        List<String> objectives = objectives(scenario.slo());
        out.add(objectives.isEmpty() ? "No objectives are set." : "Objectives: " + String.join("; ", objectives) + ".");
        FleetText.of(scenario).ifPresent(out::add);
        Double memoryMb = scenario.limits().memoryMb();
        if (memoryMb != null) {
            out.add("The application is killed when it takes more than " + number(memoryMb) + " MB.");
        }
        PopulationText.of(scenario).ifPresent(out::add);
        return List.copyOf(out);
    }

    private static String rule(AdaptationRule rule) {
        String whose = rule.pipeline() == null ? "" : " of " + rule.pipeline();
        return sentence(
                "Rule " + rule.number() + whose + ": when " + rule.when().words() + ", "
                        + rule.change().words() + ", until " + rule.until().words());
    }

    private static String conditions(Scenario scenario) {
        List<TracePoint> trace = scenario.environment().ambientTrace();
        String air;
        if (trace.isEmpty()) {
            air = "at " + number(scenario.environment().ambientDegC()) + " °C ambient";
        } else {
            DoubleSummaryStatistics degC = scenario.environment().degCUntil(scenario.durationS());
            air = "in recorded air between " + number(degC.getMin()) + " and " + number(degC.getMax()) + " °C";
        }
        return sentence(duration(scenario.durationS()) + " simulated " + air + ", seed " + scenario.seed()
                + (scenario.offline() ? ", without any network" : ""));
    }

    private static String device(DeviceUse device, boolean hasBattery) {
        List<String> parts = new ArrayList<>();
        if (hasBattery) {
            parts.add("battery at " + percent(device.batteryStartFraction()));
        }
        Double startDegC = device.startDegC();
        if (startDegC != null) {
            parts.add("starts at " + number(startDegC) + " °C");
        }
        Double screen = device.screenFraction();
        parts.add(screen == null ? "screen off" : "screen at " + percent(screen));
        if (device.caseId() != null) {
            parts.add("in the case '" + device.caseId() + "'");
        }
        if (device.fanId() != null) {
            parts.add("with the fan '" + device.fanId() + "'");
        }
        if (device.count() > 1) {
            parts.add(device.count() + " of them share the cameras");
        }
        String order = switch (device.scheduling()) {
            case FIFO -> "frames are served in order of arrival";
            case ROUND_ROBIN -> "cameras take turns";
            case PRIORITY -> "the pipeline of highest priority goes first";
            case EARLIEST_DEADLINE -> "the frame with the earliest deadline goes first";
        };
        parts.add(order);
        parts.addAll(FaultText.of(device));
        return sentence("Device " + device.id() + " is " + device.profile() + ": " + String.join(", ", parts));
    }

    private static String camera(CameraSpec camera) {
        String who = camera.count() == 1
                ? "Camera " + camera.id() + " on " + camera.device() + " delivers "
                : camera.count() + " cameras " + camera.id() + " on " + camera.device() + " each deliver ";
        StringBuilder text =
                new StringBuilder(who).append(camera.widthPx()).append('×').append(camera.heightPx());
        if (camera.traceNs().isEmpty()) {
            text.append(" at ").append(number(camera.fps().perS())).append(" fps");
        } else {
            text.append(" at ").append(camera.traceNs().size()).append(" recorded times");
        }
        text.append(", exposed for ").append(number(camera.exposureMs())).append(" ms");
        if (camera.lowLightFps() != null) {
            text.append(", in the dark at ")
                    .append(number(camera.lowLightFps().perS()))
                    .append(" fps");
        }
        if (camera.motionFraction() != null) {
            text.append(", with motion ")
                    .append(percent(camera.motionFraction()))
                    .append(" of the time");
        }
        if (camera.poweredBy() == Scenario.PoweredBy.OWN) {
            text.append(", with a supply of ")
                    .append(camera.count() == 1 ? "its" : "their")
                    .append(" own");
        }
        return sentence(text.toString());
    }

    private static String pipeline(PipelineSpec pipeline) {
        List<String> steps = pipeline.stages().stream().map(ScenarioText::stage).toList();
        String from = switch (pipeline.budgetFrom()) {
            case DELIVERY -> "the frame is delivered";
            case FRAME_START -> "the frame starts";
            case EXPOSURE_MID -> "mid-exposure";
        };
        String overlap = pipeline.framesInFlightMax() == 1
                ? "One frame at a time"
                : "Up to " + pipeline.framesInFlightMax() + " frames overlap";
        String cameras =
                (pipeline.cameras().size() == 1 ? "camera " : "cameras ") + String.join(", ", pipeline.cameras());
        StringBuilder text =
                new StringBuilder("Pipeline " + pipeline.id() + " takes the frames of " + cameras + " through "
                        + String.join(", then ", steps) + ". A result is due " + number(pipeline.budgetMs())
                        + " ms after " + from
                        + ". " + overlap + "; " + queue(pipeline.queue()));
        if (pipeline.staleMs() != null) {
            text.append(". A result older than ")
                    .append(number(pipeline.staleMs()))
                    .append(" ms at use is stale");
        }
        if (pipeline.displayHz() != null) {
            text.append(". Results are shown at ")
                    .append(number(pipeline.displayHz().perS()))
                    .append(" Hz");
        }
        return sentence(text.toString());
    }

    private static String stage(StageSpec stage) {
        String where = stage.device() == null ? "" : " of " + stage.device();
        Infer infer = stage.infer();
        String what;
        if (infer != null) {
            what = infer.network() + " at " + infer.inputWidthPx() + "×" + infer.inputHeightPx() + ", "
                    + infer.precision() + ", on the " + infer.unit() + where + threads(infer.threads())
                    + perFrame(infer);
        } else if (stage.preprocess() != null) {
            what = "preprocess on the " + stage.preprocess().unit() + where
                    + mean(stage.preprocess().meanMs());
        } else if (stage.postprocess() != null) {
            what = "postprocess on the " + stage.postprocess().unit() + where
                    + mean(stage.postprocess().meanMs());
        } else {
            throw new IllegalArgumentException("stage " + stage.id() + " does nothing");
        }
        return stage.id() + " (" + what + FaultText.of(stage) + ")";
    }

    private static String threads(@Nullable Integer threads) {
        return threads == null ? "" : threads == 1 ? " with 1 thread" : " with " + threads + " threads";
    }

    private static String perFrame(Infer infer) {
        String order = infer.dispatch() == Scenario.Dispatch.PARALLEL ? " at once" : " one after another";
        if (!infer.perFrameTrace().isEmpty()) {
            return ", " + number(infer.perFrameMean()) + " per frame on average as recorded," + order;
        }
        if (infer.perFrameDrawn()) {
            return ", " + number(infer.perFrameMean()) + " per frame on average," + order;
        }
        return infer.perFrameMean() == 1 ? "" : ", " + number(infer.perFrameMean()) + " per frame" + order;
    }

    private static String mean(@Nullable Double meanMs) {
        return meanMs == null ? "" : ", " + number(meanMs) + " ms";
    }

    private static String queue(QueueSpec queue) {
        return switch (queue.policy()) {
            case LATEST -> "meanwhile only the newest frame waits";
            case DROP_WHEN_BUSY -> "a frame that comes meanwhile is dropped";
            case FIFO ->
                "meanwhile up to " + queue.capacity() + " wait in order, and when they are full "
                        + switch (queue.whenFull()) {
                            case DROP_NEWEST -> "the newest is dropped";
                            case DROP_OLDEST -> "the oldest is dropped";
                            case BLOCK -> "the camera is held back";
                        };
        };
    }

    private static String link(LinkSpec link) {
        String outages = link.outages().isEmpty()
                ? ""
                : ", down " + link.outages().size() + (link.outages().size() == 1 ? " time" : " times");
        return sentence("Link " + link.id() + " joins " + link.from() + " to " + link.to() + ": "
                + number(link.bandwidthMbitPerS()) + " Mbit/s, round trip " + number(link.rttMs()) + " ms, "
                + percent(link.lossFraction()) + " lost" + outages);
    }

    private static List<String> objectives(Slo slo) {
        List<String> out = new ArrayList<>();
        add(out, "at most ", slo.missFractionMax() == null ? null : slo.missFractionMax() * 100, " % missed frames");
        add(out, "at least ", slo.processedFpsMin(), " results per second");
        add(out, "at least ", slo.usefulFpsMin(), " useful results per second");
        add(out, "accuracy at least ", slo.accuracyMin(), "");
        add(
                out,
                "at most ",
                slo.consecutiveMissMax() == null
                        ? null
                        : slo.consecutiveMissMax().doubleValue(),
                " misses in a row");
        add(out, "99 % of the gaps between results at most ", slo.resultGapP99MsMax(), " ms");
        add(out, "99 % of the results at most ", slo.photonToResultP99MsMax(), " ms after the photon");
        add(out, "battery for at least ", slo.batteryHoursMin(), " h");
        add(out, "skin at most ", slo.skinDegCMax(), " °C");
        add(out, "junction at most ", slo.junctionDegCMax(), " °C");
        add(out, "device power at most ", slo.powerWMax(), " W");
        add(out, "power above idle at most ", slo.appPowerWMax(), " W");
        add(out, "memory at most ", slo.memoryMbMax(), " MB");
        add(
                out,
                "throttled at most ",
                slo.throttledFractionMax() == null ? null : slo.throttledFractionMax() * 100,
                " % of the time");
        for (CameraSlo camera : slo.cameras()) {
            String of = " of " + camera.camera();
            Double missed = camera.missFractionMax();
            add(out, "at most ", missed == null ? null : missed * 100, " % missed frames" + of);
            add(out, "at least ", camera.processedFpsMin(), " results per second" + of);
            add(out, "at least ", camera.usefulFpsMin(), " useful results per second" + of);
        }
        return out;
    }

    private static void add(List<String> out, String before, @Nullable Double value, String after) {
        if (value != null) {
            out.add(before + number(value) + after);
        }
    }

    private static String duration(double s) {
        if (s >= 7200 && s % 3600 == 0) {
            return number(s / 3600) + " hours";
        }
        return s >= 120 && s % 60 == 0 ? number(s / 60) + " minutes" : number(s) + " seconds";
    }

    private static String percent(double fraction) {
        return number(fraction * 100) + " %";
    }

    /** Up to three decimals, as many as needed; in groups of three digits, as reports write them. */
    static String number(double value) {
        String text = String.format(Locale.ROOT, "%,.3f", value);
        return text.replaceAll("\\.?0+$", "").replace(',', '\u202f');
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
