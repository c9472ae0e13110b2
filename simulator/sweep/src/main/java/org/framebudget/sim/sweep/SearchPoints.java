package org.framebudget.sim.sweep;

import java.io.Closeable;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;

/**
 * Scores points for a search: those that the store has are read, all others run on several threads and written, so that none
 * is run twice.
 */
final class SearchPoints implements CoordinateSearch.Evaluator, Closeable {
    private final Goal goal;
    private final Store store;
    private final DuckDBConnection database;
    private final StoredScores stored;
    private final Listener listener;
    private final ExecutorService pool;
    private final ScatteredRows rows;
    private final List<PointRunner> runners = new ArrayList<>();
    private volatile boolean stopping;

    /** Told of each point, from any thread. */
    interface Listener {
        /** A point that was run. */
        void ran(long point, PointRunner.Outcome outcome);

        /** Points that the store had. */
        void found(int count);
    }

    SearchPoints(
            SweepPlan plan,
            Goal goal,
            Store store,
            ProfileRepository profiles,
            int threads,
            DuckDBConnection database,
            Listener listener) {
        this.goal = goal;
        this.store = store;
        this.database = database;
        this.listener = listener;
        this.stored = new StoredScores(store.folder(), goal);
        this.rows = new ScatteredRows(plan, store, database);
        this.pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "sweep search");
            thread.setDaemon(true);
            return thread;
        });
        for (int t = 0; t < threads; t++) {
            runners.add(new PointRunner(plan, profiles));
        }
    }

    @Override
    public List<Score> scores(List<Long> points) {
        Map<Long, Score> known = new ConcurrentHashMap<>();
        List<Long> missing = new ArrayList<>();
        List<Long> there = new ArrayList<>();
        Set<Part> files = new HashSet<>();
        for (long point : points) {
            Optional<Part> file = store.holding(point);
            file.ifPresent(files::add);
            (file.isPresent() ? there : missing).add(point);
        }
        if (!there.isEmpty()) {
            stored.of(there, files, database).forEach(score -> known.put(score.point(), score));
            listener.found(there.size());
        }
        run(missing, known);
        return points.stream().map(known::get).filter(Objects::nonNull).toList();
    }

    private void run(List<Long> points, Map<Long, Score> known) {
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> ends = new ArrayList<>();
        try {
            for (PointRunner runner : runners) {
                ends.add(pool.submit(() -> work(runner, points, next, known)));
            }
        } catch (RejectedExecutionException e) {
            // stopped meanwhile; those that began end by themselves
        }
        Throwable fault = null;
        for (Future<?> end : ends) {
            try {
                end.get();
            } catch (ExecutionException e) {
                fault = fault == null ? e.getCause() : fault;
                stop();
            } catch (CancellationException e) {
                // was stopped before it began
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stop();
            }
        }
        if (fault instanceof RuntimeException e) {
            throw e;
        }
        if (fault instanceof Error e) {
            throw e;
        }
    }

    /** Lets points that are finished be written; those in between are given up. */
    void stop() {
        stopping = true;
        pool.shutdownNow();
    }

    /** Writes what is not written yet; throws {@link MachineException} where that fails. */
    void write() {
        rows.write();
    }

    @Override
    public void close() {
        pool.shutdownNow();
        rows.close();
    }

    private void work(PointRunner runner, List<Long> points, AtomicInteger next, Map<Long, Score> known) {
        for (int i = next.getAndIncrement(); i < points.size() && !stopping; i = next.getAndIncrement()) {
            long point = points.get(i);
            long beganNs = System.nanoTime();
            PointRunner.Outcome outcome;
            try {
                outcome = runner.run(point);
            } catch (CancellationException e) {
                return;
            }
            // a file is not written by a thread that is interrupted; stopping says the same
            Thread.interrupted();
            rows.add(point, outcome, (System.nanoTime() - beganNs) * 1e-9);
            known.put(point, goal.score(point, outcome.trial()));
            listener.ran(point, outcome);
        }
    }
}
