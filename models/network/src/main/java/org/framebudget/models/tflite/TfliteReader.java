package org.framebudget.models.tflite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/**
 * Reads .tflite files: any network that TensorFlow Lite loads, and a clear answer for everything else. The file is read
 * once, or mapped where it is large; weights are never copied.
 */
public final class TfliteReader {
    /** Files above are mapped, so that they take no heap; those below are read, since a mapped file cannot be replaced. */
    private static final int MAPPED_ABOVE_BYTES = 64 << 20;

    /** As many as tell what a file is. */
    private static final int HEAD_BYTES = 32;

    private static final int MAGIC_AT = 4;
    private static final String MAGIC = "TFL3";

    /** How other files begin that are taken for models, and what to do with them. */
    private static final Map<String, String> OTHER_FILES = new LinkedHashMap<>();

    static {
        OTHER_FILES.put("version https://git-lfs", "It is a pointer of Git LFS: fetch the model with 'git lfs pull'.");
        OTHER_FILES.put("PK\u0003\u0004", "It is a ZIP archive: unpack it.");
        OTHER_FILES.put("\u001f\u008b", "It is compressed with gzip: unpack it.");
        OTHER_FILES.put("\u0089HDF", "It is a Keras file: convert it with tf.lite.TFLiteConverter.");
        OTHER_FILES.put("<", "It is a web page: the download went wrong.");
    }

    private TfliteReader() {}

    /** Reads a file; throws {@link InputException} that says what is wrong at which place where it is no model. */
    public static TfliteFile read(Path file) {
        return opened(file, channel -> read(file.toString(), load(channel)));
    }

    /** Throws {@link InputException} for what cannot be a .tflite file, after a look at its first bytes. */
    public static void check(Path file) {
        opened(file, channel -> {
            checkMagic(file.toString(), firstBytes(channel, HEAD_BYTES));
            return file;
        });
    }

    /** What is done with an open file. */
    private interface Reading<T> {
        T of(FileChannel channel) throws IOException;
    }

    private static <T> T opened(Path file, Reading<T> reading) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw InputException.at(name, 0, null, "is a folder. Give the name of a .tflite file in it.", null);
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw InputException.at(name, 0, null, "is a pipe or a device. Store the model in a file.", null);
        }
        try (FileChannel channel = open(file)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw InputException.at(
                        name,
                        0,
                        null,
                        size + " bytes are too many.",
                        "Models of less than 2 GiB (2147483648 bytes) are read.");
            }
            return reading.of(channel);
        } catch (IOException e) {
            throw new MachineException(name + ": cannot be read: " + e.getMessage(), e);
        } catch (InternalError e) {
            // the virtual machine's answer to a mapped page that is gone
            throw new MachineException(name + ": became shorter while it was read.", e);
        }
    }

    private static FileChannel open(Path file) throws IOException {
        try {
            return FileChannel.open(file, StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new InputException(file + ": there is no such file.", e);
        } catch (AccessDeniedException e) {
            throw new InputException(file + ": access is denied.", e);
        } catch (FileSystemException e) {
            // a name that leads nowhere: links in a circle, a file taken for a folder, too many letters
            throw new InputException(file + ": cannot be opened: " + e.getReason() + ".", e);
        }
    }

    /** Reads a file's bytes, from position 0 to the limit; the name is for messages. */
    public static TfliteFile read(String name, ByteBuffer bytes) {
        checkMagic(name, bytes);
        return new ModelReader(name, new FlatBytes(name, bytes)).read();
    }

    private static ByteBuffer load(FileChannel channel) throws IOException {
        long size = channel.size();
        return size > MAPPED_ABOVE_BYTES
                ? channel.map(FileChannel.MapMode.READ_ONLY, 0, size)
                : firstBytes(channel, (int) size);
    }

    private static ByteBuffer firstBytes(FileChannel channel, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
            // a file that becomes shorter meanwhile ends where it ends
        }
        return bytes.flip();
    }

    private static void checkMagic(String name, ByteBuffer bytes) {
        if (bytes.limit() == 0) {
            throw InputException.at(name, 0, null, "the file is empty.", null);
        }
        int length = Math.min(bytes.limit(), HEAD_BYTES);
        byte[] begin = new byte[length];
        bytes.get(0, begin);
        String text = new String(begin, StandardCharsets.ISO_8859_1);
        if (text.startsWith(MAGIC, MAGIC_AT)) {
            return;
        }
        String found = length < MAGIC_AT + MAGIC.length()
                ? "the file ends after " + length + " bytes"
                : "found " + shown(text.substring(MAGIC_AT, MAGIC_AT + MAGIC.length())) + " at byte 4";
        String advice = OTHER_FILES.entrySet().stream()
                .filter(other -> text.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("Every .tflite file has '" + MAGIC + "' there.");
        throw InputException.at(name, 0, null, "is not a .tflite file: " + found + ".", advice);
    }

    private static String shown(String four) {
        boolean printable = four.chars().allMatch(c -> c > ' ' && c < 0x7f);
        return printable
                ? "'" + four + "'"
                : "the bytes " + HexFormat.ofDelimiter(" ").formatHex(four.getBytes(StandardCharsets.ISO_8859_1));
    }
}
