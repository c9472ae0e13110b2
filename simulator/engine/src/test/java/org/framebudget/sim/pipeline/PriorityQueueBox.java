package org.framebudget.sim.pipeline;

import java.util.ArrayDeque;
import java.util.PriorityQueue;
import org.framebudget.sim.random.RandomStream;
import org.framebudget.sim.random.RandomStreams;

/**
 * Reference workload W2 on the engine anybody writes first: {@code java.util.PriorityQueue} of event objects that hold a
 * lambda. The yardstick of the benchmark; it does nothing but W2.
 */
final class PriorityQueueBox {
    private static final int CAMERAS = 8;
    private static final long PERIOD_NS = 33_333_333L;
    private static final int LATENCY_STEP_NS = 50_000;

    private record Event(long timeNs, long serial, Runnable action) implements Comparable<Event> {
        @Override
        public int compareTo(Event other) {
            return timeNs != other.timeNs ? Long.compare(timeNs, other.timeNs) : Long.compare(serial, other.serial);
        }
    }

    /** A frame's way: its camera and its trigger. */
    private static final class Picture {
        final int camera;
        final long triggerNs;

        Picture(int camera, long triggerNs) {
            this.camera = camera;
            this.triggerNs = triggerNs;
        }
    }

    private static final class Draws {
        private final RandomStream random;
        private final double mu;
        private final double sigma;

        Draws(RandomStream random, double meanNs, double cv) {
            double variance = Math.log(1 + cv * cv);
            this.random = random;
            sigma = Math.sqrt(variance);
            mu = Math.log(meanNs) - variance / 2;
        }

        long nextNs() {
            return (long) Math.exp(mu + sigma * random.gaussian());
        }
    }

    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private final ArrayDeque<Runnable> cpuQueue = new ArrayDeque<>();
    private final ArrayDeque<Integer> npuQueue = new ArrayDeque<>();
    private final Picture[] waiting = new Picture[CAMERAS];
    private final long[] histogram = new long[1 << 12];
    private final Draws pre;
    private final Draws infer;
    private final Draws post;
    private final long framesPerCamera;
    private long nowNs;
    private long serial;
    private int cpuFree = 2;
    private boolean npuBusy;
    long done;
    long drops;
    long misses;
    private double latencySumNs;

    PriorityQueueBox(long framesPerCamera, long seed) {
        RandomStreams random = new RandomStreams(seed, 0);
        this.framesPerCamera = framesPerCamera;
        pre = new Draws(random.stream("pre"), 3e6, 0.25);
        infer = new Draws(random.stream("infer"), 3.5e6, 0.15);
        post = new Draws(random.stream("post"), 1e6, 0.25);
    }

    void run() {
        for (int c = 0; c < CAMERAS; c++) {
            int camera = c;
            after(c * PERIOD_NS / CAMERAS, () -> tick(camera, 0));
        }
        for (Event event = events.poll(); event != null; event = events.poll()) {
            nowNs = event.timeNs();
            event.action().run();
        }
    }

    double meanLatencyMs() {
        return latencySumNs / done * 1e-6;
    }

    private void after(long delayNs, Runnable action) {
        events.add(new Event(nowNs + delayNs, serial++, action));
    }

    private void tick(int camera, long number) {
        Picture picture = new Picture(camera, nowNs);
        if (number + 1 < framesPerCamera) {
            after(PERIOD_NS, () -> tick(camera, number + 1));
        }
        after(8_000_000, () -> cpu(() -> after(pre.nextNs(), () -> preDone(picture))));
    }

    private void cpu(Runnable job) {
        if (cpuFree > 0) {
            cpuFree--;
            job.run();
        } else {
            cpuQueue.add(job);
        }
    }

    private void cpuDone() {
        Runnable next = cpuQueue.poll();
        if (next == null) {
            cpuFree++;
        } else {
            next.run();
        }
    }

    private void preDone(Picture picture) {
        cpuDone();
        if (!npuBusy) {
            npuBusy = true;
            after(infer.nextNs(), () -> inferDone(picture));
        } else if (waiting[picture.camera] != null) {
            drops++;
            waiting[picture.camera] = picture;
        } else {
            waiting[picture.camera] = picture;
            npuQueue.add(picture.camera);
        }
    }

    private void inferDone(Picture picture) {
        Integer camera = npuQueue.poll();
        if (camera == null) {
            npuBusy = false;
        } else {
            Picture next = waiting[camera];
            waiting[camera] = null;
            after(infer.nextNs(), () -> inferDone(next));
        }
        cpu(() -> after(post.nextNs(), () -> postDone(picture)));
    }

    private void postDone(Picture picture) {
        cpuDone();
        long latencyNs = nowNs - picture.triggerNs;
        done++;
        latencySumNs += latencyNs;
        if (latencyNs > 3 * PERIOD_NS) {
            misses++;
        }
        histogram[(int) Math.min(histogram.length - 1, latencyNs / LATENCY_STEP_NS)]++;
    }
}
