package org.framebudget.sim.sweep;

import com.sun.management.OperatingSystemMXBean;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.SweepReader;

/**
 * Runs a sweep into a store as the program does and says how fast it was, how busy the cores were and how much memory it took at most:
 * {@code SweepRateMain SWEEP STORE THREADS}. For Linux.
 */
final class SweepRateMain {
    /** Of {@code /proc/stat}. */
    private static final double TICKS_PER_S = 100;

    private static final int STEAL = 8;

    /** Seconds by thread, as they were last seen: one that has ended is seen no more. */
    private static final Map<String, Double> WORKERS = new ConcurrentHashMap<>();

    private SweepRateMain() {}

    public static void main(String[] arguments) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int threads = Integer.parseInt(arguments[2]);
        SweepPlan plan = SweepPlan.of(SweepReader.read(Path.of(arguments[0])));
        double stolenBeforeS = stolenS();
        double cpuBeforeS = system.getProcessCpuTime() * 1e-9;
        long beganNs = System.nanoTime();
        Progress end;
        AtomicReference<Wanted> wanted = new AtomicReference<>(new Wanted(0, 1));
        try (Store store = Store.open(Path.of(arguments[1]), plan)) {
            end = new LocalEngine(plan, store, new ProfileRepository(), threads, now -> {
                        double seconds = (System.nanoTime() - beganNs) * 1e-9;
                        wanted.set(new Wanted(workersS(), seconds));
                    })
                    .run();
        }
        double wallS = (System.nanoTime() - beganNs) * 1e-9;
        double cpuS = system.getProcessCpuTime() * 1e-9 - cpuBeforeS;
        double stolenS = stolenS() - stolenBeforeS;
        System.out.printf(
                Locale.ROOT,
                "%d points, %d failed, %.1f s, %.0f points/s, %.2f ms of processor time a point, %.1f %% of %d cores, %.1f %%"
                        + " without what was stolen; the workers ran or waited for a core %.1f %% of the time; %d MB at most%n",
                end.ran(),
                end.failed(),
                wallS,
                end.ran() / wallS,
                cpuS / end.ran() * 1e3,
                cpuS / (wallS * threads) * 100,
                threads,
                cpuS / (wallS * threads - stolenS) * 100,
                wanted.get().s() / (wanted.get().wallS() * threads) * 100,
                mostMemoryMb());
    }

    /** Time that the workers ran or could have run, whatever else the machine did. */
    private record Wanted(double s, double wallS) {}

    private static double workersS() {
        File[] tasks = new File("/proc/self/task").listFiles();
        for (File task : tasks == null ? new File[0] : tasks) {
            try {
                if (Files.readString(task.toPath().resolve("comm")).startsWith("sweep ")) {
                    String[] ns =
                            Files.readString(task.toPath().resolve("schedstat")).split(" ");
                    WORKERS.put(task.getName(), (Long.parseLong(ns[0]) + Long.parseLong(ns[1])) * 1e-9);
                }
            } catch (IOException e) {
                // it has ended
            }
        }
        return WORKERS.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static double stolenS() throws IOException {
        String[] all = Files.readAllLines(Path.of("/proc/stat")).get(0).split("\\s+");
        return Long.parseLong(all[STEAL]) / TICKS_PER_S;
    }

    private static long mostMemoryMb() throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
            if (line.startsWith("VmHWM")) {
                return Long.parseLong(line.replaceAll("\\D", "")) >> 10;
            }
        }
        return 0;
    }
}
