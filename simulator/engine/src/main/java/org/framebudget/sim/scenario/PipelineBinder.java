package org.framebudget.sim.scenario;

import java.nio.file.Path;
import java.util.List;
import org.framebudget.sim.scenario.Scenario.BudgetFrom;
import org.framebudget.sim.scenario.Scenario.Dispatch;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.Policy;
import org.framebudget.sim.scenario.Scenario.Postprocess;
import org.framebudget.sim.scenario.Scenario.Preprocess;
import org.framebudget.sim.scenario.Scenario.QueueSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.sim.scenario.Scenario.StatedTime;
import org.framebudget.sim.scenario.Scenario.WhenFull;
import org.jspecify.annotations.Nullable;

/** Pipelines, stages and queues. */
final class PipelineBinder {
    private final Path baseDir;
    private final KnownIds known;
    private final SubstituteBinder beside;
    private final Binder.Each each;

    PipelineBinder(Path baseDir, KnownIds known, Binder.Each each) {
        this.each = each;
        this.baseDir = baseDir;
        this.known = known;
        this.beside = new SubstituteBinder(baseDir, known);
    }

    PipelineSpec pipeline(Fields fields) {
        return new PipelineSpec(
                fields.id("id"),
                fields.has("camera") ? List.of(fields.id("camera")) : List.copyOf(fields.ids("cameras")),
                fields.number("budget_ms"),
                fields.choice("budget_from", BudgetFrom.class),
                fields.whole("priority"),
                fields.numberOrNull("stale_ms"),
                fields.rateOrNull("display_hz"),
                fields.whole("frames_in_flight_max"),
                queue(fields.section("queue")),
                each.of(fields.sections("stages"), StageSpec.class, this::stage));
    }

    private StageSpec stage(Fields fields) {
        @Nullable Fields queue = fields.sectionOrNull("queue");
        @Nullable Fields preprocess = fields.sectionOrNull("preprocess");
        @Nullable Fields infer = fields.sectionOrNull("infer");
        @Nullable Fields postprocess = fields.sectionOrNull("postprocess");
        String id = fields.id("id");
        String work = infer != null ? "infer" : preprocess != null ? "preprocess" : "postprocess";
        StageSpec alone = new StageSpec(
                id,
                fields.has("device") ? fields.id("device") : null,
                preprocess == null ? null : preprocess(preprocess),
                infer == null ? null : infer(infer),
                postprocess == null ? null : postprocess(postprocess),
                queue == null ? null : queue(queue),
                "stages." + id + "." + work,
                null,
                null);
        return new StageSpec(
                id,
                alone.device(),
                alone.preprocess(),
                alone.infer(),
                alone.postprocess(),
                alone.queue(),
                alone.at(),
                beside.compare(fields, alone),
                beside.onFailure(fields, alone));
    }

    /** LATEST always holds one frame and DROP_WHEN_BUSY none; only a FIFO has a capacity to choose. */
    private static QueueSpec queue(Fields fields) {
        Policy policy = fields.choice("policy", Policy.class);
        return switch (policy) {
            case LATEST -> {
                onlyForFifo(fields, policy, "the newest frame waits and replaces an older one");
                yield new QueueSpec(policy, 1, WhenFull.DROP_OLDEST);
            }
            case DROP_WHEN_BUSY -> {
                onlyForFifo(fields, policy, "no frame waits");
                yield new QueueSpec(policy, 0, WhenFull.DROP_NEWEST);
            }
            case FIFO -> new QueueSpec(policy, fields.whole("capacity"), fields.choice("when_full", WhenFull.class));
        };
    }

    private static void onlyForFifo(Fields fields, Policy policy, String why) {
        for (String key : List.of("capacity", "when_full")) {
            if (fields.has(key)) {
                throw fields.error(
                        key, "has no meaning with " + policy + ": " + why + ".", "Remove it, or use 'policy: FIFO'.");
            }
        }
    }

    private static Preprocess preprocess(Fields fields) {
        return new Preprocess(
                fields.choice("unit"),
                fields.numberOrNull("mean_ms"),
                fields.numberOrNull("cv"),
                fields.numberOrNull("mean_ms_per_megapixel"));
    }

    private static Postprocess postprocess(Fields fields) {
        return new Postprocess(fields.choice("unit"), fields.number("mean_ms"), fields.numberOrNull("cv"));
    }

    private Infer infer(Fields fields) {
        String network = known.network(fields, "network", baseDir);
        int[] input = fields.size("input");
        String precision = fields.choice("precision");
        String unit = fields.choice("unit");
        @Nullable Integer threads = fields.wholeOrNull("threads");
        double mean;
        boolean drawn = false;
        List<Integer> trace = List.of();
        @Nullable Fields perFrame = fields.sectionInsteadOfWhole("per_frame");
        if (perFrame == null) {
            mean = fields.whole("per_frame");
        } else if (perFrame.has("mean")) {
            mean = perFrame.number("mean");
            drawn = true;
        } else {
            trace = TraceFiles.counts(perFrame, "trace", baseDir);
            mean = trace.stream().mapToInt(Integer::intValue).average().orElse(0);
        }
        return new Infer(
                network,
                input[0],
                input[1],
                precision,
                unit,
                threads,
                mean,
                drawn,
                trace,
                fields.choice("dispatch", Dispatch.class),
                fields.flag("keep_warm"),
                stated(fields));
    }

    private @Nullable StatedTime stated(Fields fields) {
        Double meanMs = fields.numberOrNull("mean_ms");
        if (meanMs != null) {
            return new StatedTime(meanMs, null);
        }
        return fields.has("field_trace") ? StatedTime.of(TraceFiles.latencies(fields, "field_trace", baseDir)) : null;
    }
}
