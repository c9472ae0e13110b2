package org.framebudget.models.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.framebudget.models.Folders;
import org.framebudget.models.MachineException;
import org.jspecify.annotations.Nullable;

/**
 * Where native code is unpacked to: once, in the user's cache folder; where that cannot be written, in a temporary folder
 * that goes with {@link #close}.
 */
record CacheFolder(Path path, boolean temporary) implements AutoCloseable {

    static CacheFolder open() {
        Path folder = place(System.getProperty("os.name", ""), System.getProperty("user.home", ""), System.getenv());
        if (folder != null) {
            try {
                Files.createDirectories(folder);
                if (Files.isWritable(folder)) {
                    return new CacheFolder(folder, false);
                }
            } catch (IOException e) {
                // falls through: an unwritable home is usual for services and containers
            }
        }
        try {
            return new CacheFolder(Files.createTempDirectory("framebudget-native-"), true);
        } catch (IOException e) {
            throw new MachineException(
                    "Nowhere to unpack TensorFlow Lite to: neither " + folder + " nor the temporary folder "
                            + System.getProperty("java.io.tmpdir") + " can be written.",
                    e);
        }
    }

    /** The folder by the custom of the operating system; null where the user has no home. */
    static @Nullable Path place(String osName, String home, Map<String, String> environment) {
        String os = osName.toLowerCase(Locale.ROOT);
        List<String> below = List.of("framebudget", "native");
        String base;
        if (os.startsWith("windows")) {
            base = environment.getOrDefault("LOCALAPPDATA", "");
        } else if (os.startsWith("mac")) {
            base = home.isEmpty() ? "" : home + "/Library/Caches";
        } else {
            String xdg = environment.getOrDefault("XDG_CACHE_HOME", "");
            // the specification says to ignore a relative one
            base = xdg.startsWith("/") ? xdg : home.isEmpty() ? "" : home + "/.cache";
        }
        return base.isEmpty() || base.startsWith("?") ? null : Path.of(base, below.toArray(String[]::new));
    }

    @Override
    public void close() {
        if (temporary && !Folders.delete(path)) {
            // an unpacked library that is left behind does not spoil the run
            path.toFile().deleteOnExit();
        }
    }
}
