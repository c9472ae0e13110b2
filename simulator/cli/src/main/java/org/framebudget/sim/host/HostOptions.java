package org.framebudget.sim.host;

import java.nio.file.Path;

/**
 * How thorough a calibration or check is.
 *
 * @param folder of the profile and the tables beside it, created where it is missing
 * @param threads of the runs on all cores, at least 1
 * @param minutes when no further run begins
 * @param secondsPerRun length of a run back to back
 * @param rounds how often each network is measured, as far as the time goes
 * @param pauseRounds how often the paced requests are
 * @param pauseJobs how many networks are paced
 * @param longestPauseS rates with longer intervals are left out
 */
public record HostOptions(
        Path folder,
        int threads,
        double minutes,
        double secondsPerRun,
        int rounds,
        int pauseRounds,
        int pauseJobs,
        double longestPauseS) {
    /** Minutes of {@link #quick}. */
    public static final double QUICK_MINUTES = 2.5;
    /** Minutes of {@link #full}, where nothing else is asked for. */
    public static final double FULL_MINUTES = 13;

    private static final int MANY = 1000;

    /** One short round. */
    public static HostOptions quick(Path folder, int threads) {
        return new HostOptions(folder, threads, QUICK_MINUTES, 0.2, 1, 1, 2, 0.3);
    }

    /** As many rounds as the time allows. */
    public static HostOptions full(Path folder, int threads, double minutes) {
        return new HostOptions(folder, threads, minutes, 0.4, MANY, 2, HostPauses.JOBS.size(), 1);
    }

    java.util.List<Double> rates(java.util.List<Double> ratesFps) {
        return ratesFps.stream().filter(rate -> 1 / rate <= longestPauseS).toList();
    }
}
