package org.framebudget.devices;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.TextInput;
import org.jspecify.annotations.Nullable;

/**
 * Where one profile's files come from: beside the profile on disk first, then the product's own resources. Every file
 * read goes into the hash, so two profiles with the same hash hold the same numbers.
 */
final class ProfileFiles {
    private static final long MOST_BYTES = 64L << 20;

    private final @Nullable Path folder;
    private final MessageDigest digest;

    /** Files beside a user's profile, then those of the product. */
    static ProfileFiles beside(@Nullable Path folder) {
        return new ProfileFiles(folder);
    }

    private ProfileFiles(@Nullable Path folder) {
        this.folder = folder;
        try {
            this.digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** A file's text, or null where there is none. */
    @Nullable
    String textOrNull(String name) {
        try {
            byte[] bytes = bytesOrNull(name);
            if (bytes == null) {
                return null;
            }
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) 0);
            digest.update(bytes);
            return TextInput.decode(name, bytes);
        } catch (IOException e) {
            throw new MachineException("Cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    /** The text of a file that a section of a profile names. */
    String text(Section section, String key) {
        String name = section.text(key);
        if (name.startsWith("/") || name.contains("..") || name.contains("\\")) {
            throw section.error(key, "'" + name + "' leaves the profile's folder.", "Name a file beside the profile.");
        }
        String text = textOrNull(name);
        if (text == null) {
            throw section.error(
                    key, "there is no file '" + name + "'.", "The path is relative to the profile's folder.");
        }
        return text;
    }

    /** Hash of everything read so far, in reading order, lower-case hex. */
    String sha256() {
        try {
            return HexFormat.of().formatHex(((MessageDigest) digest.clone()).digest());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("SHA-256 can be cloned on every Java platform", e);
        }
    }

    /** The references of the product, then those of a {@code citations.bib} beside the profile. */
    Citations citations() {
        Citations own = Citations.shipped();
        if (folder == null || !Files.isRegularFile(folder.resolve("citations.bib"))) {
            return own;
        }
        String text = textOrNull("citations.bib");
        return text == null ? own : Citations.read("citations.bib", text).and(own);
    }

    /** A resource that belongs to the product. */
    static String resource(String name) {
        try {
            byte[] bytes = resourceOrNull(name);
            if (bytes == null) {
                throw new InputException("The product's file " + name + " is missing from its jar.");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new MachineException("Cannot read " + name + ": " + e.getMessage(), e);
        }
    }

    private byte @Nullable [] bytesOrNull(String name) throws IOException {
        if (folder != null && Files.isRegularFile(folder.resolve(name))) {
            if (Files.size(folder.resolve(name)) > MOST_BYTES) {
                throw InputException.at(
                        name,
                        0,
                        null,
                        "is larger than " + (MOST_BYTES >> 20) + " MB.",
                        "No file of a profile is that long.");
            }
            return Files.readAllBytes(folder.resolve(name));
        }
        return resourceOrNull(name);
    }

    private static byte @Nullable [] resourceOrNull(String name) throws IOException {
        try (InputStream in = ProfileFiles.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        }
    }
}
