package org.framebudget.sim.pipeline;

import java.util.ArrayList;
import java.util.List;

/**
 * Memory bandwidth as a fluid that running jobs share fairly: nobody gets more than it asks for, and what one leaves the
 * others get (max-min). A job that gets less than it asks for has its memory part stretched by asked / got.
 */
final class BandwidthSharing {
    private double bytesPerS;
    private final List<Job> jobs = new ArrayList<>();

    BandwidthSharing(double bytesPerS) {
        this.bytesPerS = bytesPerS;
    }

    /** Jobs that share. */
    List<Job> jobs() {
        return jobs;
    }

    /** More is left for jobs than before, or less. */
    void add(double moreBytesPerS) {
        bytesPerS += moreBytesPerS;
    }

    /** A job that moves so many bytes and would take {@code aloneNs} without contention. */
    void started(Job job, double bytes, double aloneNs) {
        job.askedBytesPerS = bytes / (aloneNs * 1e-9);
        jobs.add(job);
    }

    void ended(Job job) {
        jobs.remove(job);
        job.askedBytesPerS = 0;
    }

    void clear() {
        jobs.clear();
    }

    /** How much longer the memory part of a job takes than alone, at least 1. */
    static double slowdown(Job job) {
        return job.askedBytesPerS == 0 ? 1 : job.askedBytesPerS / job.gotBytesPerS;
    }

    /** Shares the bandwidth anew among the jobs that run. */
    void allocate() {
        double left = bytesPerS;
        int open = jobs.size();
        for (Job job : jobs) {
            job.gotBytesPerS = -1;
        }
        boolean settled = false;
        while (open > 0 && !settled) {
            double fair = left / open;
            settled = true;
            for (Job job : jobs) {
                if (job.gotBytesPerS < 0 && job.askedBytesPerS <= fair) {
                    job.gotBytesPerS = job.askedBytesPerS;
                    left -= job.askedBytesPerS;
                    open--;
                    settled = false;
                }
            }
        }
        for (Job job : jobs) {
            if (job.gotBytesPerS < 0) {
                job.gotBytesPerS = left / open;
            }
        }
    }
}
