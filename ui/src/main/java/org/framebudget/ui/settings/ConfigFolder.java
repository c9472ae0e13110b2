package org.framebudget.ui.settings;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the user's settings lie. */
final class ConfigFolder {
    /** Names another folder, as for a test. */
    static final String PROPERTY = "framebudget.config";

    private ConfigFolder() {}

    static @Nullable Path ofUser() {
        String named = System.getProperty(PROPERTY);
        return named != null
                ? Path.of(named)
                : place(System.getProperty("os.name", ""), System.getProperty("user.home", ""), System.getenv());
    }

    /** By {@code FRAMEBUDGET_HOME}, or else the custom of the operating system; null where the user has no home. */
    static @Nullable Path place(String osName, String home, Map<String, String> environment) {
        String own = environment.getOrDefault("FRAMEBUDGET_HOME", "");
        if (!own.isBlank()) {
            return Path.of(own);
        }
        String os = osName.toLowerCase(Locale.ROOT);
        String base;
        if (os.startsWith("windows")) {
            base = environment.getOrDefault("APPDATA", "");
        } else if (os.startsWith("mac")) {
            base = home.isEmpty() ? "" : home + "/Library/Application Support";
        } else {
            String xdg = environment.getOrDefault("XDG_CONFIG_HOME", "");
            // the specification says to ignore a relative one
            base = xdg.startsWith("/") ? xdg : home.isEmpty() ? "" : home + "/.config";
        }
        return base.isEmpty() || base.startsWith("?") ? null : Path.of(base, "framebudget");
    }
}
