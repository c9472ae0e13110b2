package org.framebudget.models.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;

/** A .tflite file as it looks from outside. */
final class ModelFile {
    /** A FlatBuffer addresses its content with 31 bits. */
    private static final long MOST_BYTES = Integer.MAX_VALUE;
    /** Where the identifier ends: an offset of four bytes, then four letters. */
    private static final int HEAD_BYTES = 8;

    private ModelFile() {}

    /** Throws {@link InputException} for what cannot be a .tflite file, without reading more than its first bytes. */
    static void check(Path file) {
        byte[] head;
        try {
            if (Files.isDirectory(file)) {
                throw problem(file, "is a folder. Give the name of a .tflite file in it.");
            }
            if (!Files.exists(file)) {
                throw problem(file, "there is no such file.");
            }
            if (!Files.isRegularFile(file)) {
                throw problem(file, "is no regular file. Give the name of a .tflite file.");
            }
            long bytes = Files.size(file);
            if (bytes == 0) {
                throw problem(file, "the file is empty.");
            }
            if (bytes > MOST_BYTES) {
                throw problem(file, "has " + bytes + " bytes. A .tflite file has at most " + MOST_BYTES + " (2 GiB).");
            }
            try (InputStream in = Files.newInputStream(file)) {
                head = in.readNBytes(HEAD_BYTES);
            }
        } catch (AccessDeniedException e) {
            throw new InputException(file + ": cannot be read: access is denied.", e);
        } catch (IOException e) {
            throw new MachineException(file + ": cannot be read: " + e.getMessage() + ".", e);
        }
        String identifier = head.length < HEAD_BYTES ? "" : new String(head, 4, 4, StandardCharsets.ISO_8859_1);
        if (!identifier.equals("TFL3")) {
            throw problem(
                    file,
                    "is no .tflite file: bytes 4 to 7 are "
                            + (identifier.isEmpty() ? "missing" : "'" + printable(identifier) + "'")
                            + ", and 'TFL3' in a .tflite file.");
        }
    }

    private static InputException problem(Path file, String text) {
        return new InputException(file + ": " + text);
    }

    private static String printable(String text) {
        return text.replaceAll("[^ -~]", "?");
    }
}
