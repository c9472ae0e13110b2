package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/** A network in the child, as its parent sees it. */
final class ServedModel implements AutoCloseable {
    /** Jobs on their way to the child at once: few enough for a socket's buffer, so that nobody has to wait for room. */
    private static final int MOST_SENT = 64;

    private final Path file;
    private final String name;
    /** Its end may be an exception. */
    private final CompletableFuture<ChildProtocol.Loaded> loading = new CompletableFuture<>();

    private final CompletableFuture<Long> pinging = new CompletableFuture<>();
    private final long[] roundTripsNs = new long[ChildProtocol.PINGS];
    private final ByteBuffer bytes = ByteBuffer.allocateDirect(Long.BYTES);
    /** Jobs that wait here until the child has answered others. */
    private final Queue<Long> waiting = new ArrayDeque<>();

    private @Nullable SocketChannel channel;
    private int sent;
    private long sinceNs;
    private int pings;

    /** @param name how messages call it */
    ServedModel(Path file, String name) {
        this.file = file;
        this.name = name;
    }

    Path file() {
        return file;
    }

    String name() {
        return name;
    }

    CompletableFuture<ChildProtocol.Loaded> loading() {
        return loading;
    }

    /** Where its jobs go. */
    synchronized void connected(SocketChannel to) {
        channel = to;
    }

    /** Its end is the median of the time that a question and its answer take; call only once, when it is connected. */
    CompletableFuture<Long> ping() throws IOException {
        ask(0);
        return pinging;
    }

    /** True for what answers {@link #ping}, which asks again; in the thread that reads. */
    boolean pinged(long arrivedNs) throws IOException {
        if (pings == roundTripsNs.length) {
            return false;
        }
        roundTripsNs[pings++] = runningNs(arrivedNs);
        answered(arrivedNs);
        if (pings < roundTripsNs.length) {
            ask(pings);
        } else {
            long[] sorted = roundTripsNs.clone();
            Arrays.sort(sorted);
            pinging.complete(sorted[sorted.length / 2]);
        }
        return true;
    }

    /** Nothing more will come. */
    void lost(MachineException why) {
        loading.completeExceptionally(why);
        pinging.completeExceptionally(why);
    }

    /** One more is asked for. */
    synchronized void ask(long job) throws IOException {
        if (sent == MOST_SENT) {
            waiting.add(job);
        } else {
            send(job);
        }
    }

    /** One has ended. */
    synchronized void answered(long nowNs) throws IOException {
        sinceNs = nowNs;
        sent--;
        Long next = waiting.poll();
        if (next != null) {
            send(next);
        }
    }

    private void send(long job) throws IOException {
        if (channel == null) {
            throw new IllegalStateException(name + ": is not loaded");
        }
        sinceNs = sent == 0 ? System.nanoTime() : sinceNs;
        sent++;
        bytes.clear();
        bytes.putLong(0, job);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** How long the inference that runs now has been running; 0 for none. */
    synchronized long runningNs(long nowNs) {
        return sent == 0 ? 0 : Math.max(1, nowNs - sinceNs);
    }

    @Override
    public synchronized void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            // the other end is gone
            return;
        }
    }
}
