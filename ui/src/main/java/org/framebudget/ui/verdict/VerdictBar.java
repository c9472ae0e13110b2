package org.framebudget.ui.verdict;

import java.util.List;
import java.util.Locale;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.sim.report.Objective;
import org.framebudget.sim.report.Verdict;
import org.framebudget.ui.session.Answer;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** The answer at the top: one sentence, what stands behind it, a mark for each objective. */
public final class VerdictBar extends VBox {
    private final Label mark = new Label();
    private final Label sentence = new Label();
    private final Label detail = new Label();
    private final Label phases = new Label();
    private final FlowPane objectives = new FlowPane(7, 5);
    private final ProgressBar progress = new ProgressBar();
    private final Button cancel = new Button(Texts.get("verdict.cancel"));
    private final Button evidence = new Button();

    /**
     * An empty bar.
     *
     * @param onCancel ends the present work
     * @param onEvidence shows sources, warnings and assumed values
     */
    public VerdictBar(Runnable onCancel, Runnable onEvidence) {
        getStyleClass().add("verdict");
        mark.getStyleClass().add("verdict-mark");
        mark.setMinWidth(Region.USE_PREF_SIZE);
        sentence.getStyleClass().add("verdict-sentence");
        sentence.setWrapText(true);
        sentence.setId("verdict");
        progress.setPrefWidth(90);
        progress.setId("progress");
        progress.setAccessibleText(Texts.get("verdict.progress"));
        cancel.setId("cancel");
        cancel.getStyleClass().addAll("small", "flat");
        cancel.setMinWidth(Region.USE_PREF_SIZE);
        cancel.setOnAction(event -> onCancel.run());
        HBox work = new HBox(6, progress, cancel);
        work.setAlignment(Pos.CENTER_RIGHT);
        work.setMinWidth(Region.USE_PREF_SIZE);
        work.visibleProperty().bind(progress.progressProperty().lessThan(1));
        progress.setProgress(1);
        detail.getStyleClass().addAll("quiet", "small");
        detail.setId("verdict-detail");
        detail.setMinWidth(0);
        VBox words = new VBox(2, sentence, detail);
        words.setAlignment(Pos.CENTER_LEFT);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMinWidth(0);
        HBox first = new HBox(8, mark, words, work);
        first.setAlignment(Pos.CENTER_LEFT);
        first.getStyleClass().add("verdict-first");
        phases.getStyleClass().add("quiet");
        phases.setMinWidth(Region.USE_PREF_SIZE);
        objectives.setAlignment(Pos.CENTER_RIGHT);
        evidence.getStyleClass().addAll("pill", "pill-evidence");
        evidence.setOnAction(event -> onEvidence.run());
        HBox.setHgrow(objectives, Priority.ALWAYS);
        HBox second = new HBox(12, phases, objectives);
        second.setAlignment(Pos.CENTER_LEFT);
        second.getStyleClass().add("verdict-second");
        getChildren().setAll(first, second);
        show(null);
    }

    /** Finished share of the present work, 0 to 1. */
    public void setProgress(double share) {
        progress.setProgress(share);
    }

    /** Another answer; null while there is none. */
    public void show(@Nullable Answer answer) {
        if (answer == null) {
            mark.setText("");
            sentence.setText(Texts.get("verdict.none"));
            sentence.setTooltip(null);
            showDetail("");
            phases.setText("");
            objectives.getChildren().clear();
            return;
        }
        Verdict verdict = answer.verdict();
        mark.setText(verdict.state().mark(true));
        mark.getStyleClass().removeAll("meets", "misses", "open");
        mark.getStyleClass().add(verdict.state().name().toLowerCase(Locale.ROOT));
        sentence.setText(verdict.sentence());
        showDetail(verdict.detail());
        sentence.setTooltip(new Tooltip(verdict.text()));
        phases.setText(VerdictWords.phases(answer));
        objectives.getChildren().setAll(marks(answer.objectives()));
        evidence.setText(Texts.get("verdict.assumed", answer.result().assumedValues()));
        objectives.getChildren().add(evidence);
    }

    /** One line of it; the tooltip has all. */
    private void showDetail(String text) {
        detail.setText(text);
        detail.setTooltip(text.isEmpty() ? null : new Tooltip(text));
        detail.setVisible(!text.isEmpty());
        detail.setManaged(!text.isEmpty());
    }

    private static List<Node> marks(List<Objective> objectives) {
        return objectives.stream()
                .map(objective -> {
                    Label pill = new Label(VerdictWords.mark(objective));
                    pill.getStyleClass().addAll("pill", objective.met() ? "pill-met" : "pill-missed");
                    pill.setTooltip(new Tooltip(VerdictWords.full(objective)));
                    pill.setAccessibleText(VerdictWords.full(objective));
                    return (Node) pill;
                })
                .toList();
    }
}
