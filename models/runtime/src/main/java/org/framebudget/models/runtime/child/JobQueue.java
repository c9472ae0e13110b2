package org.framebudget.models.runtime.child;

import java.util.concurrent.locks.LockSupport;

/** Numbers from one thread to one other, in order; neither makes garbage nor waits for a lock of the other's. */
final class JobQueue {
    private final long[] jobs;
    private volatile long put;
    private volatile long taken;
    private volatile Thread taker = Thread.currentThread();

    /** Holds so many at most, a power of two. */
    JobQueue(int most) {
        jobs = new long[most];
    }

    /** From the one thread that puts; false where there is no room. */
    boolean put(long job) {
        long at = put;
        if (at - taken == jobs.length) {
            return false;
        }
        jobs[(int) (at & jobs.length - 1)] = job;
        put = at + 1; // what was written before is seen with it
        LockSupport.unpark(taker);
        return true;
    }

    /** From the one thread that takes: the next, for which it sleeps until there is one. */
    long take() {
        taker = Thread.currentThread();
        long at = taken;
        while (at == put) {
            LockSupport.park(this);
        }
        long job = jobs[(int) (at & jobs.length - 1)];
        taken = at + 1;
        return job;
    }
}
