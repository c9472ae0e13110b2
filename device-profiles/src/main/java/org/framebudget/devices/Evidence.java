package org.framebudget.devices;

/** How a profile's latencies are known; reports keep these apart. */
public enum Evidence {
    /** Measured on this machine, or taken in by {@code calibrate}, which takes measurements as made here. */
    MEASURED_HERE,
    /** Measured on another machine, as on a phone over adb, by {@code hil --update}. */
    MEASURED_ELSEWHERE,
    /** Published TensorFlow Lite measurements. */
    PUBLISHED_TFLITE,
    /** Published measurements of another runtime; carries a badge on every result. */
    PUBLISHED_OTHER_RUNTIME,
    /** Specification only: gives ranges and never a green verdict. */
    SPECIFICATION;

    /** Whether whoever made the profile measured it, here or elsewhere. */
    public boolean own() {
        return this == MEASURED_HERE || this == MEASURED_ELSEWHERE;
    }
}
