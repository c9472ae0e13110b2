package org.framebudget.ui.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.ChartModel;
import org.framebudget.ui.charts.ChartPane;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.playback.FrameStrip;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The run over time: frames as a strip, then one chart below the other, all with the same time axis. */
public final class LiveView extends ScrollPane {
    /** Frame and title of a card. */
    private static final double HEAD_PX = 28;

    /** Of a shortened name with its arrow. */
    private static final double STREAMS_PX = 90;

    /** Of one item of the legend. */
    private static final double LEGEND_PX = 90;

    private static final Map<String, Topic> TOPICS = Map.of(
            "chart-temperature", Topic.HEAT,
            "chart-clock", Topic.HEAT,
            "chart-power", Topic.POWER,
            "chart-battery", Topic.BATTERY);

    private final TimeView time;
    private final FrameStrip strip;
    private final Label stripTitle = new Label();
    private final FlowPane stripLegend = new FlowPane(10, 2);
    private Label stale = new Label();
    private final ComboBox<String> streams = new ComboBox<>();
    private final List<ChartPane> charts = new ArrayList<>();
    private final VBox page = new VBox(8);
    private ChartColours colours = new ChartColours(false);
    private @Nullable Answer answer;
    private @Nullable Beside beside;
    private Runnable onStream = () -> {};

    /** While the names of another answer are set, which chooses once for every name that goes. */
    private boolean taking;

    /** Shows what {@link #show} brings. */
    public LiveView(TimeView time) {
        this.time = time;
        strip = new FrameStrip(time);
        getStyleClass().add("live");
        setFitToWidth(true);
        setFitToHeight(true);
        stripTitle.getStyleClass().add("card-title");
        streams.setAccessibleText(Texts.get("live.stream"));
        streams.getStyleClass().add("small");
        streams.getSelectionModel().selectedIndexProperty().addListener((property, old, now) -> {
            if (!taking) {
                draw();
                onStream.run();
            }
        });
        stripTitle.setMinWidth(Region.USE_PREF_SIZE);
        // a long name must not make the page wider than the window
        streams.setMinWidth(STREAMS_PX);
        stripLegend.setMinWidth(LEGEND_PX);
        stripLegend.setPrefWrapLength(160);
        HBox.setHgrow(stripLegend, Priority.ALWAYS);
        HBox head = new HBox(10, stripTitle, streams, stripLegend);
        head.setAlignment(Pos.CENTER_LEFT);
        stripLegend.setAlignment(Pos.CENTER_RIGHT);
        VBox stripCard = new VBox(4, head, strip);
        stripCard.getStyleClass().add("card");
        stripCard.setMinHeight(Region.USE_PREF_SIZE);
        page.getStyleClass().add("live-page");
        page.getChildren().add(stripCard);
        add(150, 3, ChartModel.empty("latency", "", "ms"));
        add(64, 1, ChartModel.empty("misses", "", "/s"));
        add(110, 2, ChartModel.empty("temperature", "", "°C"));
        add(80, 1, ChartModel.empty("clock", "", "%"));
        add(72, 1, ChartModel.empty("utilisation", "", "%"));
        add(60, 1, ChartModel.empty("queue", "", ""));
        add(110, 2, ChartModel.empty("power", "", "W"));
        add(88, 1, ChartModel.empty("battery", "", "%"));
        setContent(page);
        time.atSProperty().addListener((property, old, now) -> titleStrip());
        titleStrip();
    }

    private void add(double heightPx, double weight, ChartModel first) {
        ChartPane chart = new ChartPane(
                first, time, first.id().equals("battery") || first.id().equals("latency"));
        chart.setPlotMinHeight(heightPx - HEAD_PX);
        VBox.setVgrow(chart, Priority.ALWAYS);
        chart.setId("chart-" + first.id());
        charts.add(chart);
        page.getChildren().add(chart);
    }

    /** Another theme. */
    public void setColours(ChartColours other) {
        colours = other;
        charts.forEach(chart -> chart.setColours(other));
        stale = sign(Ink.PURPLE, "frames.stale");
        stripLegend
                .getChildren()
                .setAll(
                        sign(Ink.GREEN, "frames.ontime"),
                        sign(Ink.ORANGE, "frames.late"),
                        sign(Ink.RED, "frames.dropped"),
                        stale,
                        sign(Ink.SKY, "frames.skipped"));
        draw();
    }

    private Label sign(Ink ink, String key) {
        Label label = new Label(Texts.get(key), new Rectangle(9, 9, Color.web(colours.css(ink))));
        label.getStyleClass().addAll("quiet", "small");
        label.setMinWidth(Region.USE_PREF_SIZE);
        return label;
    }

    /**
     * Another answer.
     *
     * @param second to compare with; absent for none
     */
    public void show(@Nullable Answer other, @Nullable Beside second) {
        answer = other;
        beside = second;
        if (other != null) {
            List<String> ids =
                    other.result().streams().stream().map(RunResult.Stream::id).toList();
            if (!streams.getItems().equals(ids)) {
                taking = true;
                try {
                    streams.getItems().setAll(ids);
                    streams.getSelectionModel().select(0);
                } finally {
                    taking = false;
                }
            }
            streams.setVisible(ids.size() > 1);
            streams.setManaged(ids.size() > 1);
            time.setDurationS(other.result().simulatedS());
        }
        draw();
    }

    /** Position of the stream that is shown. */
    public int stream() {
        return Math.max(0, streams.getSelectionModel().getSelectedIndex());
    }

    /** Told what the title of a chart is about when it is asked where the numbers come from. */
    public void onSource(Consumer<Topic> asked) {
        for (ChartPane chart : charts) {
            Topic topic = TOPICS.getOrDefault(chart.getId(), Topic.FRAMES);
            if (chart.lookup(".card-title") instanceof Label title) {
                SourceLink.install(title, () -> asked.accept(topic));
            }
        }
    }

    /** Told whenever another stream of the same answer is chosen. */
    public void onStream(Runnable then) {
        onStream = then;
    }

    private void draw() {
        Answer shown = answer;
        strip.show(shown, stream(), colours);
        drawCharts();
        titleStrip();
    }

    /** Another second run, as one that goes on; the frames stay. */
    public void showBeside(@Nullable Beside second) {
        beside = second;
        drawCharts();
    }

    private void drawCharts() {
        Answer shown = answer;
        if (shown == null || stream() >= shown.result().streams().size()) {
            return;
        }
        // only where the scenario says what is too old
        stale.setVisible(shown.result().streams().get(stream()).staleFraction() != null);
        stale.setManaged(stale.isVisible());
        LiveCharts models = new LiveCharts(shown, beside, stream());
        List<ChartModel> all = List.of(
                models.latency(),
                models.misses(),
                models.temperature(),
                models.clock(),
                models.utilisation(),
                models.queue(),
                models.power(),
                models.battery());
        for (int i = 0; i < all.size(); i++) {
            charts.get(i).modelProperty().set(all.get(i));
            boolean any = !all.get(i).lines().isEmpty();
            charts.get(i).setVisible(any);
            charts.get(i).setManaged(any);
        }
    }

    private void titleStrip() {
        boolean kept = answer == null || answer.frames() != null;
        stripTitle.setText(
                kept
                        ? Texts.get(
                                "live.frames", TimeView.clock(time.atSProperty().get()))
                        : Texts.get("live.frames.none"));
    }
}
