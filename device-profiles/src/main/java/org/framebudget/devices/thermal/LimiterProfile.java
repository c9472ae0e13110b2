package org.framebudget.devices.thermal;

import java.util.List;
import org.framebudget.devices.Sourced;
import org.jspecify.annotations.Nullable;

/**
 * Something that lowers clocks. A unit runs at the slowest operating point any limiter asks for, and the one that asks
 * is named in the result.
 */
public sealed interface LimiterProfile {
    /** Name shown in results, as in {@code skin policy}. */
    String name();

    /**
     * Android's polled skin policy: virtual sensors, severities with hysteresis, cooling states, PID power budgets.
     *
     * @param name shown in results
     * @param sensors virtual sensors by name, each over thermal nodes; a sensor may also use an earlier sensor
     * @param policySensor sensor the severities look at
     * @param idlePollS time between looks while nothing throttles
     * @param throttledPollS time between looks while something throttles, or the trigger is warm
     * @param trigger sensor that makes the policy look often before anything throttles, absent where there is none
     * @param hotDegC thresholds by severity NONE LIGHT MODERATE SEVERE CRITICAL EMERGENCY SHUTDOWN, null where absent
     * @param hysteresisK by severity
     * @param stateLimits per unit the cooling states by severity (index into its operating points)
     * @param budgets PID power budgets, may be empty
     */
    record SkinPolicy(
            String name,
            List<VirtualSensor> sensors,
            String policySensor,
            Sourced idlePollS,
            Sourced throttledPollS,
            @Nullable Trigger trigger,
            List<@Nullable Sourced> hotDegC,
            List<Sourced> hysteresisK,
            List<StateLimit> stateLimits,
            List<PidBudget> budgets)
            implements LimiterProfile {}

    /**
     * A virtual sensor: weighted sum plus offset of nodes, or the largest of other sensors.
     *
     * @param id name
     * @param formula {@code WEIGHTED} or {@code MAXIMUM}
     * @param inputs thermal nodes, or sensors defined before this one
     * @param weights one per input; empty for MAXIMUM
     * @param offsetK added
     */
    record VirtualSensor(String id, String formula, List<String> inputs, List<Sourced> weights, Sourced offsetK) {}

    /**
     * Cooling states of a unit by severity, 7 entries, NONE to SHUTDOWN.
     *
     * @param bySeverity state it is at least set to
     * @param ceilingBySeverity state it is at most set to, whatever a budget asks for; empty for no such bound
     */
    record StateLimit(String unit, List<Sourced> bySeverity, List<Sourced> ceilingBySeverity) {}

    /**
     * A sensor that a policy reads more often than its own.
     *
     * @param sensor a virtual sensor of the policy or a thermal node
     * @param idlePollS time between looks at it while it is cool
     * @param throttledPollS time between looks at it while it is warm
     * @param hotDegC where it is warm
     * @param hysteresisK how far below that it is cool again
     */
    record Trigger(String sensor, Sourced idlePollS, Sourced throttledPollS, Sourced hotDegC, Sourced hysteresisK) {}

    /**
     * A PID power budget as the Pixel thermal HAL computes it, in milliwatts.
     *
     * @param unit unit whose power it bounds
     * @param targetDegC target temperature
     * @param kPoMwPerK gain above the target
     * @param kPuMwPerK gain below the target
     * @param kIMwPerKPoll integral gain per poll
     * @param kDMwSPerK derivative gain
     * @param integralMaxMw bound of the integral term
     * @param sustainableMw feed-forward power
     * @param minMw lower clamp
     * @param maxMw upper clamp
     * @param integralCutoffK integrate only while the error is below this
     * @param weightFactor multiplies the budget before the unit's power is held against it (the service's weight per
     *     cooling device), absent for 1
     */
    record PidBudget(
            String unit,
            Sourced targetDegC,
            Sourced kPoMwPerK,
            Sourced kPuMwPerK,
            Sourced kIMwPerKPoll,
            Sourced kDMwSPerK,
            Sourced integralMaxMw,
            Sourced sustainableMw,
            Sourced minMw,
            Sourced maxMw,
            Sourced integralCutoffK,
            @Nullable Sourced weightFactor) {}

    /**
     * Linux step_wise on one node: one state slower per look above the trip while not falling, one faster per look below
     * trip minus hysteresis while not rising.
     */
    record StepWise(
            String name,
            String unit,
            String node,
            Sourced tripDegC,
            Sourced hysteresisK,
            Sourced pollS,
            Sourced slowestState)
            implements LimiterProfile {}

    /**
     * A limit on power averaged exponentially: one state slower per look above the limit, one faster per look below
     * {@code releaseFraction} of it.
     *
     * @param scope {@code device} or {@code unit}
     */
    record PowerLimit(
            String name,
            String unit,
            String scope,
            Sourced limitW,
            Sourced averagingS,
            Sourced releaseFraction,
            Sourced pollS,
            Sourced slowestState)
            implements LimiterProfile {}

    /**
     * A clock ceiling by temperature of a node: Raspberry Pi's soft limit and its progressive throttling, the PCIe Edge
     * TPU's steps. Between {@code fromDegC} and {@code toDegC} the ceiling falls evenly from {@code fromMhz} to
     * {@code toMhz}; a step has both temperatures equal. Above the last ramp its {@code toMhz} holds.
     */
    record ClockCeiling(String name, String unit, String node, Sourced pollS, Sourced hysteresisK, List<Ramp> ramps)
            implements LimiterProfile {}

    /** One ramp of a {@link ClockCeiling}. */
    record Ramp(Sourced fromDegC, Sourced toDegC, Sourced fromMhz, Sourced toMhz) {}
}
