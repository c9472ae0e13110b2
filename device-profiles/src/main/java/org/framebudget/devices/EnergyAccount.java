package org.framebudget.devices;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Electrical energy by component since the start, in joules. Battery losses stand apart: they are not electrical load. */
final class EnergyAccount {
    private final List<UnitProfile> units;
    private final double[] unitJ;
    private final double[] idleW;
    private final double restLeakageW;
    private double baseJ;
    private double screenJ;
    private double cameraJ;
    private double linkJ;
    private double leakageJ;
    private double totalJ;
    private double aboveRestJ;

    /**
     * @param restLeakageW leakage of the device at rest
     */
    EnergyAccount(List<UnitProfile> units, double restLeakageW) {
        this.units = units;
        this.unitJ = new double[units.size()];
        this.idleW = units.stream().mapToDouble(u -> u.idleW().value()).toArray();
        this.restLeakageW = restLeakageW;
    }

    /** Books one interval and returns its energy. */
    double book(
            double dtS,
            double baseW,
            double screenW,
            double cameraW,
            double linkW,
            double[] unitW,
            double intervalLeakageJ) {
        double powerW = baseW + screenW + cameraW + linkW;
        double aboveRestW = cameraW + linkW;
        for (int u = 0; u < unitW.length; u++) {
            unitJ[u] += unitW[u] * dtS;
            powerW += unitW[u];
            aboveRestW += unitW[u] - idleW[u];
        }
        baseJ += baseW * dtS;
        screenJ += screenW * dtS;
        cameraJ += cameraW * dtS;
        linkJ += linkW * dtS;
        leakageJ += intervalLeakageJ;
        double energyJ = powerW * dtS + intervalLeakageJ;
        totalJ += energyJ;
        aboveRestJ += aboveRestW * dtS + (intervalLeakageJ - restLeakageW * dtS);
        return energyJ;
    }

    /** Energy above the same device at rest with the same screen: summed by itself, so exactly 0 for one at rest. */
    double aboveRestJ() {
        return aboveRestJ;
    }

    double totalJ() {
        return totalJ;
    }

    Map<String, Double> byComponentJ() {
        List<String> names = components();
        double[] componentJ = new double[names.size()];
        byComponentJ(componentJ);
        Map<String, Double> energyJ = new LinkedHashMap<>();
        for (int c = 0; c < componentJ.length; c++) {
            energyJ.put(names.get(c), componentJ[c]);
        }
        return energyJ;
    }

    /** Names in the order of {@link #byComponentJ(double[])}. */
    List<String> components() {
        List<String> names = new ArrayList<>(List.of("base", "screen", "camera", "link", "leakage"));
        units.forEach(unit -> names.add(unit.id()));
        return names;
    }

    /** The same without a new map. */
    void byComponentJ(double[] intoJ) {
        intoJ[0] = baseJ;
        intoJ[1] = screenJ;
        intoJ[2] = cameraJ;
        intoJ[3] = linkJ;
        intoJ[4] = leakageJ;
        System.arraycopy(unitJ, 0, intoJ, 5, unitJ.length);
    }
}
