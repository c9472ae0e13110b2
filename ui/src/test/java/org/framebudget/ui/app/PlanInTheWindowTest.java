package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.scenarios.Library;
import org.framebudget.sim.cli.Plans;
import org.framebudget.sim.pipeline.ScenarioFiles;
import org.framebudget.sim.planner.CapacityPlan;
import org.framebudget.sim.planner.CapacityPlanner;
import org.framebudget.sim.planner.PlanResult;
import org.framebudget.sim.report.ResultJson;
import org.framebudget.sim.report.TextStyle;
import org.framebudget.sim.report.VerdictTable;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.compare.PinRows;
import org.framebudget.ui.devices.DeviceRow;
import org.framebudget.ui.evidence.TriedSources;
import org.framebudget.ui.export.Places;
import org.framebudget.ui.map.MapModel;
import org.framebudget.ui.open.Opener;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Planned;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.settings.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/** Map, devices and export in a real window, drawn into memory. */
class PlanInTheWindowTest {
    private final FxRobot robot = new FxRobot();
    private Stage stage;
    private final List<Path> opened = new ArrayList<>();

    @TempDir
    Path folder;

    private Path file = Path.of("");
    private Path target = Path.of("");
    private String suggested = "";
    private Session session = new Session(new ProfileRepository(), Platform::runLater);
    private MainView view;

    @BeforeAll
    static void startTheToolkit() {
        Toolkit.withoutDisplay();
        Toolkit.start();
    }

    @BeforeEach
    void window() throws Exception {
        Path shipped = Library.installed().entries().stream()
                .filter(entry -> entry.name().equals("phone-throttling"))
                .map(Library.Entry::file)
                .findFirst()
                .orElseThrow();
        file = folder.resolve("short.yaml");
        // short, and with an objective that it misses, so that there is something to mend
        String text = Files.readString(shipped)
                .replaceFirst("duration_s: *\\d+", "duration_s: 20")
                .replaceFirst("skin_deg_c_max: *\\d+", "power_w_max: 5");
        Files.writeString(file, text);
        stage = on(Stage::new);
        Places places = new Places() {
            @Override
            public Optional<Path> choose(String title, String name) {
                suggested = name;
                return Optional.of(target);
            }

            @Override
            public void open(Path path) {
                opened.add(path);
            }
        };
        on(() -> {
            session = new Session(new ProfileRepository(), Platform::runLater);
            Opener opener = new Opener(session, Settings.forgotten());
            view = new MainView(session, new Commands(opener, new StageDialogs(stage), () -> {}), places);
            stage.setScene(new Scene(view, 1280, 800));
            stage.show();
            return opener.open(file);
        });
        robot.targetWindow(stage);
        until(() -> session.answerProperty().get() != null
                && session.progressProperty().get() >= 1);
    }

    @AfterEach
    void close() {
        session.close();
        on(() -> {
            stage.hide();
            return true;
        });
    }

    private static <T> T on(Callable<T> work) {
        return WaitForAsyncUtils.waitForAsyncFx(60_000, work);
    }

    private static void until(Callable<Boolean> done) throws Exception {
        WaitForAsyncUtils.waitFor(120, TimeUnit.SECONDS, () -> on(done));
        WaitForAsyncUtils.waitForFxEvents();
    }

    private CapacityPlan plan() throws Exception {
        on(() -> {
            view.tabs().getSelectionModel().select(1);
            return true;
        });
        Button make = robot.lookup("#make-plan").queryAs(Button.class);
        on(() -> {
            make.fire();
            return true;
        });
        until(() -> session.plannedProperty().get() != null
                && session.plannedProperty().get().plan() != null);
        return session.plannedProperty().get().plan();
    }

    @Test
    void anAlternativeAndTheFixLeadToTheirSourcesAndACellOfTheMapTakesItsRateAndInputOver() throws Exception {
        CapacityPlan plan = plan();
        Label number = robot.lookup("#alternatives .sourced").queryAs(Label.class);
        on(() -> {
            number.requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        assertEquals(
                "tab.evidence",
                on(() -> view.tabs().getSelectionModel().getSelectedItem().getId()));
        String of = on(() -> robot.lookup("#evidence-of").queryAs(Label.class).getText());
        assertTrue(of.contains(plan.result().alternatives().get(0).change()), of);
        assertTrue(of.contains("seed " + plan.result().seed()), of);
        assertTrue(on(() -> robot.lookup(".card-title").queryAllAs(Label.class).stream()
                .anyMatch(title -> title.getText().startsWith("Measured and published values"))));
        on(() -> {
            view.tabs().getSelectionModel().select(1);
            return true;
        });
        String mending = TriedSources.mending(plan).orElseThrow().change();
        Label fix = robot.lookup("#verdict-fix").queryAs(Label.class);
        assertTrue(on(fix::getText).contains(mending), on(fix::getText));
        on(() -> {
            fix.requestFocus();
            return true;
        });
        robot.type(KeyCode.SPACE);
        String sources =
                on(() -> robot.lookup("#evidence-of").queryAs(Label.class).getText());
        assertTrue(sources.contains(mending), "the fix leads to its sources: " + sources);
        on(() -> {
            view.tabs().getSelectionModel().select(1);
            return true;
        });
        Planned planned = session.plannedProperty().get();
        PlanResult.FrontierPoint first = planned.points().get(0);
        String name = MapModel.of(planned, planned.question()).get(0).cells().stream()
                .flatMap(List::stream)
                .filter(cell -> cell != null
                        && cell.words()
                                .startsWith(Figures.plain(first.fps()) + " fps, input "
                                        + first.input().get(0) + "×"))
                .findFirst()
                .orElseThrow()
                .words()
                .replace("\n", ", ");
        Button cell = robot.lookup((Button button) -> name.equals(button.getAccessibleText()))
                .query();
        on(() -> {
            cell.requestFocus();
            return true;
        });
        Label figures = robot.lookup("#map-figures").queryAs(Label.class);
        assertEquals(name.replace(", ", " · "), on(figures::getText).replace(", ", " · "));
        robot.type(KeyCode.SPACE);
        until(() -> !session.askingProperty().get());
        Node focused = on(() -> stage.getScene().getFocusOwner());
        assertTrue(
                focused != cell
                        && focused instanceof Button
                        && focused.getStyleClass().contains("map-own"),
                "whoever walks through the map stays where he is, but is on " + focused);
        var scenario = session.questionProperty().get().scenario();
        assertEquals(first.fps(), scenario.cameras().get(0).fps().perS());
        var infer = scenario.pipelines().get(0).stages().stream()
                .map(stage -> stage.infer())
                .filter(one -> one != null)
                .findFirst()
                .orElseThrow();
        assertEquals(first.input(), List.of(infer.inputWidthPx(), infer.inputHeightPx()));
        assertNotNull(session.plannedProperty().get().plan(), "the map stays to choose from");
    }

    @Test
    void theScenarioOnEveryDeviceIsATableWithReasonsWhereItDoesNotRun() throws Exception {
        on(() -> {
            view.devices().start();
            return true;
        });
        until(() -> view.deviceRuns().progressProperty().get() >= 1);
        List<DeviceRow> rows = view.deviceRuns().rows();
        assertEquals(
                session.profiles().ids(), rows.stream().map(DeviceRow::profile).toList());
        String own =
                session.questionProperty().get().scenario().devices().get(0).profile();
        RunResult mine = rows.stream()
                .filter(row -> row.profile().equals(own))
                .findFirst()
                .orElseThrow()
                .result();
        assertEquals(
                session.answerProperty().get().result().devices().get(0).averagePowerW(),
                mine.devices().get(0).averagePowerW());
        for (DeviceRow row : rows) {
            assertEquals(row.result() == null, !row.reason().isEmpty(), row.profile());
        }
    }

    @Test
    void windowTerminalJsonAndPdfHaveTheSameNumbers() throws Exception {
        target = folder.resolve("plan.pdf");
        Set<PlanResult.FrontierPoint> told = new HashSet<>();
        on(() -> {
            session.plannedProperty().addListener((property, old, now) -> {
                if (now != null && now.plan() == null) {
                    told.addAll(now.points());
                }
            });
            return true;
        });
        CapacityPlan shown = plan();
        assertEquals(new HashSet<>(shown.result().frontier()), told, "each point of the map was shown before the plan");
        Button export = robot.lookup("#export-plan").queryAs(Button.class);
        on(() -> {
            export.fire();
            return true;
        });
        until(() -> robot.lookup("#export-done").query().getParent().isVisible());
        var profiles = new ProfileRepository();
        CapacityPlan again =
                CapacityPlanner.plan(ScenarioFiles.read(file, List.of(), null, profiles), profiles, 1, share -> {});
        assertEquals(ResultJson.text(Plans.contract(again)), ResultJson.text(Plans.contract(shown)));
        Answer answer = session.answerProperty().get();
        String mending = Plans.phases(again).other().mending();
        assertEquals(
                mending,
                on(() -> robot.lookup("#verdict-fix").queryAs(Label.class).getText()));
        assertTrue(answer.verdict().detail().contains(mending), "said once");
        String sentence = plain(answer.verdict().text());
        assertEquals(sentence, plain(VerdictTable.sentence(again.whole().result(), Plans.phases(again))));
        assertTrue(
                plain(VerdictTable.text(again.whole().result(), Plans.phases(again), TextStyle.PLAIN))
                        .contains(plain(answer.verdict().sentence())),
                "terminal");
        try (PDDocument pdf = Loader.loadPDF(target.toFile())) {
            String text = plain(new PDFTextStripper().getText(pdf));
            assertTrue(text.contains(plain(answer.verdict().sentence())), text.substring(0, 400));
            assertTrue(text.replace(" ", "").contains("frame" + "budgetplan"), "the command line");
        }
        target = folder.resolve("plan.json");
        export("export-PLAN_JSON");
        until(() -> Files.exists(target));
        assertEquals(ResultJson.text(Plans.contract(shown)), Files.readString(target));
        int replications = answer.result().replications();
        assertTrue(replications > 1);
        assertEquals(
                "now (mean of " + replications + ")",
                PinRows.of(answer, List.of()).get(0).name());
        target = folder.resolve("frames.csv");
        export("export-FRAMES_CSV");
        until(() -> Files.exists(target));
        assertEquals("frames-replication-1-of-" + replications + ".csv", suggested);
    }

    private static String plain(String text) {
        return text.replaceAll("[\\s\\u00a0\\u202f\\u00ad\\u200b]+", " ");
    }

    @Test
    void theResultIsWrittenAsTheCommandLineWritesIt() throws Exception {
        target = folder.resolve("result.json");
        export("export-RESULT_JSON");
        until(() -> Files.exists(target));
        assertEquals(ResultJson.text(session.answerProperty().get().result()), Files.readString(target));
        target = folder.resolve("frames.csv");
        export("export-FRAMES_CSV");
        until(() -> Files.exists(target));
        target = folder.resolve("trace.json");
        export("export-TRACE");
        until(() -> Files.exists(target));
    }

    private void export(String id) throws Exception {
        MenuButton more = robot.lookup("#export-more").queryAs(MenuButton.class);
        on(() -> {
            more.getItems().stream()
                    .filter(item -> id.equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return true;
        });
    }

    @Test
    void aChartIsWrittenFromTheMenuThatTheKeyboardOpens() throws Exception {
        target = folder.resolve("latency.csv");
        Node plot = robot.lookup("#chart-latency .plot").query();
        chartMenu(plot, "chart-csv");
        until(() -> Files.exists(target));
        List<String> lines = Files.readAllLines(target);
        assertEquals("time_s,p99_ms,p99_low_ms,largest_ms,p50_ms,budget_ms", lines.get(0));
        assertEquals(21, lines.size(), "one line a second, all of them");
        target = folder.resolve("none").resolve("latency.svg");
        chartMenu(plot, "chart-svg");
        until(() -> session.problemProperty().get() != null);
        assertTrue(session.problemProperty().get().message().contains("does not exist"));
    }

    @Test
    void theMapIsWrittenFromTheMenuThatTheKeyboardOpensOnACell() throws Exception {
        CapacityPlan plan = plan();
        Node cell = robot.lookup("#map .map-cell").query();
        target = folder.resolve("map.csv");
        chartMenu(cell, "chart-csv");
        until(() -> Files.exists(target));
        assertEquals("feasibility-map.csv", suggested);
        List<String> lines = Files.readAllLines(target);
        assertEquals(1 + plan.result().frontier().size(), lines.size(), "one line a cell: " + lines);
        target = folder.resolve("map.png");
        chartMenu(cell, "chart-png");
        until(() -> Files.exists(target));
        BufferedImage image = ImageIO.read(target.toFile());
        assertEquals(2000, image.getWidth());
    }

    private void chartMenu(Node plot, String id) {
        on(() -> {
            plot.requestFocus();
            Event.fireEvent(plot, new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.F10, true, false, false, false));
            return true;
        });
        ContextMenu menu = on(() -> Window.getWindows().stream()
                .filter(ContextMenu.class::isInstance)
                .map(ContextMenu.class::cast)
                .findFirst()
                .orElseThrow());
        on(() -> {
            menu.getItems().stream()
                    .filter(item -> id.equals(item.getId()))
                    .findFirst()
                    .orElseThrow()
                    .fire();
            menu.hide();
            return true;
        });
    }

    @Test
    void aFolderThatIsNotThereIsAMessageAndNothingIsWritten() throws Exception {
        target = folder.resolve("none").resolve("result.json");
        export("export-RESULT_JSON");
        until(() -> session.problemProperty().get() != null);
        assertTrue(session.problemProperty().get().message().contains("does not exist"));
        assertFalse(Files.exists(target.getParent()));
        assertFalse(robot.lookup("#export-done").query().getParent().isVisible());
        on(() -> {
            session.dismissProblem();
            return true;
        });
        assertNull(session.problemProperty().get());
    }
}
