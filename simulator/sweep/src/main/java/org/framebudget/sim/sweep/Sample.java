package org.framebudget.sim.sweep;

import org.apache.commons.math3.random.SobolSequenceGenerator;

/** Points spread over a unit cube, each found by its number without the others. Safe for many threads. */
interface Sample {
    /** A coordinate in [0, 1). */
    double at(long point, int dimension);

    /**
     * Latin hypercube (McKay, Beckman, Conover, 1979): each coordinate's range is cut into {@code count} equal parts, and each
     * part holds one point, somewhere in it.
     *
     * @param names of the coordinates, so that a further one leaves the others as they are
     */
    static Sample latinHypercube(long count, long seed, String... names) {
        Permutation[] parts = new Permutation[names.length];
        long[] within = new long[names.length];
        for (int d = 0; d < names.length; d++) {
            parts[d] = new Permutation(count, Hashes.of(seed, "part " + names[d]));
            within[d] = Hashes.of(seed, "within " + names[d]);
        }
        return (point, d) -> (parts[d].at(point) + Hashes.uniform(Hashes.of(within[d], point))) / count;
    }

    /** Sobol's sequence with the direction numbers of Joe and Kuo (2008), from its first point, the origin. */
    static Sample sobol(int dimensions) {
        SobolSequenceGenerator generator = new SobolSequenceGenerator(dimensions);
        return new Sample() {
            private long cachedPoint = -1;
            private double[] cached = new double[0];

            @Override
            public synchronized double at(long point, int dimension) {
                if (point != cachedPoint) {
                    cached = generator.skipTo(Math.toIntExact(point));
                    cachedPoint = point;
                }
                return cached[dimension];
            }
        };
    }
}
