package org.framebudget.devices.power;

/**
 * Clock choice of Linux's schedutil governor (kernel/sched/cpufreq_schedutil.c): a quarter of headroom over the
 * frequency-invariant utilisation, then the lowest clock that suffices. Real-time tasks, I/O boost and rate limits are left
 * out.
 */
public final class Schedutil {
    private static final double HEADROOM = 1.25;

    private Schedutil() {}

    /** Wanted clock before rounding, {@code 1.25 · maximum · utilisation}; utilisation is 0 to 1 of full capacity. */
    public static double rawMhz(double utilisation, double maximumMhz) {
        return HEADROOM * maximumMhz * utilisation;
    }

    /**
     * The clock chosen.
     *
     * @param clocksMhz available clocks, rising, at least one
     * @param capMhz thermal or policy ceiling
     * @return the lowest clock at or above the wanted one, not above the ceiling unless even the lowest clock is
     */
    public static double chooseMhz(double utilisation, double[] clocksMhz, double capMhz) {
        double wantedMhz = rawMhz(utilisation, clocksMhz[clocksMhz.length - 1]);
        double chosenMhz = clocksMhz[0];
        for (int i = 1; i < clocksMhz.length && clocksMhz[i] <= capMhz && chosenMhz < wantedMhz; i++) {
            chosenMhz = clocksMhz[i];
        }
        return chosenMhz;
    }
}
