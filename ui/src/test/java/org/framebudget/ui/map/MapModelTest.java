package org.framebudget.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.planner.PlanResult.FrontierPoint;
import org.framebudget.sim.scenario.Scenario.Infer;
import org.framebudget.sim.scenario.Scenario.StageSpec;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a click on the map takes over. */
final class MapModelTest {
    private static final ProfileRepository PROFILES = new ProfileRepository();

    @TempDir
    Path folder;

    private Question open(String beside) throws IOException {
        String text = ShortScenario.TEXT
                .replace("profile: pixel-6, screen_fraction: 0.5", "profile: automotive-dual-npu")
                .replace("mobilenet_edgetpu_1.75", "inception_v1")
                .replace("unit: npu}\n", "unit: npu}\n" + beside);
        return Question.open(Files.writeString(folder.resolve("car.yaml"), text), PROFILES);
    }

    /** The question after a click on the point at 15 fps and 320 pixels. */
    private Question clicked(Question question) {
        FrontierPoint point =
                new FrontierPoint("phone", "people", 15, List.of(320, 320), 0.0, null, null, null, true, null);
        MapModel model = MapModel.of(new Planned(question, List.of(point), null), question)
                .get(0);
        Map<String, String> sets =
                Objects.requireNonNull(model.cells().get(0).get(0)).sets();
        return question.with(sets, PROFILES);
    }

    private static StageSpec stage(Question question) {
        return question.scenario().pipelines().get(0).stages().get(1);
    }

    private static List<Integer> size(Infer infer) {
        return List.of(infer.inputWidthPx(), infer.inputHeightPx());
    }

    @Test
    void aClickChangesTheSecondInferenceOfAComparisonToo() throws IOException {
        Question after = clicked(open("        compare: {unit: npu2, check: {unit: cpu, mean_ms: 0.5}}\n"));
        assertEquals(15, after.scenario().cameras().get(0).fps().perS());
        assertEquals(List.of(320, 320), size(Objects.requireNonNull(stage(after).infer())));
        assertEquals(
                List.of(320, 320),
                size(Objects.requireNonNull(
                        Objects.requireNonNull(stage(after).compare()).second().infer())));
    }

    @Test
    void aClickLeavesWhatRunsWhileAUnitIsLostAsThePlannerDoes() throws IOException {
        Question after = clicked(open("        on_failure: {unit: npu2}\n"));
        assertEquals(List.of(320, 320), size(Objects.requireNonNull(stage(after).infer())));
        StageSpec substitute = Objects.requireNonNull(
                Objects.requireNonNull(stage(after).onFailure()).substitute());
        assertEquals(List.of(224, 224), size(Objects.requireNonNull(substitute.infer())));
    }
}
