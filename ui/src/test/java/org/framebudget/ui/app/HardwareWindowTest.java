package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.sim.hil.HardwareRun;
import org.framebudget.sim.hil.agent.AgentAccess;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.hardware.FakeDevice;
import org.framebudget.ui.hardware.HardwareForm;
import org.framebudget.ui.session.Question;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A recording of a run on hardware, replayed in the window. */
final class HardwareWindowTest extends WindowTest {
    private Path scenario = Path.of("");
    private Path recording = Path.of("");

    /** Two seconds, in real time. */
    private static void record(Path scenario, Path into) {
        ProfileRepository profiles = new ProfileRepository(null);
        try (HardwareRun run = new HardwareRun(
                new HardwareRun.Wanted(
                        Question.open(scenario, profiles).scenario(),
                        profiles,
                        "box",
                        "local",
                        AgentAccess.of(null, null, null, null)),
                FakeDevice::new)) {
            run.run(new HardwareRun.Listener() {
                @Override
                public void note(String words) {}

                @Override
                public void progress(double share) {}

                @Override
                public void more(HardwareRun.SoFar soFar) {}
            });
            run.save(into);
        }
    }

    @Override
    @BeforeEach
    void openTheWindow() throws IOException {
        scenario = FakeDevice.scenario(folder, 2);
        recording = folder.resolve("run.fbhil");
        record(scenario, recording);
        openTheWindow(scenario, new NoFiles() {
            @Override
            public Optional<Path> recording() {
                return Optional.of(recording);
            }
        });
    }

    private List<String> lines(String chart) {
        ChartPane pane = node("#chart-" + chart, ChartPane.class);
        return on(() -> pane.modelProperty().get().lines().stream()
                .map(line -> line.name())
                .toList());
    }

    @Test
    void aRecordingIsReplayedAndItsLineStandsInEveryChartBesideThePrediction() {
        assertFalse(on(() -> there("#hardware").isVisible()));
        MenuItem asked = on(() -> window.view().menu().getMenus().stream()
                .flatMap(menu -> menu.getItems().stream())
                .filter(item -> "menu.hardware".equals(item.getId()))
                .findFirst()
                .orElseThrow());
        on(() -> {
            asked.fire();
            return true;
        });
        ChoiceBox<?> kind = node("#hardware-kind", ChoiceBox.class);
        on(() -> {
            kind.getSelectionModel().select(HardwareForm.Kind.REPLAY.ordinal());
            return true;
        });
        click(node("#hardware-recording", Button.class));
        assertEquals("run.fbhil", on(() -> there("#hardware-file", Label.class).getText()));
        click(node("#hardware-start", Button.class));
        await(window.view().hardwareRuns().verdictProperty(), words -> !words.isEmpty());
        String verdict = on(() -> there("#hardware-verdict", Label.class).getText());
        assertTrue(verdict.startsWith("'box' on fake, replayed. The twin "), verdict);
        assertTrue(lines("latency").containsAll(List.of("p50", "p50 replayed")), () -> "" + lines("latency"));
        assertTrue(lines("clock").containsAll(List.of("cpu", "cpu replayed")), () -> "" + lines("clock"));
        assertTrue(lines("queue").contains("replayed"));
        assertTrue(on(() -> there("#hardware-save-TWIN_PDF").isVisible()));
        assertFalse(on(() -> there("#hardware-save-RECORDING").isVisible()), "it is a file already");
        click(node("#hardware-close", Button.class));
        assertFalse(lines("latency").contains("p50 replayed"));
        assertFalse(on(() -> there("#hardware").isVisible()));
    }

    private Node there(String selector) {
        return there(selector, Node.class);
    }

    /** On the window's thread. */
    private <N extends Node> N there(String selector, Class<N> type) {
        return type.cast(window.stage().getScene().getRoot().lookup(selector));
    }
}
