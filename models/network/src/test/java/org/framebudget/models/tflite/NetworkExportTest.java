package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.Precision;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NetworkExportTest {
    private final Network network = Samples.oneConvolution(Precision.FP32, 8);

    @TempDir
    Path folder;

    @Test
    void twoExportsAreEqualAndTheSecondReplacesTheFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tflite"), "old");
        NetworkExport.export(network, file);
        byte[] first = Files.readAllBytes(file);
        NetworkExport.export(network, file);
        assertArrayEquals(first, Files.readAllBytes(file));
        assertEquals(List.of("a.tflite"), names());
    }

    @Test
    void anExportThatFailsLeavesTheOldFileAlone() throws IOException {
        Path file = Files.writeString(folder.resolve("a.tflite"), "old");
        Network empty = new Network("broken", network.tensors(), List.of(), List.of(), List.of());
        assertThrows(IllegalStateException.class, () -> NetworkExport.export(empty, file));
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("a.tflite"), names());
    }

    @Test
    void anotherEndingAndAMissingFolderAreNamedWithAdvice() throws IOException {
        String ending = assertThrows(
                        InputException.class, () -> NetworkExport.export(network, folder.resolve("net.bin")))
                .getMessage();
        assertTrue(ending.contains("net.bin'"), ending);
        assertTrue(ending.contains("net.tflite"), ending);
        String missing = assertThrows(
                        InputException.class, () -> NetworkExport.export(network, folder.resolve("no/net.tflite")))
                .getMessage();
        assertTrue(missing.contains("does not exist"), missing);
        assertThrows(InputException.class, () -> NetworkExport.export(network, folder));
        assertEquals(List.of(), names());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
