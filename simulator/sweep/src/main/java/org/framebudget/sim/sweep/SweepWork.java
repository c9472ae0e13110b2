package org.framebudget.sim.sweep;

import java.io.Closeable;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.sim.scenario.SweepReader;
import org.framebudget.sim.scenario.SweepSpec;

/** The points that a store lacks, dealt out to an engine and taken back as rows. For one thread, the only one that writes there. */
public final class SweepWork implements Closeable {
    private final SweepPlan plan;
    private final Store store;
    private final Dealer dealer;
    private final DuckDBConnection database;
    private final RowWriter writer;
    private final long before;

    SweepWork(SweepPlan plan, Store store) {
        this.plan = plan;
        this.store = store;
        this.dealer = new Dealer(plan, store.missing(), 1);
        this.before = plan.kept() - dealer.left();
        this.database = Database.forRows();
        this.writer = new RowWriter(plan, store.folder(), database, 0);
    }

    /**
     * Reads a sweep file, and begins its store or goes on with it.
     *
     * @throws InputException where the sweep cannot be run as a whole, or the folder holds something else
     */
    public static SweepWork open(Path sweepFile, Path folder) {
        SweepPlan plan = SweepPlan.of(SweepReader.read(sweepFile));
        plan.checkNames(new ProfileRepository());
        return new SweepWork(plan, Store.open(folder, plan));
    }

    /** What is run. */
    public SweepSpec spec() {
        return plan.spec();
    }

    /** Points of the sweep, those left out not counted. */
    public long points() {
        return plan.kept();
    }

    /** Points that the store had at the begin. */
    public long before() {
        return before;
    }

    /** Points that are not dealt yet. */
    public long left() {
        return dealer.left();
    }

    /** The next stretch, of so many points at most; empty where all are dealt. */
    public Optional<Part> next(long points) {
        return dealer.next(points);
    }

    /** Cuts a stretch into pieces of so many points each, in order; what is left out counts nothing. */
    public List<Part> pieces(Part part, long points) {
        return new Dealer(plan, List.of(part), 1).all(points);
    }

    /**
     * Puts the rows of a stretch into the store, whole or not at all.
     *
     * @param rows of every point of the stretch that is not left out, in order
     * @throws MachineException where they cannot be written
     */
    public void write(Part part, Iterable<Row> rows) {
        long count = 0;
        for (Row row : rows) {
            writer.add(row);
            count++;
        }
        long promised = plan.keptIn(part.from(), part.to() + 1);
        if (count != promised) {
            throw new IllegalStateException(count + " rows for the " + promised + " points of " + part);
        }
        writer.write(part);
    }

    /** Lets another process have the store. */
    @Override
    public void close() {
        try {
            writer.close();
            database.close();
        } catch (SQLException e) {
            throw RowWriter.failed(store.folder(), e);
        } finally {
            store.close();
        }
    }
}
