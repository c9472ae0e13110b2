package org.framebudget.sim.pipeline;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.scenario.Scenario;
import org.framebudget.sim.scenario.ScenarioReader;

final class TryMain {
    public static void main(String[] a) throws Exception {
        long t0 = System.nanoTime();
        Scenario s = ScenarioReader.read(Path.of(a[0]), List.of(Arrays.copyOfRange(a, 1, a.length)), null);
        long t1 = System.nanoTime();
        RunOutcome o = Simulation.run(s, new ProfileRepository(), new RunOptions(1, 1, true, false, p -> {}));
        long t2 = System.nanoTime();
        System.out.println(
                new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValueAsString(o.result()));
        System.err.println("read " + (t1 - t0) / 1e9 + " run " + (t2 - t1) / 1e9);
    }
}
