package org.framebudget.sim.sweep;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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

    private SweepRateMain() {}

    public static void main(String[] arguments) throws IOException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        int threads = Integer.parseInt(arguments[2]);
        SweepPlan plan = SweepPlan.of(SweepReader.read(Path.of(arguments[0])));
        double stolenBeforeS = stolenS();
        double cpuBeforeS = system.getProcessCpuTime() * 1e-9;
        long beganNs = System.nanoTime();
        Progress end;
        try (Store store = Store.open(Path.of(arguments[1]), plan)) {
            end = new LocalEngine(plan, store, new ProfileRepository(), threads, now -> {}).run();
        }
        double wallS = (System.nanoTime() - beganNs) * 1e-9;
        double cpuS = system.getProcessCpuTime() * 1e-9 - cpuBeforeS;
        double stolenS = stolenS() - stolenBeforeS;
        System.out.printf(
                Locale.ROOT,
                "%d points, %d failed, %.1f s, %.0f points/s, %.2f ms of processor time a point, %.1f %% of %d cores, %.1f %%"
                        + " without what was stolen, %d MB at most%n",
                end.ran(),
                end.failed(),
                wallS,
                end.ran() / wallS,
                cpuS / end.ran() * 1e3,
                cpuS / (wallS * threads) * 100,
                threads,
                cpuS / (wallS * threads - stolenS) * 100,
                mostMemoryMb());
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
