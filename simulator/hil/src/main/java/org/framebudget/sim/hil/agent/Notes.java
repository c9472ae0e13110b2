package org.framebudget.sim.hil.agent;

import java.util.function.Consumer;

/** What an agent says of itself, a line each. Strangers cannot make it say more than a few lines a second. */
final class Notes {
    private static final int REFUSALS_A_SECOND = 5;
    private static final long SECOND_NS = 1_000_000_000L;

    private final Consumer<String> out;
    private long secondNs = System.nanoTime();
    private int inSecond;
    private long unsaid;

    Notes(Consumer<String> out) {
        this.out = out;
    }

    synchronized void say(String line) {
        out.accept(line);
    }

    synchronized void refused(String peer, String why) {
        long nowNs = System.nanoTime();
        if (nowNs - secondNs >= SECOND_NS) {
            secondNs = nowNs;
            inSecond = 0;
            if (unsaid > 0) {
                out.accept("refused " + unsaid + " more before.");
                unsaid = 0;
            }
        }
        if (inSecond++ < REFUSALS_A_SECOND) {
            out.accept("refused " + peer + ": " + why);
        } else {
            unsaid++;
        }
    }
}
