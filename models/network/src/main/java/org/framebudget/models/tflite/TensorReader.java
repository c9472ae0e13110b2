package org.framebudget.models.tflite;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Tensor;
import org.jspecify.annotations.Nullable;

/** Reads tensors: what they are, never the weights in them. */
final class TensorReader {
    /** What no device could hold; also keeps sums of any number of tensors in range. */
    private static final long MOST_BYTES = 1L << 40;

    private static final int MOST_EXTENTS = 32;

    /** Numbers of a constant that are kept: those of shapes, paddings and axes are few. */
    private static final int MOST_VALUES = 64;

    /** Slots of Tensor. */
    private static final int SHAPE = 0;

    private static final int TYPE = 1;
    private static final int BUFFER = 2;
    private static final int NAME = 3;
    private static final int IS_VARIABLE = 5;
    private static final int SPARSITY = 6;
    private static final int SHAPE_SIGNATURE = 7;

    /** Slots of Buffer. */
    private static final int DATA = 0;

    private static final int OUTSIDE_OFFSET = 1;
    private static final int OUTSIDE_SIZE = 2;

    /** Types at the schema's numbers. */
    private static final List<ElementType> TYPES = List.of(
            ElementType.FLOAT32,
            ElementType.FLOAT16,
            ElementType.INT32,
            ElementType.UINT8,
            ElementType.INT64,
            ElementType.OPAQUE, // text
            ElementType.BOOL,
            ElementType.INT16,
            ElementType.COMPLEX64,
            ElementType.INT8,
            ElementType.FLOAT64,
            ElementType.COMPLEX128,
            ElementType.UINT64,
            ElementType.OPAQUE, // resource
            ElementType.OPAQUE, // variant
            ElementType.UINT32,
            ElementType.UINT16,
            ElementType.INT4,
            ElementType.BFLOAT16);

    private final FlatBytes bytes;
    private final FlatTable model;
    private final FlatTable.Vector buffers;

    TensorReader(FlatBytes bytes, FlatTable model, FlatTable.Vector buffers) {
        this.bytes = bytes;
        this.model = model;
        this.buffers = buffers;
    }

    /** True for a state that outlives the inference. */
    static boolean isVariable(FlatTable table) {
        return table.bool(IS_VARIABLE);
    }

    /** True where an extent is only known at run time; the shape then holds what the file was made with. */
    static boolean isDynamic(FlatTable table) {
        return table.numbers(SHAPE_SIGNATURE, "shape_signature", MOST_EXTENTS).contains(-1);
    }

    Tensor tensor(int index, FlatTable table) {
        List<Integer> shape = shape(table);
        ElementType type = type(table);
        checkSize(table, shape, type);
        FlatTable.Vector data = data(table);
        boolean constant = data.length() > 0;
        Tensor tensor = new Tensor(index, table.text(NAME, "name"), shape, type, constant, null);
        if (!constant) {
            return tensor;
        }
        if (isVariable(table)) {
            throw table.error("it is a variable and has stored numbers. One of the two is wrong.");
        }
        boolean dense = type != ElementType.OPAQUE && !table.has(SPARSITY);
        if (dense && data.length() != tensor.bytes()) {
            throw table.error("its buffer holds " + data.length() + " bytes, and " + shape + " of " + type + " takes "
                    + tensor.bytes() + ".");
        }
        List<Integer> values = dense ? values(data, tensor) : null;
        return values == null ? tensor : new Tensor(index, tensor.name(), shape, type, true, values);
    }

    private static List<Integer> shape(FlatTable table) {
        List<Integer> shape = table.numbers(SHAPE, "shape", MOST_EXTENTS);
        for (int extent : shape) {
            if (extent < 0) {
                throw table.error("shape " + shape + " has the negative extent " + extent
                        + ". One that is only known at run time stands in shape_signature.");
            }
        }
        return shape;
    }

    private static ElementType type(FlatTable table) {
        int type = table.int8(TYPE);
        if (type < 0 || type >= TYPES.size()) {
            throw table.error("type " + type + " is unknown. Types 0 (FLOAT32) to " + (TYPES.size() - 1) + " ("
                    + TYPES.get(TYPES.size() - 1) + ") are read.");
        }
        return TYPES.get(type);
    }

    private static void checkSize(FlatTable table, List<Integer> shape, ElementType type) {
        long elements = 1;
        for (int extent : shape) {
            // an extent of 0 may follow, but nobody multiplies in the right order
            boolean most = extent > 0 && elements > MOST_BYTES / extent;
            elements = most ? MOST_BYTES : elements * extent;
            if (most || type.bytes(elements) > MOST_BYTES) {
                throw table.error("shape " + shape + " of " + type + " takes more than 2^40 bytes. No model has that.");
            }
        }
    }

    /** The stored bytes; empty where there are none. */
    private FlatTable.Vector data(FlatTable table) {
        long buffer = table.uint32(BUFFER);
        if (buffer >= buffers.length()) {
            throw table.error("its numbers are in buffer " + buffer + ", and there are " + buffers.length() + ".");
        }
        FlatTable stored = model.element(buffers, (int) buffer, "buffer " + buffer);
        FlatTable.Vector data = stored.vector(DATA, 1, "data");
        long offset = stored.int64(OUTSIDE_OFFSET);
        if (data.length() > 0 || offset == 0 || offset == 1) {
            return data; // an offset of 1 is the converter's mark for one that it has not filled in
        }
        long size = stored.int64(OUTSIDE_SIZE);
        if (offset < 0 || offset > bytes.size() || size < 0 || size > bytes.size() - offset) {
            throw stored.error("its " + Long.toUnsignedString(size) + " bytes are stored at byte "
                    + Long.toUnsignedString(offset) + ", and the file ends at " + bytes.size()
                    + ". It is damaged or incomplete.");
        }
        return new FlatTable.Vector((int) offset, (int) size);
    }

    /** Stored whole numbers where they are few and fit. */
    private @Nullable List<Integer> values(FlatTable.Vector data, Tensor tensor) {
        boolean wide = tensor.type() == ElementType.INT64;
        if (tensor.type() != ElementType.INT32 && !wide || tensor.elements() > MOST_VALUES) {
            return null;
        }
        List<Integer> values = new ArrayList<>();
        for (int i = 0; i < tensor.elements(); i++) {
            long value = wide ? bytes.int64(data.at() + i * Long.BYTES) : bytes.int32(data.at() + i * Integer.BYTES);
            if (value != (int) value) {
                return null;
            }
            values.add((int) value);
        }
        return values;
    }
}
