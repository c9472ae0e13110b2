package org.framebudget.ui.open;

import java.util.List;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.layout.Pane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.CubicCurve;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;

/** A {@link Sketch} as a small picture; colours come from the style sheet. */
final class SketchView extends Pane {
    private static final double WIDTH_PX = 248;
    private static final double HEIGHT_PX = 86;
    private static final double ROW_PX = 20;
    private static final double CAMERA_PX = 16;
    private static final double CAMERA_LEFT_PX = 34;
    private static final double LETTER_PX = 5.3;
    private static final double UNIT_LEFT_PX = 150;

    SketchView(Sketch sketch) {
        getStyleClass().add("sketch");
        setMinSize(WIDTH_PX, HEIGHT_PX);
        setPrefSize(WIDTH_PX, HEIGHT_PX);
        setMaxSize(WIDTH_PX, HEIGHT_PX);
        for (Sketch.Line line : sketch.lines()) {
            double from = middle(sketch.cameras(), line.camera());
            double to = middle(sketch.units(), line.unit());
            double left = CAMERA_LEFT_PX
                    + LETTER_PX * sketch.cameras().get(line.camera()).length();
            CubicCurve curve = new CubicCurve(left, from, left + 34, from, UNIT_LEFT_PX - 34, to, UNIT_LEFT_PX, to);
            curve.getStyleClass().add("sketch-line");
            getChildren().add(curve);
        }
        for (int i = 0; i < sketch.cameras().size(); i++) {
            camera(sketch.cameras().get(i), middle(sketch.cameras(), i));
        }
        for (int i = 0; i < sketch.units().size(); i++) {
            unit(sketch.units().get(i), middle(sketch.units(), i));
        }
    }

    private static double middle(List<String> rows, int row) {
        return HEIGHT_PX / 2 + (row - (rows.size() - 1) / 2.0) * ROW_PX;
    }

    private void camera(String words, double middlePx) {
        Rectangle body = new Rectangle(8, middlePx - 6, CAMERA_PX, 12);
        body.setArcWidth(4);
        body.setArcHeight(4);
        body.getStyleClass().add("sketch-camera");
        Circle lens = new Circle(8 + CAMERA_PX / 2, middlePx, 3.4);
        lens.getStyleClass().add("sketch-lens");
        getChildren().addAll(body, lens, label(words, 8 + CAMERA_PX + 5, middlePx));
    }

    private void unit(String name, double middlePx) {
        Rectangle box = new Rectangle(UNIT_LEFT_PX, middlePx - 8, WIDTH_PX - UNIT_LEFT_PX - 8, 16);
        box.setArcWidth(6);
        box.setArcHeight(6);
        box.getStyleClass().addAll("sketch-unit", "sketch-" + kind(name));
        getChildren().addAll(box, label(name, UNIT_LEFT_PX + 7, middlePx));
    }

    private static String kind(String name) {
        String unit = name.substring(name.lastIndexOf(' ') + 1).toLowerCase(Locale.ROOT);
        for (String known : List.of("cpu", "gpu", "npu", "tpu")) {
            if (unit.startsWith(known)) {
                return known;
            }
        }
        return "other";
    }

    private static Text label(String words, double leftPx, double middlePx) {
        Text text = new Text(leftPx, middlePx, words);
        text.setTextOrigin(VPos.CENTER);
        text.getStyleClass().add("sketch-text");
        return text;
    }
}
