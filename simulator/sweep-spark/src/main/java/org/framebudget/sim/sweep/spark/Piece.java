package org.framebudget.sim.sweep.spark;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.framebudget.sim.sweep.Part;
import org.framebudget.sim.sweep.Row;
import org.jspecify.annotations.Nullable;
import scala.collection.Iterator;
import scala.runtime.AbstractFunction1;

/**
 * What a task comes back with.
 *
 * @param rows as {@link RowBytes} has them
 * @param count of rows
 * @param failed rows of points that could not be run
 * @param firstFailure the reason of the first of these; absent without one
 * @param seconds that running the points took
 */
record Piece(byte[] rows, int count, int failed, @Nullable String firstFailure, double seconds)
        implements Serializable {
    private static final long serialVersionUID = 1L;

    static Piece of(Part part, Workbench bench) {
        long startNs = System.nanoTime();
        List<Row> rows = bench.run(part);
        double seconds = (System.nanoTime() - startNs) * 1e-9;
        List<Row> failed = rows.stream().filter(row -> row.error() != null).toList();
        return new Piece(
                RowBytes.of(rows),
                rows.size(),
                failed.size(),
                failed.isEmpty()
                        ? null
                        : "point " + failed.get(0).point() + ": "
                                + failed.get(0).error(),
                seconds);
    }

    /** The rows of pieces that follow each other. */
    static List<Row> rows(List<Piece> pieces) {
        List<Row> rows = new ArrayList<>();
        for (Piece piece : pieces) {
            rows.addAll(RowBytes.rows(piece.rows));
        }
        return rows;
    }

    /** A task: its partition holds one stretch, as its first and its last number. */
    static final class Task extends AbstractFunction1<Iterator<long[]>, Piece> implements Serializable {
        private static final long serialVersionUID = 1L;

        private final Broadcast<Bundle> bundle;

        Task(Broadcast<Bundle> bundle) {
            this.bundle = bundle;
        }

        @Override
        public Piece apply(Iterator<long[]> stretch) {
            long[] ends = stretch.next();
            return of(new Part(ends[0], ends[1]), Workbench.of(bundle.value()));
        }
    }
}
