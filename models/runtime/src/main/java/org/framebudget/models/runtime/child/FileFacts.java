package org.framebudget.models.runtime.child;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;

/** Which file it was. */
final class FileFacts {
    private FileFacts() {}

    /** The file's name without its ending, in the letters of an id. */
    static String network(Path file) {
        Path name = file.getFileName();
        String text = name == null ? "" : name.toString().toLowerCase(Locale.ROOT);
        String id = text.replaceFirst("\\.tflite$", "").replaceAll("[^a-z0-9._-]", "_");
        return id.isEmpty() ? "network" : id;
    }

    static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw gone(e);
        }
    }

    /** In hexadecimal digits. */
    static String sha256(Path file) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw gone(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static ChildFault gone(IOException e) {
        return ChildFault.machine("cannot be read any more: " + e.getMessage(), null);
    }
}
