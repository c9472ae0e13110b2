package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.framebudget.ui.session.ShortScenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScreenshotsTest {
    /** An empty window has a handful. */
    private static final int COLOURS_MIN = 300;

    @TempDir
    Path folder;

    @Test
    void everyViewIsDrawnInBothThemesAndSizesAndNoneIsEmpty() throws IOException {
        List<String> told = new ArrayList<>();
        Screenshots.write(folder.resolve("shots"), ShortScenario.in(folder), told::add);
        assertTrue(told.size() >= 4 && told.size() % 4 == 0, told.toString());
        for (String size : List.of("1280x800", "1024x680")) {
            for (String theme : List.of("light", "dark")) {
                String name = told.stream()
                        .filter(file -> file.endsWith("live-" + theme + "-" + size + ".png"))
                        .findFirst()
                        .orElseThrow();
                BufferedImage image = ImageIO.read(Path.of(name).toFile());
                assertEquals(size, image.getWidth() + "x" + image.getHeight());
                Set<Integer> colours = new HashSet<>();
                for (int y = 0; y < image.getHeight(); y += 2) {
                    for (int x = 0; x < image.getWidth(); x += 2) {
                        colours.add(image.getRGB(x, y));
                    }
                }
                assertTrue(colours.size() > COLOURS_MIN, name + " has " + colours.size() + " colours");
                int corner = image.getRGB(image.getWidth() - 3, 3) & 0xFF;
                assertEquals(theme.equals("light"), corner > 128, name);
            }
        }
    }
}
