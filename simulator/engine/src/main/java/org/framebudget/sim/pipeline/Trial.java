package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.scenario.Scenario;
import org.jspecify.annotations.Nullable;

/**
 * What planners compare of a run: the figures of the result contract without sources, intervals and words.
 *
 * @param streams by position as in the result
 * @param devices by position as in the result
 * @param slo the objectives, each held against the worst stream or device
 * @param bottleneck what binds, absent where nothing computes
 */
public record Trial(
        List<RunResult.Stream> streams,
        List<RunResult.Device> devices,
        RunResult.SloVerdict slo,
        RunResult.@Nullable Bottleneck bottleneck) {
    static Trial of(RunPlan plan, ResultAssembler assembler) {
        ResultAssembler.Figures figures = assembler.figures();
        RunResult.SloVerdict slo =
                SloCheck.of(plan.scenario().slo(), figures.streams(), figures.devices(), new ArrayList<>());
        return new Trial(
                figures.streams(),
                figures.devices(),
                slo,
                WhatBinds.of(
                        figures.load().bottleneck(figures.streams(), figures.devices()),
                        figures.streams(),
                        figures.devices(),
                        slo));
    }

    /** The same figures held against other objectives, those on devices against some of them. */
    public Trial against(Scenario.Slo objectives, Predicate<RunResult.Device> counted) {
        List<RunResult.Device> held = devices.stream().filter(counted).toList();
        return new Trial(streams, devices, SloCheck.of(objectives, streams, held, new ArrayList<>()), bottleneck);
    }

    /** Whether every objective holds and every device lasts. */
    public boolean meets() {
        return slo.met() && !deviceEnded();
    }

    /** Whether a device ends before the run does. */
    public boolean deviceEnded() {
        return devices.stream().anyMatch(device -> device.killedAtS() != null);
    }
}
