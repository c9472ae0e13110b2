package org.framebudget.ui.app;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;

/**
 * How long the thread of the window is held: asks it for nothing every few milliseconds and notes how long that takes, by
 * the clock and in processor time of that thread, which neighbours on the machine do not lengthen; and the time between
 * pulses.
 */
final class HoldRecorder {
    private static final long EVERY_MS = 2;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final AtomicLong askedNs = new AtomicLong();
    private long[] waitNs = new long[0];
    private long[] cpuNs = new long[0];
    private long[] pulseNs = new long[0];
    private long lastCpuNs;
    private long lastPulseNs;

    void start() {
        Thread asking = new Thread(this::ask, "hold-recorder");
        asking.setDaemon(true);
        asking.setPriority(Thread.MAX_PRIORITY);
        Toolkit.call(() -> {
            lastCpuNs = THREADS.getCurrentThreadCpuTime();
            new AnimationTimer() {
                @Override
                public void handle(long ignored) {
                    long nowNs = System.nanoTime();
                    if (lastPulseNs != 0) {
                        pulseNs = with(pulseNs, nowNs - lastPulseNs);
                    }
                    lastPulseNs = nowNs;
                }
            }.start();
            return true;
        });
        asking.start();
    }

    private void ask() {
        while (true) {
            if (askedNs.compareAndSet(0, System.nanoTime())) {
                Platform.runLater(this::answered);
            }
            try {
                Thread.sleep(EVERY_MS);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void answered() {
        long cpu = THREADS.getCurrentThreadCpuTime();
        waitNs = with(waitNs, System.nanoTime() - askedNs.get());
        cpuNs = with(cpuNs, cpu - lastCpuNs);
        lastCpuNs = cpu;
        askedNs.set(0);
    }

    private static long[] with(long[] all, long one) {
        int count = all.length == 0 ? 0 : (int) all[0];
        long[] more = all.length < count + 2 ? Arrays.copyOf(all, 2 * count + 64) : all;
        more[count + 1] = one;
        more[0] = count + 1;
        return more;
    }

    void clear() {
        Toolkit.call(() -> {
            waitNs = new long[0];
            cpuNs = new long[0];
            pulseNs = new long[0];
            lastPulseNs = 0;
            return true;
        });
    }

    /** Since the last one. */
    void print(String when) {
        long[][] all = Toolkit.call(() -> new long[][] {waitNs.clone(), cpuNs.clone(), pulseNs.clone()});
        clear();
        String[] names = {"window's thread held", "the same in its processor time", "between pulses"};
        for (int i = 0; i < all.length; i++) {
            if (all[i].length == 0) {
                // nothing was recorded meanwhile
                continue;
            }
            long[] sorted = Arrays.copyOfRange(all[i], 1, (int) all[i][0] + 1);
            Arrays.sort(sorted);
            ResponsivenessMain.line(
                    names[i] + ", 99.5 % " + when, sorted[(int) (0.995 * sorted.length)] * 1e-6, "ms", "");
            ResponsivenessMain.line(
                    names[i] + ", longest " + when, sorted[sorted.length - 1] * 1e-6, "ms", i == 2 ? "" : "33");
        }
    }
}
