package org.framebudget.devices;

/** How a profile's latencies are known; reports keep these apart. */
public enum Evidence {
    /** Measured on this machine by {@code framebudget measure} or {@code calibrate}. */
    MEASURED_HERE,
    /** Published TensorFlow Lite measurements. */
    PUBLISHED_TFLITE,
    /** Published measurements of another runtime; carries a badge on every result. */
    PUBLISHED_OTHER_RUNTIME,
    /** Specification only: gives ranges and never a green verdict. */
    SPECIFICATION
}
