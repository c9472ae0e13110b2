package org.framebudget.sim.sweep.spark;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.sim.sweep.Part;
import org.framebudget.sim.sweep.Progress;
import org.framebudget.sim.sweep.SweepRun;
import org.framebudget.sim.sweep.SweepWork;
import org.jspecify.annotations.Nullable;

/** The driver: measures what a point takes, deals stretches out, and alone writes what comes back. */
final class SparkRun implements SweepRun {
    /** The driver's own first points tell how many a task should have. */
    private static final double MEASURE_S = 1;

    private static final int MEASURE_POINTS = 64;
    private static final long WAIT_MS = 100;
    private static final long STOPS_NS = 1_000_000_000L;
    private static final long REPORT_EVERY_NS = 100_000_000L;

    private final SweepWork work;
    private final SparkConf conf;
    private final Consumer<Progress> progress;
    private final Portions portions;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final long beganNs = System.nanoTime();
    private volatile boolean stopping;
    private final AtomicLong ran = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private volatile @Nullable String firstFailure;
    private long reportedNs;

    SparkRun(SweepWork work, SparkConf conf, Consumer<Progress> progress, Portions portions) {
        this.work = work;
        this.conf = conf;
        this.progress = progress;
        this.portions = portions;
    }

    @Override
    public Progress run() {
        try {
            if (work.left() > 0) {
                Bundle bundle = Bundle.of(work.spec(), ProfileRepository.defaultUserFolder());
                Workbench bench = Workbench.of(bundle);
                if (work.left() < MEASURE_POINTS) {
                    measure(bench);
                } else {
                    distribute(bundle, bench);
                }
            }
        } finally {
            ended.countDown();
        }
        return now();
    }

    /** Runs the first points here, from the files that every machine gets. */
    private void measure(Workbench bench) {
        List<Part> parts = new ArrayList<>();
        List<Piece> pieces = new ArrayList<>();
        double begunS = seconds();
        // twice as many each time: the last ones, by warm code, are what counts
        for (long points = 1; points < MEASURE_POINTS && seconds() - begunS < MEASURE_S && !stopping; points *= 2) {
            work.next(points).ifPresent(part -> {
                Piece piece = Piece.of(part, bench);
                count(piece);
                portions.begin(piece.count(), piece.seconds());
                parts.add(part);
                pieces.add(piece);
            });
        }
        Stretch stretch = new Stretch(parts);
        for (int p = 0; p < pieces.size(); p++) {
            stretch.take(p, pieces.get(p));
        }
        stretch.eachRun(this::store);
        report();
    }

    private void distribute(Bundle bundle, Workbench bench) {
        // Spark takes seconds to start, mostly waiting
        CompletableFuture<JavaSparkContext> start = CompletableFuture.supplyAsync(
                () -> SparkStart.context(conf), task -> new Thread(task, "Spark start").start());
        try {
            measure(bench);
        } catch (RuntimeException | Error e) {
            start.thenAccept(JavaSparkContext::close);
            throw e;
        }
        try (JavaSparkContext spark = started(start)) {
            Jobs jobs = new Jobs(spark, bundle);
            boolean interrupted = false;
            try {
                distribute(jobs);
            } catch (InterruptedException e) {
                interrupted = true;
            } catch (MachineException e) {
                if (!spark.sc().isStopped() || !stopsSoon()) {
                    throw e;
                }
            } finally {
                // whatever ends this, what has come back is kept
                jobs.cancel().forEach(this::take);
                jobs.stretches().forEach(stretch -> stretch.eachRun(this::store));
                ended.countDown();
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static JavaSparkContext started(CompletableFuture<JavaSparkContext> start) {
        try {
            return start.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException fault ? fault : e;
        }
    }

    /** Where a signal ends the process, Spark may have heard of it before {@link #stop} is called. */
    private boolean stopsSoon() {
        for (long end = System.nanoTime() + STOPS_NS; !stopping && System.nanoTime() < end; ) {
            LockSupport.parkNanos(STOPS_NS / 100);
        }
        return stopping;
    }

    private void distribute(Jobs jobs) throws InterruptedException {
        while (!stopping) {
            int cores = jobs.cores();
            while (work.left() > 0 && portions.wantsMore(jobs.openTasks(), cores)) {
                work.next(portions.stretch(work.left(), cores))
                        .ifPresent(part -> jobs.begin(new Stretch(work.pieces(part, portions.task(cores)))));
            }
            if (jobs.openTasks() == 0) {
                return;
            }
            Jobs.Answer answer = jobs.next(WAIT_MS);
            if (answer != null) {
                take(answer);
                if (answer.stretch().complete()) {
                    jobs.ended(answer.stretch());
                    answer.stretch().eachRun(this::store);
                }
            }
            report();
        }
    }

    private void take(Jobs.Answer answer) {
        Piece piece = answer.piece();
        if (answer.stretch().take(answer.part(), piece)) {
            count(piece);
            portions.took(piece.count(), piece.seconds());
        }
    }

    private void count(Piece piece) {
        if (firstFailure == null) {
            firstFailure = piece.firstFailure();
        }
        ran.addAndGet(piece.count());
        failed.addAndGet(piece.failed());
    }

    private void store(Part part, List<Piece> pieces) {
        work.write(part, Piece.rows(pieces));
    }

    private void report() {
        long nowNs = System.nanoTime();
        if (nowNs - reportedNs > REPORT_EVERY_NS) {
            reportedNs = nowNs;
            progress.accept(now());
        }
    }

    @Override
    public void stop() {
        stopping = true;
    }

    @Override
    public boolean awaitEnd(long seconds) throws InterruptedException {
        return ended.await(seconds, TimeUnit.SECONDS);
    }

    @Override
    public Progress now() {
        return new Progress(work.points(), work.before(), ran.get(), failed.get(), seconds(), firstFailure);
    }

    private double seconds() {
        return (System.nanoTime() - beganNs) * 1e-9;
    }
}
