package org.framebudget.devices;

import org.jspecify.annotations.Nullable;

/**
 * Memory as a run sees it.
 *
 * @param runtimeMb the runtime and the application before any network is loaded
 * @param packedWeightsFactor weights in memory over weights in the file (2 where they are packed into a second copy)
 * @param bandwidthMbPerS effective memory bandwidth that busy units share, absent where contention is not modelled
 */
public record MemoryProfile(
        Sourced runtimeMb,
        Sourced packedWeightsFactor,
        @Nullable Sourced bandwidthMbPerS) {}
