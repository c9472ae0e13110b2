package org.framebudget.sim.pipeline;

import java.util.List;
import org.framebudget.sim.scenario.AdaptationRule;
import org.framebudget.sim.scenario.AdaptationRule.Condition;

/** A rule as one stream follows it: whether it works now, and how often that changed. Looking allocates nothing. */
final class StreamRule {
    static final long NEVER = -1;

    final AdaptationRule rule;
    private final Stream stream;
    private final DeviceRun home;
    private final DeviceRun[] devices;
    private final int skin;
    private boolean active;

    /** Since when the condition holds that would change that; {@link #NEVER} where it does not hold. */
    private long heldFromNs = NEVER;

    // as of the last look
    private long missedBefore;
    private long endedBefore;
    private double missFraction;

    private long switches;
    private long firstNs = NEVER;
    private long activeFromNs;
    private long activeNs;

    /**
     * @param home the device of the stream's camera
     * @param devices all that the stream's stages run on
     */
    StreamRule(AdaptationRule rule, Stream stream, DeviceRun home, List<DeviceRun> devices) {
        this.rule = rule;
        this.stream = stream;
        this.home = home;
        this.devices = devices.toArray(DeviceRun[]::new);
        this.skin = home.profile.thermal().nodeIndex("skin");
    }

    boolean active() {
        return active;
    }

    /** True where the rule begins or ends to work now. */
    boolean look(long nowNs) {
        lookAtMisses();
        Condition awaited = active ? rule.until() : rule.when();
        if (!holds(awaited)) {
            heldFromNs = NEVER;
            return false;
        }
        if (heldFromNs == NEVER) {
            heldFromNs = nowNs;
        }
        if (nowNs - heldFromNs < awaited.forS() * 1e9) {
            return false;
        }
        heldFromNs = NEVER;
        active = !active;
        switches++;
        if (active) {
            activeFromNs = nowNs;
            firstNs = firstNs == NEVER ? nowNs : firstNs;
        } else {
            activeNs += nowNs - activeFromNs;
        }
        return true;
    }

    /** Where no frame ended since the last look, what was seen then stands. */
    private void lookAtMisses() {
        StreamStats stats = stream.stats;
        long missed = stats.late + stats.dropped;
        long ended = missed + stats.onTime;
        if (ended > endedBefore) {
            missFraction = (double) (missed - missedBefore) / (ended - endedBefore);
        }
        missedBefore = missed;
        endedBefore = ended;
    }

    private boolean holds(Condition condition) {
        return switch (condition.subject()) {
            case THROTTLED -> throttled() == condition.above();
            case MISS_FRACTION -> beyond(missFraction, condition);
            case SKIN_DEG_C -> beyond(home.state.temperatureDegC(skin), condition);
            case BATTERY_FRACTION -> beyond(home.state.batteryFraction(), condition);
        };
    }

    /** A limit itself lies on the side where nothing has to change: it does not start a rule, and it ends one. */
    private boolean beyond(double value, Condition condition) {
        return active
                ? condition.above() ? value >= condition.limit() : value <= condition.limit()
                : condition.above() ? value > condition.limit() : value < condition.limit();
    }

    private boolean throttled() {
        for (DeviceRun device : devices) {
            if (device.throttled()) {
                return true;
            }
        }
        return false;
    }

    /** Counts anew from here; a rule that works goes on working. */
    void restart(long nowNs) {
        missedBefore = 0;
        endedBefore = 0;
        switches = 0;
        activeNs = 0;
        activeFromNs = nowNs;
        firstNs = active ? nowNs : NEVER;
    }

    /** How often it began or ended to work in the counted time. */
    long switches() {
        return switches;
    }

    /** When it first worked in the counted time, or {@link #NEVER}. */
    long firstNs() {
        return firstNs;
    }

    /** How long it worked in the counted time. */
    long activeNs(long nowNs) {
        return activeNs + (active ? nowNs - activeFromNs : 0);
    }
}
