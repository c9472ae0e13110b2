package org.framebudget.models.network;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One tensor of a network at one input size.
 *
 * @param index position in the network
 * @param name its name, for people
 * @param shape extents, batch first and channels last; empty for a scalar; 0 where an extent is only known at run time
 * @param type what its numbers are
 * @param constant true for weights, biases and other stored numbers
 * @param values stored whole numbers of a small constant that decides shapes (sizes, paddings, axes), else null
 */
public record Tensor(
        int index,
        String name,
        List<Integer> shape,
        ElementType type,
        boolean constant,
        @Nullable List<Integer> values) {
    public Tensor {
        Objects.requireNonNull(name);
        shape = List.copyOf(shape);
        values = values == null ? null : List.copyOf(values);
    }

    /** With other extents; a stored tensor has those of its numbers. */
    Tensor reshaped(List<Integer> extents) {
        if (constant && !extents.equals(shape)) {
            throw new IllegalArgumentException("stored tensor " + index + " is " + shape + " and not " + extents);
        }
        return new Tensor(index, name, extents, type, constant, values);
    }

    /** Number of elements; 1 for a scalar. */
    public long elements() {
        long product = 1;
        for (int extent : shape) {
            product = Math.multiplyExact(product, (long) extent);
        }
        return product;
    }

    /** Bytes it takes. */
    public long bytes() {
        return type.bytes(elements());
    }

    /** Extent of the dimension at {@code axis}; counted from the end where negative. */
    public int extent(int axis) {
        return shape.get(axis < 0 ? shape.size() + axis : axis);
    }
}
