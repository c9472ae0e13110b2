package org.framebudget.models.runtime.child;

import org.jspecify.annotations.Nullable;

/**
 * Inferences one after another, as they came.
 *
 * @param recorder of all of them
 * @param samplesNs the first of them, if asked for
 * @param otherCores cores that other processes kept busy meanwhile; absent where the system does not say
 */
record BackToBack(
        LatencyRecorder recorder,
        long[] samplesNs,
        @Nullable Double otherCores) {}
