package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What kept a device busy beside the run. */
class OthersTest {
    private static final long SECOND = 1_000_000_000L;

    /** Two cores, sampled at each of ten seconds; an inference on one thread takes half a second of each. */
    private static Recording of(@Nullable Double busyFraction) {
        Recording.Head head = Heads.with(
                RecordingFileTest.head(),
                Map.of(
                        "target",
                        new TargetInfo("local", "Linux", "amd64", null, 2, "TensorFlow Lite"),
                        "networks",
                        List.of(new Recording.Network("net", "ef", 1, List.of("p.infer"), 500, List.of(), null))));
        Recording.Builder builder = new Recording.Builder(head);
        for (int i = 0; i < 10; i++) {
            builder.add(new InferenceRecord(
                    i, 0, 0, 0, i, i * SECOND, i * SECOND + SECOND / 2, 0, false, SECOND / 2, 0, 0));
            builder.add(new Recording.Sample(
                    (i + 1) * SECOND,
                    new DeviceSample((i + 1) * SECOND, null, Map.of(), null, null, null, busyFraction, null)));
        }
        return builder.ended(null);
    }

    @Test
    void whatTheInferencesDidNotTakeIsOfOthers() {
        assertEquals(2 - 0.5, Others.of(of(1.0)), 1e-9);
        assertEquals(
                "box: other programs kept 1.5 of 2 cores busy, and inferences wait for them: on a calm device they may take less"
                        + " time.",
                Others.warning(of(1.0)).orElseThrow());
    }

    @Test
    void theRunsOwnWorkIsNotOfOthers() {
        assertEquals(0, Others.of(of(0.25)), 1e-9);
        assertTrue(Others.warning(of(0.35)).isEmpty(), "0.2 cores are the bench's own");
    }

    @Test
    void aSystemThatShowsNoLoadIsNotCalledCalm() {
        assertNull(Others.of(of(null)));
        assertTrue(Others.warning(of(null)).isEmpty());
    }
}
