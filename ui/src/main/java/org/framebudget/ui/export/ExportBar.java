package org.framebudget.ui.export;

import java.nio.file.Path;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.framebudget.models.MachineException;
import org.framebudget.ui.charts.ChartExport;
import org.framebudget.ui.charts.ChartFile;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** The buttons that write files, and the message about the last one. */
public final class ExportBar {
    private final Session session;
    private final Exporter exporter;
    private final Places places;
    private final HBox buttons;
    private final HBox message;
    private final Label text = new Label();

    /** Follows a session. */
    public ExportBar(Session session, Exporter exporter, Places places) {
        this.session = session;
        this.exporter = exporter;
        this.places = places;
        Button pdf = new Button(Texts.get("export.plan"));
        pdf.setId("export-plan");
        pdf.getStyleClass().add("accent");
        pdf.setMinWidth(Region.USE_PREF_SIZE);
        pdf.setOnAction(event -> export(Kind.PLAN_PDF));
        MenuButton more = new MenuButton(null, new FontIcon(Feather.DOWNLOAD));
        more.setId("export-more");
        more.setMinWidth(Region.USE_PREF_SIZE);
        more.setAccessibleText(Texts.get("export.more"));
        more.setTooltip(new Tooltip(Texts.get("export.more")));
        for (Kind kind : Kind.values()) {
            MenuItem item = new MenuItem(kind.text());
            item.setId("export-" + kind);
            item.setOnAction(event -> export(kind));
            more.getItems().add(item);
        }
        ProgressIndicator working = new ProgressIndicator();
        working.setPrefSize(18, 18);
        working.setAccessibleText(Texts.get("export.working"));
        working.visibleProperty().bind(exporter.progressProperty().lessThan(1));
        working.managedProperty().bind(working.visibleProperty());
        buttons = new HBox(8, working, more, pdf);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        buttons.disableProperty().bind(session.answerProperty().isNull());
        text.setId("export-done");
        text.setMaxWidth(Double.MAX_VALUE);
        text.setMinWidth(0);
        HBox.setHgrow(text, Priority.ALWAYS);
        Button open = new Button(Texts.get("export.open"));
        open.setOnAction(event -> open(file()));
        Button folder = new Button(Texts.get("export.folder"));
        folder.setOnAction(event -> {
            Path file = file();
            open(file == null ? null : file.toAbsolutePath().getParent());
        });
        Button close = new Button(null, new FontIcon(Feather.X));
        close.getStyleClass().add("button-icon");
        close.setAccessibleText(Texts.get("problem.close"));
        close.setOnAction(event -> exporter.dismiss());
        for (Button button : new Button[] {open, folder, close}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        message = new HBox(8, new FontIcon(Feather.CHECK), text, open, folder, close);
        message.setAlignment(Pos.CENTER_LEFT);
        message.getStyleClass().add("done-bar");
        exporter.doneProperty().addListener((property, old, now) -> show(now));
        show(null);
    }

    private @Nullable Path file() {
        Exporter.Done done = exporter.doneProperty().get();
        return done == null ? null : done.file();
    }

    private void show(Exporter.@Nullable Done done) {
        message.setVisible(done != null);
        message.setManaged(done != null);
        text.setText(
                done == null
                        ? ""
                        : Texts.get("export.done", done.file()) + (done.note().isEmpty() ? "" : " · " + done.note()));
    }

    private void open(@Nullable Path path) {
        if (path == null) {
            return;
        }
        try {
            places.open(path);
        } catch (MachineException e) {
            session.report(Texts.get("export.open.not"), e);
        }
    }

    /** Asks for a place and writes there. */
    public void export(Kind kind) {
        places.choose(kind.text(), exporter.suggestion(kind)).ifPresent(file -> exporter.write(kind, file));
    }

    /** The same for a chart. */
    public void export(ChartExport chart) {
        ChartFile.Format format = chart.format();
        places.choose(Texts.get("chart.export." + format), chart.file().file(format))
                .ifPresent(file -> exporter.write(chart.file(), format, file));
    }

    /** The same for what another view has. */
    public void export(String title, String name, Consumer<Path> writer) {
        places.choose(title, name).ifPresent(file -> exporter.write(writer, file));
    }

    /** For the toolbar. */
    public Node buttons() {
        return buttons;
    }

    /** Where the message about a finished file appears. */
    public Node message() {
        return message;
    }
}
