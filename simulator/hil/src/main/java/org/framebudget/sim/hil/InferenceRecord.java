package org.framebudget.sim.hil;

/**
 * One inference that a device made.
 *
 * @param id in the order of starts, from 0
 * @param network position in the recording's list
 * @param stream position in the result
 * @param stage position in the stream
 * @param frame number in its camera's sequence
 * @param startNs simulated time at which it started
 * @param endNs simulated time at which it ended; negative where nobody waited for it
 * @param releaseNs how long after its start it was handed to the device
 * @param follows whether it started as another inference on the same network ended, so that the release contains that one's way
 *     back
 * @param invokeNs as the device measured it
 * @param convertNs before it, to make the network's input of the camera's picture; 0 where frames have no pixels
 * @param transportNs from handing it over to its answer, beyond what the device measured
 */
record InferenceRecord(
        long id,
        int network,
        int stream,
        int stage,
        long frame,
        long startNs,
        long endNs,
        long releaseNs,
        boolean follows,
        long invokeNs,
        long convertNs,
        long transportNs) {}
