package org.framebudget.devices;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.framebudget.devices.battery.BatteryProfile;
import org.framebudget.devices.battery.BatteryState;
import org.framebudget.devices.power.LeakageModel;
import org.framebudget.devices.power.PowerProfile;
import org.framebudget.devices.thermal.Limiters;
import org.framebudget.devices.thermal.ThermalNetwork;
import org.framebudget.devices.thermal.ThermalProfile;
import org.framebudget.devices.thermal.ThermalState;
import org.framebudget.models.InputException;

/**
 * The closed loop of one device, without events: load → power → temperature → limiter → clock. Whoever runs it calls
 * {@link #advance} with what happened since the last call, at the latest at {@link #nextDueNs()}, and reads the clocks.
 *
 * <p>A unit's power is {@code idle + (active(state) − idle) · busy / (servers · dt)}. All electrical power becomes heat in the
 * node of its component (link: the base's), battery losses and charging heat in the
 * battery's. Allocates nothing while no clock changes; not for
 * use by several threads.
 */
public final class DeviceState {
    private static final long MAX_STEP_NS = 100_000_000;
    private static final double S_PER_NS = 1e-9;

    private final DeviceProfile profile;
    private final ThermalNetwork network;
    private final ThermalState thermal;
    private final Optional<LeakageModel> leakage;
    private final Optional<BatteryState> battery;
    private final HeatLoop heat;
    private final Limiters limiters;
    private final EnergyAccount energy;

    private final double[] idleW;
    private final double[][] activeW;
    private final double[][] clockFraction;
    private final int[] servers;
    private final int[] unitNode;
    private final double baseW;
    private final double screenW;
    private final int baseNode;
    private final int screenNode;
    private final int cameraNode;
    private final int leakageNode;
    private final int batteryNode;
    private final int[] state;

    /** Fastest state that each unit is allowed. */
    private final int[] chosen;

    private final double[] unitW;
    private final double[] nodeW;
    private final double[] nodeDegC;
    private final List<ClockStep> clockSteps = new ArrayList<>();
    private double ambientDegC;
    private long nowNs;
    private long throttledNs;
    private boolean clocksChanged;
    private double powerW;
    private double batteryHeatJ;
    private double heatToAmbientJ;
    private double startHeatJ;

    /**
     * A device at rest.
     *
     * @throws InputException for a case, fan, node or unit the profile lacks and for numbers that make no sense
     */
    public DeviceState(DeviceProfile profile, DeviceConditions conditions) {
        this(profile, conditions, HeatLoop.Caps.DEFAULT);
    }

    DeviceState(DeviceProfile profile, DeviceConditions conditions, HeatLoop.Caps caps) {
        this.profile = profile;
        ThermalProfile nodes = profile.thermal();
        PowerProfile power = profile.power();
        List<UnitProfile> units = profile.units();
        ambientDegC = DeviceSetup.finite("ambient_deg_c", conditions.ambientDegC());
        double ambientFactor = DeviceSetup.ambientFactor(nodes, conditions);
        network = DeviceSetup.part(profile, () -> ThermalNetwork.of(nodes, ambientFactor));
        thermal = new ThermalState(network, DeviceSetup.finite("start_deg_c", conditions.startDegC()), ambientDegC);

        idleW = units.stream().mapToDouble(u -> u.idleW().value()).toArray();
        activeW = units.stream()
                .map(u -> u.operatingPoints().stream()
                        .mapToDouble(p -> p.activeW().value())
                        .toArray())
                .toArray(double[][]::new);
        clockFraction = units.stream().map(DeviceSetup::clockFractions).toArray(double[][]::new);
        servers = units.stream().mapToInt(UnitProfile::servers).toArray();
        unitNode = units.stream()
                .mapToInt(u -> DeviceSetup.node(profile, "units: " + u.id(), u.node()))
                .toArray();
        baseW = power.baseW().value();
        baseNode = DeviceSetup.node(profile, "power: base", power.baseNode());
        screenW = DeviceSetup.screenW(power, conditions.screenFraction());
        screenNode =
                power.screenNode() == null ? baseNode : DeviceSetup.node(profile, "power: screen", power.screenNode());
        cameraNode = DeviceSetup.node(profile, "power: camera", power.cameraNode());

        PowerProfile.Leakage leak = power.leakage();
        leakage = leak == null
                ? Optional.empty()
                : Optional.of(new LeakageModel(
                        leak.p0W().value(),
                        leak.betaPerK().value(),
                        leak.t0DegC().value()));
        leakageNode = leak == null ? baseNode : DeviceSetup.node(profile, "power: leakage", leak.node());
        BatteryProfile pack = profile.battery();
        battery = pack == null ? Optional.empty() : Optional.of(newBattery(profile, pack, conditions, caps));
        // a phone on its charger may be run without its pack: charging still heats the pack's place
        int packNode = pack == null ? nodes.nodeIndex("battery") : DeviceSetup.node(profile, "battery", pack.node());
        batteryNode = packNode < 0 ? baseNode : packNode;

        double idleSumW = baseW + screenW;
        for (double w : idleW) {
            idleSumW += w;
        }
        double restLeakageW = leakage.isPresent() ? leakage.get().powerW(conditions.startDegC()) : 0;
        // idling with the same screen, leakage as at the start
        double restW = idleSumW + restLeakageW;
        heat = new HeatLoop(profile.id(), thermal, leakage, leakageNode, battery, batteryNode, caps);
        limiters = DeviceSetup.part(profile, () -> new Limiters(profile.limiters(), units, nodes, idleW, restW));
        energy = new EnergyAccount(units, restLeakageW);
        state = new int[units.size()];
        chosen = new int[units.size()];
        unitW = idleW.clone();
        powerW = restW;
        nodeW = new double[network.size()];
        nodeDegC = new double[network.size()];
        thermal.copyTo(nodeDegC);
        startHeatJ = thermal.storedHeatJ();
    }

    /**
     * Integrates the interval that just ended, then runs every limiter poll that is due at its end. An interval that reaches
     * beyond a poll is split there, with the same share of busy time on both sides.
     *
     * @param dtNs length of the interval, at least 0
     * @param load what happened in it
     */
    public void advance(long dtNs, DeviceLoad load) {
        if (dtNs < 0) {
            throw new IllegalArgumentException("An interval of " + dtNs + " ns runs backwards.");
        }
        clocksChanged = false;
        double energyJ = 0;
        long leftNs = dtNs;
        do {
            long stepNs = Math.max(0, Math.min(leftNs, limiters.nextPollNs() - nowNs));
            energyJ += step(stepNs, dtNs, load);
            leftNs -= stepNs;
            if (limiters.poll(nowNs, nodeDegC)) {
                takeClocks();
            }
        } while (leftNs > 0);
        if (dtNs > 0) {
            powerW = energyJ / (dtNs * S_PER_NS);
        }
    }

    /**
     * From the start on, a unit runs at one of its operating points at most; limiters may slow it further.
     *
     * @param operatingPoint position in the unit's operating points, 0 = fastest
     */
    public void choose(int unit, int operatingPoint) {
        if (nowNs > 0 || operatingPoint < 0 || operatingPoint >= clockFraction[unit].length) {
            throw new IllegalArgumentException("Operating point " + operatingPoint + " of unit " + unit + " at " + nowNs
                    + " ns: it must be one of its " + clockFraction[unit].length + ", chosen before the start.");
        }
        chosen[unit] = operatingPoint;
        state[unit] = operatingPoint;
    }

    /** True where a limiter holds the unit below the clock it was given. */
    public boolean slowed(int unit) {
        return state[unit] > chosen[unit];
    }

    /** Time since the start. */
    public long nowNs() {
        return nowNs;
    }

    /** When the next advance is due: the earliest limiter poll, and at most 100 ms from now. */
    public long nextDueNs() {
        return Math.min(limiters.nextPollNs(), nowNs + MAX_STEP_NS);
    }

    /** Cooling state of a unit: position in its operating points, 0 = fastest. */
    public int coolingState(int unit) {
        return state[unit];
    }

    /** Clock of a unit over its fastest one. */
    public double clockFraction(int unit) {
        return clockFraction[unit][state[unit]];
    }

    /** True where the last advance changed a clock. */
    public boolean clocksChanged() {
        return clocksChanged;
    }

    /** Every change of a clock so far, in order; a live view. */
    public List<ClockStep> clockSteps() {
        return Collections.unmodifiableList(clockSteps);
    }

    /** Share of time in which a limiter held any unit below its clock; 0 before any time passed. */
    public double throttledFraction() {
        return nowNs == 0 ? 0 : (double) throttledNs / nowNs;
    }

    /** Temperature of a node now. */
    public double temperatureDegC(int node) {
        return nodeDegC[node];
    }

    /** Highest temperature of a node at any step since the start or since {@link #setTemperatures}. */
    public double maxTemperatureDegC(int node) {
        return heat.maxDegC(node);
    }

    /** Changes the air around the device from now on. */
    public void setAmbientDegC(double ambientDegC) {
        this.ambientDegC = DeviceSetup.finite("ambient_deg_c", ambientDegC);
    }

    /** Puts every node at a temperature, as for a warm start; the maxima start anew. */
    public void setTemperatures(double[] degC) {
        if (degC.length != nodeDegC.length) {
            throw new IllegalArgumentException(
                    degC.length + " temperatures for " + nodeDegC.length + " nodes; one is needed for each.");
        }
        double beforeJ = thermal.storedHeatJ();
        thermal.setTemperatures(degC);
        thermal.copyTo(nodeDegC);
        startHeatJ += thermal.storedHeatJ() - beforeJ;
        heat.restart();
    }

    /** While held, the battery's charge stays and it never empties; its heat goes on. No effect without a battery. */
    public void holdBattery(boolean hold) {
        battery.ifPresent(b -> b.hold(hold));
    }

    /** True where the profile has a battery. */
    public boolean hasBattery() {
        return battery.isPresent();
    }

    /**
     * Charge left, 0 to 1.
     *
     * @throws IllegalStateException without a battery
     */
    public double batteryFraction() {
        return requireBattery().fraction();
    }

    /** True once the battery reached its cut-off under load; false without a battery. */
    public boolean batteryEmpty() {
        return battery.isPresent() && battery.get().empty();
    }

    /** Mean power of the whole device over the last interval; at rest before the first. */
    public double powerW() {
        return powerW;
    }

    /** Electrical energy of the whole device since the start, without battery losses. */
    public double energyJ() {
        return energy.totalJ();
    }

    /** {@link #energyJ} by component: base, screen, camera, link, leakage and every unit by its id. A new map. */
    public Map<String, Double> energyByComponentJ() {
        return energy.byComponentJ();
    }

    /** Names of the components in the order of {@link #energyByComponentJ(double[])}. */
    public List<String> energyComponents() {
        return energy.components();
    }

    /**
     * {@link #energyByComponentJ()} without a new map.
     *
     * @param intoJ at least as long as {@link #energyComponents}
     */
    public void energyByComponentJ(double[] intoJ) {
        energy.byComponentJ(intoJ);
    }

    /** Energy above the same device idling with the same screen, its leakage that of the start temperature. */
    public double appEnergyJ() {
        return energy.aboveRestJ();
    }

    /** Heat put in (electrical, battery losses, charging) minus heat stored and heat given to ambient; 0 but for rounding. */
    public double energyBalanceErrorJ() {
        return energy.totalJ() + batteryHeatJ - (thermal.storedHeatJ() - startHeatJ) - heatToAmbientJ;
    }

    /**
     * Hours until the battery is empty at this power, from its present charge, voltage and temperature.
     *
     * @throws IllegalStateException without a battery
     */
    public double hoursToEmpty(double averagePowerW) {
        return requireBattery().hoursToEmpty(averagePowerW, nodeDegC[batteryNode]);
    }

    /**
     * Temperatures at which the device would settle under a load that goes on for ever at the present clocks, leakage included,
     * battery losses left out: a start for long runs.
     *
     * @param dtNs length of the interval that {@code load} describes, above 0
     * @return one temperature per node, in a new array
     * @throws InputException where leakage has no equilibrium
     */
    public double[] settledDegC(long dtNs, DeviceLoad load) {
        loadNodes(dtNs, load);
        double[] degC = network.steadyDegC(nodeW, ambientDegC);
        if (leakage.isEmpty()) {
            return degC;
        }
        double leakageW = leakage.get().equilibriumW(degC[leakageNode], network.selfResistanceKPerW(leakageNode));
        if (Double.isNaN(leakageW)) {
            throw new InputException("profile '" + profile.id()
                    + "': thermal runaway: under this load leakage has no equilibrium at " + ambientDegC
                    + " °C ambient. Maybe the profile's leakage (p0_w, beta_per_k) or a resistance to ambient is too"
                    + " large, or the load is more than the device can take.");
        }
        nodeW[leakageNode] += leakageW;
        return network.steadyDegC(nodeW, ambientDegC);
    }

    /**
     * Where temperatures are heading at this moment: settled under this load with leakage as it is now, battery losses left
     * out. Following it half-way again and again leads to the equilibrium of the whole loop, where there is one.
     *
     * @param dtNs length of the interval that {@code load} describes, above 0
     * @return one temperature per node, in a new array
     */
    public double[] headingDegC(long dtNs, DeviceLoad load) {
        loadNodes(dtNs, load);
        leakage.ifPresent(model -> nodeW[leakageNode] += model.powerW(nodeDegC[leakageNode]));
        return network.steadyDegC(nodeW, ambientDegC);
    }

    private double step(long stepNs, long intervalNs, DeviceLoad load) {
        if (stepNs == 0) {
            return 0;
        }
        double loadW = loadNodes(intervalNs, load);
        heat.advance(stepNs, nodeW, loadW, ambientDegC);
        thermal.copyTo(nodeDegC);
        nowNs += stepNs;
        if (throttled()) {
            throttledNs += stepNs;
        }
        batteryHeatJ += heat.batteryHeatJ() + load.chargingHeatW * stepNs * S_PER_NS;
        heatToAmbientJ += heat.heatToAmbientJ();
        double stepS = stepNs * S_PER_NS;
        double energyJ = energy.book(stepS, baseW, screenW, load.cameraW, load.linkW, unitW, heat.leakageJ());
        limiters.observe(stepNs, unitW, energyJ / stepS);
        return energyJ;
    }

    /** Fills {@link #unitW} and {@link #nodeW}; returns the sum. */
    private double loadNodes(long intervalNs, DeviceLoad load) {
        Arrays.fill(nodeW, 0);
        double sumW = baseW + screenW + load.cameraW + load.linkW;
        nodeW[baseNode] += baseW + load.linkW;
        nodeW[screenNode] += screenW;
        nodeW[cameraNode] += load.cameraW;
        nodeW[batteryNode] += load.chargingHeatW;
        for (int u = 0; u < unitW.length; u++) {
            double busy = load.busyNs[u] / ((double) servers[u] * intervalNs);
            unitW[u] = idleW[u] + (activeW[u][state[u]] - idleW[u]) * busy;
            nodeW[unitNode[u]] += unitW[u];
            sumW += unitW[u];
        }
        return sumW;
    }

    private boolean throttled() {
        for (int u = 0; u < state.length; u++) {
            if (slowed(u)) {
                return true;
            }
        }
        return false;
    }

    private void takeClocks() {
        for (int u = 0; u < state.length; u++) {
            int wanted = Math.max(chosen[u], limiters.state(u));
            if (wanted != state[u]) {
                state[u] = wanted;
                clocksChanged = true;
                clockSteps.add(new ClockStep(nowNs, u, clockFraction(u), limiters.reason(u)));
            }
        }
    }

    private static BatteryState newBattery(
            DeviceProfile profile, BatteryProfile pack, DeviceConditions conditions, HeatLoop.Caps caps) {
        double fraction = DeviceSetup.chargeFraction(conditions.batteryStartFraction());
        return DeviceSetup.part(profile, () -> new BatteryState(pack, fraction, caps.chargeFraction(), caps.stepNs()));
    }

    private BatteryState requireBattery() {
        return battery.orElseThrow(() -> new IllegalStateException("'" + profile.id() + "' has no battery."));
    }
}
