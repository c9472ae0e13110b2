package org.framebudget.ui.app;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.models.InputException;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** What went wrong: in which file, on which line, at which key, and what would be right. */
final class ProblemPanel extends HBox {
    private final Label problem = label("problem");
    private final Label advice = label("problem-advice");
    private final HBox where = new HBox(6);

    ProblemPanel(Runnable onClose) {
        super(10);
        getStyleClass().add("problem-bar");
        setAccessibleRole(AccessibleRole.TEXT);
        problem.getStyleClass().add("problem-text");
        where.setId("problem-where");
        VBox words = new VBox(4, problem, where, advice);
        HBox.setHgrow(words, Priority.ALWAYS);
        Button close = new Button(null, new FontIcon(Feather.X));
        close.getStyleClass().add("button-icon");
        close.setId("problem-close");
        close.setAccessibleText(Texts.get("problem.close"));
        close.setOnAction(event -> onClose.run());
        FontIcon mark = new FontIcon(Feather.ALERT_TRIANGLE);
        getChildren().addAll(mark, words, close);
        setAlignment(Pos.CENTER_LEFT);
        show(null);
    }

    private static Label label(String id) {
        Label label = new Label();
        label.setId(id);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        label.setMaxWidth(Double.MAX_VALUE);
        return label;
    }

    /** Shows a problem, or nothing and takes no room. */
    void show(Session.@Nullable Problem what) {
        setVisible(what != null);
        setManaged(what != null);
        InputException.Detail detail = what == null ? null : what.detail();
        problem.setText(what == null ? "" : what.title() + ": " + (detail == null ? what.message() : sentence(detail)));
        advice.setText(detail == null || detail.advice() == null ? "" : detail.advice());
        where.getChildren().setAll(detail == null ? List.of() : tags(detail));
        for (Node node : List.of(advice, where)) {
            boolean something = node == advice
                    ? !advice.getText().isEmpty()
                    : !where.getChildren().isEmpty();
            node.setVisible(something);
            node.setManaged(something);
        }
        setAccessibleText(what == null ? "" : what.title() + ": " + what.message());
    }

    private static String sentence(InputException.Detail detail) {
        String key = detail.key();
        return (key == null || key.isEmpty() ? "" : key + ": ") + detail.problem();
    }

    private static List<Node> tags(InputException.Detail detail) {
        List<Node> tags = new ArrayList<>();
        tags.add(tag(Texts.get("problem.file", detail.file())));
        if (detail.line() > 0) {
            tags.add(tag(Texts.get("problem.line", Integer.toString(detail.line()))));
        }
        if (detail.key() != null && !detail.key().isEmpty()) {
            tags.add(tag(Texts.get("problem.key", detail.key())));
        }
        return tags;
    }

    private static Label tag(String text) {
        Label tag = new Label(text);
        tag.getStyleClass().add("tag");
        return tag;
    }
}
