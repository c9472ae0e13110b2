package org.framebudget.models.runtime.child;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.framebudget.models.runtime.MeasureRequest;
import org.jspecify.annotations.Nullable;

/**
 * How long the calling thread had a core in each inference. On one thread that is the inference's time on a machine where nobody
 * else wants the core. Does nothing where several threads work, or where the system does not count.
 */
final class CoreTimes {
    private static final int MOST = 10_000;

    private final @Nullable ThreadMXBean threads;
    private final Map<Double, long[]> coreNsByRate = new LinkedHashMap<>();
    private double rateFps;
    private long[] coreNs = new long[0];
    private int count;
    private long beganNs;

    private CoreTimes(@Nullable ThreadMXBean threads) {
        this.threads = threads;
    }

    static CoreTimes of(MeasureRequest request) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        boolean counted = request.samples() && request.threads() == 1 && threads.isCurrentThreadCpuTimeSupported();
        return new CoreTimes(counted ? threads : null);
    }

    /** A part of the run begins. */
    void begin(double nowRateFps) {
        store();
        rateFps = nowRateFps;
        coreNs = new long[threads == null ? 0 : MOST];
        count = 0;
    }

    void before() {
        beganNs = threads == null ? 0 : threads.getCurrentThreadCpuTime();
    }

    void after() {
        if (threads != null && count < coreNs.length) {
            coreNs[count++] = threads.getCurrentThreadCpuTime() - beganNs;
        }
    }

    private void store() {
        if (count > 0) {
            coreNsByRate.put(rateFps, Arrays.copyOf(coreNs, count));
        }
    }

    void tell(LineOut out) {
        store();
        coreNsByRate.forEach(out::coreTimes);
    }
}
