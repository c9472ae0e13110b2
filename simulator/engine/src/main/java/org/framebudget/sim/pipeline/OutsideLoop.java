package org.framebudget.sim.pipeline;

import java.util.Map;
import org.framebudget.sim.kernel.Pacer;
import org.jspecify.annotations.Nullable;

/**
 * What stands outside a run and answers for some of its devices.
 *
 * @param pacer holds the run back to the wall clock; absent to run as fast as it can
 * @param attachments by the device's id as in the result
 */
public record OutsideLoop(@Nullable Pacer pacer, Map<String, Attachment> attachments) {
    /** All devices are modelled, and nothing waits. */
    static final OutsideLoop NONE = new OutsideLoop(null, Map.of());

    public OutsideLoop {
        attachments = Map.copyOf(attachments);
    }
}
