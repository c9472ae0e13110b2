package org.framebudget.sim.sweep.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.framebudget.sim.sweep.Part;
import org.framebudget.sim.sweep.Row;
import org.framebudget.sim.sweep.SweepPoints;
import org.jspecify.annotations.Nullable;

/** What a process keeps of a sweep between its tasks: the files, read once, and what each thread has looked up. */
final class Workbench {
    private static @Nullable Workbench current;

    private final String id;
    private final SweepPoints first;
    private final Queue<SweepPoints> idle = new ConcurrentLinkedQueue<>();

    private Workbench(Bundle bundle) {
        this.id = bundle.id();
        this.first = bundle.open();
    }

    /** The one of a sweep; a process works at one sweep after the other. */
    static synchronized Workbench of(Bundle bundle) {
        Workbench bench = current;
        if (bench == null || !bench.id.equals(bundle.id())) {
            bench = new Workbench(bundle);
            current = bench;
        }
        return bench;
    }

    /** Rows of all points of a part. */
    List<Row> run(Part part) {
        SweepPoints points = idle.poll();
        if (points == null) {
            points = first.another();
        }
        List<Row> rows = new ArrayList<>();
        points.run(part, rows::add);
        idle.add(points);
        return rows;
    }
}
