package org.framebudget.ui.hardware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.framebudget.sim.hil.HardwareRun;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.hardware.HardwareForm.Kind;
import org.framebudget.ui.hardware.HardwareRuns.Saved;
import org.framebudget.ui.live.Beside;
import org.framebudget.ui.live.LiveCharts;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.QueuedSession;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs on hardware without a window, in real time. */
class HardwareRunsTest {
    @TempDir
    Path folder;

    private final QueuedSession queued = new QueuedSession();
    private FakeDevice device = new FakeDevice();
    private final HardwareRuns runs =
            new HardwareRuns(queued.session(), queued.deliver(), wanted -> new HardwareRun(wanted, () -> device));

    @AfterEach
    void close() {
        runs.close();
        queued.close();
    }

    private static HardwareForm form(Kind kind, @Nullable Path recording) {
        return new HardwareForm("box", kind, "", null, null, recording);
    }

    private void run(HardwareForm form) {
        runs.start(form);
        queued.until(() -> !runs.running());
    }

    private Path saved(Saved what) {
        Path file = folder.resolve(what.file());
        runs.writer(what).accept(file);
        return file;
    }

    private static List<String> dashed(ChartModel chart) {
        return chart.lines().stream()
                .filter(line -> line.shape() == ChartModel.Shape.DASHED)
                .map(ChartModel.Line::name)
                .toList();
    }

    private static Map<String, List<String>> dashed(LiveCharts charts) {
        return Map.of(
                "latency", dashed(charts.latency()),
                "misses", dashed(charts.misses()),
                "temperature", dashed(charts.temperature()),
                "clock", dashed(charts.clock()),
                "utilisation", dashed(charts.utilisation()),
                "queue", dashed(charts.queue()),
                "power", dashed(charts.power()));
    }

    @Test
    void aRunIsTheSecondLineOfEveryChartAsItGoesAndItsRecordingGivesItAgain() throws IOException {
        Answer answer = queued.opened(FakeDevice.scenario(folder, 2.5));
        assertEquals(List.of("box"), runs.devices());
        List<Integer> windows = new ArrayList<>();
        runs.seenProperty().addListener((property, old, now) -> {
            if (now != null) {
                windows.add(now.beside().timeline().endNs().length);
            }
        });
        run(form(Kind.LOCAL, null));
        // a window that ends right after another may not be told of
        assertEquals(windows.stream().sorted().toList(), windows);
        assertTrue(windows.get(0) < 3, windows.toString());
        assertEquals(List.of(3, 3), windows.subList(windows.size() - 2, windows.size()));
        assertTrue(device.closed);
        assertNotNull(runs.twinProperty().get());
        String verdict = runs.verdictProperty().get();
        assertTrue(verdict.startsWith("'box' on fake, measured. The twin "), verdict);
        Beside measured = runs.beside(answer).orElseThrow();
        assertEquals(
                Map.of(
                        "latency", List.of("p50 measured", "p99 measured"),
                        "misses", List.of("both measured"),
                        "temperature", List.of("soc measured"),
                        "clock", List.of("cpu measured"),
                        "utilisation", List.of("cpu measured"),
                        "queue", List.of("measured"),
                        "power", List.of("INA measured")),
                dashed(new LiveCharts(answer, measured, 0)));
        assertTrue(Files.readString(saved(Saved.TWIN_JSON)).contains("framebudget/twin/v1"));
        Path recording = saved(Saved.RECORDING);

        run(form(Kind.REPLAY, recording));
        assertNull(queued.session().problemProperty().get());
        Beside replayed = runs.beside(answer).orElseThrow();
        assertArrayEquals(
                measured.timeline().streams().get(0).latencyP50Ms(),
                replayed.timeline().streams().get(0).latencyP50Ms());
        assertEquals(List.of("p50 replayed", "p99 replayed"), dashed(new LiveCharts(answer, replayed, 0).latency()));
        assertTrue(runs.verdictProperty().get().startsWith("'box' on fake, replayed."));
        assertFalse(runs.canSave(Saved.RECORDING), "it is a file already");

        queued.change("cameras.door.fps", "30");
        Answer other = queued.done();
        assertTrue(runs.beside(other).isEmpty());
        assertTrue(runs.ofAnother());
        queued.session().resetAll();
        queued.until(() -> !queued.session().askingProperty().get());
        assertTrue(runs.beside(queued.done()).isPresent());
        runs.forget();
        assertTrue(runs.beside(answer).isEmpty());
    }

    @Test
    void whatTheDeviceDoesNotShowIsTheModelsOfItsTimesAndSaysSo() throws IOException {
        // without readings there is nothing but times
        Answer answer = queued.opened(FakeDevice.scenario(folder, 2));
        Beside blind = new Beside(Beside.Kind.MEASURED, answer.timeline(), "box", List.of());
        LiveCharts charts = new LiveCharts(answer, blind, 0);
        assertEquals(List.of("at real load"), dashed(charts.power()));
        assertEquals(List.of("cpu at real load"), dashed(charts.clock()));
        assertEquals(1, dashed(charts.temperature()).size());
        Beside elsewhere = new Beside(Beside.Kind.REPLAYED, answer.timeline(), "other", List.of());
        assertEquals(List.of("at real load"), dashed(new LiveCharts(answer, elsewhere, 0).queue()));
    }

    @Test
    void aRunThatIsCancelledKeepsItsCurvesAndWhatWasRecorded() throws IOException {
        Answer answer = queued.opened(FakeDevice.scenario(folder, 60));
        runs.start(form(Kind.LOCAL, null));
        // the last answer is a frame or two before the end of the last window
        queued.until(() -> runs.seenProperty().get() != null
                && runs.seenProperty().get().beside().timeline().endNs().length >= 2);
        runs.cancel();
        queued.until(() -> !runs.running());
        assertNull(queued.session().problemProperty().get(), "the user knows");
        assertTrue(device.closed);
        String verdict = runs.verdictProperty().get();
        assertEquals(
                "Stopped. Nothing is said of the twin. What was recorded until then can be saved, and replayed.",
                verdict);
        assertTrue(runs.beside(answer).isPresent());
        assertFalse(runs.canSave(Saved.TWIN_PDF));

        Path recording = saved(Saved.RECORDING);
        run(form(Kind.REPLAY, recording));
        assertTrue(
                runs.verdictProperty().get().contains("did not come to its end"),
                runs.verdictProperty().get());
        int windows = runs.beside(answer).orElseThrow().timeline().endNs().length;
        assertTrue(windows >= 1 && windows < 50, "curves end where the recording does, after " + windows);
    }

    @Test
    void aWindowThatClosesInTheMiddleOfARunLetsTheDeviceGo() throws IOException, InterruptedException {
        queued.opened(FakeDevice.scenario(folder, 60));
        runs.start(form(Kind.LOCAL, null));
        queued.until(() -> runs.seenProperty().get() != null);
        runs.close();
        assertTrue(device.released.await(20, TimeUnit.SECONDS), "the device is still held");
    }

    @Test
    void aRunIsCancelledWhileNetworksLoad() throws IOException {
        queued.opened(FakeDevice.scenario(folder, 60));
        device = new FakeDevice(-1, new CountDownLatch(1));
        runs.start(form(Kind.LOCAL, null));
        queued.until(() -> runs.doingProperty().get().startsWith("loading"));
        runs.cancel();
        queued.until(() -> !runs.running());
        assertEquals(
                "Stopped. Nothing is said of the twin.", runs.verdictProperty().get());
        assertFalse(runs.canSave(Saved.RECORDING));
        assertTrue(device.closed);
    }

    @Test
    void aDeviceThatIsLostIsAProblemAndItsRecordingStays() throws IOException {
        queued.opened(FakeDevice.scenario(folder, 60));
        device = new FakeDevice(10, null);
        run(form(Kind.LOCAL, null));
        assertEquals("The fake device is gone.", queued.problem());
        assertTrue(runs.verdictProperty().get().contains("can be saved"));
        assertTrue(runs.canSave(Saved.RECORDING));
    }

    @Test
    void aFieldThatIsEmptyIsNamedAndNothingRuns() throws IOException {
        queued.opened(FakeDevice.scenario(folder, 2));
        for (HardwareForm wrong : List.of(
                new HardwareForm(null, Kind.LOCAL, "", null, null, null),
                form(Kind.AGENT, null),
                form(Kind.REPLAY, null),
                form(Kind.REPLAY, Files.writeString(folder.resolve("broken.fbhil"), "no recording")),
                new HardwareForm("nobody", Kind.LOCAL, "", null, null, null))) {
            run(wrong);
            assertFalse(queued.problem().startsWith("An error in the program"), () -> queued.problem());
            assertNull(runs.seenProperty().get());
            queued.session().dismissProblem();
        }
    }
}
