package org.framebudget.ui.playback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunLog;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.live.LiveCharts;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What became of frames, and how units are at a time. */
final class FramesAndUnitsTest {
    @TempDir
    Path folder;

    private Answer answer(Map<String, String> changes) throws IOException {
        ProfileRepository profiles = new ProfileRepository();
        Question question = Question.open(ShortScenario.in(folder), profiles).with(changes, profiles);
        RunOutcome outcome =
                Simulation.run(question.scenario(), profiles, new RunOptions(1, 1, true, true, 0, share -> {}));
        return new Answer(question, outcome, Plans.overTime(outcome), null, null, null);
    }

    private static List<Ink> inks(RunLog log) {
        return IntStream.range(0, log.frameCount())
                .filter(row -> log.outcome(row) == RunLog.Outcome.ON_TIME)
                .mapToObj(row -> FrameStrip.ink(log, row, Long.MAX_VALUE))
                .distinct()
                .toList();
    }

    @Test
    void aResultThatIsTooOldForItsUseIsStaleThoughOnTime() throws IOException {
        Answer answer = answer(Map.of("duration_s", "4", "pipelines.people.stale_ms", "1"));
        RunLog log = answer.outcome().log();
        assertNotNull(log);
        assertEquals(List.of(Ink.PURPLE), inks(log));
        ChartModel misses = new LiveCharts(answer, null, 0).misses();
        assertEquals(
                List.of("late", "dropped", "stale"),
                misses.lines().stream().map(ChartModel.Line::name).toList());
        double stale = Arrays.stream(misses.lines().get(2).values()).sum();
        // windows of one second
        assertEquals(answer.result().streams().get(0).onTime(), stale, 1e-9);
        assertTrue(stale > 100, "of 120 frames: " + stale);
    }

    @Test
    void withoutALimitNothingIsStale() throws IOException {
        Answer answer = answer(Map.of("duration_s", "2"));
        RunLog log = answer.outcome().log();
        assertNotNull(log);
        assertEquals(List.of(Ink.GREEN), inks(log));
        assertEquals(2, new LiveCharts(answer, null, 0).misses().lines().size());
        for (PipelineViewModel.Row row : PipelineViewModel.at(answer, 0, 1)) {
            assertTrue(row.unit().matches("(cpu|npu) · [23]\\d °C"), row.unit());
        }
    }
}
