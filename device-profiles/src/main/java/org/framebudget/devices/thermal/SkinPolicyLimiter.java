package org.framebudget.devices.thermal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Android's thermal service as Pixel phones ship it: it polls a virtual sensor (rarely while cool, often while it throttles or
 * while its trigger is warm), turns the temperature into a severity with hysteresis, and sets each unit to the slower of two
 * states: the least one of that severity and the one whose power fits the unit's PID budget; but never slower than the ceiling
 * of that severity. Without a severity there is no budget and its integral is empty.
 */
final class SkinPolicyLimiter implements Limiter {
    /** NONE, LIGHT, MODERATE, SEVERE, CRITICAL, EMERGENCY, SHUTDOWN. */
    static final int SEVERITIES = 7;

    private final String name;
    private final VirtualSensors sensors;
    private final int policySensor;
    private final @Nullable PollTrigger trigger;
    private final long idlePollNs;
    private final long throttledPollNs;
    /** NaN where the severity has no threshold; the entry of NONE is not used. */
    private final double[] hotDegC;

    private final double[] hysteresisK;
    /** Least state by unit and severity. */
    private final int[][] stateLimit;
    /** Slowest state by unit and severity. */
    private final int[][] stateCeiling;

    private final PowerBudget[] budgets;
    private final int[] budgetUnit;
    private final UnitClocks[] units;
    private final int[] state;
    private long lastLookNs;
    private long nextPollNs;
    private int severity;

    SkinPolicyLimiter(
            String name,
            VirtualSensors sensors,
            int policySensor,
            @Nullable PollTrigger trigger,
            long idlePollNs,
            long throttledPollNs,
            double[] hotDegC,
            double[] hysteresisK,
            int[][] stateLimit,
            int[][] stateCeiling,
            List<LimiterProfile.PidBudget> budgets,
            int[] budgetUnit,
            UnitClocks[] units) {
        this.name = name;
        this.sensors = sensors;
        this.policySensor = policySensor;
        this.trigger = trigger;
        this.idlePollNs = idlePollNs;
        this.throttledPollNs = throttledPollNs;
        this.hotDegC = hotDegC;
        this.hysteresisK = hysteresisK;
        this.stateLimit = stateLimit;
        this.stateCeiling = stateCeiling;
        this.budgets = budgets.stream().map(PowerBudget::new).toArray(PowerBudget[]::new);
        this.budgetUnit = budgetUnit;
        this.units = units;
        this.state = new int[units.length];
        this.nextPollNs = nextNs();
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
        long nowNs = nextPollNs;
        sensors.update(nodeDegC);
        if (trigger != null) {
            trigger.poll(nowNs, sensors);
        }
        if (nowNs >= dueNs()) {
            look(sensors.degC(policySensor), (nowNs - lastLookNs) * 1e-9);
            lastLookNs = nowNs;
        }
        nextPollNs = nextNs();
    }

    private void look(double degC, double sinceLastS) {
        severity = severityAt(degC);
        for (int unit = 0; unit < units.length; unit++) {
            state[unit] = stateLimit[unit][severity];
        }
        for (int i = 0; i < budgets.length; i++) {
            if (severity == 0) {
                budgets[i].reset();
            } else {
                int unit = budgetUnit[i];
                double budgetW = budgets[i].nextMw(degC, sinceLastS) * budgets[i].weightFactor() / 1000;
                state[unit] = Math.max(state[unit], units[unit].stateWithin(budgetW));
            }
        }
        for (int unit = 0; unit < units.length; unit++) {
            state[unit] = Math.min(state[unit], stateCeiling[unit][severity]);
        }
    }

    /** When the policy sensor is looked at next, as far as is known now. */
    private long dueNs() {
        boolean often = severity > 0 || (trigger != null && trigger.warm());
        return lastLookNs + (often ? throttledPollNs : idlePollNs);
    }

    private long nextNs() {
        return trigger == null ? dueNs() : Math.min(dueNs(), trigger.nextPollNs());
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
