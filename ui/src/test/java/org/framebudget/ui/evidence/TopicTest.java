package org.framebudget.ui.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.RunOptions;
import org.framebudget.sim.pipeline.RunOutcome;
import org.framebudget.sim.pipeline.Simulation;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** From a number to the values behind it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TopicTest {
    private List<EvidenceRows.Row> rows = List.of();

    @BeforeAll
    void simulate(@TempDir Path folder) throws IOException {
        ProfileRepository profiles = new ProfileRepository();
        Question question = Question.open(ShortScenario.in(folder), profiles);
        RunOutcome outcome =
                Simulation.run(question.scenario(), profiles, new RunOptions(1, 1, true, false, 0, share -> {}));
        rows = EvidenceRows.of(new Answer(question, outcome, Plans.overTime(outcome), null, null, null));
    }

    private List<String> values(Topic topic) {
        return EvidenceRows.search(rows, topic, "").stream()
                .filter(row -> row.group() == EvidenceRows.Group.ASSUMED || row.group() == EvidenceRows.Group.SOURCED)
                .map(EvidenceRows.Row::what)
                .toList();
    }

    @Test
    void everyValueInUseStandsBehindSomeNumber() {
        List<String> left = rows.stream()
                .filter(row -> row.group() == EvidenceRows.Group.ASSUMED || row.group() == EvidenceRows.Group.SOURCED)
                .filter(row ->
                        Stream.of(Topic.values()).noneMatch(topic -> topic != Topic.EVERYTHING && topic.restsOn(row)))
                .map(EvidenceRows.Row::what)
                .filter(path -> !path.equals("usb_generation"))
                .toList();
        assertEquals(List.of(), left);
    }

    @Test
    void aBatterysHoursRestOnBatteryAndPowerAlone() {
        List<String> battery = values(Topic.BATTERY);
        assertTrue(battery.contains("battery.capacity_ah"), "" + battery);
        assertTrue(battery.contains("power.base_w"), "" + battery);
        assertTrue(battery.stream().anyMatch(path -> path.endsWith("active_w")), "" + battery);
        assertTrue(
                battery.stream().noneMatch(path -> path.startsWith("thermal") || path.startsWith("camera")),
                "" + battery);
    }

    @Test
    void timesStandBehindFramesAndNotBehindPower() {
        assertTrue(EvidenceRows.search(rows, Topic.FRAMES, "").stream()
                .anyMatch(row -> row.group() == EvidenceRows.Group.TIME));
        assertFalse(EvidenceRows.search(rows, Topic.POWER, "").stream()
                .anyMatch(row -> row.group() == EvidenceRows.Group.TIME));
        assertTrue(values(Topic.FRAMES).stream().noneMatch(path -> path.endsWith("active_w")));
    }

    @Test
    void theSourcesOfATopicAreThoseOfItsValues() {
        List<EvidenceRows.Row> heat = EvidenceRows.search(rows, Topic.HEAT, "");
        List<String> cited = heat.stream()
                .filter(row -> row.group() == EvidenceRows.Group.CITATION)
                .map(EvidenceRows.Row::what)
                .toList();
        assertFalse(cited.isEmpty());
        assertTrue(cited.stream().anyMatch(text -> text.startsWith("Pixel 6 thermal configuration")), "" + cited);
        assertTrue(cited.stream()
                .allMatch(text -> heat.stream().anyMatch(row -> row.document().equals(text))));
        assertTrue(cited.size()
                < rows.stream()
                        .filter(row -> row.group() == EvidenceRows.Group.CITATION)
                        .count());
    }

    @Test
    void wordsNarrowATopic() {
        assertEquals(
                List.of("battery.capacity_ah"),
                EvidenceRows.search(rows, Topic.BATTERY, "capacity_ah pixel-6").stream()
                        .map(EvidenceRows.Row::what)
                        .filter(path -> path.startsWith("battery"))
                        .toList());
    }

    @Test
    void noModeOfTheCameraIsAValueInUse() {
        assertTrue(rows.stream().anyMatch(row -> row.what().equals("camera.readout_ms")));
        assertTrue(rows.stream().noneMatch(row -> row.what().startsWith("camera.modes")));
    }

    @Test
    void anObjectiveLeadsToWhatItIsAbout() {
        assertEquals(Topic.BATTERY, Topic.ofObjective("battery_hours_min"));
        assertEquals(Topic.HEAT, Topic.ofObjective("skin_deg_c_max"));
        assertEquals(Topic.POWER, Topic.ofObjective("app_power_w_max"));
        assertEquals(Topic.MEMORY, Topic.ofObjective("memory_mb_max"));
        assertEquals(Topic.FRAMES, Topic.ofObjective("photon_to_result_p99_ms_max"));
        assertEquals(Topic.EVERYTHING, Topic.ofObjective("accuracy_min"));
    }
}
