package org.framebudget.ui.playback;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Cursor;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.charts.TimeView;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The stages of the stream that is shown, at the time that is looked at. */
public final class PipelineView extends VBox {
    private final TimeView time;
    private final Label heading = new Label();
    private final List<Stage> stages = new ArrayList<>();
    private final VBox cards = new VBox(6);
    private @Nullable Answer answer;
    private int stream;
    private Consumer<String> onStage = stage -> {};

    /** Follows {@code time}. */
    public PipelineView(TimeView time) {
        this.time = time;
        getStyleClass().add("pipeline");
        heading.getStyleClass().add("heading");
        getChildren().setAll(heading, cards);
        time.atSProperty().addListener((property, old, now) -> look());
    }

    /** Told the name of a stage whose sources are asked for: a click on it, or the space bar. */
    public void onStage(Consumer<String> asked) {
        onStage = asked;
    }

    /** Another answer or stream. */
    public void show(@Nullable Answer other, int streamIndex) {
        answer = other;
        stream = streamIndex;
        look();
    }

    private void look() {
        double atS = time.atSProperty().get();
        heading.setText(Texts.get("pipeline.heading", TimeView.clock(atS)));
        Answer shown = answer;
        List<PipelineViewModel.Row> rows =
                shown == null || stream >= shown.result().streams().size()
                        ? List.of()
                        : PipelineViewModel.at(shown, stream, atS);
        while (stages.size() < rows.size()) {
            stages.add(new Stage());
        }
        if (cards.getChildren().size() != rows.size()) {
            cards.getChildren().setAll(stages.subList(0, rows.size()));
        }
        for (int i = 0; i < rows.size(); i++) {
            stages.get(i).show(rows.get(i));
        }
    }

    private final class Stage extends VBox {
        private final Label name = new Label();
        private final Label unit = new Label();
        private final ProgressBar busy = new ProgressBar(0);
        private final Label text = new Label();

        Stage() {
            getStyleClass().addAll("card", "stage");
            name.getStyleClass().add("card-title");
            unit.getStyleClass().add("tag");
            unit.setMinWidth(Region.USE_PREF_SIZE);
            text.getStyleClass().addAll("quiet", "small");
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox head = new HBox(6, name, gap, unit);
            head.setAlignment(Pos.CENTER_LEFT);
            busy.setMaxWidth(Double.MAX_VALUE);
            busy.getStyleClass().add("stage-bar");
            getChildren().setAll(head, busy, text);
            setFocusTraversable(true);
            setAccessibleRole(AccessibleRole.BUTTON);
            setCursor(Cursor.HAND);
            setOnMouseClicked(event -> onStage.accept(name.getText()));
            setOnKeyPressed(event -> {
                if (event.getCode() == KeyCode.SPACE || event.getCode() == KeyCode.ENTER) {
                    onStage.accept(name.getText());
                    event.consume();
                }
            });
        }

        void show(PipelineViewModel.Row row) {
            name.setText(row.name());
            unit.setText(row.unit());
            busy.setProgress(row.share());
            busy.getStyleClass().removeAll("throttled");
            if (row.throttled()) {
                busy.getStyleClass().add("throttled");
            }
            text.setText(row.text());
            setAccessibleText(row.name() + ", " + row.unit() + ", " + row.text());
        }
    }
}
