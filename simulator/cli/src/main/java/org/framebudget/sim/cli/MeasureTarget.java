package org.framebudget.sim.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.framebudget.models.Folders;
import org.framebudget.models.InputException;
import org.framebudget.models.MachineException;
import org.framebudget.models.SafeFiles;
import org.framebudget.models.Suggestions;
import org.framebudget.models.catalogue.NetworkInfo;
import org.jspecify.annotations.Nullable;

/**
 * What an argument of {@code measure} means.
 *
 * @param name id of a known network, or a file's name
 * @param known true for the id
 * @param file the file; of no meaning for an id
 */
public record MeasureTarget(String name, boolean known, Path file) {

    /**
     * What a text means.
     *
     * @throws InputException for what is neither a file nor known
     */
    public static MeasureTarget of(String text, List<NetworkInfo> networks) {
        List<String> ids = networks.stream().map(NetworkInfo::id).toList();
        try {
            Path path = Path.of(text);
            if (ids.contains(text)) {
                return new MeasureTarget(text, true, path);
            }
            if (NetworkSource.looksLikeAFile(text) || Files.exists(path)) {
                Path last = path.getFileName();
                return new MeasureTarget(last == null ? text : last.toString(), false, path);
            }
        } catch (InvalidPathException e) {
            throw new InputException("'" + text + "' is no name of a file: " + e.getReason() + ".", e);
        }
        String advice = Suggestions.nearest(text, ids)
                .map(id -> "Maybe '" + id + "'?")
                .orElse("'framebudget networks' lists the networks.");
        throw new InputException("'" + text + "' is neither a file nor a known network. " + advice);
    }

    /** A temporary folder, made when it is first needed, and gone when closed or when the process ends. */
    static final class Folder implements AutoCloseable {
        private @Nullable Path made;

        Path path() {
            if (made == null) {
                try {
                    Path folder = Files.createTempDirectory("framebudget-measure-");
                    made = folder;
                    Runtime.getRuntime()
                            .addShutdownHook(new Thread(() -> Folders.delete(folder), "delete exported networks"));
                } catch (IOException e) {
                    throw new MachineException(
                            "The temporary folder " + System.getProperty("java.io.tmpdir") + " cannot be written: "
                                    + e.getMessage() + ".",
                            e);
                }
            }
            return made;
        }

        /** A file in it, which is gone with it and so is no result of this process. */
        Path holds(Path file) {
            SafeFiles.forget(file);
            return file;
        }

        @Override
        public void close() {
            if (made != null) {
                Folders.delete(made);
            }
        }
    }
}
