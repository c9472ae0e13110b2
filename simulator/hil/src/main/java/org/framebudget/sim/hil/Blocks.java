package org.framebudget.sim.hil;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The frame of a recording's file: a magic word, then blocks of a type, a length, that many bytes, and their CRC-32C over type, length
 * and bytes. What was written before a file was cut off stays readable, block by block.
 */
final class Blocks {
    /** With the version of the format. */
    static final byte[] MAGIC = {'F', 'B', 'H', 'I', 'L', 0, 1, '\n'};

    /** More is no block of this program's. */
    private static final int BYTES_MAX = 1 << 24;

    private Blocks() {}

    /** A block. */
    record Block(char type, byte[] bytes) {}

    /** The file is damaged from here on. */
    static final class DamagedException extends IOException {
        private static final long serialVersionUID = 1L;

        DamagedException(String message) {
            super(message);
        }
    }

    static void write(OutputStream out, char type, byte[] bytes) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream(bytes.length + 9);
        DataOutputStream data = new DataOutputStream(whole);
        data.writeByte(type);
        data.writeInt(bytes.length);
        data.write(bytes);
        CRC32C sum = new CRC32C();
        sum.update(whole.toByteArray());
        data.writeInt((int) sum.getValue());
        out.write(whole.toByteArray());
    }

    /** The next block; null at the end of the file. */
    static @Nullable Block read(DataInputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return null;
        }
        try {
            int length = in.readInt();
            if (length < 0 || length > BYTES_MAX) {
                throw new DamagedException("a block of " + length + " bytes");
            }
            byte[] bytes = in.readNBytes(length);
            if (bytes.length < length) {
                throw new EOFException();
            }
            CRC32C sum = new CRC32C();
            sum.update(type);
            for (int shift = 24; shift >= 0; shift -= 8) {
                sum.update(length >> shift & 0xff);
            }
            sum.update(bytes);
            if (in.readInt() != (int) sum.getValue()) {
                throw new DamagedException("a checksum that does not fit");
            }
            return new Block((char) type, bytes);
        } catch (EOFException e) {
            throw new DamagedException("the end of the file within a block");
        }
    }

    /** A whole number in as few bytes as it takes, negative ones too. */
    static void varint(OutputStream out, long value) throws IOException {
        long left = value << 1 ^ value >> 63;
        while ((left & ~0x7fL) != 0) {
            out.write((int) (left & 0x7f | 0x80));
            left >>>= 7;
        }
        out.write((int) left);
    }

    static long varint(InputStream in) throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = in.read();
            if (b < 0) {
                throw new DamagedException("a number that is cut off");
            }
            value |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new DamagedException("a number of more than 64 bits");
    }
}
