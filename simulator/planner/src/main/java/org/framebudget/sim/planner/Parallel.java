package org.framebudget.sim.planner;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** Runs independent tasks side by side; answers come in the tasks' order, so the number of threads changes nothing. */
final class Parallel implements AutoCloseable {
    private final ExecutorService workers;

    /** @param threads at least 1 */
    Parallel(int threads) {
        workers = Executors.newFixedThreadPool(threads, work -> {
            Thread thread = new Thread(work, "planner");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Answers of tasks 0 to count − 1. A task must not start others here: they could wait for each other. */
    <T> List<T> map(int count, IntFunction<T> task) {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            futures.add(workers.submit(() -> task.apply(number)));
        }
        List<T> answers = new ArrayList<>();
        try {
            for (Future<T> future : futures) {
                answers.add(future.get());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Planning was interrupted.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            futures.forEach(future -> future.cancel(true));
        }
        return answers;
    }

    @Override
    public void close() {
        workers.shutdownNow();
    }
}
