package org.framebudget.sim.hil.agent;

import java.time.Duration;

/**
 * What one agent allows.
 *
 * @param networkBytes of one file
 * @param sessionBytes of all files that one session has sent
 * @param networksCount loaded in one session
 * @param picturesCount of one network
 * @param outstandingJobs asked for and not yet acknowledged in one session
 * @param waitingCount sessions in the queue behind the one that has the device
 * @param idle after which a session that asks for nothing ends
 * @param longest of one session
 * @param resume how long a session whose connection was cut waits for its client
 * @param alive how often a client hears something
 * @param keepalive how often a client that says nothing is asked whether it is there, and how long it has for its answer
 * @param strangers connections of which nobody knows yet whose they are
 */
record Limits(
        long networkBytes,
        long sessionBytes,
        int networksCount,
        int picturesCount,
        int outstandingJobs,
        int waitingCount,
        Duration idle,
        Duration longest,
        Duration resume,
        Duration alive,
        Duration keepalive,
        Strangers strangers) {
    /**
     * Connections without a call of somebody known.
     *
     * @param mostCount at once
     * @param each how long one may stay so
     */
    record Strangers(int mostCount, Duration each) {}

    static final Limits DEFAULT = new Limits(
            512_000_000L,
            4_000_000_000L,
            16,
            5_000,
            256,
            4,
            Duration.ofMinutes(10),
            Duration.ofHours(24),
            Duration.ofSeconds(30),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            new Strangers(32, Duration.ofSeconds(20)));

    /** Of one part of a file: far below a message's limit, large enough for a fast link. */
    static final int CHUNK_BYTES = 256 << 10;

    Limits withNetworkBytes(long bytes) {
        return new Limits(
                bytes,
                sessionBytes,
                networksCount,
                picturesCount,
                outstandingJobs,
                waitingCount,
                idle,
                longest,
                resume,
                alive,
                keepalive,
                strangers);
    }

    Limits withCounts(int networks, int outstanding, int waiting) {
        return new Limits(
                networkBytes,
                sessionBytes,
                networks,
                picturesCount,
                outstanding,
                waiting,
                idle,
                longest,
                resume,
                alive,
                keepalive,
                strangers);
    }

    Limits withTimes(Duration idleTime, Duration longestTime, Duration resumeTime) {
        return new Limits(
                networkBytes,
                sessionBytes,
                networksCount,
                picturesCount,
                outstandingJobs,
                waitingCount,
                idleTime,
                longestTime,
                resumeTime,
                alive,
                keepalive,
                strangers);
    }

    /** For a link whose faults are to be noticed sooner. */
    Limits withPulse(Duration aliveTime, Duration keepaliveTime) {
        return new Limits(
                networkBytes,
                sessionBytes,
                networksCount,
                picturesCount,
                outstandingJobs,
                waitingCount,
                idle,
                longest,
                resume,
                aliveTime,
                keepaliveTime,
                strangers);
    }

    Limits withStrangers(Strangers others) {
        return new Limits(
                networkBytes,
                sessionBytes,
                networksCount,
                picturesCount,
                outstandingJobs,
                waitingCount,
                idle,
                longest,
                resume,
                alive,
                keepalive,
                others);
    }
}
