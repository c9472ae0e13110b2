package org.framebudget.sim.pipeline;

import org.framebudget.sim.scenario.Scenario.Infer;

/**
 * What answers the inferences of a device in place of its profile: real hardware, or a record of it. Asked on the simulation's
 * thread alone.
 */
public interface Attachment {
    /** The run begins; {@code answers} takes the ends of inferences. */
    void begin(Answers answers);

    /**
     * An inference starts now. Its end is told later, once, by {@link Answers#ended}.
     *
     * @param id unique within the run
     * @param stream position of the stream in the result
     * @param stage position of the stage in the stream
     * @param infer what is to be run
     * @param frame number of the frame in its camera's sequence; of the first where several are answered at once
     * @param frames how many are answered at once
     */
    void start(long id, int stream, int stage, Infer infer, long frame, int frames, long nowNs);

    /** Takes ends, on the simulation's thread alone. */
    interface Answers {
        /**
         * An inference has ended at {@code atNs}, or right after now where that is past.
         *
         * @return when it ends in simulated time; negative where nobody waits for it any more, as after the loss of its unit
         */
        long ended(long id, long atNs);
    }
}
