package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.ComboBox;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.live.LiveView;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.session.Session;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How often the run over time is drawn: it is the longest work of the window's thread. */
class LiveViewTest {
    private static final String HEAD = """
            schema: framebudget/scenario/v1
            name: Short
            duration_s: 2
            devices:
              - {id: phone, profile: pixel-6}
            cameras:
              - {id: back, device: phone, width_px: 1920, height_px: 1080, fps: 30}
            pipelines:
            """;

    @TempDir
    Path folder;

    private final BlockingQueue<Runnable> news = new LinkedBlockingQueue<>();

    @BeforeAll
    static void startTheToolkit() {
        Toolkit.withoutDisplay();
        Toolkit.start();
    }

    private Answer answer(String... pipelines) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(HEAD);
        for (String id : pipelines) {
            text.append("  - {id: ")
                    .append(id)
                    .append(", camera: back, budget_ms: 33, stages: [{id: prepare, preprocess: {unit: cpu}}]}\n");
        }
        Path file = Files.writeString(folder.resolve(String.join("-", pipelines) + ".yaml"), text);
        try (Session session = new Session(new ProfileRepository(), news::add)) {
            session.open(file);
            while (session.answerProperty().get() == null) {
                Runnable next = news.poll(60, TimeUnit.SECONDS);
                assertNotNull(next, "no news");
                next.run();
            }
            return Objects.requireNonNull(session.answerProperty().get());
        }
    }

    @Test
    void anAnswerWithOtherStreamsIsDrawnOnceAndAChosenStreamTold() throws Exception {
        Answer two = answer("p", "q");
        Answer three = answer("r", "s", "t");
        List<ChartModel> drawn = new ArrayList<>();
        List<Integer> told = new ArrayList<>();
        Toolkit.call(() -> {
            LiveView view = new LiveView(new TimeView());
            view.show(two, null);
            ChartPane latency = (ChartPane) view.getContent().lookup("#chart-latency");
            latency.modelProperty().addListener((property, old, now) -> drawn.add(now));
            view.onStream(() -> told.add(view.stream()));
            view.show(three, null);
            assertEquals(1, drawn.size());
            assertEquals(List.of(), told, "whoever shows an answer knows of its streams");

            ComboBox<?> streams = (ComboBox<?>) view.getContent().lookup(".combo-box");
            streams.getSelectionModel().select(2);
            assertEquals(2, drawn.size());
            assertEquals(List.of(2), told);
            view.show(two, null);
            assertEquals(3, drawn.size());
            assertEquals(0, view.stream());
            return true;
        });
    }
}
