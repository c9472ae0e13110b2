package org.framebudget.sim.pipeline;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * One measurement per process, for {@code simulator/benchmark}: {@code product | heat | stressed | queue | threads}, then
 * frames per camera. Prints counters, wall time, bytes allocated per event and peak resident memory.
 */
public final class BenchmarkMain {
    private BenchmarkMain() {}

    public static void main(String[] args) throws Exception {
        long frames = Long.parseLong(args[1]);
        long began = System.nanoTime();
        String counters = switch (args[0]) {
            case "product" -> box(new CameraBox(frames, CameraBox.product(1), 3.5, 3));
            case "stressed" -> box(new CameraBox(frames, CameraBox.product(1), 4.4, 1.5));
            case "heat" -> box(CameraBox.withHeat(frames, CameraBox.product(1)));
            case "threads" -> two(frames);
            case "queue" -> queue(frames);
            default -> throw new IllegalArgumentException(args[0]);
        };
        double seconds = (System.nanoTime() - began) * 1e-9;
        System.out.printf(Locale.ROOT, "%s %s run_s=%.3f peak_mb=%.0f%n", args[0], counters, seconds, peakMb());
    }

    private static String box(CameraBox box) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        box.begin();
        box.simulator.run(60_000_000_000L);
        long eventsBefore = box.simulator.eventCount();
        long bytesBefore = threads.getCurrentThreadAllocatedBytes();
        box.finish();
        double bytes = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
        return String.format(
                Locale.ROOT,
                "done=%d drops=%d misses=%d mean_ms=%.4f bytes_per_event=%.4f",
                box.done(),
                box.drops(),
                box.misses(),
                box.latency().meanNs() * 1e-6,
                bytes / (box.simulator.eventCount() - eventsBefore));
    }

    private static String queue(long frames) {
        PriorityQueueBox box = new PriorityQueueBox(frames, 1);
        box.run();
        return String.format(
                Locale.ROOT,
                "done=%d drops=%d misses=%d mean_ms=%.4f",
                box.done,
                box.drops,
                box.misses,
                box.meanLatencyMs());
    }

    private static String two(long frames) throws InterruptedException {
        Thread[] threads = new Thread[2];
        for (int i = 0; i < threads.length; i++) {
            CameraBox box = new CameraBox(frames, CameraBox.product(1 + i), 3.5, 3);
            threads[i] = new Thread(box::run);
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return "replications=2";
    }

    private static double peakMb() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return Double.NaN;
        }
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmHWM:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(Double.NaN);
    }
}
