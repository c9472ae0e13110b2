package org.framebudget.ui.charts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Maps of cells as files. */
final class CellPictureTest {
    private static final ChartColours LIGHT = new ChartColours(false);
    private static final ChartColours DARK = new ChartColours(true);

    @TempDir
    Path folder;

    private record Drawn(CellMap map, ChartColours colours) implements ChartFile {
        @Override
        public String id() {
            return "cells";
        }

        @Override
        public Picture picture() {
            return map.picture(colours);
        }

        @Override
        public String table() {
            return "";
        }
    }

    private static CellMap map(List<String> columns, String title, List<String> notes) {
        List<CellMap.@Nullable Cell> row = new ArrayList<>(Collections.nCopies(columns.size(), null));
        row.set(0, new CellMap.Cell("✕", CellShade.GOOD, true));
        return new CellMap(
                title,
                new CellMap.Axis("rate (fps)", columns),
                new CellMap.Axis("input (px)", List.of("320×320", "224×224")),
                List.of(row, row),
                List.of(new CellMap.Key(new CellMap.Cell("1", CellShade.PART, false), "in part")),
                notes);
    }

    private static int heightPx(CellMap map) {
        return map.picture(LIGHT).heightPx();
    }

    @Test
    void theDrawingHasAllWordsAndIsAsHighAsTheyAsk() {
        CellMap map = map(List.of("15", "30"), "A title", List.of("A note."));
        String words = Written.words(new Drawn(map, LIGHT), folder);
        for (String word : List.of(
                "A title",
                "rate (fps)",
                "input (px)",
                "320×320",
                "224×224",
                "15",
                "30",
                "✕",
                "1",
                "in part",
                "A note.")) {
            assertTrue(words.contains(word), word + " in " + words);
        }
        String sentence = "Each of these words takes some room. ".repeat(10);
        assertTrue(heightPx(map(List.of("15", "30"), sentence, List.of("A note."))) > heightPx(map) + 15);
        assertTrue(heightPx(map(List.of("15", "30"), "A title", List.of(sentence))) > heightPx(map) + 15);
    }

    @Test
    void namesThatAreTooLongForTheirColumnsStandUprightAndWhole() {
        List<String> columns = new ArrayList<>();
        for (int c = 0; c < 12; c++) {
            columns.add("mobilenet_edgetpu_1.7" + c);
        }
        CellMap map = map(columns, "A title", List.of());
        String words = Written.words(new Drawn(map, LIGHT), folder);
        columns.forEach(name -> assertTrue(words.contains(name), words));
        assertTrue(heightPx(map) > heightPx(map(columns.subList(0, 2), "A title", List.of())) + 50);
    }

    @Test
    void thePictureHasTheColoursOfItsThemeAndLeavesOpenWhatIsNotKnown() {
        for (ChartColours colours : List.of(LIGHT, DARK)) {
            BufferedImage image =
                    Written.png(new Drawn(map(List.of("15", "30"), "A title", List.of()), colours), folder);
            Set<Integer> drawn = Written.colours(image);
            int ground = colours.ground().getRGB() & 0xFFFFFF;
            assertTrue(drawn.contains(ground));
            assertTrue(drawn.contains(0x1F8A5C) && drawn.contains(0xB5651D), "cells and legend");
            assertFalse(drawn.contains(0x2E7BA8), "no cell has it");
            // left of the middle is a cell, right of it none
            int middle = image.getHeight() - 2 * 70;
            assertEquals(0x1F8A5C, image.getRGB(900, middle) & 0xFFFFFF);
            assertEquals(ground, image.getRGB(1500, middle) & 0xFFFFFF);
        }
    }

    @Test
    void theWindowHasTheSameShades() throws IOException {
        String sheet;
        try (InputStream in = getClass().getResourceAsStream("/org/framebudget/ui/app/framebudget.css")) {
            sheet = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, CellShade> styles = Map.of(
                "map-both", CellShade.GOOD,
                "map-burst-only", CellShade.PART,
                "map-sustained-only", CellShade.LATER,
                "map-neither", CellShade.NOT,
                "sweep-all", CellShade.GOOD,
                "sweep-some", CellShade.PART,
                "sweep-none", CellShade.NOT);
        for (ChartColours colours : List.of(LIGHT, DARK)) {
            String line =
                    found(sheet, "\\.main\\." + (colours.dark() ? "dark" : "light") + " \\{[^}]*-fb-line: (#\\w+)");
            styles.forEach((style, shade) -> {
                String fill = found(sheet, "\\." + style + " \\{ -fx-background-color: ([^;]+);");
                assertEquals(
                        fill.equals("-fb-line") ? line : fill,
                        String.format(Locale.ROOT, "#%06x", shade.fill(colours).getRGB() & 0xFFFFFF),
                        style);
            });
        }
    }

    private static String found(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertTrue(matcher.find(), pattern);
        return matcher.group(1);
    }
}
