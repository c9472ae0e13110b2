package org.framebudget.models.runtime.child;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.framebudget.models.network.Images;
import org.framebudget.models.runtime.FrameFile;

/** Frames of a camera that become a network's input in turn. Makes no garbage but once. */
final class Pictures {
    private static final int COLOURS = 3;

    private final FrameFile file;
    private final ByteBuffer frames;
    private final Nv12Scaler scaler;
    private final PixelValues values;
    private final int widthPx;
    private final int heightPx;
    private final boolean planes;
    private final ByteBuffer bytes;
    private final FloatBuffer floats;
    private final byte[] rgb;
    private final byte[] byteRow;
    private final float[] floatRow;
    private int next;

    private Pictures(
            FrameFile file, ByteBuffer frames, PixelValues values, List<Integer> size, boolean planes, ByteBuffer to) {
        this.file = file;
        this.frames = frames;
        this.values = values;
        this.widthPx = size.get(0);
        this.heightPx = size.get(1);
        this.planes = planes;
        this.scaler = new Nv12Scaler(file, widthPx, heightPx);
        this.bytes = to;
        this.floats = to.asFloatBuffer();
        this.rgb = new byte[COLOURS * widthPx];
        this.byteRow = new byte[rgb.length];
        this.floatRow = new float[rgb.length];
    }

    /** For a network whose tensors are allocated. Throws {@link ChildFault} where it takes no pictures. */
    static Pictures of(FrameFile file, Session session) {
        List<List<Integer>> shapes = session.inputShapes();
        Images image = Images.find(shapes);
        TfLiteTensor tensor = image == null ? null : session.input(image.input());
        List<Integer> shape = image == null ? List.of() : shapes.get(image.input());
        boolean planes = image != null && image.heightAt() == 2;
        PixelValues values = tensor == null
                ? null
                : PixelValues.of(
                        Tensors.type(tensor),
                        tensor.params().scale(),
                        tensor.params().zero_point());
        if (image == null
                || tensor == null
                || values == null
                || shape.get(0) != 1
                || shape.get(planes ? 1 : 3) != COLOURS) {
            throw ChildFault.input(
                    "frames cannot be put into its inputs, " + session.inputFacts(),
                    "A network with one picture of three colours in 8-bit integers or 32-bit floating point is right;"
                            + " others run on dummies.");
        }
        return new Pictures(file, mapped(file), values, image.size(shape), planes, Tensors.bytes(tensor));
    }

    private static MappedByteBuffer mapped(FrameFile file) {
        try (FileChannel channel = FileChannel.open(file.file())) {
            long wanted = file.frameBytes() * file.count();
            if (channel.size() < wanted || wanted > Integer.MAX_VALUE) {
                throw ChildFault.machine(file.file() + " has " + channel.size() + " of " + wanted + " bytes", null);
            }
            MappedByteBuffer frames = channel.map(FileChannel.MapMode.READ_ONLY, 0, wanted);
            frames.load();
            return frames;
        } catch (IOException e) {
            throw ChildFault.machine("its frames cannot be read: " + e.getMessage(), null);
        }
    }

    /** Puts the next frame into the network's input. */
    void next() {
        int frameAt = (int) (next * file.frameBytes());
        next = next + 1 == file.count() ? 0 : next + 1;
        for (int y = 0; y < heightPx; y++) {
            scaler.row(frames, frameAt, y, rgb);
            if (values.bytes().length > 0) {
                putBytes(y);
            } else {
                putFloats(y);
            }
        }
    }

    private void putBytes(int y) {
        byte[] table = values.bytes();
        for (int i = 0; i < rgb.length; i++) {
            byteRow[place(i)] = table[rgb[i] & 0xFF];
        }
        for (int part = 0; part < parts(); part++) {
            bytes.put(at(y, part), byteRow, part * widthPx, byteRow.length / parts());
        }
    }

    private void putFloats(int y) {
        float[] table = values.floats();
        for (int i = 0; i < rgb.length; i++) {
            floatRow[place(i)] = table[rgb[i] & 0xFF];
        }
        for (int part = 0; part < parts(); part++) {
            floats.put(at(y, part), floatRow, part * widthPx, floatRow.length / parts());
        }
    }

    /** Where in its row a value goes: colours beside one another, or each colour's row for itself. */
    private int place(int i) {
        return planes ? i % COLOURS * widthPx + i / COLOURS : i;
    }

    private int parts() {
        return planes ? COLOURS : 1;
    }

    private int at(int y, int part) {
        return planes ? (part * heightPx + y) * widthPx : y * COLOURS * widthPx;
    }
}
