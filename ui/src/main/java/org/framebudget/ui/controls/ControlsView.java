package org.framebudget.ui.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.framebudget.ui.text.Labels;
import org.framebudget.ui.text.Texts;

/** All knobs under their headings. Views stay while a knob only turns, so that a slider keeps the hand that moves it. */
public final class ControlsView extends VBox {
    private static final Map<String, List<String>> GROUPS = groups();

    private final ControlsViewModel model;
    private final ComboBox<String> pipelines = new ComboBox<>();
    private final Map<String, KnobView> views = new LinkedHashMap<>();
    private final Map<String, Label> headings = new HashMap<>();
    private List<String> shown = List.of();

    /** Shows what the model has. */
    public ControlsView(ControlsViewModel model) {
        this.model = model;
        getStyleClass().add("controls");
        pipelines.setMaxWidth(Double.MAX_VALUE);
        pipelines.setAccessibleText(Texts.get("controls.pipeline"));
        pipelines.getSelectionModel().selectedIndexProperty().addListener((property, old, now) -> {
            if (now.intValue() >= 0) {
                model.pipelineProperty().set(now.intValue());
            }
        });
        model.knobsProperty().addListener((property, old, now) -> show(now));
        // where a knob cannot be turned so, it goes back
        model.onRead(() -> show(model.knobsProperty().get()));
        show(model.knobsProperty().get());
    }

    private static Map<String, List<String>> groups() {
        Map<String, List<String>> groups = new LinkedHashMap<>();
        groups.put("controls.camera", List.of("fps", "resolution", "cameras", "motion"));
        groups.put("controls.network", List.of("network", "input", "precision", "unit"));
        groups.put("controls.device", List.of("profile", "ambient", "charge"));
        groups.put("controls.rules", List.of("queue", "scheduling"));
        return groups;
    }

    private void show(List<Knob> knobs) {
        List<String> ids = new ArrayList<>(model.pipelines());
        ids.add(model.explanation());
        knobs.forEach(knob -> ids.add(knob.id()));
        if (ids.equals(shown)) {
            knobs.forEach(knob -> view(knob.id()).show(knob));
            return;
        }
        shown = ids;
        Map<String, KnobView> before = new HashMap<>(views);
        views.clear();
        List<Node> all = new ArrayList<>();
        if (model.pipelines().size() > 1) {
            pipelines.getItems().setAll(model.pipelines());
            pipelines.getSelectionModel().select(model.pipelineProperty().get());
            all.add(heading("controls.pipeline"));
            all.add(pipelines);
        }
        if (!model.explanation().isEmpty()) {
            Label explanation = new Label(model.explanation());
            explanation.setId("controls-explanation");
            explanation.setWrapText(true);
            explanation.setMinHeight(Region.USE_PREF_SIZE);
            explanation.getStyleClass().addAll("small", "explanation");
            all.add(explanation);
        }
        GROUPS.forEach((group, members) -> {
            List<Knob> present =
                    knobs.stream().filter(knob -> members.contains(knob.id())).toList();
            if (!present.isEmpty()) {
                all.add(heading(group));
            }
            for (Knob knob : present) {
                // one that is there already is of the same kind: making controls is what takes most time
                KnobView view = before.containsKey(knob.id()) ? before.get(knob.id()) : new KnobView(knob, model);
                views.put(knob.id(), view);
                view.show(knob);
                all.add(view);
            }
        });
        become(all);
    }

    /** What stays is not taken out in between: all of it would be styled and laid out anew, which holds the window. */
    private void become(List<Node> all) {
        getChildren().retainAll(all);
        for (int i = 0; i < all.size(); i++) {
            if (i >= getChildren().size() || getChildren().get(i) != all.get(i)) {
                getChildren().remove(all.get(i));
                getChildren().add(i, all.get(i));
            }
        }
    }

    private Label heading(String key) {
        return headings.computeIfAbsent(key, Labels::heading);
    }

    private KnobView view(String id) {
        return Objects.requireNonNull(views.get(id));
    }
}
