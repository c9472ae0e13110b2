package org.framebudget.sim.sweep;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.duckdb.DuckDBConnection;
import org.framebudget.devices.ProfileRepository;
import org.jspecify.annotations.Nullable;

/** Runs the points that a store lacks, on the cores of this machine. Once. */
final class LocalEngine implements SweepRun {
    private static final long REPORT_EVERY_NS = 100_000_000L;

    private final SweepPlan plan;
    private final Store store;
    private final ProfileRepository profiles;
    private final Consumer<Progress> progress;
    private final Dealer dealer;
    private final List<Thread> workers = new ArrayList<>();
    private final CountDownLatch ended;
    private final AtomicReference<@Nullable Throwable> fault = new AtomicReference<>();
    private final AtomicReference<@Nullable String> firstFailure = new AtomicReference<>();
    private final AtomicLong ran = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong reportedNs = new AtomicLong();
    private final long before;
    private final long beganNs = System.nanoTime();
    private volatile boolean stopping;
    private @Nullable DuckDBConnection database;

    /** @param progress told now and then, from any worker */
    LocalEngine(SweepPlan plan, Store store, ProfileRepository profiles, int threads, Consumer<Progress> progress) {
        this.plan = plan;
        this.store = store;
        this.profiles = profiles;
        this.progress = progress;
        List<Part> missing = store.missing();
        this.dealer = new Dealer(plan, missing, threads);
        this.before = plan.kept() - dealer.left();
        this.ended = new CountDownLatch(threads);
        for (int t = 0; t < threads; t++) {
            int number = t;
            Thread worker = new Thread(() -> work(number), "sweep " + t);
            worker.setDaemon(true);
            workers.add(worker);
        }
    }

    @Override
    public Progress run() {
        if (dealer.left() > 0) {
            try (DuckDBConnection rows = Database.forRows()) {
                database = rows;
                workers.forEach(Thread::start);
                await();
            } catch (SQLException e) {
                throw RowWriter.failed(store.folder(), e);
            }
        }
        Throwable thrown = fault.get();
        if (thrown instanceof RuntimeException e) {
            throw e;
        }
        if (thrown instanceof Error e) {
            throw e;
        }
        return now();
    }

    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                ended.await();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
                stop();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop() {
        stopping = true;
        workers.forEach(Thread::interrupt);
    }

    @Override
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public Progress now() {
        return new Progress(
                plan.kept(), before, ran.get(), failed.get(), (System.nanoTime() - beganNs) * 1e-9, firstFailure.get());
    }

    private void work(int number) {
        DuckDBConnection shared = database;
        try (RowWriter writer = new RowWriter(plan, store.folder(), Objects.requireNonNull(shared), number)) {
            PointRunner runner = new PointRunner(plan, profiles);
            for (Optional<Part> next = dealer.next(); next.isPresent() && !stopping; next = dealer.next()) {
                stretch(next.get(), runner, writer);
            }
        } catch (Throwable t) { // an Error as well: whoever waits has to hear of it
            fault.compareAndSet(null, t);
            stop();
        } finally {
            ended.countDown();
        }
    }

    /** Runs a stretch and writes it, or as much of it as there was time for. */
    private void stretch(Part part, PointRunner runner, RowWriter writer) {
        long startNs = System.nanoTime();
        long last = part.from() - 1;
        long rows = 0;
        while (last < part.to() && !stopping) {
            long point = last + 1;
            if (!plan.excluded(point)) {
                if (!run(point, runner, writer)) {
                    break;
                }
                rows++;
            }
            last = point;
        }
        // a file is not written by a thread that is interrupted
        Thread.interrupted();
        if (rows > 0) {
            writer.write(new Part(part.from(), last));
        }
        dealer.took(rows, (System.nanoTime() - startNs) * 1e-9);
    }

    /** False where it was given up. */
    private boolean run(long point, PointRunner runner, RowWriter writer) {
        PointRunner.Outcome outcome;
        try {
            outcome = runner.run(point);
        } catch (CancellationException e) {
            return false;
        }
        writer.add(point, outcome);
        if (outcome.trial() == null) {
            firstFailure.compareAndSet(null, "point " + point + ": " + outcome.reason());
            failed.incrementAndGet();
        }
        ran.incrementAndGet();
        report();
        return true;
    }

    private void report() {
        long last = reportedNs.get();
        long nowNs = System.nanoTime() - beganNs;
        if (nowNs - last > REPORT_EVERY_NS && reportedNs.compareAndSet(last, nowNs)) {
            progress.accept(now());
        }
    }
}
