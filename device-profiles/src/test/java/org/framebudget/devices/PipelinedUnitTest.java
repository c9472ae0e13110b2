package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A unit that takes the next job before the last one is done has a latency and a throughput, and neither says the other. */
class PipelinedUnitTest {
    private static final String HEAD =
            "network,input_width_px,input_height_px,precision,unit,threads,latency_ms,statistic,"
                    + "runtime,conditions,throughput_per_s,kind,cite,note\n";

    @TempDir
    Path folder;

    private DeviceProfile load(String latencyMs, String perS, String pipelined) {
        try (InputStream in = PipelinedUnitTest.class.getResourceAsStream("/profiles-test/sound.yaml")) {
            String sound = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(
                    folder.resolve("p.yaml"),
                    pipelined.isEmpty()
                            ? sound
                            : sound.replace("{file: rows.csv, ", "{file: rows.csv, pipelined: [" + pipelined + "], "));
            Files.writeString(
                    folder.resolve("rows.csv"),
                    HEAD + "mobilenet_v2_1.0,224,224,int8,cpu,4," + latencyMs + ",mean,TFLite,," + perS
                            + ",MEASURED,aallan,\n");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return new ProfileRepository((Path) null).load("p.yaml", folder);
    }

    private String refused(String latencyMs, String perS, String pipelined) {
        return assertThrows(InputException.class, () -> load(latencyMs, perS, pipelined))
                .getMessage();
    }

    @Test
    void bothTogetherAreRead() {
        DeviceProfile profile = load("16", "382", "cpu");
        assertEquals(16, profile.latency().rows().get(0).latencyMs());
        assertEquals(382.0, profile.latency().rows().get(0).throughputPerS());
    }

    @Test
    void aLatencyAloneIsRefused() {
        assertEquals(
                "rows.csv:2: throughput_per_s: 'cpu' is pipelined, so its capacity does not follow from its latency. Give the"
                        + " results per second when it is fed without gaps, or take it out of latency.pipelined.",
                refused("16", "", "cpu"));
    }

    @Test
    void aThroughputAloneIsRefusedOnAnyUnit() {
        String message =
                "rows.csv:2: latency_ms: the row has a throughput and no latency. 1000 / throughput_per_s is the time"
                        + " between two results, not that of one: give the time of a single inference too.";
        assertEquals(message, refused("", "382", "cpu"));
        assertEquals(message, refused("", "382", ""));
    }

    @Test
    void aThroughputBelowOneAfterTheOtherIsRefused() {
        assertEquals(
                "rows.csv:2: throughput_per_s: 50.0 is less than the 63 that one inference after another of 16.0 ms gives. Look"
                        + " which of the two is of another network or clock.",
                refused("16", "50", "cpu"));
    }

    @Test
    void aUnitThatIsNotThereIsRefused() {
        assertEquals("p.yaml:16: latency.pipelined: 'gpu' is no unit. Maybe 'cpu'?", refused("16", "382", "gpu"));
    }
}
