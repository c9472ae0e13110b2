package org.framebudget.sim.sweep;

import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.SafeFiles;
import org.jspecify.annotations.Nullable;

/** Searches the points of a sweep on the cores of this machine. Once. */
final class SearchRun implements SweepRun, SearchPoints.Listener {
    private final SweepPlan plan;
    private final Goal goal;
    private final Store store;
    private final ProfileRepository profiles;
    private final int threads;
    private final long budget;
    private final Consumer<Progress> progress;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final AtomicReference<@Nullable SearchPoints> running = new AtomicReference<>();
    private final AtomicLong before = new AtomicLong();
    private final AtomicLong ran = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final long beganNs = System.nanoTime();
    private volatile boolean stopping;
    private @Nullable SearchAnswer answer;

    /**
     * @param budget points to look at
     * @param progress told after each point, from any worker
     */
    SearchRun(
            SweepPlan plan,
            Goal goal,
            Store store,
            ProfileRepository profiles,
            int threads,
            long budget,
            Consumer<Progress> progress) {
        this.plan = plan;
        this.goal = goal;
        this.store = store;
        this.profiles = profiles;
        this.threads = threads;
        this.budget = Math.min(budget, plan.kept());
        this.progress = progress;
    }

    @Override
    public Progress run() {
        try (DuckDBConnection rows = Database.forRows();
                SearchPoints points = new SearchPoints(plan, goal, store, profiles, threads, rows, this)) {
            running.set(points);
            if (stopping) {
                points.stop();
            }
            CoordinateSearch search = new CoordinateSearch(
                    new SweepSpace(plan), Hashes.of(plan.spec().seed(), "search"), points);
            boolean whole = search.run(budget);
            points.write();
            if (!search.found().isEmpty()) {
                SafeFiles.writeText(store.folder().resolve(SearchFile.NAME), SearchFile.text(search.found()));
            }
            if (whole) {
                List<Score> best = search.best(Finalists.POINTS);
                answer = new SearchAnswer(
                        plan,
                        goal,
                        best.get(0),
                        budget,
                        0,
                        search.known(best.get(0).point()),
                        new Finalists(plan, goal, profiles).again(best, threads));
            }
            return now();
        } catch (SQLException e) {
            throw RowWriter.failed(store.folder(), e);
        } finally {
            ended.countDown();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        SearchPoints points = running.get();
        if (points != null) {
            points.stop();
        }
    }

    @Override
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public Progress now() {
        return new Progress(
                budget,
                before.get(),
                ran.get(),
                failed.get(),
                (System.nanoTime() - beganNs) * 1e-9,
                firstFailure.get());
    }

    /** What it found; empty where it was stopped. */
    Optional<SearchAnswer> answer() {
        return Optional.ofNullable(answer);
    }

    @Override
    public void ran(long point, PointRunner.Outcome outcome) {
        if (outcome.trial() == null) {
            firstFailure.compareAndSet(null, "point " + point + ": " + outcome.reason());
            failed.incrementAndGet();
        }
        ran.incrementAndGet();
        progress.accept(now());
    }

    @Override
    public void found(int count) {
        before.addAndGet(count);
        progress.accept(now());
    }
}
