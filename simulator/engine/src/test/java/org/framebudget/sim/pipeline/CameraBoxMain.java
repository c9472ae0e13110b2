package org.framebudget.sim.pipeline;

/** Runs W2 or W2s once and prints counters and speed: {@code CameraBoxMain w2|w2s framesPerCamera}. */
final class CameraBoxMain {
    private CameraBoxMain() {}

    public static void main(String[] args) {
        boolean stressed = args[0].equals("w2s");
        long n = Long.parseLong(args[1]);
        CameraBox box = new CameraBox(
                n,
                (Boolean.getBoolean("fixed") ? (n1, m, c) -> new FixedTime((long) m) : CameraBox.product(1)),
                stressed ? 4.4 : 3.5,
                stressed ? 1.5 : 3);
        long began = System.nanoTime();
        box.run();
        double s = (System.nanoTime() - began) * 1e-9;
        System.out.printf(
                "%s done=%d drops=%d misses=%d mean_ms=%.4f p99_ms=%.2f run_s=%.3f mev_per_s=%.2f kernel_events=%d%n",
                args[0],
                box.done(),
                box.drops(),
                box.misses(),
                box.latency().meanNs() * 1e-6,
                box.latency().quantileNs(0.99) * 1e-6,
                s,
                box.referenceEvents() / s * 1e-6,
                box.simulator.eventCount());
    }
}
