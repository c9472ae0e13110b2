package org.framebudget.sim.planner;

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

/** Wall time of a scenario's headroom, all axes with 200 draws on two threads, cold and warm. Arguments: scenario files. */
final class HeadroomMain {
    private static final int ROUNDS = 5;

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
                try (Parallel parallel = new Parallel(2)) {
                    new Headrooms(
                                    new Trials(scenario, profiles, CapacityPlanner.Effort.PLAN.headroomDraws()),
                                    CapacityPlanner.burstS(scenario),
                                    SteadyState.existsFor(scenario),
                                    parallel)
                            .of(scenario, EnumSet.allOf(Axis.Name.class), share -> {});
                }
                line.append(String.format(Locale.ROOT, " %.2f", (System.nanoTime() - beganNs) * 1e-9));
            }
            System.out.println(
                    Path.of(file).getParent().getFileName() + line.append(" s").toString());
        }
    }
}
