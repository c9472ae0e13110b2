package org.framebudget.sim.hil.local;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.runtime.FrameFile;
import org.framebudget.sim.hil.Pixels;
import org.jspecify.annotations.Nullable;

/** Frames of a camera in a temporary file, for a child process to read; {@link #close} removes it. */
record FramesFile(FrameFile frames) implements AutoCloseable {
    /** Of the moving pattern: one moment each. */
    private static final int PATTERN_FRAMES = 4;
    /** As much as one map of a file can hold. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;

    private static final int MOST_SIDE_PX = 16_384;

    /** Null for dummies. */
    static @Nullable FramesFile of(Pixels pixels) {
        return switch (pixels.kind()) {
            case DUMMY -> null;
            case PATTERN -> {
                checkSize(pixels);
                yield pattern(pixels.widthPx(), pixels.heightPx());
            }
            case FOLDER -> {
                checkSize(pixels);
                Path folder = pixels.folder();
                if (folder == null) {
                    throw new IllegalArgumentException("no folder of pictures");
                }
                yield pictures(folder, pixels.widthPx(), pixels.heightPx());
            }
        };
    }

    private static void checkSize(Pixels pixels) {
        if (!even(pixels.widthPx()) || !even(pixels.heightPx())) {
            throw new InputException("frames of " + pixels.widthPx() + "x" + pixels.heightPx()
                    + " cannot be YUV 4:2:0. Even numbers from 2 to " + MOST_SIDE_PX + " are right.");
        }
    }

    private static boolean even(int sidePx) {
        return sidePx >= 2 && sidePx <= MOST_SIDE_PX && sidePx % 2 == 0;
    }

    private interface Frames {
        byte[] frame(int index) throws IOException;
    }

    private static FramesFile pattern(int widthPx, int heightPx) {
        Nv12 frame = new Nv12(widthPx, heightPx);
        return written(widthPx, heightPx, PATTERN_FRAMES, index -> frame.pattern(index, PATTERN_FRAMES));
    }

    private static FramesFile pictures(Path folder, int widthPx, int heightPx) {
        List<Path> files = files(folder);
        long bytes = (long) widthPx * heightPx / 2 * 3 * files.size();
        if (bytes > MOST_BYTES) {
            throw new InputException(
                    folder + ": " + files.size() + " pictures of " + widthPx + "x" + heightPx + " take "
                            + bytes / 1_000_000 + " MB as frames; at most " + MOST_BYTES / 1_000_000
                            + " MB are kept. Fewer pictures are right.");
        }
        Nv12 frame = new Nv12(widthPx, heightPx);
        BufferedImage scaled = new BufferedImage(widthPx, heightPx, BufferedImage.TYPE_INT_RGB);
        int[] row = new int[widthPx];
        return written(widthPx, heightPx, files.size(), index -> {
            draw(files.get(index), scaled);
            return frame.of((y, pixels) -> scaled.getRGB(0, y, row.length, 1, pixels, 0, row.length));
        });
    }

    private static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new InputException(folder + ": is not a folder. A folder of PNG or JPEG pictures is right.");
        }
        try (Stream<Path> all = Files.list(folder)) {
            List<Path> files = all.filter(FramesFile::isPicture).sorted().toList();
            if (files.isEmpty()) {
                throw new InputException(
                        folder + ": holds no picture. Files whose names end in .png, .jpg or .jpeg are" + " right.");
            }
            return files;
        } catch (IOException e) {
            throw new InputException(folder + ": cannot be read: " + e.getMessage() + ".");
        }
    }

    private static boolean isPicture(Path file) {
        return file.toString().toLowerCase(Locale.ROOT).matches(".*\\.(png|jpe?g)") && Files.isRegularFile(file);
    }

    private static void draw(Path file, BufferedImage onto) {
        BufferedImage picture;
        try {
            picture = ImageIO.read(file.toFile());
        } catch (IOException | RuntimeException e) { // decoders throw what they please on a damaged file
            throw new InputException(file + ": cannot be read as a picture: " + e.getMessage() + ".");
        }
        if (picture == null) {
            throw new InputException(file + ": is no PNG and no JPEG picture.");
        }
        Graphics2D graphics = onto.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.clearRect(0, 0, onto.getWidth(), onto.getHeight()); // behind what is transparent
        graphics.drawImage(picture, 0, 0, onto.getWidth(), onto.getHeight(), null);
        graphics.dispose();
    }

    private static FramesFile written(int widthPx, int heightPx, int count, Frames frames) {
        Path file;
        try {
            file = Files.createTempFile("framebudget-", ".nv12");
        } catch (IOException e) {
            throw unwritable(e);
        }
        boolean done = false;
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (int i = 0; i < count; i++) {
                out.write(frames.frame(i));
            }
            done = true;
        } catch (IOException e) {
            throw unwritable(e);
        } finally {
            if (!done) {
                delete(file);
            }
        }
        return new FramesFile(new FrameFile(file, widthPx, heightPx, count));
    }

    private static MachineException unwritable(IOException e) {
        return new MachineException(
                "Frames cannot be written to the temporary folder " + System.getProperty("java.io.tmpdir") + ": "
                        + e.getMessage() + ".",
                e);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            file.toFile().deleteOnExit(); // Windows keeps what another process has mapped
        }
    }

    @Override
    public void close() {
        delete(frames.file());
    }
}
