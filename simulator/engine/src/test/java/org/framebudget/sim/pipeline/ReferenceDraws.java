package org.framebudget.sim.pipeline;

/**
 * The random numbers that the reference workloads' golden figures were made with: xoshiro256++ (Blackman and Vigna) seeded
 * by splitmix64, and a ziggurat of 256 layers (Marsaglia and Tsang, 2000; the edges and areas of the tables are
 * theirs). Only for tests; the product has streams of its own.
 */
final class ReferenceDraws {
    private static final int LAYERS = 256;
    private static final double NORMAL_EDGE = 3.6541528853610088;
    private static final double NORMAL_AREA = 0.00492867323399;
    private static final double EXPONENTIAL_EDGE = 7.69711747013104972;
    private static final double EXPONENTIAL_AREA = 0.0039496598225815571993;

    /** Right edges of the layers from the base up, and the density at each. */
    private static final double[] NORMAL_X = new double[LAYERS + 1];

    private static final double[] NORMAL_Y = new double[LAYERS + 1];
    private static final double[] EXPONENTIAL_X = new double[LAYERS + 1];
    private static final double[] EXPONENTIAL_Y = new double[LAYERS + 1];

    static {
        for (int layer = 0; layer <= LAYERS; layer++) {
            boolean top = layer == LAYERS;
            NORMAL_X[layer] = switch (layer) {
                case 0 -> NORMAL_AREA / bell(NORMAL_EDGE);
                case 1 -> NORMAL_EDGE;
                default ->
                    top ? 0 : Math.sqrt(-2 * Math.log(NORMAL_AREA / NORMAL_X[layer - 1] + bell(NORMAL_X[layer - 1])));
            };
            EXPONENTIAL_X[layer] = switch (layer) {
                case 0 -> EXPONENTIAL_AREA / Math.exp(-EXPONENTIAL_EDGE);
                case 1 -> EXPONENTIAL_EDGE;
                default ->
                    top
                            ? 0
                            : -Math.log(
                                    EXPONENTIAL_AREA / EXPONENTIAL_X[layer - 1] + Math.exp(-EXPONENTIAL_X[layer - 1]));
            };
            NORMAL_Y[layer] = bell(NORMAL_X[layer]);
            EXPONENTIAL_Y[layer] = Math.exp(-EXPONENTIAL_X[layer]);
        }
    }

    private final long[] state = new long[4];

    ReferenceDraws(long seed) {
        long walk = seed;
        for (int i = 0; i < 4; i++) {
            walk += 0x9E3779B97F4A7C15L;
            long z = (walk ^ walk >>> 30) * 0xBF58476D1CE4E5B9L;
            z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
            state[i] = z ^ z >>> 31;
        }
    }

    /** Service times of a stage: a lognormal of this mean and coefficient of variation. */
    static ServiceTime logNormal(long seed, double meanNs, double cv) {
        ReferenceDraws draws = new ReferenceDraws(seed);
        double variance = Math.log(1 + cv * cv);
        double mu = Math.log(meanNs) - variance / 2;
        double sigma = Math.sqrt(variance);
        return new ServiceTime() {
            @Override
            public long nextNs(long nowNs) {
                return (long) Math.exp(mu + sigma * draws.normal());
            }

            @Override
            public double meanNs() {
                return meanNs;
            }
        };
    }

    double normal() {
        while (true) {
            long bits = nextLong();
            int layer = (int) bits & LAYERS - 1;
            double u = ((bits >> 11) + 0.5) * 0x1p-52;
            double x = u * NORMAL_X[layer];
            if (Math.abs(x) < NORMAL_X[layer + 1]) {
                return x;
            }
            if (layer == 0) {
                return Math.copySign(beyondEdge(), u);
            }
            double y = NORMAL_Y[layer] + uniform() * (NORMAL_Y[layer + 1] - NORMAL_Y[layer]);
            if (y < bell(x)) {
                return x;
            }
        }
    }

    double exponential() {
        double passed = 0;
        while (true) {
            long bits = nextLong();
            int layer = (int) bits & LAYERS - 1;
            double x = ((bits >>> 11) + 0.5) * 0x1p-53 * EXPONENTIAL_X[layer];
            if (x < EXPONENTIAL_X[layer + 1]) {
                return passed + x;
            }
            if (layer == 0) {
                // what lies beyond the edge is an exponential again
                passed += EXPONENTIAL_EDGE;
                continue;
            }
            double y = EXPONENTIAL_Y[layer] + uniform() * (EXPONENTIAL_Y[layer + 1] - EXPONENTIAL_Y[layer]);
            if (y < Math.exp(-x)) {
                return passed + x;
            }
        }
    }

    /** Exponential by inversion. */
    double exponentialByLog() {
        return -Math.log(uniform());
    }

    /** Marsaglia's method for the normal's tail. */
    private double beyondEdge() {
        double over;
        double trial;
        do {
            over = -Math.log(uniform()) / NORMAL_EDGE;
            trial = -Math.log(uniform());
        } while (2 * trial < over * over);
        return NORMAL_EDGE + over;
    }

    private double uniform() {
        return ((nextLong() >>> 11) + 0.5) * 0x1p-53;
    }

    private long nextLong() {
        long result = Long.rotateLeft(state[0] + state[3], 23) + state[0];
        long shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = Long.rotateLeft(state[3], 45);
        return result;
    }

    private static double bell(double x) {
        return Math.exp(-0.5 * x * x);
    }
}
