package org.framebudget.ui.app;

import java.util.List;
import javafx.scene.control.ButtonBar;
import javafx.scene.control.ButtonType;
import javafx.scene.control.Dialog;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.Window;
import org.framebudget.sim.cli.Version;
import org.framebudget.ui.text.Texts;
import org.framebudget.ui.theme.Theme;

/** Version, licence and citation. */
final class AboutBox extends Dialog<ButtonType> {
    AboutBox(Window owner, Theme theme, List<String> sheets) {
        About about = About.of(Version.text());
        initOwner(owner);
        setTitle(Texts.get("about.title"));
        Label name = new Label(Texts.get("about.name", about.version()));
        name.getStyleClass().add("start-title");
        name.setId("about-name");
        Label title = wrapped(about.title());
        Label licence = wrapped(Texts.get("about.licence", about.licence()));
        Label data = wrapped(Texts.get("about.data"));
        data.getStyleClass().add("quiet");
        Label cite = new Label(Texts.get("about.cite"));
        cite.getStyleClass().add("heading");
        TextArea citation = new TextArea(about.citation());
        citation.setId("about-citation");
        citation.setEditable(false);
        citation.setWrapText(true);
        citation.setPrefRowCount(3);
        citation.setAccessibleText(Texts.get("about.cite"));
        VBox content = new VBox(8, name, title, licence, data, cite, citation);
        content.setPrefWidth(480);
        content.getStyleClass().add("about");
        getDialogPane().setContent(content);
        getDialogPane().getStylesheets().addAll(sheets);
        getDialogPane().getStyleClass().addAll("main", theme.colours().dark() ? "dark" : "light");
        getDialogPane()
                .getButtonTypes()
                .add(new ButtonType(Texts.get("about.close"), ButtonBar.ButtonData.CANCEL_CLOSE));
    }

    private static Label wrapped(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(Region.USE_PREF_SIZE);
        return label;
    }
}
