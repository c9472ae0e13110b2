package org.framebudget.devices.thermal;

import java.util.Arrays;

/**
 * Temperatures of a {@link ThermalNetwork} over time. Advancing is exact for constant power and ambient, so splitting an
 * interval changes nothing but rounding. Allocates nothing after construction; not for use by several threads.
 */
public final class ThermalState {
    private static final double S_PER_NS = 1e-9;

    private final ThermalNetwork network;
    private final int n;
    /** Amplitude of each mode, of temperatures above {@link #ambientDegC}. */
    private final double[] modal;

    private final double[] drive;
    private final double[] nodeDegC;
    private final double[] meanDegC;
    private double ambientDegC;
    private double heatToAmbientJ;

    // factors of the last interval length, by mode; intervals mostly repeat
    private long factorsDtNs = -1;
    private final double[] decay;
    private final double[] gainS;
    private final double[] meanDecay;
    private final double[] meanGainS;

    /** Every node at {@code startDegC}. */
    public ThermalState(ThermalNetwork network, double startDegC, double ambientDegC) {
        this.network = network;
        this.n = network.size();
        this.modal = new double[n];
        this.drive = new double[n];
        this.nodeDegC = new double[n];
        this.meanDegC = new double[n];
        this.decay = new double[n];
        this.gainS = new double[n];
        this.meanDecay = new double[n];
        this.meanGainS = new double[n];
        this.ambientDegC = ambientDegC;
        double[] start = new double[n];
        Arrays.fill(start, startDegC);
        setTemperatures(start);
    }

    /**
     * Advances by {@code dtNs} of constant power and ambient.
     *
     * @param dtNs at least 0
     * @param powerW heat into each node
     */
    public void advance(long dtNs, double[] powerW, double ambientDegC) {
        prepare(dtNs, powerW, ambientDegC);
        Arrays.fill(nodeDegC, ambientDegC);
        Arrays.fill(meanDegC, ambientDegC);
        for (int mode = 0; mode < n; mode++) {
            double mean = modal[mode] * meanDecay[mode] + drive[mode] * meanGainS[mode];
            double end = modal[mode] * decay[mode] + drive[mode] * gainS[mode];
            modal[mode] = end;
            for (int node = 0; node < n; node++) {
                double shape = network.fromModal(node, mode);
                nodeDegC[node] += shape * end;
                meanDegC[node] += shape * mean;
            }
        }
        double toAmbientW = 0;
        for (int node = 0; node < n; node++) {
            toAmbientW += network.toAmbientWPerK(node) * (meanDegC[node] - ambientDegC);
        }
        heatToAmbientJ = toAmbientW * dtNs * S_PER_NS;
    }

    /** Mean temperature that a node would have over the next {@code dtNs}; the state does not move. */
    public double expectedMeanDegC(int node, long dtNs, double[] powerW, double ambientDegC) {
        prepare(dtNs, powerW, ambientDegC);
        double degC = ambientDegC;
        for (int mode = 0; mode < n; mode++) {
            degC += network.fromModal(node, mode) * (modal[mode] * meanDecay[mode] + drive[mode] * meanGainS[mode]);
        }
        return degC;
    }

    /** Rise of a node's mean temperature over {@code dtNs} per watt of constant heat into the same node. */
    public double meanResponseKPerW(int node, long dtNs) {
        prepareFactors(dtNs);
        double sum = 0;
        for (int mode = 0; mode < n; mode++) {
            double shape = network.fromModal(node, mode);
            sum += shape * shape * meanGainS[mode];
        }
        return sum;
    }

    /**
     * A bound in K/s that no node's rate of change exceeds from now on while power and ambient stay as given. (Diffusion
     * only evens rates out: the largest rate of any node at the start bounds all later ones.)
     */
    public double fastestKPerS(double[] powerW, double ambientDegC) {
        moveAmbient(ambientDegC);
        findDrive(powerW);
        double fastest = 0;
        for (int node = 0; node < n; node++) {
            double rate = 0;
            for (int mode = 0; mode < n; mode++) {
                rate += network.fromModal(node, mode) * (drive[mode] - network.ratePerS(mode) * modal[mode]);
            }
            fastest = Math.max(fastest, Math.abs(rate));
        }
        return fastest;
    }

    /** Number of nodes. */
    public int size() {
        return n;
    }

    /** Temperature of a node at the end of the last interval. */
    public double degC(int node) {
        return nodeDegC[node];
    }

    /** Mean temperature of a node over the last interval. */
    public double meanDegC(int node) {
        return meanDegC[node];
    }

    /** Copies the temperatures into {@code target}, one per node. */
    public void copyTo(double[] target) {
        System.arraycopy(nodeDegC, 0, target, 0, n);
    }

    /** Puts every node at a temperature. */
    public void setTemperatures(double[] degC) {
        System.arraycopy(degC, 0, nodeDegC, 0, n);
        System.arraycopy(degC, 0, meanDegC, 0, n);
        for (int mode = 0; mode < n; mode++) {
            modal[mode] = 0;
            for (int node = 0; node < n; node++) {
                modal[mode] += network.toModal(mode, node) * (degC[node] - ambientDegC);
            }
        }
    }

    /** Heat held in all nodes, counted from 0 °C. */
    public double storedHeatJ() {
        double sum = 0;
        for (int node = 0; node < n; node++) {
            sum += network.capacityJPerK(node) * nodeDegC[node];
        }
        return sum;
    }

    /** Heat given to ambient over the last interval. */
    public double heatToAmbientJ() {
        return heatToAmbientJ;
    }

    private void prepare(long dtNs, double[] powerW, double ambientDegC) {
        prepareFactors(dtNs);
        moveAmbient(ambientDegC);
        findDrive(powerW);
    }

    private void findDrive(double[] powerW) {
        for (int mode = 0; mode < n; mode++) {
            double sum = 0;
            for (int node = 0; node < n; node++) {
                sum += network.fromModal(node, mode) * powerW[node];
            }
            drive[mode] = sum;
        }
    }

    /** Amplitudes count from ambient: a new ambient shifts them and leaves the temperatures. */
    private void moveAmbient(double newDegC) {
        if (newDegC == ambientDegC) {
            return;
        }
        double shiftK = ambientDegC - newDegC;
        for (int mode = 0; mode < n; mode++) {
            for (int node = 0; node < n; node++) {
                modal[mode] += network.toModal(mode, node) * shiftK;
            }
        }
        ambientDegC = newDegC;
    }

    private void prepareFactors(long dtNs) {
        if (dtNs == factorsDtNs) {
            return;
        }
        if (dtNs < 0) {
            throw new IllegalArgumentException("An interval of " + dtNs + " ns runs backwards.");
        }
        double dtS = dtNs * S_PER_NS;
        for (int mode = 0; mode < n; mode++) {
            double rate = network.ratePerS(mode);
            double lost = -StrictMath.expm1(-rate * dtS);
            decay[mode] = 1 - lost;
            gainS[mode] = lost / rate;
            meanDecay[mode] = dtNs == 0 ? 1 : lost / (rate * dtS);
            meanGainS[mode] = (1 - meanDecay[mode]) / rate;
        }
        factorsDtNs = dtNs;
    }
}
