package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that are no profile at all: a message in plain words, without the parser's types. */
class UnreadableProfileTest {
    private static final String TO_THIS_LINE = " Check commas, quotes and brackets up to this line.";

    private final ProfileRepository shipped = new ProfileRepository(null);

    @TempDir
    Path folder;

    private String sound() throws IOException {
        try (InputStream in = UnreadableProfileTest.class.getResourceAsStream("/profiles-test/sound.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String message(String name, byte[] bytes) throws IOException {
        Files.write(folder.resolve(name), bytes);
        return assertThrows(InputException.class, () -> shipped.load(name, folder))
                .getMessage();
    }

    private String message(String name, String text) throws IOException {
        return message(name, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void brokenJsonSaysWhatStandsWhere() throws IOException {
        assertEquals(
                "p.json:1: is not valid JSON: found '}', expected a value." + TO_THIS_LINE,
                message("p.json", "{\"schema\": }"));
        assertEquals(
                "p.json:2: is not valid JSON: found 'i', expected double-quote to start field name." + TO_THIS_LINE,
                message("p.json", "{\"schema\": 1,\nid: 2}"));
        assertEquals(
                "p.json:1: is not valid JSON: the text ends in the middle of a value." + TO_THIS_LINE,
                message("p.json", "{\"schema\": 1, "));
        assertEquals(
                "p.json:1: is not valid JSON: 'phone' is no value." + TO_THIS_LINE,
                message("p.json", "{\"schema\": phone}"));
        assertEquals(
                "p.json:1: is not valid JSON: Non-standard token 'NaN'. Give a finite number.",
                message("p.json", "{\"schema\": NaN}"));
    }

    @Test
    void aFileNestedTooDeepNamesNoClass() throws IOException {
        assertEquals(
                "p.json: is not valid JSON: Document nesting depth (1001) exceeds the maximum allowed (1000)."
                        + " Check quotes and brackets.",
                message("p.json", "{\"a\":".repeat(2000)));
    }

    @Test
    void aTabAsIndentationIsNamedAsSuch() throws IOException {
        String tab = sound().replace("    idle_w: 0.1", "\t  idle_w: 0.1");
        assertEquals(
                "p.yaml:10: is not valid YAML: there is a tab where a value or its indentation should be. Use spaces.",
                message("p.yaml", tab));
    }

    @Test
    void whatIsNoTextIsNamedAsSuch() throws IOException {
        assertEquals(
                "p.yaml: is not UTF-8 text. Save it as UTF-8.",
                message("p.yaml", "name: Gerät".getBytes(Charset.forName("ISO-8859-1"))));
        assertEquals(
                "p.yaml:2: has the control character U+0000. Remove it, and save the file as UTF-8.",
                message("p.yaml", "id: a\nname: b\0"));
    }

    @Test
    void aMeasurementFileThatIsNoTextIsNamedToo() throws IOException {
        Files.write(folder.resolve("rows.csv"), "ä".getBytes(Charset.forName("ISO-8859-1")));
        assertEquals("rows.csv: is not UTF-8 text. Save it as UTF-8.", message("p.yaml", sound()));
    }

    @Test
    void aHugeFileIsRefusedBeforeItIsParsed() throws IOException {
        assertEquals(
                "p.yaml: is larger than 1 MB. A profile is a few pages; measurements go into a CSV beside it.",
                message("p.yaml", sound() + "#" + "x".repeat(2 << 20)));
    }

    @Test
    void aFileThatIsOneWordSaysHowToBegin() throws IOException {
        assertEquals(
                "p.yaml:1: expected keys with values, found 'hello'. Begin with 'schema: framebudget/profile/v1'.",
                message("p.yaml", "hello"));
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsAreRead() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), "\uFEFF" + sound().replace("\n", "\r\n"));
        try (InputStream in = UnreadableProfileTest.class.getResourceAsStream("/profiles-test/rows.csv")) {
            Files.write(folder.resolve("rows.csv"), in.readAllBytes());
        }
        assertEquals("sound", shipped.load("p.yaml", folder).id());
    }

    @Test
    void aFolderIsNoProfile() {
        assertEquals(
                folder + ": is a folder. Give the name of the profile file in it.",
                assertThrows(InputException.class, () -> shipped.load(folder.toString(), folder))
                        .getMessage());
        assertEquals(
                ".: is a folder. Give the name of the profile file in it.",
                assertThrows(InputException.class, () -> shipped.load(".", folder))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "'' | The device profile has no name. 'framebudget devices' lists the known profiles.",
                "+coral-usb+coral-usb | '+coral-usb+coral-usb' names no host. Write one before it, as in 'raspberry-pi-4+coral-usb'.",
                "+coral-usb | '+coral-usb' names no host. Write one before it, as in 'raspberry-pi-4+coral-usb'.",
            },
            quoteCharacter = '"')
    void aNameThatIsNoneSaysWhatWouldBeOne(String name, String expected) {
        String asked = name.equals("''") ? "" : name;
        assertEquals(
                expected,
                assertThrows(InputException.class, () -> shipped.load(asked, folder))
                        .getMessage());
    }

    @Test
    void aSecondEdgeTpuIsToldFromTheBoardsOwn() {
        String badge = shipped.load("coral-dev-board+coral-usb", folder).badge();
        assertEquals(
                "Nothing was measured with a Coral USB Accelerator on this host. 'tpu' is the host's own, 'tpu2' the Coral USB"
                        + " Accelerator's.",
                badge);
    }

    @Test
    void theErrorKeepsItsParts() throws IOException {
        Files.writeString(folder.resolve("p.yaml"), sound().replace("idle_w: 0.1", "idle_w: .nan"));
        InputException e = assertThrows(InputException.class, () -> shipped.load("p.yaml", folder));
        InputException.Detail detail = e.detail();
        assertNotNull(detail);
        assertEquals("units[0].idle_w", detail.key());
        assertEquals(10, detail.line());
    }
}
