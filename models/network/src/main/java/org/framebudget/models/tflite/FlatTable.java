package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/**
 * One table of a FlatBuffers file. A field is named by its slot: its place in the schema's table, from 0, where a union takes
 * two (its type, then its table). An absent field has the schema's default.
 */
final class FlatTable {
    private static final int OFFSET_BYTES = 4;
    private static final int VTABLE_HEADER_BYTES = 4;

    /** A list in the file. */
    record Vector(int at, int length) {}

    private final FlatBytes bytes;
    private final String place;
    private final int at;
    private final int vtable;
    private final int vtableBytes;

    private FlatTable(FlatBytes bytes, int at, String place) {
        this.bytes = bytes;
        this.place = place;
        this.at = at;
        this.vtable = bytes.require((long) at - bytes.int32(at), VTABLE_HEADER_BYTES, place, "list of fields");
        this.vtableBytes = bytes.uint16(vtable);
        bytes.require(vtable, vtableBytes, place, "list of fields");
    }

    /** The table that the file begins with; at least four bytes are there. */
    static FlatTable root(FlatBytes bytes, String place) {
        return new FlatTable(bytes, bytes.follow(0, OFFSET_BYTES, place, "table"), place);
    }

    /** What it is, for messages. */
    String place() {
        return place;
    }

    int int8(int slot) {
        int field = field(slot, 1);
        return field < 0 ? 0 : bytes.int8(field);
    }

    int uint8(int slot) {
        int field = field(slot, 1);
        return field < 0 ? 0 : bytes.uint8(field);
    }

    boolean bool(int slot) {
        return uint8(slot) != 0;
    }

    int int32(int slot, int otherwise) {
        int field = field(slot, 4);
        return field < 0 ? otherwise : bytes.int32(field);
    }

    long uint32(int slot) {
        return int32(slot, 0) & 0xFFFF_FFFFL;
    }

    long int64(int slot) {
        int field = field(slot, 8);
        return field < 0 ? 0 : bytes.int64(field);
    }

    float float32(int slot) {
        int field = field(slot, 4);
        return field < 0 ? 0 : bytes.float32(field);
    }

    boolean has(int slot) {
        return field(slot, 1) >= 0;
    }

    /** A table inside this one; null where it is absent. */
    @Nullable
    FlatTable table(int slot, String name) {
        int field = field(slot, OFFSET_BYTES);
        return field < 0
                ? null
                : new FlatTable(bytes, bytes.follow(field, OFFSET_BYTES, place, name), place + ", " + name);
    }

    /** A list of elements of one size; empty where it is absent. */
    Vector vector(int slot, int elementBytes, String name) {
        int field = field(slot, OFFSET_BYTES);
        if (field < 0) {
            return new Vector(0, 0);
        }
        int begin = bytes.follow(field, OFFSET_BYTES, place, name);
        long length = bytes.int32(begin) & 0xFFFF_FFFFL;
        bytes.require(begin + OFFSET_BYTES, length * elementBytes, place, name);
        return new Vector(begin + OFFSET_BYTES, (int) length);
    }

    /** A list of tables; each is read when it is asked for. */
    Vector tables(int slot, String name) {
        return vector(slot, OFFSET_BYTES, name);
    }

    /** One of the {@link #tables}, called so in messages. */
    FlatTable element(Vector tables, int index, String elementPlace) {
        int pointer = tables.at() + index * OFFSET_BYTES;
        return new FlatTable(bytes, bytes.follow(pointer, OFFSET_BYTES, elementPlace, "table"), elementPlace);
    }

    /** A list of 32-bit numbers, copied; at most so many. */
    List<Integer> numbers(int slot, String name, int most) {
        Vector vector = vector(slot, Integer.BYTES, name);
        if (vector.length() > most) {
            throw error(name + ": " + vector.length() + " numbers are more than the " + most + " that are read.");
        }
        bytes.copied(vector.length() * Integer.BYTES, place);
        List<Integer> numbers = new ArrayList<>(vector.length());
        for (int i = 0; i < vector.length(); i++) {
            numbers.add(bytes.int32(vector.at() + i * Integer.BYTES));
        }
        return numbers;
    }

    /** A text; empty where it is absent. */
    String text(int slot, String name) {
        Vector vector = vector(slot, 1, name);
        return bytes.text(vector.at(), vector.length(), place);
    }

    /** An error in this table, ready to throw. */
    InputException error(String problem) {
        return bytes.error(place, problem);
    }

    /** An error in a part of this table, ready to throw. */
    InputException error(String part, String problem) {
        return bytes.error(place + ", " + part, problem);
    }

    /** Where a field of so many bytes begins; −1 where it is absent. */
    private int field(int slot, int length) {
        int entry = VTABLE_HEADER_BYTES + 2 * slot;
        if (entry + 2 > vtableBytes) {
            return -1;
        }
        int offset = bytes.uint16(vtable + entry);
        return offset == 0 ? -1 : bytes.require((long) at + offset, length, place, "field " + slot);
    }
}
