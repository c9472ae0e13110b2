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
        long t3 = System.nanoTime();
        var st = SteadyState.of(s, new ProfileRepository());
        long t4 = System.nanoTime();
        if (st.isPresent()) {
            System.err.println(
                    "settled " + st.get().settled() + " cycle " + st.get().cycleS() + " counted "
                            + st.get().outcome().result().simulatedS() + " "
                            + st.get().outcome().result().devices().get(0).temperatureDegC() + " miss "
                            + st.get().outcome().result().streams().get(0).missFraction() + " W "
                            + st.get().outcome().result().devices().get(0).averagePowerW() + " hours "
                            + st.get().outcome().result().devices().get(0).battery() + " clocks "
                            + st.get().outcome().result().devices().get(0).units() + " took " + (t4 - t3) / 1e9);
        }
        System.err.println("main " + o.result().devices().get(0).temperatureDegC() + " miss "
                + o.result().streams().get(0).missFraction() + " W "
                + o.result().devices().get(0).averagePowerW()
                + o.result().devices().get(0).throttle());
        System.err.println("read " + (t1 - t0) / 1e9 + " run " + (t2 - t1) / 1e9);
    }
}
