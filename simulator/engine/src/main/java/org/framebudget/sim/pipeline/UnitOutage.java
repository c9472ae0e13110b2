package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.scenario.Scenario.UnitFailure;

/**
 * A unit that is lost and may come back. At the fault it loses what it has in service and starts nothing more; frames wait in
 * front of it. After the takeover time, stages with a substitute go on there. When the unit is back, frames come to it again, with
 * nothing on its chip; what substitutes have in service ends there.
 */
final class UnitOutage extends Activity {
    private enum Next {
        FAULT,
        TAKEOVER,
        RETURN,
        NOTHING
    }

    final UnitFailure spec;
    final String deviceId;
    final Unit unit;
    private final Simulator simulator;
    private final List<Stream> streams;
    private final long faultNs;
    private final long takeoverNs;
    private final long returnNs;
    private final Map<Stream, StreamFailure> failures = new LinkedHashMap<>();
    private Next next = Next.FAULT;

    UnitOutage(Simulator simulator, String deviceId, Unit unit, UnitFailure spec, List<Stream> streams) {
        this.simulator = simulator;
        this.deviceId = deviceId;
        this.unit = unit;
        this.spec = spec;
        this.streams = streams;
        this.faultNs = spec.fromNs();
        this.takeoverNs = faultNs + Math.round(spec.takeoverMs() * 1e6);
        this.returnNs = spec.toNs();
    }

    void begin(long endNs) {
        if (faultNs <= endNs) {
            simulator.schedule(this, faultNs);
        }
    }

    /** Of each stream that the unit served when it failed; empty before. */
    Map<Stream, StreamFailure> failures() {
        return failures;
    }

    boolean happened() {
        return next != Next.FAULT;
    }

    /** True where the unit is lost and taken over at this time. */
    boolean covers(long timeNs) {
        return timeNs >= faultNs && timeNs < returnNs;
    }

    /** When the substitutes take over. */
    long takeoverNs() {
        return takeoverNs;
    }

    /** The run ends: what is degraded now stays counted until here. */
    void finish(long nowNs) {
        failures.values().forEach(failure -> failure.ended(nowNs));
    }

    /** Counts anew from here: what was lost before is no part of it. */
    void restart() {
        failures.clear();
    }

    @Override
    protected void wake(long nowNs) {
        if (unit.dead()) {
            return;
        }
        switch (next) {
            case FAULT -> fault(nowNs);
            case TAKEOVER -> takeOver(nowNs);
            case RETURN -> comeBack(nowNs);
            case NOTHING -> throw new IllegalStateException("A unit's failure is over and wakes again.");
        }
    }

    private void fault(long nowNs) {
        for (Stream stream : streams) {
            if (uses(stream)) {
                failures.put(stream, new StreamFailure(stream.stats, nowNs));
            }
        }
        for (Frame frame : unit.fail(nowNs, simulator)) {
            StreamStage stage = frame.stage;
            if (stage == null) {
                continue;
            }
            // a second has its frame with it
            StreamFailure of = failures.get(stage.stream);
            if (of != null && (!frame.second || frame.twin != null)) {
                of.lost++;
            }
            if (frame.second) {
                Comparison.lose(nowNs, frame, DropReason.UNIT_LOST);
            } else {
                stage.drop(nowNs, frame, DropReason.UNIT_LOST);
            }
        }
        schedule(takeoverNs < returnNs ? Next.TAKEOVER : Next.RETURN, Math.min(takeoverNs, returnNs));
    }

    private void takeOver(long nowNs) {
        for (Stream stream : streams) {
            for (StreamStage stage : stream.stages) {
                StageSubstitute substitute = stage.substitute();
                Comparison comparison = stage.comparison;
                boolean lost = stage.unit == unit || (comparison != null && comparison.second.unit == unit);
                if (lost && substitute != null) {
                    StreamFailure failure = failures.get(stream);
                    if (failure != null) {
                        failure.takenOver(nowNs);
                    }
                    substitute.takeOver(nowNs, unit);
                }
            }
        }
        schedule(Next.RETURN, returnNs);
    }

    private void comeBack(long nowNs) {
        next = Next.NOTHING;
        finish(nowNs);
        unit.repair(nowNs);
        for (Stream stream : streams) {
            for (StreamStage stage : stream.stages) {
                StageSubstitute substitute = stage.substitute();
                if (substitute != null) {
                    substitute.handBack(nowNs, unit);
                }
            }
        }
    }

    private void schedule(Next what, long atNs) {
        next = atNs == Long.MAX_VALUE ? Next.NOTHING : what;
        if (next != Next.NOTHING) {
            simulator.schedule(this, atNs);
        }
    }

    /** Frames of the stream come to this unit at present. */
    private boolean uses(Stream stream) {
        List<StreamStage> now = new ArrayList<>();
        for (StreamStage stage : stream.stages) {
            StageSubstitute substitute = stage.substitute();
            boolean idle = stage.insteadNow() != null || (substitute != null && substitute.takesEvery() == 0);
            if (!idle && !stage.beside()) {
                now.add(stage);
                if (stage.comparison != null) {
                    now.add(stage.comparison.second);
                }
            }
            StreamStage instead = stage.insteadNow();
            if (instead != null) {
                now.add(instead);
            }
        }
        return now.stream().anyMatch(stage -> stage.unit == unit);
    }
}
