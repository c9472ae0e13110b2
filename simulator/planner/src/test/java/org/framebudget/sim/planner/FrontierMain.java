package org.framebudget.sim.planner;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.pipeline.Trials;
import org.framebudget.sim.pipeline.Trials.Variant;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;

/** Processor time of a frontier's points, warm: of the burst alone and of both verdicts. Arguments: scenario files. */
final class FrontierMain {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int ROUNDS = 4;

    private FrontierMain() {}

    /** Prints a line a scenario; the last of four rounds counts. */
    public static void main(String[] files) {
        for (String file : files) {
            ProfileRepository profiles = new ProfileRepository();
            Scenario scenario =
                    ScenarioReader.read(Path.of(file), List.of(), null, new KnownIds(profiles.ids(), List.of()));
            Trials trials = new Trials(scenario, profiles, 1);
            List<Grid> grids = Grid.of(scenario, trials, Grid.Steps.PLAN);
            String line = "";
            for (int round = 0; round < ROUNDS; round++) {
                line = line(grids, trials, SteadyState.existsFor(scenario));
            }
            System.out.println(Path.of(file).getParent().getFileName() + line);
        }
    }

    private static String line(List<Grid> grids, Trials trials, boolean steady) {
        int points = 0;
        int replications = 0;
        int sustained = 0;
        int bursts = 0;
        long setUpNs = 0;
        long burstNs = 0;
        long verdictNs = 0;
        long wholeNs = 0;
        for (Grid grid : grids) {
            for (int at = 0; at < grid.size(); at++) {
                long beganNs = THREADS.getCurrentThreadCpuTime();
                Variant variant = trials.of(grid.at(at));
                long readyNs = THREADS.getCurrentThreadCpuTime();
                Decision decision = Decision.of(variant.sample(60));
                long burstDoneNs = THREADS.getCurrentThreadCpuTime();
                boolean meets = steady && variant.meetsSustained();
                long verdictDoneNs = THREADS.getCurrentThreadCpuTime();
                try {
                    if (steady) {
                        variant.sustained();
                    }
                } catch (org.framebudget.models.InputException e) {
                    // runs away hot: that is an answer too
                }
                wholeNs += THREADS.getCurrentThreadCpuTime() - verdictDoneNs;
                points++;
                replications += decision.replications();
                bursts += decision.meets() ? 1 : 0;
                sustained += meets ? 1 : 0;
                setUpNs += readyNs - beganNs;
                burstNs += burstDoneNs - readyNs;
                verdictNs += verdictDoneNs - burstDoneNs;
            }
        }
        return String.format(
                Locale.ROOT,
                " %d points, %d and %d feasible, %.1f replications each; a point: set-up %.2f ms, burst %.2f ms, steady verdict %.2f ms"
                        + " (whole steady state %.2f ms); on two processors a minute: %.0f bursts, %.0f with both",
                points,
                bursts,
                sustained,
                (double) replications / points,
                setUpNs * 1e-6 / points,
                burstNs * 1e-6 / points,
                verdictNs * 1e-6 / points,
                wholeNs * 1e-6 / points,
                2 * 60e9 * points / (setUpNs + burstNs),
                2 * 60e9 * points / (setUpNs + burstNs + verdictNs));
    }
}
