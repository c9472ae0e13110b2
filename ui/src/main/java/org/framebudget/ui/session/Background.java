package org.framebudget.ui.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A thread for work beside the window's, one piece after the other. Whatever a piece dies of, that is told, and so is its end. */
public final class Background implements AutoCloseable {
    private final ExecutorService thread;

    /** @param name of the thread, as debuggers show it */
    public Background(String name) {
        thread = Executors.newSingleThreadExecutor(work -> {
            Thread made = new Thread(work, name);
            made.setDaemon(true);
            return made;
        });
    }

    /** A piece of work; where it is interrupted, whoever did that knows. */
    @FunctionalInterface
    public interface Work {
        /** Does it. */
        void run() throws InterruptedException;
    }

    /**
     * Does work after what was given before; none after {@link #close}.
     *
     * @param ended told on the thread, however the work ended once it began: what it died of, an error of Java's machine as
     *     well; null where it is done or was interrupted
     * @return to end it by
     */
    public Future<?> run(Work work, Consumer<@Nullable Throwable> ended) {
        try {
            return thread.submit(() -> ended.accept(causeOfDeath(work)));
        } catch (RejectedExecutionException e) {
            // the window closes
            return CompletableFuture.completedFuture(null);
        }
    }

    private static @Nullable Throwable causeOfDeath(Work work) {
        try {
            work.run();
            return null;
        } catch (InterruptedException e) {
            // a newer request took over
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
