package org.framebudget.sim.pipeline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.framebudget.models.Ratio;
import org.framebudget.sim.results.RunResult;
import org.junit.jupiter.api.Test;

/** Uses, stale uses and jank, counted by hand. Milliseconds. */
class DisplayRunTest {
    private static final long MS = 1_000_000L;

    /** A display whose refreshes come so often, for frames that come so many milliseconds apart. */
    private static Display display(long hz, long frameMs) {
        return new Display(new Ratio(hz, 1), new Ratio(1_000, frameMs));
    }

    /** A result at {@code nowMs} of a photon at {@code photonMs}, on time. */
    private static void result(StreamStats stats, long nowMs, long photonMs) {
        stats.result(nowMs * MS, photonMs * MS, 1, 1, false);
    }

    @Test
    void withoutADisplayAResultIsUsedOnceWhenItComes() {
        StreamStats stats = new StreamStats(30 * MS, null, StreamStats.Lead.NONE);
        result(stats, 30, 0);
        result(stats, 61, 30);
        result(stats, 95, 66);
        stats.finish(1_000 * MS);
        assertEquals(3, stats.uses);
        // ages 30, 31 and 29: stale is above the limit
        assertEquals(1, stats.staleUses);
        assertEquals(2, stats.useful);
        assertEquals(0, stats.presentations);
    }

    @Test
    void aResultIsShownAtEveryRefreshUntilTheNextOne() {
        // refresh every 10 ms, camera every 30: a result stands for 3 refreshes
        StreamStats stats = new StreamStats(Long.MAX_VALUE, display(100, 30), StreamStats.Lead.NONE);
        result(stats, 12, 0);
        result(stats, 42, 30);
        stats.finish(75 * MS);
        // shown at 20, 30, 40 and then at 50, 60, 70
        assertEquals(6, stats.uses);
        assertEquals(2, stats.presentations);
        assertEquals(0, stats.janks);
    }

    @Test
    void ageGrowsWhileAResultStaysOnTheDisplay() {
        StreamStats stats = new StreamStats(35 * MS, display(100, 30), StreamStats.Lead.NONE);
        result(stats, 12, 0);
        stats.finish(75 * MS);
        // shown at 20, 30, 40, 50, 60, 70: from 40 on it is older than 35
        assertEquals(6, stats.uses);
        assertEquals(4, stats.staleUses);
        assertEquals(1, stats.useful);
        // and one that is too old at its first refresh is not useful
        StreamStats old = new StreamStats(35 * MS, display(100, 30), StreamStats.Lead.NONE);
        result(old, 32, 0);
        old.finish(45 * MS);
        assertEquals(1, old.uses);
        assertEquals(1, old.staleUses);
        assertEquals(0, old.useful);
    }

    @Test
    void aResultAtARefreshIsShownThere() {
        StreamStats stats = new StreamStats(Long.MAX_VALUE, display(100, 30), StreamStats.Lead.NONE);
        result(stats, 20, 0);
        stats.finish(20 * MS);
        assertEquals(1, stats.uses);
    }

    @Test
    void aResultThatMissesItsRefreshIsJank() {
        // refresh 10, camera 20: the next presentation is due two refreshes later
        StreamStats stats = new StreamStats(Long.MAX_VALUE, display(100, 20), StreamStats.Lead.NONE);
        result(stats, 5, 0);
        result(stats, 25, 20);
        result(stats, 51, 40);
        result(stats, 65, 60);
        stats.finish(70 * MS);
        // shown first at 10, 30, 60, 70: three refreshes between 30 and 60
        assertEquals(4, stats.presentations);
        assertEquals(1, stats.janks);
    }

    @Test
    void refreshesAndRefreshesPerFrameComeFromExactRates() {
        // 60 and 120 Hz have no interval in whole nanoseconds: the 120th refresh is at 1 s, not 40 ns before
        Display display = new Display(new Ratio(120, 1), new Ratio(30, 1));
        assertEquals(4, display.refreshesPerFrame);
        assertEquals(1_000 * MS, display.instantNs(120));
        assertEquals(120, display.from(1_000 * MS));
        assertEquals(121, display.from(1_000 * MS + 1));
        assertEquals(119, display.upTo(1_000 * MS - 1));
        assertEquals(0, display.from(0));
        assertEquals(-1, display.upTo(-1));
        assertEquals(3_000_000_000L, display.from(25_000_000_000_000_000L), "after 289 days");
        // 60000/1001 Hz over 30000/1001 fps is two, 60 Hz over 30000/1001 fps a little more than two
        assertEquals(2, new Display(new Ratio(60_000, 1_001), new Ratio(30_000, 1_001)).refreshesPerFrame);
        assertEquals(3, new Display(new Ratio(60, 1), new Ratio(30_000, 1_001)).refreshesPerFrame);
    }

    @Test
    void theShareOfJankFollowsFromTheRatesWhateverTheirRounding() {
        // 37 ms a frame, one after the other: results come 0.037 f refreshes apart on a display of f Hz. What that
        // number has
        // above f / 30 is the share of results that stand for too long
        String text = Bench.ONE_CAMERA.replace(
                "    stages:\n", "    stages:\n      - {id: prepare, preprocess: {unit: cpu, mean_ms: 27}}\n");
        for (int hz : new int[] {30, 60, 90, 120, 240}) {
            Double jank = Bench.run(text, "duration_s=1000", "pipelines.see.display_hz=" + hz)
                    .streams()
                    .get(0)
                    .jankFraction();
            assertNotNull(jank);
            assertEquals(Math.min(1, 0.037 * hz - hz / 30), jank, 0.01, hz + " Hz");
        }
    }

    @Test
    void aResultThatIsReplacedBeforeItsRefreshIsNeverShown() {
        StreamStats stats = new StreamStats(15 * MS, display(100, 5), StreamStats.Lead.NONE);
        result(stats, 12, 4);
        result(stats, 18, 10);
        stats.finish(29 * MS);
        // both wait for the refresh at 20, where only the second is shown, 10 ms old
        assertEquals(1, stats.presentations);
        assertEquals(1, stats.uses);
        assertEquals(0, stats.staleUses);
    }

    @Test
    void missesInARowAreCountedOverLateAndDropped() {
        StreamStats stats = new StreamStats(Long.MAX_VALUE, null, StreamStats.Lead.NONE);
        stats.drop();
        stats.result(1, 0, 1, 1, true);
        stats.result(2, 0, 1, 1, false);
        stats.drop();
        stats.drop();
        stats.drop();
        stats.result(3, 0, 1, 1, false);
        assertEquals(3, stats.consecutiveMissMax);
        assertEquals(4, stats.dropped);
        assertEquals(1, stats.late);
        assertEquals(2, stats.useful);
    }

    @Test
    void aWholeRunReportsStaleAndJank() {
        RunResult.Stream none = Bench.one();
        assertNull(none.staleFraction());
        assertNull(none.jankFraction());
        // age at use 45 ms, at once
        assertEquals(0.0, Bench.one("pipelines.see.stale_ms=45").staleFraction());
        RunResult.Stream stale = Bench.one("pipelines.see.stale_ms=44.9");
        assertEquals(1.0, stale.staleFraction());
        assertEquals(0, stale.usefulFps());
        // on a display of 50 Hz and a camera of 25 fps that starts at 0, a result comes at 60 ms after each start,
        // which is
        // a refresh: photon 15 ms after the start, so ages are 45 at the first and 65 at the second use
        String[] sets = {"cameras.cam.fps=25", "pipelines.see.display_hz=50", "pipelines.see.stale_ms=50"};
        RunResult.Stream shown = Bench.one(sets);
        Double half = shown.staleFraction();
        assertNotNull(half);
        assertEquals(0.5, half, 0.003);
        assertEquals(0.0, shown.jankFraction());
        // every other frame missing: presentations come four refreshes apart instead of two
        RunResult.Stream janky = Bench.one(
                "cameras.cam.fps=25",
                "pipelines.see.display_hz=50",
                "pipelines.see.queue.policy=DROP_WHEN_BUSY",
                "pipelines.see.stages.find.infer.network=fifty");
        Double jank = janky.jankFraction();
        assertNotNull(jank);
        assertEquals(1, jank, 0.01);
        assertEquals(0.5, janky.droppedFraction(), 0.005);
    }
}
