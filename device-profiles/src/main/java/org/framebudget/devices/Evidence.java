package org.framebudget.devices;

/** How a profile's latencies are known; reports keep these apart. */
public enum Evidence {
    /** Measured on this machine by {@code framebudget measure} or {@code calibrate}. */
    MEASURED_HERE,
    /** Measured by whoever made the profile, on another machine, as a phone over adb. */
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
