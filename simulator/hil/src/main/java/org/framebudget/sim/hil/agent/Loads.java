package org.framebudget.sim.hil.agent;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/**
 * The networks that an agent is to have, and which of them a new stream has yet to bring it again. Called with the connection's lock held,
 * but for {@link #close}; files are sent from a thread of its own without it.
 */
final class Loads {
    private final Map<Integer, Load> all = new LinkedHashMap<>();
    private final Deque<Load> again = new ArrayDeque<>();
    private final ExecutorService uploads = Executors.newSingleThreadExecutor(Agent.daemon("agent-upload"));
    private int numbers;

    int nextNumber() {
        return ++numbers;
    }

    void add(Load load) {
        all.put(load.number(), load);
    }

    @Nullable
    Load get(int number) {
        return all.get(number);
    }

    /** A stream has begun. In a fresh session all are to be loaded again, in another those that were not loaded yet. */
    void begin(boolean fresh) {
        again.clear();
        for (Load load : all.values()) {
            if (fresh || !load.loaded().isDone()) {
                again.add(load);
            }
        }
    }

    /** The next to be loaded again; absent where all are there. */
    @Nullable
    Load nextAgain() {
        return again.peek();
    }

    /** A network has been answered for; true where it was the one that {@link #nextAgain} gave. */
    boolean wasAgain(Load load) {
        return again.peek() == load && again.remove() == load;
    }

    void remove(Load load) {
        all.remove(load.number());
    }

    /** None of them will be loaded any more. */
    void fail(MachineException why) {
        all.values().forEach(load -> load.loaded().completeExceptionally(why));
    }

    /**
     * Sends a file of a network, after those that are on their way.
     *
     * @param failed hears of a file that cannot be read any more
     */
    void upload(Load load, int file, int chunkBytes, Link link, Consumer<IOException> failed) {
        try {
            uploads.execute(() -> {
                try {
                    load.send(file, chunkBytes, link);
                } catch (IOException e) {
                    // of one that was refused meanwhile nobody wants the rest
                    if (!load.loaded().isCompletedExceptionally()) {
                        failed.accept(e);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        } catch (RejectedExecutionException e) {
            // closed in the meantime
        }
    }

    void close() {
        uploads.shutdownNow();
    }
}
