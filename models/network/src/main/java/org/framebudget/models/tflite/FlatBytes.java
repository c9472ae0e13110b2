package org.framebudget.models.tflite;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.framebudget.models.InputException;

/**
 * The bytes of a FlatBuffers file that nobody vouches for: whatever an offset or a length says, it is held against the file
 * before it is followed. See <a href="https://flatbuffers.dev/internals">the format</a>.
 */
final class FlatBytes {
    /** What may be copied beyond the size of the file, since a small file may use one text or shape many times. */
    private static final long SLACK_BYTES = 1 << 20;

    /** Longest text that is kept. */
    private static final int TEXT_BYTES = 2_000;

    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final String file;
    private final ByteBuffer bytes;
    private long copyableBytes;

    /** Reads from position 0 to the limit. */
    FlatBytes(String file, ByteBuffer bytes) {
        this.file = file;
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.copyableBytes = bytes.limit() + SLACK_BYTES;
    }

    int size() {
        return bytes.limit();
    }

    /** Where something that an offset at {@code from} points to begins; at least {@code length} bytes follow. */
    int follow(int from, int length, String place, String what) {
        return require(from + (bytes.getInt(from) & 0xFFFF_FFFFL), length, place, what);
    }

    /** The place as it is, where so many bytes follow. */
    int require(long at, long length, String place, String what) {
        if (at < 0 || length > size() - at) {
            throw error(
                    place,
                    what + ": " + length + " bytes at byte " + at + " do not lie in a file of " + size()
                            + " bytes. It is damaged or incomplete.");
        }
        return (int) at;
    }

    int uint8(int at) {
        return bytes.get(at) & 0xFF;
    }

    int int8(int at) {
        return bytes.get(at);
    }

    int uint16(int at) {
        return bytes.getShort(at) & 0xFFFF;
    }

    int int32(int at) {
        return bytes.getInt(at);
    }

    long int64(int at) {
        return bytes.getLong(at);
    }

    float float32(int at) {
        return bytes.getFloat(at);
    }

    /** Text in one line: control characters, which a terminal would obey, are replaced, and what is too long is cut. */
    String text(int at, int length, String place) {
        int kept = Math.min(length, TEXT_BYTES);
        copied(kept, place);
        byte[] text = new byte[kept];
        bytes.get(at, text);
        String clean =
                INVISIBLE.matcher(new String(text, StandardCharsets.UTF_8)).replaceAll("\uFFFD");
        return kept < length ? clean + "…" : clean;
    }

    /** Counts what is copied, so that a file in which everything points to one long list ends soon. */
    void copied(int count, String place) {
        copyableBytes -= count;
        if (copyableBytes < 0) {
            throw error(place, "lists and texts add up to more than the whole file. No model shares that many.");
        }
    }

    /** SHA-256 of all bytes, in hexadecimal. */
    String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes.duplicate().position(0));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** An error at a place, ready to throw. */
    InputException error(String place, String problem) {
        return InputException.at(file, 0, place, problem, null);
    }
}
