package org.framebudget.sim.hil.local;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.framebudget.models.InputException;
import org.framebudget.sim.hil.Pixels;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Colours by ITU-T T.871. */
class FramesFileTest {
    @TempDir
    Path folder;

    private void picture(String name, int widthPx, int heightPx, int rgb) throws IOException {
        BufferedImage image = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < heightPx; y++) {
            for (int x = 0; x < widthPx; x++) {
                image.setRGB(x, y, rgb);
            }
        }
        ImageIO.write(image, name.replaceAll(".*\\.", ""), folder.resolve(name).toFile());
    }

    private Pixels pixels(int widthPx, int heightPx) {
        return new Pixels(Pixels.Kind.FOLDER, widthPx, heightPx, folder);
    }

    /** A frame of 4 x 2 pixels of one colour. */
    private static byte[] frame(int y, int cb, int cr) {
        byte[] frame = new byte[12];
        Arrays.fill(frame, 0, 8, (byte) y);
        for (int i = 8; i < 12; i += 2) {
            frame[i] = (byte) cb;
            frame[i + 1] = (byte) cr;
        }
        return frame;
    }

    @Test
    void picturesBecomeFramesInTheOrderOfTheirNames() throws Exception {
        picture("a.png", 40, 20, 0xFF0000);
        picture("b.png", 4, 2, 0x0000FF);
        picture("c.jpg", 8, 8, 0x808080);
        Files.writeString(folder.resolve("readme.txt"), "no picture");
        FramesFile frames = FramesFile.of(pixels(4, 2));
        assertEquals(3, frames.frames().count());
        byte[] bytes = Files.readAllBytes(frames.frames().file());
        assertEquals(36, bytes.length);
        // red: Y = 76.2, Cb = 128 - 76.2 / 1.772, Cr = 128 + 178.8 / 1.402, which is 255.5
        assertArrayEquals(frame(76, 85, 255), Arrays.copyOfRange(bytes, 0, 12));
        assertArrayEquals(frame(29, 255, 107), Arrays.copyOfRange(bytes, 12, 24));
        assertArrayEquals(frame(128, 128, 128), Arrays.copyOfRange(bytes, 24, 36));
        frames.close();
        assertFalse(Files.exists(frames.frames().file()));
    }

    @Test
    void aFolderWithoutPicturesAndABrokenPictureAreNamed() throws Exception {
        String none = assertThrows(InputException.class, () -> FramesFile.of(pixels(4, 2)))
                .getMessage();
        assertEquals(folder + ": holds no picture. Files whose names end in .png, .jpg or .jpeg are right.", none);
        Files.writeString(folder.resolve("x.png"), "<html>");
        String broken = assertThrows(InputException.class, () -> FramesFile.of(pixels(4, 2)))
                .getMessage();
        assertEquals(folder.resolve("x.png") + ": is no PNG and no JPEG picture.", broken);
    }

    @Test
    void thePatternMoves() throws Exception {
        try (FramesFile frames = FramesFile.of(new Pixels(Pixels.Kind.PATTERN, 64, 48, null))) {
            byte[] bytes = Files.readAllBytes(frames.frames().file());
            int length = (int) frames.frames().frameBytes();
            assertEquals(bytes.length, frames.frames().count() * length);
            for (int i = 1; i < frames.frames().count(); i++) {
                assertTrue(Arrays.mismatch(bytes, 0, length, bytes, i * length, (i + 1) * length) >= 0);
            }
        }
    }
}
