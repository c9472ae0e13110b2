package org.framebudget.sim.hil.agent;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.framebudget.sim.hil.agent.wire.Ping;
import org.framebudget.sim.hil.agent.wire.ToAgent;
import org.jspecify.annotations.Nullable;

/**
 * Sends a small message to the agent and back again and again, so that both programs have compiled what every inference goes through: the
 * first thousands take milliseconds where later ones take tenths.
 */
final class Rehearsal {
    private static final int MOST_PINGS = 5_000;
    /** A link so slow does not wait for programs. */
    private static final long LONGEST_PONG_MS = 250;

    private static final ToAgent PING =
            ToAgent.newBuilder().setPing(Ping.getDefaultInstance()).build();

    private final Semaphore pongs = new Semaphore(0);

    void pong() {
        pongs.release();
    }

    /** Returns once both have run in, at the latest after {@code longest}, or at once where the link is cut. */
    void run(Duration longest, Supplier<@Nullable Link> open) {
        long endNs = System.nanoTime() + longest.toNanos();
        try {
            for (int i = 0; i < MOST_PINGS && System.nanoTime() < endNs; i++) {
                Link link = open.get();
                if (link == null) {
                    return;
                }
                link.send(PING);
                if (!pongs.tryAcquire(LONGEST_PONG_MS, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
