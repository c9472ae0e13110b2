package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Reads the files by which Linux shows itself; what is not there is empty. */
final class SystemFiles {
    private SystemFiles() {}

    /** Without white space around. */
    static String text(Path file) {
        try {
            return Files.isReadable(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip() : "";
        } catch (IOException e) {
            return ""; // a sensor may refuse while its device sleeps
        }
    }

    /** In the order of their names. */
    static List<Path> matching(Path folder, String glob) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, glob)) {
            List<Path> paths = new ArrayList<>();
            found.forEach(paths::add);
            paths.sort(null);
            return paths;
        } catch (IOException e) {
            return List.of();
        }
    }
}
