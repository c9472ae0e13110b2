package org.framebudget.ui.side;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.sim.results.Figures;
import org.framebudget.sim.results.RunResult;
import org.framebudget.ui.charts.ChartColours;
import org.framebudget.ui.charts.Ink;
import org.framebudget.ui.evidence.SourceLink;
import org.framebudget.ui.evidence.Topic;
import org.framebudget.ui.live.Components;
import org.framebudget.ui.live.LiveCharts;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Labels;
import org.jspecify.annotations.Nullable;

/** The mean power of the device, as one bar of its components. */
public final class PowerBar extends VBox {
    private final Label device = new Label();
    private final Label total = new Label();
    private final HBox bar = new HBox();
    private final Label parts = new Label();

    private String profile = "";

    /**
     * An empty bar.
     *
     * @param onSource shows what a topic rests on, of that the values of a profile
     */
    public PowerBar(BiConsumer<Topic, String> onSource) {
        super(4);
        Label heading = Labels.heading("power.heading");
        total.getStyleClass().add("knob-value");
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        bar.setMinHeight(8);
        bar.setPrefHeight(8);
        parts.getStyleClass().addAll("quiet", "small");
        parts.setWrapText(true);
        parts.setMinHeight(Region.USE_PREF_SIZE);
        total.setId("power-total");
        // the name is shortened, the number is not
        total.setMinWidth(Region.USE_PREF_SIZE);
        device.setMinWidth(0);
        device.setTooltip(new Tooltip());
        SourceLink.install(total, () -> onSource.accept(Topic.POWER, profile));
        SourceLink.install(parts, () -> onSource.accept(Topic.POWER, profile));
        getChildren().setAll(heading, new HBox(device, gap, total), bar, parts);
    }

    /** Another answer or stream. */
    public void show(@Nullable Answer answer, int stream, ChartColours colours) {
        bar.getChildren().clear();
        if (answer == null || stream >= answer.result().streams().size()) {
            return;
        }
        RunResult.Device of = answer.result().devices().get(LiveCharts.deviceOf(answer, stream));
        device.setText(of.id());
        device.getTooltip().setText(of.id());
        profile = of.profile();
        total.setText(Figures.plain(of.averagePowerW()) + "\u202fW");
        double sumJ = of.energyByComponentJ().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
        StringBuilder text = new StringBuilder();
        int at = 0;
        for (Map.Entry<String, List<String>> part :
                Components.shown(of.energyByComponentJ()).entrySet()) {
            double partJ = part.getValue().stream()
                    .mapToDouble(of.energyByComponentJ()::get)
                    .sum();
            double share = sumJ <= 0 ? 0 : partJ / sumJ;
            Region piece = new Region();
            piece.setStyle("-fx-background-color: " + colours.css(Ink.series(at++)));
            piece.prefWidthProperty().bind(bar.widthProperty().multiply(share));
            piece.setMinWidth(0);
            bar.getChildren().add(piece);
            text.append(text.isEmpty() ? "" : " · ")
                    .append(part.getKey())
                    .append(' ')
                    .append(Figures.plain(share * of.averagePowerW()));
        }
        parts.setText(text.toString());
        setAccessibleText(of.id() + " " + total.getText() + ": " + text);
    }
}
