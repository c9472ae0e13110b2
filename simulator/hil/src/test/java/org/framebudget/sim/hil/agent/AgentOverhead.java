package org.framebudget.sim.hil.agent;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.SynchronousQueue;
import org.framebudget.models.MachineException;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Pixels;
import org.framebudget.sim.hil.Target;

/** What an agent adds to an inference, run by hand: FOLDER PORT of an {@link AgentProcess}. */
final class AgentOverhead {
    private static final int WARMUP = 20_000;
    private static final int COUNT = 20_000;

    private AgentOverhead() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        try (AgentTarget target = AgentTarget.connect(
                Loopback.address(Integer.parseInt(args[1])), Loopback.access(folder), System.out::println)) {
            SynchronousQueue<Long> answers = new SynchronousQueue<>();
            target.listen(new Target.Listener() {
                @Override
                public void done(long job, long invokeNs, long arrivedNs) {
                    try {
                        answers.put(arrivedNs);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                }

                @Override
                public void sampled(DeviceSample sample) {}

                @Override
                public void lost(MachineException why) {
                    System.out.println(why.getMessage());
                }
            });
            Path file = Files.write(folder.resolve("overhead.tflite"), new byte[1_000]);
            int network = target.load(new NetworkToRun(file, "net", null, 1, 0, Pixels.DUMMY))
                    .id();
            long[] tripNs = new long[COUNT];
            for (int i = -WARMUP; i < COUNT; i++) {
                if (args.length > 2) {
                    Thread.sleep(Integer.parseInt(args[2])); // as frames come, with pauses
                }
                long askedNs = System.nanoTime();
                target.invoke(network, i);
                long arrivedNs = answers.take();
                if (i >= 0) {
                    tripNs[i] = arrivedNs - askedNs;
                }
                if (args.length > 2 && i == -WARMUP + 3_000) {
                    i = COUNT - 3_000;
                }
            }
            long[] taken = Arrays.stream(tripNs).filter(ns -> ns > 0).sorted().toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%d round trips: median %.0f us, p99 %.0f us, longest %.0f us%n",
                    taken.length,
                    taken[taken.length / 2] / 1e3,
                    taken[taken.length * 99 / 100] / 1e3,
                    taken[taken.length - 1] / 1e3);
        }
    }
}
