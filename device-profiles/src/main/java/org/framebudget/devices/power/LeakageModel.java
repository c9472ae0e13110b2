package org.framebudget.devices.power;

/**
 * Leakage power {@code P0 · exp(beta · (T − T0))}, the simple form HotSpot uses (Skadron et al. 2003), and its equilibrium
 * with a linear thermal network. Units: W, 1/K, °C, K/W.
 */
public record LeakageModel(double p0W, double betaPerK, double t0DegC) {
    private static final int MAX_ITERATIONS = 100;

    /** Leakage at a temperature. */
    public double powerW(double degC) {
        return p0W * StrictMath.exp(betaPerK * (degC - t0DegC));
    }

    /**
     * The leakage that heats its own node to the temperature it belongs to: the smallest {@code L} with
     * {@code L = powerW(degCWithout + responseKPerW · L)}. Newton's method from below; the function is convex, so it rises
     * to that root and to no other.
     *
     * @param degCWithout temperature of the node without leakage
     * @param responseKPerW how much a watt warms the node
     * @return NaN where there is none, that is thermal runaway
     */
    public double equilibriumW(double degCWithout, double responseKPerW) {
        double leakageW = powerW(degCWithout);
        for (int i = 0; i < MAX_ITERATIONS; i++) {
            double askedW = powerW(degCWithout + responseKPerW * leakageW);
            double slope = stability(responseKPerW, askedW);
            if (!(slope < 1)) {
                return Double.NaN;
            }
            double stepW = (askedW - leakageW) / (1 - slope);
            leakageW += stepW;
            if (Math.abs(stepW) <= 1e-13 * leakageW) {
                return leakageW;
            }
        }
        // rounding may keep the last digit from settling; a real failure was caught by the slope
        return leakageW;
    }

    /** Gain of the loop temperature → leakage → temperature; stable below 1. */
    public double stability(double responseKPerW, double leakageW) {
        return betaPerK * responseKPerW * leakageW;
    }

    /**
     * Smallest driving power at which a single node has no equilibrium any more, from the branch point of Lambert's W:
     * {@code (−1 − ln(beta R P0)) / (beta R)} with P0 the leakage at ambient.
     */
    public double runawayPowerW(double resistanceKPerW, double ambientDegC) {
        double loop = betaPerK * resistanceKPerW;
        return (-1 - StrictMath.log(loop * powerW(ambientDegC))) / loop;
    }
}
