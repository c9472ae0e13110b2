package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.sim.report.TextStyle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExportCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final FakeBackend backend = new FakeBackend();

    @TempDir
    Path folder;

    private int export(String... args) {
        out.reset();
        err.reset();
        String[] all = new String[args.length + 2];
        all[0] = "networks";
        all[1] = "export";
        System.arraycopy(args, 0, all, 2, args.length);
        return new Cli(new Terminal(out, err, new TextStyle(false, true), false), backend).execute(all);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aNetworkIsExportedAsPublishedUnlessToldOtherwise() {
        String file = folder.resolve("net.tflite").toString();
        assertEquals(0, export("mobilenet_v1_1.0", file));
        assertEquals("mobilenet_v1_1.0 null fp32 net.tflite", backend.exported);
        assertEquals(
                "mobilenet_v1_1.0 at 224x224 in fp32 is in " + file
                        + " (12.3 MB). Its weights are random: it is for measuring, not for seeing.\n",
                out.toString(StandardCharsets.UTF_8));
        assertEquals(0, export("mobilenet_v1_1.0", file, "--input", "320x240", "--precision", "int8"));
        assertEquals("mobilenet_v1_1.0 320x240 int8 net.tflite", backend.exported);
    }

    private void refused(String message, String... args) {
        assertEquals(2, export(args), message);
        assertEquals("framebudget: " + message + "\n", err());
        assertNull(backend.exported);
    }

    @Test
    void whatCannotBeIsSaidBeforeAnythingIsWritten() throws IOException {
        String file = folder.resolve("net.tflite").toString();
        refused("--input: The input 31x224 is outside 32 to 4096 pixels a side.", "a", file, "--input", "31x224");
        refused("--input: The input 224x4097 is outside 32 to 4096 pixels a side.", "a", file, "--input", "224x4097");
        refused(
                "--input: The input '224' is not a size. Write width x height, as in 224x224.",
                "a",
                file,
                "--input",
                "224");
        refused("--precision: 'uint8' is not known. Maybe 'int8'?", "a", file, "--precision", "uint8");
        refused(
                "'net.bin' does not end in .tflite, by which programs know what is in it. 'net.tflite' is right.",
                "a",
                "net.bin");
        Path missing = folder.resolve("no").resolve("net.tflite");
        refused(
                "FILE.tflite: '" + missing + "' lies in a folder that does not exist. Create '" + missing.getParent()
                        + "' first.",
                "a",
                missing.toString());
        Path taken = Files.createDirectory(folder.resolve("taken.tflite"));
        refused("FILE.tflite: '" + taken + "' is a folder. Give the name of a file in it.", "a", taken.toString());
    }

    @Test
    void bothPlacesAreAskedFor() {
        assertEquals(2, export("mobilenet_v1_1.0"));
        assertTrue(err().contains("missing required parameter: 'FILE.tflite'"), err());
    }
}
