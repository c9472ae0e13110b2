package org.framebudget.sim.sweep;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.duckdb.DuckDBConnection;
import org.framebudget.models.MachineException;

/**
 * Rows of points that lie here and there, on their way into the store: neighbours become one file, and no row waits longer than for some
 * work of others, since a file takes longer than a short point. Safe for many threads.
 */
final class ScatteredRows implements Closeable {
    /** Work that a kill loses at most, besides points that are not finished. */
    private static final double MOST_WORK_S = 1;

    private final SweepPlan plan;
    private final RowWriter writer;
    private final TreeMap<Long, PointRunner.Outcome> waiting = new TreeMap<>();
    private double workS;

    ScatteredRows(SweepPlan plan, Store store, DuckDBConnection database) {
        this.plan = plan;
        this.writer = new RowWriter(plan, store.folder(), database, 0);
    }

    /**
     * Takes what came of a point.
     *
     * @param seconds that it took
     * @throws MachineException where files cannot be written
     */
    synchronized void add(long point, PointRunner.Outcome outcome, double seconds) {
        waiting.put(point, outcome);
        workS += seconds;
        if (workS >= MOST_WORK_S) {
            write();
        }
    }

    /** Writes all that wait; errors as above. */
    synchronized void write() {
        List<Map.Entry<Long, PointRunner.Outcome>> run = new ArrayList<>();
        while (!waiting.isEmpty()) {
            Map.Entry<Long, PointRunner.Outcome> next = waiting.pollFirstEntry();
            if (!run.isEmpty() && !neighbours(run.get(run.size() - 1).getKey(), next.getKey())) {
                write(run);
                run.clear();
            }
            run.add(next);
        }
        if (!run.isEmpty()) {
            write(run);
        }
        workS = 0;
    }

    /** Whether all points between them are left out. */
    private boolean neighbours(long point, long next) {
        for (long between = point + 1; between < next; between++) {
            if (!plan.excluded(between)) {
                return false;
            }
        }
        return true;
    }

    private void write(List<Map.Entry<Long, PointRunner.Outcome>> run) {
        run.forEach(row -> writer.add(row.getKey(), row.getValue()));
        writer.write(new Part(run.get(0).getKey(), run.get(run.size() - 1).getKey()));
    }

    @Override
    public synchronized void close() {
        writer.close();
    }
}
