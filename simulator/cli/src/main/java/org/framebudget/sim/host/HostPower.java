package org.framebudget.sim.host;

import org.jspecify.annotations.Nullable;

/**
 * Power that was measured while the machine idled and while one core ran a network.
 *
 * @param scope whose power
 */
record HostPower(PowerMeter.Scope scope, double idleW, double busyW) {

    /** Absent where a meter showed nothing, or showed less while busy, as where others were busier before. */
    static @Nullable HostPower of(PowerMeter.@Nullable Scope scope, @Nullable Double idleW, @Nullable Double busyW) {
        return scope == null || idleW == null || busyW == null || busyW <= idleW
                ? null
                : new HostPower(scope, idleW, busyW);
    }
}
