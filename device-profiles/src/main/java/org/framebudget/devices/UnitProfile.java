package org.framebudget.devices;

import java.util.List;
import org.framebudget.devices.latency.JitterProfile;
import org.jspecify.annotations.Nullable;

/**
 * One thing that computes: a CPU, GPU, NPU or attached accelerator.
 *
 * @param id {@code cpu gpu npu tpu nnapi}
 * @param architecture what its latency model resembles, as in {@code hexagon}; the id where nothing else is known
 * @param servers jobs it works on at the same time, at least 1
 * @param node thermal node its heat goes to
 * @param idleW power while it has no job
 * @param operatingPoints clock and power while busy, fastest first (position = cooling state), at least one
 * @param computeFraction share of a job's time that scales with the unit's clock, 0 to 1
 * @param preprocessFixedMs constant cost of one preprocess job on this unit, absent where it cannot preprocess
 * @param preprocessNsPerPx cost per camera pixel of one preprocess job, absent where it cannot preprocess
 * @param coldFirstFactor first inference of a network over a warm one, absent where nobody measured it
 * @param idleRamp what a pause costs, absent where nobody measured it
 * @param weightCacheMb on-chip memory for weights, absent where weights are not cached on chip
 * @param hostLinkMbPerS bandwidth at which weights reach the unit, absent where it shares the host's memory
 * @param peakGmacPerS multiply-accumulates the specification promises, in thousand millions, absent where it says nothing
 * @param threadPowerFraction what each thread of a job beyond the first adds to the power above idle, as a share of that of one, which
 *     the operating points then state; absent where power does not depend on it as far as anybody knows
 * @param jitter spread of service times around the level
 */
public record UnitProfile(
        String id,
        String architecture,
        int servers,
        String node,
        Sourced idleW,
        List<OperatingPoint> operatingPoints,
        Sourced computeFraction,
        @Nullable Sourced preprocessFixedMs,
        @Nullable Sourced preprocessNsPerPx,
        @Nullable Sourced coldFirstFactor,
        @Nullable IdleRamp idleRamp,
        @Nullable Sourced weightCacheMb,
        @Nullable Sourced hostLinkMbPerS,
        @Nullable Sourced peakGmacPerS,
        @Nullable Sourced threadPowerFraction,
        JitterProfile jitter) {

    /**
     * Power above idle that a job takes beyond what the operating points state, as a share of it.
     *
     * @param threads of the job; 0 and 1 are what the operating points are for
     */
    public double extraPowerFraction(int threads) {
        return threadPowerFraction == null ? 0 : threadPowerFraction.value() * Math.max(0, threads - 1);
    }
}
