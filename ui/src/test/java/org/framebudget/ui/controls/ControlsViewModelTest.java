package org.framebudget.ui.controls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.ui.session.Differences;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The knobs without a window. No answer is waited for: knobs are about questions. */
final class ControlsViewModelTest {
    private static final Path LIBRARY = Path.of("..", "scenarios", "library");

    /** Read once. */
    private static final ProfileRepository PROFILES = new ProfileRepository();

    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();
    private final Session session = new Session(PROFILES, news::add);
    private final ControlsViewModel model = new ControlsViewModel(session);

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        session.close();
    }

    private void open(String text) throws IOException {
        assertTrue(session.open(Files.writeString(folder.resolve("s.yaml"), text)), () -> "" + problem());
    }

    private void openOnAPi() throws IOException {
        open(ShortScenario.TEXT
                .replace("profile: pixel-6, screen_fraction: 0.5", "profile: raspberry-pi-4")
                .replace("width_px: 1280, height_px: 720", "width_px: 1920, height_px: 1080")
                .replace(
                        "network: mobilenet_edgetpu_1.75, input: 224x224, precision: int8, unit: npu",
                        "network: mobilenet_v2_1.0, input: 224x224, precision: int8, unit: cpu"));
    }

    /** Takes in what the background has read, until nothing that was asked for is left. */
    private void awaitRead() {
        try {
            while (session.askingProperty().get()) {
                Runnable next = news.poll(60, TimeUnit.SECONDS);
                assertNotNull(next, "no news");
                next.run();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private Knob knob(String id) {
        awaitRead();
        return model.knobsProperty().get().stream()
                .filter(knob -> knob.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private void turn(String id, String label) {
        Knob knob = knob(id);
        List<String> labels = labels(id);
        assertTrue(labels.contains(label), label + " is none of " + labels);
        model.turn(knob, labels.indexOf(label));
    }

    private List<String> labels(String id) {
        return knob(id).stops().stream().map(Knob.Stop::label).toList();
    }

    private Question question() {
        awaitRead();
        return Objects.requireNonNull(session.questionProperty().get());
    }

    private Map<String, String> changes() {
        return question().changes();
    }

    private Session.Problem problem() {
        awaitRead();
        return session.problemProperty().get();
    }

    @Test
    void everyKnobOfAnOpenedScenarioStandsAtTheFilesValue() throws IOException {
        assertEquals(List.of(), model.knobsProperty().get());
        open(ShortScenario.TEXT);
        for (Knob knob : model.knobsProperty().get()) {
            assertFalse(knob.changed(), knob.id());
            assertEquals("", knob.why(), knob.id());
            if (!knob.id().equals("profile")) {
                assertEquals(Map.of(), knob.stop().sets(), knob.id() + ": the file's own value needs no override");
            }
        }
        assertEquals("30", knob("fps").stop().label());
        assertEquals("1280×720", knob("resolution").stop().label());
        assertEquals("224×224", knob("input").stop().label());
        assertEquals("25", knob("ambient").stop().label());
        assertEquals("100", knob("charge").stop().label());
        assertEquals("", model.explanation());
    }

    @Test
    void theEndsOfTheSlidersAreWhatCanBe() throws IOException {
        open(ShortScenario.TEXT);
        for (String[] ends : new String[][] {
            {"fps", "1", "30"},
            {"cameras", "1", "16"},
            {"motion", "0", "100"},
            {"charge", "5", "100"},
            {"ambient", "-10", "50"}
        }) {
            List<String> labels = labels(ends[0]);
            assertEquals(ends[1], labels.get(0), ends[0]);
            assertEquals(ends[2], labels.get(labels.size() - 1), ends[0]);
        }
    }

    @Test
    void theMarkStaysAtTheFilesValueWhileTheKnobTurns() throws IOException {
        open(ShortScenario.TEXT);
        turn("ambient", "40");
        Knob ambient = knob("ambient");
        assertTrue(ambient.changed());
        assertEquals("40", ambient.stop().label());
        assertEquals("25", ambient.stops().get(ambient.base()).label());
        turn("ambient", "25");
        assertFalse(knob("ambient").changed());
        assertEquals(Map.of(), changes(), "the file's value is no change");
    }

    @Test
    void changesAreDifferencesAndArgumentsAndAResetTakesThemBack() throws IOException {
        open(ShortScenario.TEXT);
        turn("fps", "24");
        turn("charge", "50");
        model.turn(knob("queue"), 1);
        assertEquals(
                "--set cameras.back.fps=24 --set devices.phone.battery.start_fraction=0.5"
                        + " --set pipelines.people.queue.policy=FIFO",
                Differences.arguments(question()));
        assertEquals(
                new Differences.Difference("cameras.back.fps", "30", "24"),
                Differences.of(question()).get(0));
        model.reset(knob("fps"));
        model.reset(knob("queue"));
        assertEquals(Map.of("devices.phone.battery.start_fraction", "0.5"), changes());
        model.reset(knob("charge"));
        assertEquals(Map.of(), changes());
    }

    @Test
    void aTypedNumberIsTakenToTheNearestStopAndOneOutsideIsTold() throws IOException {
        open(ShortScenario.TEXT);
        model.type(knob("ambient"), "31,4");
        assertEquals(Map.of("environment.ambient_deg_c", "31"), changes());
        model.type(knob("ambient"), "51");
        assertTrue(
                problem().message().contains("51 is not between -10 and 50"),
                problem().message());
        model.type(knob("ambient"), "NaN");
        assertTrue(problem().message().contains("is not between"), problem().message());
        model.type(knob("ambient"), "warm");
        assertTrue(
                problem().message().contains("'warm' is not a number"),
                problem().message());
        assertEquals(Map.of("environment.ambient_deg_c", "31"), changes());
    }

    @Test
    void aTypedSizeIsTakenByItsColumns() throws IOException {
        open(ShortScenario.TEXT);
        model.type(knob("input"), "190");
        assertEquals("192×192", knob("input").stop().label());
        model.type(knob("input"), "256x256");
        assertEquals("256×256", knob("input").stop().label());
        model.type(knob("input"), "4000");
        assertTrue(
                problem().message().contains("4000 is not between 96×96 and 640×640"),
                problem().message());
        assertEquals("256×256", knob("input").stop().label());
    }

    @Test
    void aCameraOffersItsModesEachWithRateAndReadout() throws IOException {
        openOnAPi();
        assertEquals(List.of("640×480", "1640×1232", "1920×1080", "3280×2464"), labels("resolution"));
        assertEquals(
                "up to 47.6 fps, readout 20.4 ms", knob("resolution").stop().note());
        assertTrue(knob("resolution").stops().stream().allMatch(Knob.Stop::known));
        List<String> rates = labels("fps");
        assertEquals("47.6", rates.get(rates.size() - 1));
        model.type(knob("fps"), "47.6");
        assertEquals("47.57", changes().get("cameras.back.fps"), "the label of a stop is that stop");
    }

    @Test
    void aModeBringsItsReadoutAndTheFilesOwnSizeBringsTheFilesBack() throws IOException {
        openOnAPi();
        turn("resolution", "640×480");
        assertEquals(
                Map.of(
                        "cameras.back.width_px",
                        "640",
                        "cameras.back.height_px",
                        "480",
                        "cameras.back.readout_ms",
                        "4.54"),
                changes());
        assertEquals(4.54, question().scenario().cameras().get(0).readoutMs());
        turn("resolution", "1920×1080");
        assertEquals(Map.of(), changes());
    }

    @Test
    void aReadoutThatTheFileStatesStays() throws IOException {
        open(ShortScenario.TEXT.replace("exposure_ms: 8", "exposure_ms: 8, readout_ms: 12"));
        turn("resolution", "1920×1080");
        assertEquals(Map.of("cameras.back.width_px", "1920", "cameras.back.height_px", "1080"), changes());
    }

    @Test
    void aSlowModeLowersTheRateAndAFastOneBringsTheChosenRateBack() throws IOException {
        openOnAPi();
        turn("fps", "40");
        turn("resolution", "3280×2464");
        assertEquals("21.2", knob("fps").stop().label());
        assertEquals("21.19", changes().get("cameras.back.fps"));
        assertEquals("21.2", labels("fps").get(21), "the slider ends at the mode, but for the file's 30");
        assertFalse(knob("fps").stops().get(22).known(), "which the mode does not reach");
        assertEquals(
                "the camera gives up to 21.2 fps at this size",
                knob("fps").stops().get(22).note());
        turn("resolution", "1640×1232");
        assertEquals("40", changes().get("cameras.back.fps"));
        turn("resolution", "3280×2464");
        model.reset(knob("resolution"));
        assertEquals(Map.of("cameras.back.fps", "40"), changes());
        // a rate that came from elsewhere is the chosen one from then on
        turn("resolution", "3280×2464");
        session.change("cameras.back.fps", "10");
        turn("resolution", "640×480");
        assertEquals("10", changes().get("cameras.back.fps"));
    }

    @Test
    void aSizeThatIsNoModeStaysAndIsMarked() throws IOException {
        open(ShortScenario.TEXT.replace("width_px: 1280, height_px: 720", "width_px: 1000, height_px: 700"));
        assertEquals("1000×700", knob("resolution").stop().label());
        assertFalse(knob("resolution").stop().known());
        assertEquals("no mode of this camera", knob("resolution").stop().note());
        assertEquals(60, labels("fps").size(), "no mode bounds its rate");
        turn("resolution", "1920×1080");
        assertTrue(labels("resolution").contains("1000×700"), "the file's size stays to go back to");
    }

    @Test
    void aCameraOnTheNetworkIsNoneOfTheDevicesSensors() throws IOException {
        open(ShortScenario.TEXT.replace("exposure_ms: 8", "exposure_ms: 8, powered_by: own"));
        assertEquals("no sensor modes known", knob("resolution").stop().note());
        assertEquals(5, labels("resolution").size());
    }

    @Test
    void lockedFrameAndInputMoveTogetherAndKeepTheirRatio() throws IOException {
        openOnAPi();
        assertTrue(model.lockable(knob("resolution")) && model.lockable(knob("input")));
        assertFalse(model.lockable(knob("fps")));
        turn("input", "320×320");
        model.lockedProperty().set(true);
        turn("resolution", "640×480");
        // 320 of 1920 columns is 107 of 640
        assertEquals("96×96", knob("input").stop().label());
        turn("resolution", "3280×2464");
        assertEquals("544×544", knob("input").stop().label());
        turn("input", "320×320");
        assertEquals("1920×1080", knob("resolution").stop().label());
        turn("input", "256×256");
        assertEquals("1640×1232", knob("resolution").stop().label());
        model.reset(knob("input"));
        assertEquals(Map.of(), changes(), "both go back");
        model.lockedProperty().set(false);
        turn("resolution", "640×480");
        assertEquals("224×224", knob("input").stop().label());
    }

    @Test
    void anotherFileOpensTheLock() throws IOException {
        openOnAPi();
        model.lockedProperty().set(true);
        session.open(ShortScenario.in(folder));
        assertFalse(model.lockedProperty().get());
    }

    @Test
    void inputsThatNobodyMeasuredAreMarked() throws IOException {
        open(ShortScenario.TEXT);
        Knob input = knob("input");
        assertTrue(input.stop().known());
        assertTrue(input.stop().note().endsWith("measured here"), input.stop().note());
        assertFalse(input.stops().get(0).known());
        assertTrue(
                input.stops().get(0).note().contains("none published"),
                input.stops().get(0).note());
    }

    @Test
    void anotherDeviceTakesTheWorkToUnitsOfItsOwn() throws IOException {
        open(ShortScenario.TEXT);
        turn("profile", "raspberry-pi-4");
        assertEquals("raspberry-pi-4", knob("profile").stop().label());
        assertEquals("cpu", knob("unit").stop().label());
        assertTrue(labels("resolution").contains("3280×2464"), "its camera has other modes");
    }

    @Test
    void resettingTheDeviceTakesBackWhatItsMoveSetAndNothingElse() throws IOException {
        open(ShortScenario.TEXT);
        String unit = "pipelines.people.stages.classify.infer.unit";
        turn("fps", "24");
        turn("profile", "raspberry-pi-4");
        assertEquals("cpu", changes().get(unit));
        turn("profile", "raspberry-pi-5");
        model.reset(knob("profile"));
        assertEquals(Map.of("cameras.back.fps", "24"), changes());
    }

    @Test
    void whatIsTurnedWhileAMoveIsReadComesOnTopOfIt() throws IOException {
        open(ShortScenario.TEXT);
        session.move("phone", "raspberry-pi-4");
        session.change("cameras.back.fps", "20");
        awaitRead();
        assertEquals("raspberry-pi-4", changes().get("devices.phone.profile"));
        assertEquals("20", changes().get("cameras.back.fps"));
        assertEquals("cpu", knob("unit").stop().label());
        session.move("phone", "no-such-device");
        awaitRead();
        assertTrue(problem().message().contains("no-such-device"), problem().message());
        assertEquals("raspberry-pi-4", knob("profile").stop().label());
    }

    @Test
    void theKnobsOfAFleetSayWhatThePlanFindsAndReachBeyondItsCameras() throws IOException {
        assertTrue(session.open(LIBRARY.resolve("fleet-hundred-cameras").resolve("scenario.yaml")));
        assertNotNull(question().scenario().fleet());
        assertFalse(model.explanation().isEmpty());
        for (String id : List.of("profile", "unit", "precision")) {
            assertFalse(knob(id).why().isEmpty(), id);
            model.turn(knob(id), knob(id).stops().size() - 1);
        }
        assertEquals(Map.of(), changes(), "what the plan finds cannot be turned");
        assertEquals(80, labels("cameras").size(), "40 cameras and as many again, without a gap");
        turn("cameras", "41");
        assertEquals(Map.of("cameras.lobby.count", "41"), changes());
    }

    @Test
    void aValueThatCannotBeIsToldAndTheKnobStays() throws IOException {
        open(ShortScenario.TEXT.replace("exposure_ms: 8", "exposure_ms: 8, phase_ms: 20"));
        Knob fps = knob("fps");
        session.dismissProblem();
        model.turn(fps, fps.now());
        assertEquals(Map.of(), changes(), "a knob that stays changes nothing");
    }
}
