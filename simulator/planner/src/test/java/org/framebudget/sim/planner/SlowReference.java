package org.framebudget.sim.planner;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * Evenly phased cameras at one server, written a second time with nothing of the product: events in a {@link PriorityQueue}, service times
 * from {@link Random}.
 *
 * @param cameras number
 * @param fps of each
 * @param serviceMs mean
 * @param cv coefficient of variation of a lognormal time; 0 for a constant one
 * @param budgetMs from delivery
 * @param deliveryMs from a frame's start to its delivery
 * @param latest true to keep one waiting frame of the only camera, the latest; false to keep all in order
 */
record SlowReference(
        int cameras, double fps, double serviceMs, double cv, double budgetMs, double deliveryMs, boolean latest) {
    private record Event(double atMs, boolean done, double deliveredMs, int camera) {}

    /**
     * Late and dropped frames over captured ones of the camera that misses most, of {@code runs} runs from empty.
     *
     * @param fromS frames that start earlier do not count
     */
    double missFraction(int runs, double fromS, double durationS, long seed) {
        Random random = new Random(seed);
        long[] captured = new long[cameras];
        long[] missed = new long[cameras];
        for (int run = 0; run < runs; run++) {
            double endMs = durationS * 1e3;
            PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> {
                int order = Double.compare(a.atMs, b.atMs);
                // the server is free before the next frame comes
                return order != 0 ? order : Boolean.compare(b.done, a.done);
            });
            for (int c = 0; c < cameras; c++) {
                for (long n = 0; ; n++) {
                    double startMs = 1e3 / fps * (n + (double) c / cameras);
                    if (startMs >= endMs - 1e-9) {
                        break;
                    }
                    captured[c] += startMs >= fromS * 1e3 ? 1 : 0;
                    events.add(new Event(startMs + deliveryMs, false, startMs + deliveryMs, c));
                }
            }
            Deque<Event> waiting = new ArrayDeque<>();
            boolean busy = false;
            while (!events.isEmpty() && events.peek().atMs <= endMs) {
                Event event = events.poll();
                if (event.done) {
                    busy = false;
                    boolean late = event.atMs - event.deliveredMs > budgetMs + 1e-6;
                    missed[event.camera] += late && counts(event, fromS) ? 1 : 0;
                } else {
                    if (latest && !waiting.isEmpty()) {
                        Event dropped = waiting.remove();
                        missed[dropped.camera] += counts(dropped, fromS) ? 1 : 0;
                    }
                    waiting.add(event);
                }
                if (!busy && !waiting.isEmpty()) {
                    busy = true;
                    Event next = waiting.remove();
                    events.add(new Event(event.atMs + serviceMs(random), true, next.deliveredMs, next.camera));
                }
            }
        }
        double worst = 0;
        for (int c = 0; c < cameras; c++) {
            worst = Math.max(worst, (double) missed[c] / captured[c]);
        }
        return worst;
    }

    private boolean counts(Event event, double fromS) {
        return event.deliveredMs - deliveryMs >= fromS * 1e3;
    }

    private double serviceMs(Random random) {
        if (cv == 0) {
            return serviceMs;
        }
        double variance = Math.log(1 + cv * cv);
        return serviceMs * Math.exp(Math.sqrt(variance) * random.nextGaussian() - variance / 2);
    }
}
