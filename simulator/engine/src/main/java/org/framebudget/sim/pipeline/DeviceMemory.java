package org.framebudget.sim.pipeline;

/** Memory of one device: what its networks and runtime take for good, and the frames that come and go. */
final class DeviceMemory {
    private final long limitBytes;
    private long heldBytes;
    private long peakBytes;
    private boolean exceeded;
    private Runnable whenExceeded = () -> {};

    DeviceMemory(long residentBytes, long limitBytes) {
        this.heldBytes = residentBytes;
        this.peakBytes = residentBytes;
        this.limitBytes = limitBytes;
        this.exceeded = residentBytes > limitBytes;
    }

    void released(long bytes) {
        heldBytes -= bytes;
    }

    void held(long bytes) {
        heldBytes += bytes;
        if (heldBytes > peakBytes) {
            peakBytes = heldBytes;
            if (peakBytes > limitBytes && !exceeded) {
                exceeded = true;
                whenExceeded.run();
            }
        }
    }

    /** What happens when the limit is passed, in the middle of whatever passes it. */
    void whenExceeded(Runnable action) {
        whenExceeded = action;
    }

    long peakBytes() {
        return peakBytes;
    }

    /** The limit has been passed: the system kills the application. */
    boolean exceeded() {
        return exceeded;
    }
}
