package org.framebudget.sim.sweep.spark;

/** How many points a task, a file and what is under way hold, from what points took so far. */
final class Portions {
    /** Launching a task costs the driver some milliseconds, so a task is about so long. */
    private static final double TASK_S = 0.5;

    /** More than so many tasks a second one driver does not launch. */
    private static final double TASKS_PER_S = 400;

    /** So many tasks for each core are under way, so that none waits for the driver. */
    private static final int AHEAD = 3;

    /** So many files in all, where the bounds below allow. */
    private static final int FILES = 200;

    private static final double LONGEST_FILE_S = 30;
    private static final long MOST_POINTS = 20_000;

    /** The newest answers count most: the first ones were run by cold machines. */
    private static final double NEWEST = 0.3;

    private static final double LEAST_POINT_S = 1e-6;

    private double pointS = Double.NaN;

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
        return atLeastOne(taskS(cores) / pointS);
    }

    /** Points of a file, the tasks of one job. */
    long stretch(long left, int cores) {
        double seconds = Math.max(cores * taskS(cores), Math.min(cores * LONGEST_FILE_S, left * pointS / FILES));
        return Math.min(MOST_POINTS, atLeastOne(seconds / pointS));
    }

    private static double taskS(int cores) {
        return Math.max(TASK_S, cores / TASKS_PER_S);
    }

    private static long atLeastOne(double points) {
        return Math.max(1, Math.round(points));
    }
}
