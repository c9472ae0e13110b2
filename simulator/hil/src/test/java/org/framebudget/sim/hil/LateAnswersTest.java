package org.framebudget.sim.hil;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Answers that came after simulated time had passed their end. */
class LateAnswersTest {
    private static final long MS = 1_000_000;

    /** A hundred inferences of 10 ms, some of which end later than that. */
    private static Recording of(int late, long lateNs) {
        Recording.Builder builder = new Recording.Builder(RecordingFileTest.head());
        for (int i = 0; i < 100; i++) {
            long startNs = i * 100 * MS;
            long endNs = startNs + 2 * MS + 10 * MS + (i < late ? lateNs : 0);
            builder.add(new InferenceRecord(i, 0, 0, 0, i, startNs, endNs, 2 * MS, false, 9 * MS, MS, 0));
        }
        builder.add(new InferenceRecord(100, 0, 0, 0, 100, 10_000 * MS, -1, 0, false, 9 * MS, 0, 0));
        return builder.ended(null);
    }

    @Test
    void whatTheBenchAddsIsSaidWithHowMuch() {
        assertEquals(
                "box: 2 of 101 answers came late, and these inferences count as up to 120 ms longer than the device measured: the"
                        + " bench, or the way to the device, did not keep pace.",
                LateAnswers.warning(of(2, 120 * MS)).orElseThrow());
    }

    @Test
    void oneInAHundredOrLessThanAMillisecondIsNotWorthAWord() {
        assertTrue(LateAnswers.warning(of(1, 120 * MS)).isEmpty());
        assertTrue(LateAnswers.warning(of(50, MS / 2)).isEmpty());
    }
}
