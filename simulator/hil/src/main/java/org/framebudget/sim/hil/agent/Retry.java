package org.framebudget.sim.hil.agent;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A cut that is being made good: what it was, since when, and when to try again. Not for several threads at once. */
final class Retry {
    private static final long FIRST_PAUSE_MS = 50;
    private static final long LONGEST_PAUSE_MS = 1_000;

    private final Duration longest;
    private @Nullable Failure cut;
    private long sinceNs;
    private long pauseMs;

    /** @param longest how long to try */
    Retry(Duration longest) {
        this.longest = longest;
    }

    /** The connection was cut, or an attempt failed; true for the former. */
    boolean cut(Failure why, long nowNs) {
        if (cut != null) {
            return false;
        }
        cut = why;
        sinceNs = nowNs;
        pauseMs = FIRST_PAUSE_MS;
        return true;
    }

    void madeGood() {
        cut = null;
    }

    /** Whether the next attempt would come too late. */
    boolean isOver(long nowNs) {
        return nowNs - sinceNs + TimeUnit.MILLISECONDS.toNanos(pauseMs) > longest.toNanos();
    }

    /** How long to wait for the next attempt; from one to the next it becomes longer. */
    long nextPauseMs() {
        long now = pauseMs;
        pauseMs = Math.min(LONGEST_PAUSE_MS, 2 * pauseMs);
        return now;
    }

    /** The cut, where it could not be made good in time; absent else. */
    @Nullable
    Failure expired(long nowNs) {
        return cut != null && nowNs - sinceNs > longest.toNanos() ? cut : null;
    }

    /** Why it is given up, in a sentence or two. */
    String givenUp(Failure last, int unanswered) {
        String beginning = cut == null ? last.words() : cut.words();
        return beginning + " It could not be made good within " + Agent.span(longest) + ", with " + unanswered
                + " inferences unanswered"
                + (last.words().equals(beginning) ? "." : "; the last attempt: " + last.words());
    }
}
