package org.framebudget.ui.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.framebudget.models.SafeFiles;
import org.framebudget.ui.theme.Theme;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsSavedIsThereAtTheNextStart() {
        Settings first = Settings.in(folder.resolve("new"));
        first.setSize(1500, 900, false);
        first.setSize(3000, 2000, true);
        first.setTheme(Theme.DARK);
        first.opened(folder.resolve("a b = c: ä.yaml"));
        first.opened(folder.resolve("back\\slash.yaml"));
        Settings second = Settings.in(folder.resolve("new"));
        assertEquals(1500, second.widthPx(), "of the window that is not maximized");
        assertEquals(900, second.heightPx());
        assertTrue(second.maximized());
        assertEquals(Theme.DARK, second.theme());
        assertEquals(List.of(folder.resolve("back\\slash.yaml"), folder.resolve("a b = c: ä.yaml")), second.recent());
        assertFalse(SafeFiles.written().contains(folder.resolve("new/window.properties")));
    }

    @Test
    void theTenLastFilesAreKeptEachOnce() {
        Settings settings = Settings.in(folder);
        for (int i = 0; i < 12; i++) {
            settings.opened(folder.resolve(i + ".yaml"));
        }
        settings.opened(folder.resolve("x/../5.yaml"));
        assertEquals(Settings.RECENT_MAX, settings.recent().size());
        assertEquals(folder.resolve("5.yaml"), settings.recent().get(0));
        assertEquals(
                1,
                settings.recent().stream()
                        .filter(folder.resolve("5.yaml")::equals)
                        .count());
        settings.forget(folder.resolve("5.yaml"));
        assertFalse(Settings.in(folder).recent().contains(folder.resolve("5.yaml")));
    }

    @Test
    void aBrokenFileCountsAsNone() throws IOException {
        Path file = folder.resolve("window.properties");
        for (byte[] bytes : List.of(
                new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1},
                "width_px = many\nheight_px = -3\ntheme = pink\nrecent.0 = relative.yaml\nrecent.1 = \\u12"
                        .getBytes("UTF-8"),
                "width_px = NaN\nheight_px = 1e99\nmaximized = maybe\nrecent.0 =".getBytes("UTF-8"),
                new byte[100_000])) {
            Files.write(file, bytes);
            Settings settings = Settings.in(folder);
            assertEquals(1280, settings.widthPx());
            assertEquals(800, settings.heightPx());
            assertEquals(Theme.LIGHT, settings.theme());
            assertTrue(settings.recent().isEmpty());
        }
    }

    @Test
    void aFolderThatCannotBeWrittenIsNoError() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        Settings settings = Settings.in(file.resolve("below a file"));
        settings.opened(folder.resolve("a.yaml"));
        assertEquals(1, settings.recent().size());
    }

    @Test
    void settingsLieWhereTheSystemWantsThem() {
        assertEquals(Path.of("/h/.config/framebudget"), ConfigFolder.place("Linux", "/h", Map.of()));
        assertEquals(Path.of("/x/framebudget"), ConfigFolder.place("Linux", "/h", Map.of("XDG_CONFIG_HOME", "/x")));
        assertEquals(
                Path.of("/h/.config/framebudget"),
                ConfigFolder.place("Linux", "/h", Map.of("XDG_CONFIG_HOME", "relative")));
        assertEquals(
                Path.of("/h/Library/Application Support/framebudget"), ConfigFolder.place("Mac OS X", "/h", Map.of()));
        assertEquals(
                Path.of("/roaming/framebudget"), ConfigFolder.place("Windows 11", "/h", Map.of("APPDATA", "/roaming")));
        assertEquals(Path.of("/own"), ConfigFolder.place("Linux", "/h", Map.of("FRAMEBUDGET_HOME", "/own")));
        assertNull(ConfigFolder.place("Linux", "", Map.of()));
    }
}
