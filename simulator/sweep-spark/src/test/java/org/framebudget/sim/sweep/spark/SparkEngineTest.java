package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.sim.sweep.SweepEngine;
import org.junit.jupiter.api.Test;

class SparkEngineTest {
    private final SparkEngine engine = new SparkEngine();

    private String refused(SweepEngine.Options options) {
        return assertThrows(InputException.class, () -> engine.check(options)).getMessage();
    }

    private static SweepEngine.Options master(String master) {
        return new SweepEngine.Options(master, null, Map.of());
    }

    @Test
    void whatCannotBeRightIsRefusedBeforeAnythingStarts() throws IOException {
        assertEquals(
                "--master: 'spark:/host' is no master of Spark. Right are local[2] for two cores of this machine and"
                        + " spark://host:7077.",
                refused(master("spark:/host")));
        assertEquals(
                "--spark: 'executor.memory' is no setting of Spark, whose names begin with 'spark.', as in"
                        + " spark.executor.memory=2g.",
                refused(new SweepEngine.Options(null, null, Map.of("executor.memory", "2g"))));
        assertEquals(
                "--threads: is for this machine. For cores of a cluster write --spark spark.cores.max=2.",
                refused(new SweepEngine.Options("yarn", 2, Map.of())));
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
            engine.check(master("spark://127.0.0.1:" + free));
            engine.check(master("spark://127.0.0.1:1,127.0.0.1:" + free));
        }
        String nobody = refused(master("spark://127.0.0.1:" + free));
        assertTrue(nobody.startsWith("--master: nobody answers at 'spark://127.0.0.1:" + free + "'."), nobody);
    }

    @Test
    void mastersOfSparkAreKnown() {
        for (String master :
                new String[] {"local", "local[*]", "local[4]", "local[4,2]", "yarn", "k8s://https://host"}) {
            engine.check(master(master));
        }
        engine.check(new SweepEngine.Options(null, 2, Map.of("spark.speculation", "true")));
    }
}
