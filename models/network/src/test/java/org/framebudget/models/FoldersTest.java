package org.framebudget.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {
    @TempDir
    Path folder;

    @Test
    void aFolderGoesWithAllThatIsInItAndNothingElse() throws IOException {
        Path gone = Files.createDirectories(folder.resolve("a/b/c")).getParent().getParent();
        Files.writeString(gone.resolve("b/c/file.txt"), "x");
        Files.writeString(gone.resolve("b c.txt"), "x");
        Path kept = Files.writeString(folder.resolve("kept.txt"), "y");
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("kept.txt"), "y");
        Files.createSymbolicLink(gone.resolve("link"), elsewhere);
        assertTrue(Folders.delete(gone));
        assertFalse(Files.exists(gone));
        assertEquals("y", Files.readString(kept));
        assertEquals("y", Files.readString(elsewhere.resolve("kept.txt")), "behind a link");
        assertTrue(Folders.delete(gone), "of nothing, nothing is left");
    }

    @Test
    void aLinkThatLeadsNowhereIsSomething() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        assertTrue(Folders.delete(link));
        assertFalse(Files.exists(link, LinkOption.NOFOLLOW_LINKS));
    }
}
