package org.framebudget.sim.pipeline;

import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.framebudget.sim.kernel.Pacer;
import org.framebudget.sim.results.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * What stands outside a run, answers for some of its devices and may look on.
 *
 * @param pacer holds the run back to the wall clock; absent to run as fast as it can
 * @param attachments by the device's id as in the result
 * @param watcher told at the end of each window of the timeline, on the run's thread, and given what makes a copy of all windows
 *     until then; that costs something, so it need not be asked for each time. Absent for nobody
 */
public record OutsideLoop(
        @Nullable Pacer pacer,
        Map<String, Attachment> attachments,
        @Nullable Consumer<Supplier<Timeline>> watcher) {
    /** All devices are modelled, and nothing waits. */
    static final OutsideLoop NONE = new OutsideLoop(null, Map.of());

    /** Nobody looks on. */
    public OutsideLoop(@Nullable Pacer pacer, Map<String, Attachment> attachments) {
        this(pacer, attachments, null);
    }

    public OutsideLoop {
        attachments = Map.copyOf(attachments);
    }
}
