package org.framebudget.sim.hil;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.framebudget.models.MachineException;
import org.framebudget.sim.kernel.Pacer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps simulated time to the wall clock and takes in, on the simulation's thread, what devices tell meanwhile. Simulated time 0 is
 * when the first event is waited for.
 */
final class WallPacer implements Pacer {
    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final LongSupplier clock;
    private final Lateness lateness = new Lateness();
    private volatile @Nullable MachineException failure;
    private long originNs;
    private boolean started;

    /** On {@link System#nanoTime}. */
    WallPacer() {
        this(System::nanoTime);
    }

    WallPacer(LongSupplier clock) {
        this.clock = clock;
    }

    /** Something to do on the simulation's thread; from any thread. */
    void post(Runnable work) {
        news.add(work);
    }

    /** Ends the run with this as its reason; from any thread. */
    void fail(MachineException why) {
        failure = why;
        news.add(() -> {});
    }

    /** Wall-clock time since the run began, on the simulation's thread. */
    long elapsedNs() {
        return clock.getAsLong() - originNs;
    }

    /** An instant of the clock as simulated time. */
    long simulatedNs(long clockNs) {
        return clockNs - originNs;
    }

    /** How late events happened. */
    Lateness lateness() {
        return lateness;
    }

    @Override
    public boolean awaitDue(long dueNs) {
        if (!started) {
            started = true;
            originNs = clock.getAsLong();
        }
        if (takeIn()) {
            return false;
        }
        try {
            for (long leftNs = dueNs - elapsedNs(); leftNs > 0; leftNs = dueNs - elapsedNs()) {
                Runnable work = news.poll(leftNs, TimeUnit.NANOSECONDS);
                if (work != null) {
                    work.run();
                    takeIn();
                    check();
                    return false;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted.", e);
        }
        lateness.record(elapsedNs() - dueNs);
        return true;
    }

    /**
     * Does what was posted, with no event to wait for.
     *
     * @param untilNs on the clock
     * @return false where nothing was posted until then
     */
    boolean awaitNews(long untilNs) {
        if (takeIn()) {
            return true;
        }
        try {
            Runnable work = news.poll(untilNs - clock.getAsLong(), TimeUnit.NANOSECONDS);
            if (work == null) {
                return false;
            }
            work.run();
            check();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted.", e);
        }
    }

    private boolean takeIn() {
        check();
        boolean any = false;
        for (Runnable work = news.poll(); work != null; work = news.poll()) {
            work.run();
            any = true;
        }
        return any;
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("The run was interrupted.");
        }
    }
}
