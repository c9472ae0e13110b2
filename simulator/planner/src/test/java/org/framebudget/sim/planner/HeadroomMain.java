package org.framebudget.sim.planner;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;

/**
 * Time of a scenario's headroom, all axes with 200 draws on two threads, cold and warm: wall seconds and, for a machine that others
 * use as well, half the process's processor seconds. Arguments: scenario files.
 */
final class HeadroomMain {
    private static final int ROUNDS = Integer.getInteger("rounds", 5);

    private HeadroomMain() {}

    /** Prints a line a scenario. */
    public static void main(String[] files) {
        for (String file : files) {
            ProfileRepository profiles = new ProfileRepository();
            Scenario scenario = CapacityPlanner.withObjective(
                    ScenarioReader.read(Path.of(file), List.of(), null, new KnownIds(profiles.ids(), List.of())));
            StringBuilder line = new StringBuilder();
            for (int round = 0; round < ROUNDS; round++) {
                long beganNs = System.nanoTime();
                long cpuNs = processorNs();
                try (Parallel parallel = new Parallel(2)) {
                    new Headrooms(
                                    new Trials(scenario, profiles, CapacityPlanner.Effort.PLAN.headroomDraws()),
                                    CapacityPlanner.burstS(scenario),
                                    SteadyState.existsFor(scenario),
                                    parallel)
                            .of(scenario, EnumSet.allOf(Axis.Name.class), share -> {});
                }
                line.append(String.format(
                        Locale.ROOT,
                        " %.2f (%.2f)",
                        (System.nanoTime() - beganNs) * 1e-9,
                        (processorNs() - cpuNs) * 1e-9 / 2));
            }
            System.out.println(
                    Path.of(file).getParent().getFileName() + line.append(" s").toString());
        }
    }

    private static long processorNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
