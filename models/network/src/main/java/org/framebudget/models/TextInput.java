package org.framebudget.models;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What every text that a user hands in goes through before a parser sees it. */
public final class TextInput {
    private TextInput() {}

    /**
     * The text, without a byte order mark.
     *
     * @param file name for messages
     * @throws InputException where it is not UTF-8
     */
    public static String decode(String file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            InputException problem = InputException.at(file, 0, null, "is not UTF-8 text.", "Save it as UTF-8.");
            problem.initCause(e);
            throw problem;
        }
    }

    /**
     * Looks for what no text holds, so that a binary file is named as such and not by a parser's words.
     *
     * @param file name for messages
     * @throws InputException for a control character other than tab and line ends, with its line
     */
    public static void checkCharacters(String file, String text) {
        int line = 1;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                line++;
            } else if ((c < ' ' && c != '\t' && c != '\r') || c == 0x7f) {
                String problem = "has the control character " + String.format(Locale.ROOT, "U+%04X", (int) c) + ".";
                throw InputException.at(file, line, null, problem, "Remove it, and save the file as UTF-8.");
            }
        }
    }

    /** A finite number as a person would write it: {@code 1000}, {@code 0.000001}. */
    public static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
