package org.framebudget.models.tflite;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The long run of {@link FuzzTest}, on demand: {@code models/fuzz [ROUNDS] [SEED] [FILE.tflite...]}. */
public final class FuzzMain {
    private FuzzMain() {}

    public static void main(String[] args) throws IOException {
        int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        long seed = args.length > 1 ? Long.parseLong(args[1]) : 1;
        List<byte[]> models = new ArrayList<>(TestModels.all().values());
        for (int i = 2; i < args.length; i++) {
            models.add(Files.readAllBytes(Path.of(args[i])));
        }
        Mutations mutations = new Mutations(models, seed);
        int accepted = 0;
        long slowestNs = 0;
        long beginNs = System.nanoTime();
        for (int round = 0; round < rounds; round++) {
            byte[] bytes = mutations.next();
            long startNs = System.nanoTime();
            try {
                accepted += FuzzTest.read(bytes, "seed " + seed + ", round " + round) ? 1 : 0;
            } catch (AssertionError e) {
                Path kept = Files.write(Files.createTempFile("fuzz-", ".tflite"), bytes);
                System.out.println("The model is kept in " + kept);
                throw e;
            }
            slowestNs = Math.max(slowestNs, System.nanoTime() - startNs);
        }
        long heapBytes = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
        System.out.printf(
                Locale.ROOT,
                "%d damaged models of %d kinds in %.1f s: %d read, %d refused with a message, nothing else.%n"
                        + "The slowest took %.1f ms; heap at most %.1f MB of %.0f MB.%n",
                rounds,
                models.size(),
                (System.nanoTime() - beginNs) / 1e9,
                accepted,
                rounds - accepted,
                slowestNs / 1e6,
                heapBytes / 1e6,
                Runtime.getRuntime().maxMemory() / 1e6);
    }
}
