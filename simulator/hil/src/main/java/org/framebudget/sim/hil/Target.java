package org.framebudget.sim.hil;

import org.framebudget.models.MachineException;

/**
 * A real device that runs networks. One inference after the other for each network; several networks may run at once and then
 * share the device as its system has it.
 */
public interface Target extends AutoCloseable {
    /** What it is. */
    TargetInfo info();

    /**
     * Makes a network ready and runs it a few times, which takes as long as it takes.
     *
     * @throws org.framebudget.models.InputException where the network cannot run there as asked
     * @throws MachineException where the device fails or cannot be reached
     */
    LoadedNetwork load(NetworkToRun network);

    /** Who hears of what the device does; before the first {@link #invoke}. */
    void listen(Listener listener);

    /**
     * Begins one inference and returns at once. The listener hears of its end, once; of none after {@link Listener#lost}.
     *
     * @param network {@link LoadedNetwork#id}
     * @param job a number of the caller's
     */
    void invoke(int network, long job);

    /** Ends everything that runs there and frees the device. */
    @Override
    void close();

    /** Called from a thread of the target's own. */
    interface Listener {
        /**
         * An inference has ended.
         *
         * @param invokeNs how long the device itself measured it to take
         * @param arrivedNs when this was known here, on the clock of {@link System#nanoTime}
         */
        void done(long job, long invokeNs, long arrivedNs);

        /**
         * How long the picture of an inference took to convert and scale before it, where frames have real pixels; told right
         * before {@link #done} of the same job.
         */
        default void converted(long job, long convertNs) {}

        /** What the device's sensors said. */
        void sampled(DeviceSample sample);

        /** No more answers will come. */
        void lost(MachineException why);
    }
}
