package org.framebudget.sim.hil.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.catalogue.Catalogue;
import org.framebudget.models.network.InputSize;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.Sensors;
import org.framebudget.models.tflite.NetworkExport;
import org.framebudget.sim.hil.DeviceSample;
import org.framebudget.sim.hil.LoadedNetwork;
import org.framebudget.sim.hil.NetworkToRun;
import org.framebudget.sim.hil.Pixels;
import org.framebudget.sim.hil.Target;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real network on this machine, with sensors made of files. */
class LocalTargetTest {
    @TempDir
    Path folder;

    private final Heard heard = new Heard();
    private Path file = Path.of("");

    /** What the target says, in order. */
    private static final class Heard implements Target.Listener {
        private static final long WAIT_S = 30;

        private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
        private final BlockingQueue<DeviceSample> samples = new LinkedBlockingQueue<>();

        @Override
        public void done(long job, long invokeNs, long arrivedNs) {
            said.add("done " + job + (invokeNs > 0 && arrivedNs <= System.nanoTime() ? "" : " never"));
        }

        @Override
        public void converted(long job, long convertNs) {
            said.add("converted " + job + (convertNs > 0 ? "" : " never"));
        }

        @Override
        public void sampled(DeviceSample sample) {
            samples.add(sample);
        }

        @Override
        public void lost(MachineException why) {
            said.add("lost " + why.getMessage());
        }

        String next() throws InterruptedException {
            String next = said.poll(WAIT_S, TimeUnit.SECONDS);
            return next == null ? "nothing" : next;
        }

        DeviceSample sample() throws InterruptedException {
            DeviceSample sample = samples.poll(WAIT_S, TimeUnit.SECONDS);
            assertNotNull(sample);
            return sample;
        }
    }

    @BeforeEach
    void exportNetwork() {
        file = folder.resolve("mobilenet.tflite");
        NetworkExport.export(Catalogue.network("mobilenet_v1_0.25", new InputSize(96, 96), Precision.INT8), file);
    }

    private NetworkToRun network(Pixels pixels) {
        return new NetworkToRun(file, "mobilenet", null, 1, 2, pixels);
    }

    @Test
    void networksRunOnDummiesAndOnPatternsWhileSensorsAreRead() throws Exception {
        Files.createDirectories(folder.resolve("sys/class/thermal/thermal_zone0"));
        Files.writeString(folder.resolve("sys/class/thermal/thermal_zone0/type"), "cpu-thermal\n");
        Files.writeString(folder.resolve("sys/class/thermal/thermal_zone0/temp"), "48500\n");
        try (LocalTarget target = LocalTarget.open(Sensors.at(folder), 60)) {
            target.listen(heard);
            assertEquals("local", target.info().target());
            assertEquals("", target.info().runtime());
            LoadedNetwork dummies = target.load(network(Pixels.DUMMY));
            assertEquals(64, dummies.sha256().length());
            assertEquals(2, dummies.warmupNs().size());
            assertEquals("TensorFlow Lite 2.20.0 with XNNPACK", dummies.runtime());
            assertEquals(dummies.runtime(), target.info().runtime());
            LoadedNetwork pattern = target.load(network(new Pixels(Pixels.Kind.PATTERN, 320, 240, null)));
            target.invoke(dummies.id(), 1);
            assertEquals("done 1", heard.next());
            target.invoke(pattern.id(), 2);
            assertEquals(List.of("converted 2", "done 2"), List.of(heard.next(), heard.next()));
            DeviceSample sample = heard.sample();
            assertEquals(48.5, sample.zonesDegC().get("cpu-thermal"));
            assertTrue(heard.sample().takenNs() > sample.takenNs());
        }
    }

    @Test
    void aProcessThatIsKilledIsALostTarget() throws Exception {
        try (LocalTarget target = LocalTarget.open(Sensors.at(folder), 60)) {
            target.listen(heard);
            int network = target.load(network(Pixels.DUMMY)).id();
            List<ProcessHandle> children = ProcessHandle.current().children().toList();
            assertEquals(1, children.size());
            children.get(0).destroyForcibly();
            String lost = heard.next();
            assertTrue(
                    lost.startsWith(
                            "lost mobilenet: the process of TensorFlow Lite was killed (SIGKILL) while waiting"),
                    lost);
            target.invoke(network, 1);
            Heard late = new Heard();
            target.listen(late);
            assertEquals(lost, late.next(), "who comes late hears of it too");
        }
        assertEquals(0, ProcessHandle.current().children().count());
    }

    @Test
    void framesThatCannotBeMadeAreTheUsersMistake() {
        try (LocalTarget target = LocalTarget.open(Sensors.at(folder), 60)) {
            assertEquals(
                    "frames of 321x240 cannot be YUV 4:2:0. Even numbers from 2 to 16384 are right.",
                    assertThrows(
                                    InputException.class,
                                    () -> target.load(network(new Pixels(Pixels.Kind.PATTERN, 321, 240, null))))
                            .getMessage());
        }
    }
}
