package org.framebudget.ui.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableValue;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.models.MachineException;
import org.framebudget.sim.host.HostRuntime;
import org.framebudget.sim.host.ThisMachine;
import org.framebudget.ui.controls.ControlsViewModel;
import org.framebudget.ui.controls.Knob;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real runs without a window. */
class MachineRunsTest {
    private static final String NETWORK = "mobilenet_v1_0.25";

    @TempDir
    Path folder;

    private Path profiles = Path.of("");
    private Session session = new Session(new ProfileRepository(null), work -> {});
    private FakeMachine fake = new FakeMachine(Path.of(""));
    private MachineRuns runs = new MachineRuns(session, fake, null, Runnable::run);

    @BeforeEach
    void folders() throws IOException {
        profiles = folder.resolve("home/profiles");
        session = new Session(new ProfileRepository(profiles), work -> {});
        fake = new FakeMachine(Files.createDirectory(folder.resolve("system")));
        on(fake);
    }

    private void on(HostRuntime machine) {
        runs = new MachineRuns(session, machine, profiles, Runnable::run);
    }

    @AfterEach
    void close() {
        runs.close();
        session.close();
    }

    private static <T> void await(ObservableValue<T> value, Predicate<T> as) throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        InvalidationListener listener = changed -> {
            if (as.test(value.getValue())) {
                latch.countDown();
            }
        };
        value.addListener(listener);
        listener.invalidated(value);
        assertTrue(latch.await(120, TimeUnit.SECONDS), () -> "still " + value.getValue());
        value.removeListener(listener);
    }

    private void awaitEnd() throws InterruptedException {
        await(runs.progressProperty(), share -> share.doubleValue() >= 1);
    }

    private String problem() {
        Session.Problem problem = session.problemProperty().get();
        assertNotNull(problem);
        return problem.message();
    }

    private static MeasureForm form(String network, String threads, String seconds) {
        return new MeasureForm(List.of(network), "int8", threads, seconds, "");
    }

    @Test
    void aKnownNetworkRunsInTensorFlowLiteAndItsRowSaysUnderWhichConditions() throws Exception {
        on(new ThisMachine());
        runs.measure(new MeasureForm(List.of(NETWORK), "int8", "1", "5", "20"));
        awaitEnd();
        assertNull(session.problemProperty().get());
        MeasureRow row = runs.rows().get(0);
        assertEquals(
                List.of(NETWORK, "int8", "224×224", "1", "20"),
                List.of(row.network(), row.precision(), row.input(), row.threads(), row.runs()));
        assertTrue(Double.parseDouble(row.p50()) > 0, row.p50());
        assertEquals("-", row.p95(), "twenty inferences say nothing about the slowest twentieth");
        assertTrue(row.conditions().startsWith("TensorFlow Lite 2."), row.conditions());
        assertEquals("", runs.doingProperty().get());
    }

    @Test
    void cancellingKillsTheProcessThatMeasures() throws Exception {
        on(new ThisMachine());
        List<ProcessHandle> before = ProcessHandle.current().children().toList();
        runs.measure(form(NETWORK, "1", "3600"));
        await(runs.progressProperty(), share -> share.doubleValue() > 0);
        List<ProcessHandle> children = ProcessHandle.current()
                .children()
                .filter(child -> !before.contains(child))
                .toList();
        assertEquals(1, children.size());
        runs.cancel();
        assertEquals(1, runs.progressProperty().get());
        children.get(0).onExit().get(30, TimeUnit.SECONDS);
        assertTrue(runs.rows().isEmpty());
        assertNull(session.problemProperty().get(), "the user knows");
    }

    @Test
    void aMeasurementThatDiesOfAnErrorEndsAndTheNextOneRuns() throws Exception {
        fake.failure = new UnsatisfiedLinkError("no library");
        runs.measure(form(NETWORK, "1", "1"));
        awaitEnd();
        assertTrue(problem().contains("no library"), problem());
        fake.failure = null;
        runs.measure(form(NETWORK, "1", "1"));
        awaitEnd();
        assertEquals(1, runs.rows().size());
    }

    @Test
    void eachNumberOfThreadsIsARowWithItsNotes() throws Exception {
        runs.measure(form(NETWORK, "1, 2", "1"));
        awaitEnd();
        assertEquals(
                List.of("1", "2"), runs.rows().stream().map(MeasureRow::threads).toList());
        assertEquals(List.of("A note."), runs.rows().get(1).notes());
    }

    @Test
    void aFieldThatCannotBeIsNamedAndNothingIsMeasured() {
        for (MeasureForm wrong : List.of(
                form(NETWORK, "two", "1"),
                form(NETWORK, "0", "1"),
                form(NETWORK, "1.5", "1"),
                form(NETWORK, "", "1"),
                form(NETWORK, "1", "0"),
                new MeasureForm(List.of(NETWORK), "int8", "1", "1", "-3"),
                new MeasureForm(List.of(), "int8", "1", "1", ""),
                form("mobilenet_v9", "1", "1"))) {
            runs.measure(wrong);
            assertFalse(problem().startsWith("An error in the program"), () -> problem());
            assertEquals(1, runs.progressProperty().get(), wrong.toString());
            session.dismissProblem();
        }
        runs.measure(form(NETWORK, "two", "1"));
        assertEquals("Threads: 'two' cannot be. Write one whole number or several, as in 1,2,4.", problem());
    }

    @Test
    void aBrokenFileAndAMissingOneAreMessages() throws Exception {
        on(new ThisMachine());
        Path broken = Files.write(folder.resolve("broken.tflite"), new byte[200]);
        runs.measure(form(broken.toString(), "1", "1"));
        awaitEnd();
        assertTrue(problem().contains("broken.tflite"), problem());
        session.dismissProblem();
        runs.measure(form(folder.resolve("gone.tflite").toString(), "1", "1"));
        awaitEnd();
        assertTrue(problem().contains("gone.tflite"), problem());
        assertTrue(runs.rows().isEmpty());
    }

    @Test
    void aMachineWithoutTheLibraryIsAMessageAndTheNextRunStarts() throws Exception {
        fake.failure = new MachineException("TensorFlow Lite does not load here.", new IOException("no library"));
        runs.measure(form(NETWORK, "1", "1"));
        awaitEnd();
        assertEquals("TensorFlow Lite does not load here.", problem());
        runs.calibrate(true);
        awaitEnd();
        assertFalse(runs.hostIsThere());
        fake.failure = null;
        runs.measure(form(NETWORK, "1", "1"));
        awaitEnd();
        assertEquals(1, runs.rows().size());
    }

    @Test
    void aCalibratedHostIsAmongTheDevicesAtOnce() throws Exception {
        session.open(ShortScenario.in(folder));
        ControlsViewModel controls = new ControlsViewModel(session);
        runs.calibratedProperty().addListener((property, old, now) -> controls.lookAgain());
        assertFalse(devices(controls).contains("host"));
        assertFalse(runs.hostIsThere());
        runs.calibrate(true);
        awaitEnd();
        assertNull(session.problemProperty().get(), () -> problem());
        assertTrue(runs.calibratedProperty().get().startsWith("Profile 'host': " + profiles.resolve("host.yaml")));
        assertTrue(devices(controls).contains("host"));
        assertEquals(
                Evidence.MEASURED_HERE, session.profiles().load("host", folder).evidence());
        assertTrue(runs.hostIsThere(), "the next time is asked about first");
    }

    private static List<String> devices(ControlsViewModel controls) {
        return controls.knobsProperty().get().stream()
                .filter(knob -> knob.id().equals("profile"))
                .flatMap(knob -> knob.stops().stream())
                .map(Knob.Stop::label)
                .toList();
    }

    @Test
    void withoutAHomeACalibrationSaysSo() {
        MachineRuns homeless = new MachineRuns(session, fake, null, Runnable::run);
        homeless.calibrate(true);
        assertTrue(problem().contains("FRAMEBUDGET_HOME"), problem());
        homeless.close();
    }
}
