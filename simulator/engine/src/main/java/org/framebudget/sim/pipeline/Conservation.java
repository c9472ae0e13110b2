package org.framebudget.sim.pipeline;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Frames are conserved as exact integers, and every waiting list obeys Little's law; a run that breaks either is wrong
 * and ends with an error of the program, not with a result.
 */
final class Conservation {
    private Conservation() {}

    static void check(Run run) {
        Map<Stream, Long> held = new HashMap<>();
        for (Frame frame : run.pool.all()) {
            if (frame.stage != null && !frame.second) {
                held.merge(frame.stage.stream, 1L, Long::sum);
            }
        }
        for (Stream stream : run.streams) {
            StreamStats stats = stream.stats;
            long ended = stats.onTime + stats.late + stats.dropped + stats.skipped;
            long open = held.getOrDefault(stream, 0L);
            if (stats.delivered != ended + open) {
                throw new IllegalStateException("Stream '" + stream.id + "' was given " + stats.delivered + " frames; "
                        + ended + " ended and " + open + " are in flight.");
            }
        }
        Set<Unit> units = new LinkedHashSet<>();
        run.devices.forEach(device -> units.addAll(device.units()));
        // links are units too, but no device's
        for (Stream stream : run.streams) {
            for (StreamStage stage : stream.stages) {
                units.add(stage.unit);
            }
        }
        for (Unit unit : units) {
            long error = unit.waiting.littlesLawErrorNs(run.nowNs());
            if (error != 0) {
                throw new IllegalStateException(
                        "Unit '" + unit.id + "' breaks Little's law by " + error + " frame-nanoseconds.");
            }
        }
    }
}
