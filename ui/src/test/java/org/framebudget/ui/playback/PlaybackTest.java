package org.framebudget.ui.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.framebudget.ui.charts.TimeView;
import org.junit.jupiter.api.Test;

final class PlaybackTest {
    private final TimeView time = new TimeView();
    private final Playback playback = new Playback(time);

    PlaybackTest() {
        time.setDurationS(100);
    }

    @Test
    void timeGoesOnByTheClockTimesTheSpeedAndStopsAtTheEnd() {
        playback.speedProperty().set(10);
        playback.tick(0);
        assertEquals(0, time.atSProperty().get(), "it does not run yet");
        playback.runningProperty().set(true);
        playback.tick(1_000_000_000L);
        playback.tick(3_000_000_000L);
        assertEquals(20, time.atSProperty().get(), 1e-9);
        playback.tick(30_000_000_000L);
        assertEquals(100, time.atSProperty().get());
        assertFalse(playback.runningProperty().get());
        playback.runningProperty().set(true);
        assertEquals(0, time.atSProperty().get(), "from the end it begins anew");
    }

    @Test
    void aStepGoesOneFrameOnAndPauses() {
        playback.runningProperty().set(true);
        playback.step(0.5);
        assertEquals(0.5, time.atSProperty().get());
        assertFalse(playback.runningProperty().get());
        playback.step(-3);
        assertEquals(0, time.atSProperty().get());
    }

    @Test
    void afterTheFastestSpeedComesTheSlowest() {
        playback.speedProperty().set(1000);
        playback.nextSpeed();
        assertEquals(0.1, playback.speedProperty().get());
    }

    @Test
    void whatIsShownFollowsWhereItIsAPart() {
        time.show(0, 10);
        playback.step(50);
        assertTrue(time.fromSProperty().get() <= 50 && time.toSProperty().get() >= 50);
        assertEquals(10, time.toSProperty().get() - time.fromSProperty().get(), 1e-9);
    }

    @Test
    void zoomKeepsTheTimeUnderThePointerAndStaysWithinTheRun() {
        time.zoom(0.5, 20);
        assertEquals(10, time.fromSProperty().get(), 1e-9);
        assertEquals(60, time.toSProperty().get(), 1e-9);
        time.pan(1000);
        assertEquals(100, time.toSProperty().get(), 1e-9);
        time.zoom(100, 50);
        assertEquals(0, time.fromSProperty().get());
        assertEquals(100, time.toSProperty().get());
        time.zoom(1e-9, 50);
        assertEquals(2, time.toSProperty().get() - time.fromSProperty().get(), 1e-9, "not less than two seconds");
    }

    @Test
    void aRunOfTheSameLengthLeavesWhatIsShown() {
        time.show(10, 20);
        time.setDurationS(100);
        assertEquals(10, time.fromSProperty().get());
        time.setDurationS(40);
        assertEquals(40, time.toSProperty().get());
        assertEquals("1:02:03", TimeView.clock(3723.9));
        assertEquals("0:00", TimeView.clock(0));
    }
}
