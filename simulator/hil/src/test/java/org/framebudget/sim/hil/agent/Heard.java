package org.framebudget.sim.hil.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.Target;
import org.jspecify.annotations.Nullable;

/** Remembers what a target says. */
final class Heard implements Target.Listener {
    private static final long GUARD_MS = 20_000;

    private final Map<Long, Long> done = new HashMap<>();
    private int twice;
    private int afterLost;
    private @Nullable DeviceSample sample;
    private @Nullable MachineException lost;

    @Override
    public synchronized void done(long job, long invokeNs, long arrivedNs) {
        if (done.put(job, invokeNs) != null) {
            twice++;
        }
        if (lost != null) {
            afterLost++;
        }
        notifyAll();
    }

    @Override
    public synchronized void sampled(DeviceSample taken) {
        sample = taken;
        notifyAll();
    }

    @Override
    public synchronized void lost(MachineException why) {
        lost = why;
        notifyAll();
    }

    private synchronized void await(String what, BooleanSupplier condition) {
        long untilMs = System.currentTimeMillis() + GUARD_MS;
        try {
            while (!condition.getAsBoolean()) {
                long leftMs = untilMs - System.currentTimeMillis();
                assertTrue(
                        leftMs > 0, () -> "waited in vain for " + what + "; done " + done.size() + ", lost: " + lost);
                wait(leftMs);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitDone(int count) {
        await(count + " answers", () -> done.size() >= count || lost != null);
        assertNull(lost, () -> String.valueOf(lost));
        assertEquals(count, done.size());
    }

    MachineException awaitLost() {
        await("the end", () -> lost != null);
        return java.util.Objects.requireNonNull(lost);
    }

    DeviceSample awaitSample() {
        await("a sample", () -> sample != null);
        return java.util.Objects.requireNonNull(sample);
    }

    synchronized int count() {
        return done.size();
    }

    /** Every job was answered once, with the time that the device said. */
    synchronized void assertAnsweredOnce(long jobs) {
        assertEquals(0, twice, "answered twice");
        assertEquals(0, afterLost, "answered after the end");
        assertEquals(jobs, done.size());
        for (long job = 0; job < jobs; job++) {
            assertTrue(done.containsKey(job), "job " + job);
        }
    }

    synchronized long invokeNs(long job) {
        return done.getOrDefault(job, -1L);
    }
}
