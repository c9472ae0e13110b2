package org.framebudget.models.network;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Numbers a network computes with. */
public enum Precision {
    /** Weights and activations are 32-bit floating point. */
    FP32,
    /** Weights are stored as 16-bit floating point. */
    FP16,
    /** Weights and activations are 8-bit integers. */
    INT8,
    /** As {@link #INT8}, in the older unsigned form. */
    UINT8,
    /** 8-bit weights, floating point activations. */
    HYBRID,
    /** 8-bit weights, 16-bit activations. */
    INT16X8,
    /** Operators without weights on other types, or of unknown cost. */
    OTHER;

    /** As it is written in files and on the command line. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The one that is written so. */
    public static Optional<Precision> of(String text) {
        return Arrays.stream(values()).filter(p -> p.text().equals(text)).findFirst();
    }
}
