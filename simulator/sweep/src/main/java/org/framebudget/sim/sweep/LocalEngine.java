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

    /** Points are prepared, run and kept so many at a time, since each of the three is faster while it is at it. */
    static final int BATCH = 32;

    private final SweepPlan plan;
    private final Store store;
    private final ProfileRepository profiles;
    private final Consumer<Progress> progress;
    private final Dealer dealer;
    private final List<Worker> workers = new ArrayList<>();
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
            workers.add(new Worker(number));
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
        workers.forEach(Worker::giveUp);
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

    /** A thread that is interrupted only while it runs points: in the middle of a write that would cost the file. */
    private final class Worker extends Thread {
        private final int number;
        private boolean inPoints; // with this lock

        Worker(int number) {
            super("sweep " + number);
            this.number = number;
            setDaemon(true);
        }

        @Override
        public void run() {
            DuckDBConnection shared = database;
            try (RowWriter writer = new RowWriter(plan, store.folder(), Objects.requireNonNull(shared), number)) {
                PointRunner runner = new PointRunner(plan, profiles);
                for (Optional<Part> next = dealer.next(); next.isPresent() && !stopping; next = dealer.next()) {
                    stretch(next.get(), runner, writer);
                }
            } catch (Throwable t) { // an Error as well: whoever waits has to hear of it
                fault.compareAndSet(null, t);
                LocalEngine.this.stop();
            } finally {
                ended.countDown();
            }
        }

        synchronized void giveUp() {
            if (inPoints) {
                interrupt();
            }
        }

        private synchronized void setInPoints(boolean now) {
            inPoints = now;
            if (!now) {
                Thread.interrupted();
            }
        }

        /** Runs a stretch and writes it, or as much of it as there was time for. */
        private void stretch(Part part, PointRunner runner, RowWriter writer) {
            long startNs = System.nanoTime();
            long last = part.from() - 1;
            long rows = 0;
            long failures = 0;
            boolean kept = false;
            boolean whole = true;
            try {
                while (whole && last < part.to() && !stopping) {
                    List<PointRunner.Prepared> batch = new ArrayList<>(BATCH);
                    while (last < part.to() && batch.size() < BATCH) {
                        if (!plan.excluded(++last)) {
                            batch.add(runner.prepared(last));
                        }
                    }
                    List<PointRunner.Outcome> outcomes;
                    setInPoints(true);
                    try {
                        outcomes = outcomes(batch, runner);
                    } finally {
                        setInPoints(false);
                    }
                    rows += outcomes.size();
                    failures += outcomes.stream()
                            .filter(outcome -> outcome.reason() != null)
                            .count();
                    for (int i = 0; i < outcomes.size(); i++) {
                        writer.add(batch.get(i).point(), outcomes.get(i));
                    }
                    whole = outcomes.size() == batch.size();
                    last = whole ? last : batch.get(outcomes.size()).point() - 1;
                }
                if (rows > 0) {
                    writer.write(new Part(part.from(), last));
                }
                kept = true;
            } finally {
                if (!kept) { // they are to be run again
                    ran.addAndGet(-rows);
                    failed.addAndGet(-failures);
                }
            }
            dealer.took(rows, (System.nanoTime() - startNs) * 1e-9);
        }
    }

    /** Fewer outcomes where the rest was given up. */
    private List<PointRunner.Outcome> outcomes(List<PointRunner.Prepared> batch, PointRunner runner) {
        List<PointRunner.Outcome> outcomes = new ArrayList<>(batch.size());
        for (PointRunner.Prepared point : batch) {
            if (stopping) {
                return outcomes;
            }
            try {
                outcomes.add(runner.run(point));
            } catch (CancellationException e) {
                return outcomes;
            }
            String reason = outcomes.get(outcomes.size() - 1).reason();
            if (reason != null) {
                firstFailure.compareAndSet(null, "point " + point.point() + ": " + reason);
                failed.incrementAndGet();
            }
            ran.incrementAndGet();
            report();
        }
        return outcomes;
    }

    private void report() {
        long last = reportedNs.get();
        long nowNs = System.nanoTime() - beganNs;
        if (nowNs - last > REPORT_EVERY_NS && reportedNs.compareAndSet(last, nowNs)) {
            progress.accept(now());
        }
    }
}
