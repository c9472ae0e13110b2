package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import javax.imageio.ImageIO;
import org.framebudget.devices.calibration.LatencyValidation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidationPlotTest {
    @TempDir
    Path folder;

    @Test
    void thePictureShowsEverySplitInItsColour() throws Exception {
        Path file = folder.resolve("validation.png");
        ValidationPlot.write(file, LatencyValidation.run());
        BufferedImage image = ImageIO.read(file.toFile());
        assertTrue(image.getWidth() > 600 && image.getHeight() > 400);
        Set<Integer> colours = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                colours.add(image.getRGB(x, y));
            }
        }
        for (int split = 0; split < 4; split++) {
            assertTrue(colours.contains(Palette.line(split).getRGB()), "colour of split " + split);
        }
        assertEquals(0xFFFFFFFF, image.getRGB(0, 0));
    }
}
