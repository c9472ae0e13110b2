package org.framebudget.sim.planner;

import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.framebudget.sim.scenario.Scenario.PipelineSpec;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.jspecify.annotations.Nullable;

/** What people compute by hand: 1000 over the latency of the first inference, over the frame rate of its camera. */
final class Naive {
    private Naive() {}

    /** Null where nothing is inferred. */
    static PlanResult.@Nullable Naive of(Scenario scenario, RunResult run) {
        for (PipelineSpec pipeline : scenario.pipelines()) {
            for (StageSpec stage : pipeline.stages()) {
                if (stage.infer() != null) {
                    return run.streams().stream()
                            .filter(stream -> stream.id().equals(pipeline.id())
                                    || stream.id().startsWith(pipeline.id() + "/"))
                            .flatMap(stream -> stream.stages().stream())
                            .filter(result -> result.id().equals(stage.id()))
                            .map(RunResult.Stage::invoke)
                            .filter(invoke -> invoke != null)
                            .findFirst()
                            .map(invoke -> new PlanResult.Naive(1000 / invoke.ms() / fps(scenario, pipeline)))
                            .orElse(null);
                }
            }
        }
        return null;
    }

    private static double fps(Scenario scenario, PipelineSpec pipeline) {
        return scenario.cameras().stream()
                .filter(camera -> camera.id().equals(pipeline.cameras().get(0)))
                .map(CameraSpec::fps)
                .findFirst()
                .orElseThrow()
                .perS();
    }
}
