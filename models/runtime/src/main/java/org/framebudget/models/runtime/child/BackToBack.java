package org.framebudget.models.runtime.child;

/**
 * Inferences one after another, as they came.
 *
 * @param recorder of all of them
 * @param samplesNs the first of them, if asked for
 */
record BackToBack(LatencyRecorder recorder, long[] samplesNs) {}
