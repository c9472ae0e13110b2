package org.framebudget.sim.planner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.sim.pipeline.SteadyState;
import org.framebudget.sim.results.RunResult;
import org.framebudget.sim.results.Timeline;
import org.framebudget.sim.scenario.KnownIds;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;
import org.framebudget.sim.scenario.ScenarioTemplates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The steady state, which is found without simulating hours, against what it stands for: a run that starts cold and is
 * looked at after five of its slowest time constants. At most 0.5 K and 0.002 of the miss fraction lie between them.
 */
class SustainedTest {
    /** Slowest time constants: phones 0.65 ks (142 J/K and the rest over 3.2 K/W), Coral 0.45 ks (25 J/K, 18 K/W). */
    private static final double FIVE_TIME_CONSTANTS_S = 3300;

    private static final double COLD_RUN_S = 5400;

    private final ProfileRepository profiles = new ProfileRepository();

    @TempDir
    Path folder;

    @Test
    void aPhoneThatStaysCool() throws IOException {
        SteadyState.Sustained sustained = agree("phone", "cameras.back.fps=10", "devices.phone.screen_fraction=0.1");
        assertEquals(
                0.0,
                sustained.outcome().result().devices().get(0).throttle().timeFraction(),
                "this one is meant to stay cool");
    }

    @Test
    void aPhoneThatThrottlesALittle() throws IOException {
        SteadyState.Sustained sustained = agree("phone");
        assertTrue(
                sustained.outcome().result().devices().get(0).throttle().timeFraction() > 0.5,
                "this one is meant to throttle");
    }

    @Test
    void aPhoneThatThrottlesHardInWarmAir() throws IOException {
        SteadyState.Sustained sustained = agree("throttling");
        assertTrue(sustained.outcome().result().streams().get(0).missFraction() > 0.5, "this one is meant to miss");
    }

    @Test
    void fourCamerasOnARaspberryPiWithAnAccelerator() throws IOException {
        agree("pi-cameras");
    }

    private SteadyState.Sustained agree(String template, String... sets) throws IOException {
        Path file = folder.resolve(template + ".yaml");
        Files.writeString(file, ScenarioTemplates.text(template));
        Scenario scenario = ScenarioReader.read(file, List.of(sets), null, new KnownIds(profiles.ids(), List.of()));
        SteadyState.Sustained sustained = SteadyState.of(scenario, profiles).orElseThrow();
        assertTrue(sustained.settled());
        RunResult steady = sustained.outcome().result();
        assertTrue(steady.simulatedS() >= 600, "at least ten minutes count, not " + steady.simulatedS() + " s");

        RunOutcome cold = Simulation.run(
                scenario.withDurationS(COLD_RUN_S), profiles, new RunOptions(1, 1, true, false, share -> {}));
        Timeline timeline = Objects.requireNonNull(cold.timeline());
        int from = 0;
        while (timeline.endNs()[from] < FIVE_TIME_CONSTANTS_S * 1e9) {
            from++;
        }
        for (int d = 0; d < steady.devices().size(); d++) {
            int first = from;
            RunResult.Device device = steady.devices().get(d);
            timeline.devices().get(d).temperatureDegC().forEach((node, degC) -> {
                double hottest = Double.NEGATIVE_INFINITY;
                for (int w = first; w < degC.length; w++) {
                    hottest = Math.max(hottest, degC[w]);
                }
                assertEquals(hottest, temperature(device, node).max(), 0.5, template + ": hottest " + node);
            });
        }
        for (int s = 0; s < steady.streams().size(); s++) {
            assertEquals(
                    missFraction(timeline.streams().get(s), from),
                    steady.streams().get(s).missFraction(),
                    0.002,
                    template + ": misses of " + steady.streams().get(s).id());
        }
        return sustained;
    }

    private static RunResult.Temperature temperature(RunResult.Device device, String node) {
        return Objects.requireNonNull(device.temperatureDegC().get(node), node);
    }

    private static double missFraction(Timeline.StreamSeries stream, int from) {
        long captured = 0;
        long missed = 0;
        for (int w = from; w < stream.captured().length; w++) {
            captured += stream.captured()[w];
            missed += stream.late()[w] + stream.dropped()[w];
        }
        return (double) missed / captured;
    }
}
