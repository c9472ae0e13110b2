package org.framebudget.devices.thermal;

import java.util.List;

/**
 * Android's thermal service as Pixel phones ship it: it polls a virtual sensor (rarely while cool, often while it throttles),
 * turns the temperature into a severity with hysteresis, and sets each unit to the slower of two states: the least one of that
 * severity and the one whose power fits the unit's PID budget. Without a severity there is no budget and its integral is empty.
 */
final class SkinPolicyLimiter implements Limiter {
    /** NONE, LIGHT, MODERATE, SEVERE, CRITICAL, EMERGENCY, SHUTDOWN. */
    static final int SEVERITIES = 7;

    private final String name;
    private final VirtualSensors sensors;
    private final int policySensor;
    private final long idlePollNs;
    private final long throttledPollNs;
    /** NaN where the severity has no threshold; the entry of NONE is not used. */
    private final double[] hotDegC;

    private final double[] hysteresisK;
    /** Least state by unit and severity. */
    private final int[][] stateLimit;

    private final PowerBudget[] budgets;
    private final int[] budgetUnit;
    private final UnitClocks[] units;
    private final int[] state;
    private long lastPollNs;
    private long nextPollNs;
    private int severity;

    SkinPolicyLimiter(
            String name,
            VirtualSensors sensors,
            int policySensor,
            long idlePollNs,
            long throttledPollNs,
            double[] hotDegC,
            double[] hysteresisK,
            int[][] stateLimit,
            List<LimiterProfile.PidBudget> budgets,
            int[] budgetUnit,
            UnitClocks[] units) {
        this.name = name;
        this.sensors = sensors;
        this.policySensor = policySensor;
        this.idlePollNs = idlePollNs;
        this.throttledPollNs = throttledPollNs;
        this.hotDegC = hotDegC;
        this.hysteresisK = hysteresisK;
        this.stateLimit = stateLimit;
        this.budgets = budgets.stream().map(PowerBudget::new).toArray(PowerBudget[]::new);
        this.budgetUnit = budgetUnit;
        this.units = units;
        this.state = new int[units.length];
        this.nextPollNs = idlePollNs;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long nextPollNs() {
        return nextPollNs;
    }

    @Override
    public void poll(double[] nodeDegC) {
        sensors.update(nodeDegC);
        double degC = sensors.degC(policySensor);
        severity = severityAt(degC);
        for (int unit = 0; unit < units.length; unit++) {
            state[unit] = Math.min(stateLimit[unit][severity], units[unit].slowest());
        }
        double sinceLastS = (nextPollNs - lastPollNs) * 1e-9;
        for (int i = 0; i < budgets.length; i++) {
            if (severity == 0) {
                budgets[i].reset();
            } else {
                int unit = budgetUnit[i];
                double budgetW = budgets[i].nextMw(degC, sinceLastS) / 1000;
                state[unit] = Math.max(state[unit], units[unit].stateWithin(budgetW));
            }
        }
        lastPollNs = nextPollNs;
        nextPollNs += severity == 0 ? idlePollNs : throttledPollNs;
    }

    @Override
    public int state(int unit) {
        return state[unit];
    }

    int severity() {
        return severity;
    }

    /** A severity starts at its threshold and, once there, lasts until the hysteresis below it. */
    private int severityAt(double degC) {
        for (int s = SEVERITIES - 1; s > 0; s--) {
            double releaseDegC = s <= severity ? hotDegC[s] - hysteresisK[s] : hotDegC[s];
            if (degC >= releaseDegC) {
                return s;
            }
        }
        return 0;
    }
}
