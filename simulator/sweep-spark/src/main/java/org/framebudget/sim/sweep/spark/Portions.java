package org.framebudget.sim.sweep.spark;

/** How many points a task, a file and what is under way hold, from what points took so far. */
final class Portions {
    /** Launching a task costs the driver some milliseconds, so a task is about so long. */
    private static final double TASK_S = 0.5;

    /** One driver launches tasks of that length for so many cores; with more of them tasks are longer. */
    private static final double CORES = 200;

    /** So many tasks for each core are under way, so that none waits for the driver. */
    private static final int AHEAD = 3;

    /** So many files in all, where the bounds below allow. */
    private static final int FILES = 200;

    private static final double LONGEST_FILE_S = 30;
    private static final long MOST_POINTS = 20_000;

    /** The newest answers count most: the first ones were run by cold machines. */
    private static final double NEWEST = 0.3;

    /** Where the first points fail at once, the next ones may take long. */
    private static final long MOST_OF_A_TASK = 2_500;

    private static final double LEAST_POINT_S = 1e-6;

    private final double taskS;
    private double pointS = Double.NaN;

    Portions() {
        this(TASK_S);
    }

    /** @param taskS work of a task, in seconds */
    Portions(double taskS) {
        this.taskS = taskS;
    }

    /** Begins with points that ran one after the other, forgetting all before. */
    void begin(long points, double seconds) {
        pointS = Math.max(LEAST_POINT_S, seconds / points);
    }

    /** Tells how long points of a task took. */
    void took(long points, double seconds) {
        pointS += NEWEST * (Math.max(LEAST_POINT_S, seconds / points) - pointS);
    }

    /** Whether the cores could soon have nothing to do. */
    boolean wantsMore(int openTasks, int cores) {
        return openTasks < AHEAD * cores;
    }

    /** Points of a task. */
    long task(int cores) {
        return Math.min(MOST_OF_A_TASK, atLeastOne(taskS(cores) / pointS));
    }

    /** Points of a file, the tasks of one job. */
    long stretch(long left, int cores) {
        double seconds = Math.max(cores * taskS(cores), Math.min(cores * LONGEST_FILE_S, left * pointS / FILES));
        return Math.min(MOST_POINTS, atLeastOne(seconds / pointS));
    }

    private double taskS(int cores) {
        return taskS * Math.max(1, cores / CORES);
    }

    private static long atLeastOne(double points) {
        return Math.max(1, Math.round(points));
    }
}
