package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.framebudget.devices.ClockStep;
import org.framebudget.devices.DeviceLoad;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.DeviceState;
import org.framebudget.sim.kernel.Activity;
import org.framebudget.sim.kernel.Simulator;
import org.framebudget.sim.scenario.Scenario.TracePoint;

/**
 * A device while it runs. Wakes at every limiter poll and at least every 100 ms, tells the device's physics how busy its
 * units were, and passes new clocks on; so heat and battery cost nothing per frame. Wakes as well at the instant its memory
 * limit is passed, after the cameras' events of that instant.
 */
final class DeviceRun extends Activity {
    static final long ALIVE = Long.MAX_VALUE;

    final String id;
    final DeviceProfile profile;
    final DeviceState state;
    final DeviceMemory memory;
    private double cameraW;
    private final Simulator simulator;
    private final ModelledDevice model;
    private final List<Unit> units = new ArrayList<>();
    private final List<Camera> cameras = new ArrayList<>();
    private final List<AirTime> radios = new ArrayList<>();
    private final List<TracePoint> ambient;
    private final FramePool pool;
    private final DeviceLoad load;
    private final boolean[] keepWarm;
    private final boolean[] used;
    private final long[] busyNs;
    private final double[] clockNs;
    private int ambientAt = -1;
    private long doneNs;
    private long killedNs = ALIVE;

    /** The last quarter of the run stands for what comes after it. */
    private final long tailFromNs;

    private long tailBeganNs;
    private double energyAtTailJ;

    // what had been counted when counting began
    private long fromNs;
    private double beforeJ;
    private double appBeforeJ;
    private long throttledNs;
    private Map<String, Double> componentsBeforeJ = Map.of();

    private boolean held;

    /** Hours to empty as last asked for, and when that was. */
    private double hours;

    private long hoursAtNs = -1;
    private double[] headingSum = new double[0];
    private long headingNs;

    DeviceRun(
            String id,
            DeviceProfile profile,
            DeviceState state,
            DeviceMemory memory,
            double cameraW,
            Simulator simulator,
            ModelledDevice model,
            List<TracePoint> ambient,
            FramePool pool,
            long endNs) {
        this.id = id;
        this.profile = profile;
        this.state = state;
        this.memory = memory;
        this.cameraW = cameraW;
        this.simulator = simulator;
        this.model = model;
        this.ambient = ambient;
        this.pool = pool;
        this.tailFromNs = endNs / 4 * 3;
        int count = profile.units().size();
        load = new DeviceLoad(count);
        keepWarm = new boolean[count];
        used = new boolean[count];
        busyNs = new long[count];
        clockNs = new double[count];
    }

    void add(Unit unit) {
        units.add(unit);
    }

    void add(Camera camera) {
        cameras.add(camera);
    }

    /** One end of a link that this device pays for. */
    void add(AirTime radio) {
        radios.add(radio);
    }

    /**
     * A camera changes its rate.
     *
     * @param moreW what it takes above what it took before, negative for less
     * @param moreBytesPerS memory traffic in the same way
     */
    void cameraChanged(long nowNs, double moreW, double moreBytesPerS) {
        settle(nowNs);
        cameraW += moreW;
        model.addBandwidth(nowNs, -moreBytesPerS);
    }

    /** A limiter holds a unit that some stage uses below its clock. */
    boolean throttled() {
        for (int u = 0; u < used.length; u++) {
            if (used[u] && state.slowed(u)) {
                return true;
            }
        }
        return false;
    }

    /** A stage runs on this unit, so that its clock counts. */
    void use(int unitIndex) {
        used[unitIndex] = true;
    }

    /** The unit stays at its active power between frames. */
    void keepWarm(int unitIndex) {
        keepWarm[unitIndex] = true;
    }

    List<Unit> units() {
        return units;
    }

    /** The scenario has the unit run at one of its operating points at most. */
    void choose(int unitIndex, int operatingPoint) {
        state.choose(unitIndex, operatingPoint);
        model.clock(unitIndex, state.clockFraction(unitIndex), 0);
    }

    void begin() {
        takeAmbient(0);
        memory.whenExceeded(this::wakeNow);
        simulator.schedule(this, memory.exceeded() ? 0 : Math.min(state.nextDueNs(), nextAmbientNs()));
    }

    private void wakeNow() {
        simulator.cancel(this);
        simulator.schedule(this, simulator.nowNs());
    }

    @Override
    protected void wake(long nowNs) {
        settle(nowNs);
        if (memory.exceeded() || state.batteryEmpty()) {
            kill(nowNs);
        }
        if (off()) {
            return;
        }
        simulator.schedule(this, Math.min(state.nextDueNs(), nextAmbientNs()));
    }

    /** An empty battery switches the whole device off; an application killed for its memory leaves it idling. */
    private boolean off() {
        return killedNs != ALIVE && state.batteryEmpty();
    }

    /** Brings the physics up to {@code nowNs}; a device that is off draws nothing, and its figures stay. */
    void settle(long nowNs) {
        long dtNs = nowNs - doneNs;
        if (dtNs == 0 || off()) {
            return;
        }
        boolean throttled = false;
        for (int u = 0; u < busyNs.length; u++) {
            Unit unit = units.get(u);
            long busy = unit.takeBusyNs(nowNs);
            busyNs[u] += busy;
            clockNs[u] += state.clockFraction(u) * dtNs;
            throttled |= used[u] && state.slowed(u);
            load.busyNs[u] = (keepWarm[u] && killedNs == ALIVE ? dtNs * unit.servers.length : busy)
                    + Math.round(unit.extraTakenNs());
        }
        throttledNs += throttled ? dtNs : 0;
        load.cameraW = killedNs == ALIVE ? cameraW : 0;
        load.linkW = 0;
        for (int i = 0; i < radios.size(); i++) {
            AirTime radio = radios.get(i);
            load.linkW += radio.powerW * radio.takeNs(nowNs) / dtNs;
        }
        if (headingSum.length > 0) {
            double[] settled = state.headingDegC(dtNs, load);
            for (int n = 0; n < settled.length; n++) {
                headingSum[n] += settled[n] * dtNs;
            }
            headingNs += dtNs;
        }
        state.advance(dtNs, load);
        doneNs = nowNs;
        if (nowNs <= tailFromNs) {
            tailBeganNs = nowNs;
            energyAtTailJ = state.energyJ();
        }
        takeAmbient(nowNs);
        if (state.clocksChanged()) {
            for (int u = 0; u < busyNs.length; u++) {
                model.clock(u, state.clockFraction(u), nowNs);
            }
        }
    }

    /** When the application died of its memory or the device of its battery; {@link #ALIVE} if neither. */
    long killedNs() {
        return killedNs;
    }

    /** Server-nanoseconds with a job, in the counted time. */
    long busyNs(int unitIndex) {
        return busyNs[unitIndex];
    }

    double energyJ() {
        return state.energyJ() - beforeJ;
    }

    double appEnergyJ() {
        return state.appEnergyJ() - appBeforeJ;
    }

    Map<String, Double> energyByComponentJ() {
        Map<String, Double> counted = new LinkedHashMap<>(state.energyByComponentJ());
        counted.replaceAll((name, j) -> j - componentsBeforeJ.getOrDefault(name, 0.0));
        return counted;
    }

    /** Counted time in which the device was on: all of it, but for an empty battery. */
    double onS() {
        return (doneNs - fromNs) * 1e-9;
    }

    /** Share of the counted time in which a limiter held a unit that some stage uses below its clock. */
    double throttledFraction() {
        return doneNs == fromNs ? 0 : (double) throttledNs / (doneNs - fromNs);
    }

    /** Clock changes of units in use, in the counted time. */
    List<ClockStep> clockSteps() {
        return state.clockSteps().stream()
                .filter(step -> used[step.unit()] && (step.atNs() > fromNs || fromNs == 0))
                .toList();
    }

    /** The battery keeps its charge and the run stands for what goes on for ever. */
    void hold() {
        held = true;
        state.holdBattery(true);
    }

    /** Counts anew from here. */
    void restart(long nowNs) {
        settle(nowNs);
        fromNs = nowNs;
        hoursAtNs = -1;
        beforeJ = state.energyJ();
        appBeforeJ = state.appEnergyJ();
        componentsBeforeJ = state.energyByComponentJ();
        throttledNs = 0;
        Arrays.fill(busyNs, 0);
        Arrays.fill(clockNs, 0);
        double[] degC = new double[profile.thermal().nodes().size()];
        for (int n = 0; n < degC.length; n++) {
            degC[n] = state.temperatureDegC(n);
        }
        // the same temperatures again: only the maxima start anew
        state.setTemperatures(degC);
    }

    /** From now on, averages where the temperatures are heading; {@link #headingDegC} reads it and starts over. */
    void watchHeading() {
        headingSum = new double[profile.thermal().nodes().size()];
        headingNs = 0;
    }

    void stopWatching() {
        headingSum = new double[0];
    }

    /** Temperatures at which the load since the last call would settle, averaged over the clocks it ran at. */
    double[] headingDegC() {
        double[] mean = new double[headingSum.length];
        for (int n = 0; n < mean.length; n++) {
            mean[n] = headingSum[n] / headingNs;
        }
        watchHeading();
        return mean;
    }

    /** Mean of the clock over time, as a share of the fastest. */
    double clockFractionMean(int unitIndex) {
        return doneNs == fromNs ? 1 : clockNs[unitIndex] / (doneNs - fromNs);
    }

    /**
     * Hours from the start of the run until the battery reaches its cut-off: the run, then its last quarter's mean power
     * for ever, with voltage and resistance solved anew on the way down.
     */
    double hoursToEmpty(long nowNs) {
        // solving the battery takes as long as the rest of a run's figures together
        if (hoursAtNs != nowNs) {
            hours = solveHoursToEmpty(nowNs);
            hoursAtNs = nowNs;
        }
        return hours;
    }

    private double solveHoursToEmpty(long nowNs) {
        if (state.batteryEmpty()) {
            // empty since the last wake: the run ended before the device could die
            return Math.min(killedNs, nowNs) / 3.6e12;
        }
        if (held) {
            return state.hoursToEmpty(energyJ() / ((nowNs - fromNs) * 1e-9));
        }
        double powerW = nowNs > tailBeganNs
                ? (state.energyJ() - energyAtTailJ) / ((nowNs - tailBeganNs) * 1e-9)
                : state.powerW();
        return nowNs / 3.6e12 + state.hoursToEmpty(powerW);
    }

    private void kill(long nowNs) {
        if (killedNs != ALIVE) {
            return;
        }
        killedNs = nowNs;
        // their streams' results are used on this device, wherever the frames are now
        cameras.forEach(camera -> camera.kill(nowNs));
        model.kill();
        for (Unit unit : units) {
            unit.kill(nowNs);
        }
        for (Frame frame : pool.all()) {
            if (frame.stage != null) {
                frame.stage.stream.clearDeadQueues();
            }
        }
        for (Frame frame : List.copyOf(pool.all())) {
            StreamStage stage = frame.stage;
            if (stage != null && stage.unit.dead() && frame.second) {
                Comparison.lose(nowNs, frame, DropReason.KILLED);
            } else if (stage != null && stage.unit.dead()) {
                stage.stream.drop(nowNs, frame, stage, DropReason.KILLED);
            }
        }
    }

    private long nextAmbientNs() {
        return ambientAt + 1 < ambient.size()
                ? Math.round(ambient.get(ambientAt + 1).timeS() * 1e9)
                : Long.MAX_VALUE;
    }

    private void takeAmbient(long nowNs) {
        while (nextAmbientNs() <= nowNs) {
            ambientAt++;
            state.setAmbientDegC(ambient.get(ambientAt).value());
        }
    }
}
