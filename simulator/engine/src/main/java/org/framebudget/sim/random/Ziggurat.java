package org.framebudget.sim.random;

/**
 * Tables and rare cases of the normal sampler (Marsaglia and Tsang, The Ziggurat Method for Generating Random Variables,
 * 2000): the bell is covered by 256 layers of equal area; nearly always a point of a layer lies under the bell for sure.
 */
final class Ziggurat {
    static final int LAYER_MASK = 255;

    /** Below this share of its layer's width, a point lies under the bell for sure. */
    static final double[] INSIDE = new double[LAYER_MASK + 1];

    /** Right edge of each layer's rectangle, from the bottom up; the last is the top of the bell. */
    static final double[] EDGE = new double[LAYER_MASK + 2];

    /** Height of the bell at each edge. */
    private static final double[] HEIGHT = new double[LAYER_MASK + 2];

    /** Where the tail begins, and the area of each layer, for 256 layers. */
    private static final double TAIL = 3.6541528853610088;

    private static final double AREA = 0.00492867323399;

    static {
        // the bottom layer's rectangle is as wide as its area with the tail asks for
        EDGE[0] = AREA / bell(TAIL);
        EDGE[1] = TAIL;
        for (int i = 2; i <= LAYER_MASK; i++) {
            EDGE[i] = StrictMath.sqrt(-2 * StrictMath.log(AREA / EDGE[i - 1] + bell(EDGE[i - 1])));
        }
        for (int i = 0; i <= LAYER_MASK; i++) {
            INSIDE[i] = EDGE[i + 1] / EDGE[i];
            HEIGHT[i + 1] = bell(EDGE[i + 1]);
        }
    }

    private Ziggurat() {}

    /** A point that is not for sure under the bell: decided here, or drawn anew. */
    static double gaussianAtEdge(RandomStream random, int layer, double place) {
        double x = place * EDGE[layer];
        if (layer == 0) {
            return place < 0 ? -tail(random) : tail(random);
        }
        double y = HEIGHT[layer] + random.uniform() * (HEIGHT[layer + 1] - HEIGHT[layer]);
        return y < bell(x) ? x : random.gaussian();
    }

    /** Beyond the last edge (Marsaglia, Generating a Variable from the Tail of the Normal Distribution, 1964). */
    private static double tail(RandomStream random) {
        double beyond;
        double height;
        do {
            beyond = random.exponential() / TAIL;
            height = random.exponential();
        } while (height + height < beyond * beyond);
        return TAIL + beyond;
    }

    private static double bell(double x) {
        return StrictMath.exp(-0.5 * x * x);
    }
}
