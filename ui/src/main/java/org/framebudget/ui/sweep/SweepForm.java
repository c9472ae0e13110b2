package org.framebudget.ui.sweep;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.session.Question;
import org.framebudget.ui.session.Session;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;
import org.jspecify.annotations.Nullable;

/** What varies, how many points that makes, where they go, and how far they are. */
final class SweepForm extends VBox {
    /** A scenario is swept over these unless somebody says otherwise. */
    private static final List<String> FIRST = List.of("fps", "ambient_deg_c");

    private final Session session;
    private final SweepRuns runs;
    private final Supplier<Optional<Path>> folders;
    private final VBox rows = new VBox(6);
    private final Label points = new Label();
    private final Label place = new Label();
    private final Button start = button("sweep.start", "sweep-start", this::start);
    private @Nullable Path folder;
    private @Nullable Path of;
    private boolean filling;
    private boolean shown;

    /** @param folders asks for one */
    SweepForm(Session session, SweepRuns runs, Supplier<Optional<Path>> folders) {
        super(8);
        this.session = session;
        this.runs = runs;
        this.folders = folders;
        getStyleClass().add("card");
        points.setId("sweep-points");
        points.setWrapText(true);
        points.setMinHeight(Region.USE_PREF_SIZE);
        points.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(points, Priority.ALWAYS);
        Button add = button("sweep.add", "sweep-add", this::add);
        Button choose = button("sweep.folder", "sweep-folder", this::choose);
        choose.setTooltip(new Tooltip(Texts.get("sweep.folder.tip")));
        place.setId("sweep-place");
        place.getStyleClass().addAll("quiet", "small");
        place.setMinWidth(0);
        start.getStyleClass().add("accent");
        HBox asked = new HBox(8, add, choose, place, gap(), start);
        asked.setAlignment(Pos.CENTER_LEFT);
        ProgressBar progress = new ProgressBar();
        progress.progressProperty().bind(runs.progressProperty());
        progress.setPrefWidth(140);
        progress.setMinWidth(80);
        progress.setAccessibleText(Texts.get("sweep.progress"));
        Button cancel = button("verdict.cancel", "sweep-cancel", runs::cancel);
        HBox work = new HBox(8, progress, cancel);
        work.setAlignment(Pos.CENTER_LEFT);
        work.visibleProperty().bind(runs.progressProperty().lessThan(1));
        work.managedProperty().bind(work.visibleProperty());
        Label doing = new Label();
        doing.setId("sweep-doing");
        doing.setWrapText(true);
        doing.setMinHeight(Region.USE_PREF_SIZE);
        doing.textProperty().bind(runs.doingProperty());
        HBox.setHgrow(doing, Priority.ALWAYS);
        HBox going = new HBox(10, work, doing);
        going.setAlignment(Pos.CENTER_LEFT);
        going.visibleProperty().bind(doing.textProperty().isNotEmpty());
        going.managedProperty().bind(going.visibleProperty());
        getChildren().addAll(Labels.heading("sweep.heading"), rows, points, asked, going);
        runs.keysProperty().addListener((property, old, now) -> showKeys(now));
        runs.countedProperty().addListener((property, old, now) -> showStart());
        runs.progressProperty().addListener((property, old, now) -> showStart());
        session.questionProperty().addListener((property, old, now) -> count());
        showStart();
    }

    private static Button button(String key, String id, Runnable action) {
        Button button = new Button(Texts.get(key));
        button.setId(id);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> action.run());
        return button;
    }

    private static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }

    /** Of another file the axes begin anew. */
    private void showKeys(List<SweptKey> keys) {
        Question now = session.questionProperty().get();
        filling = true;
        if (now == null || !now.file().equals(of)) {
            of = now == null ? null : now.file();
            rows.getChildren().clear();
            for (String first : FIRST) {
                keys.stream()
                        .filter(key -> key.key().endsWith("." + first))
                        .findFirst()
                        .ifPresent(key -> add(keys, key));
            }
        } else {
            rows.getChildren().forEach(row -> ((AxisFields) row).show(keys));
        }
        filling = false;
        count();
    }

    private void add() {
        List<SweptKey> keys = runs.keysProperty().get();
        List<String> used = axes().stream().map(AxisText::key).toList();
        keys.stream().filter(key -> !used.contains(key.key())).findFirst().ifPresent(key -> add(keys, key));
        count();
    }

    private void add(List<SweptKey> keys, SweptKey key) {
        AxisFields[] made = new AxisFields[1];
        made[0] = new AxisFields(keys, key, this::count, () -> {
            rows.getChildren().remove(made[0]);
            count();
        });
        rows.getChildren().add(made[0]);
    }

    List<AxisText> axes() {
        List<AxisText> all = new ArrayList<>();
        for (Node row : rows.getChildren()) {
            all.add(((AxisFields) row).text());
        }
        return all;
    }

    /** Whether it is looked at: only then what a slider changes is counted again. */
    void setShown(boolean now) {
        shown = now;
        count();
    }

    private void count() {
        if (shown && !filling && of != null) {
            runs.count(axes());
        }
    }

    private void showStart() {
        SweepRuns.Counted counted = runs.countedProperty().get();
        points.setText(
                counted.points() > 0
                        ? Texts.get("sweep.points", SweepWords.grouped(counted.points()))
                        : counted.problem());
        start.setDisable(counted.points() == 0 || runs.running());
        rows.setDisable(runs.running());
    }

    private void choose() {
        folders.get().ifPresent(chosen -> {
            folder = chosen;
            place.setText(chosen.toString());
            place.setTooltip(new Tooltip(chosen.toString()));
        });
    }

    private void start() {
        if (folder == null) {
            choose();
        }
        if (folder != null) {
            runs.start(axes(), folder);
        }
    }
}
