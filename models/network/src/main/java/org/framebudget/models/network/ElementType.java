package org.framebudget.models.network;

/** What a tensor's numbers are, named as .tflite names them. */
public enum ElementType {
    FLOAT32(32),
    FLOAT16(16),
    BFLOAT16(16),
    FLOAT64(64),
    INT4(4),
    INT8(8),
    UINT8(8),
    INT16(16),
    UINT16(16),
    INT32(32),
    UINT32(32),
    INT64(64),
    UINT64(64),
    BOOL(8),
    COMPLEX64(64),
    COMPLEX128(128),
    /** Text, resources and variants: no fixed size; counted as nothing. */
    OPAQUE(0);

    private final int bits;

    ElementType(int bits) {
        this.bits = bits;
    }

    /** Bytes of so many elements, packed; INT4 stores two in a byte. Throws {@link ArithmeticException} beyond a long. */
    public long bytes(long elements) {
        return Math.addExact(Math.multiplyExact(elements, (long) bits), 7) / 8;
    }

    /** True for floating point. */
    public boolean isFloat() {
        return this == FLOAT32 || this == FLOAT16 || this == BFLOAT16 || this == FLOAT64;
    }

    /** True for the integers of quantised weights and activations. */
    public boolean isQuantised() {
        return this == INT8 || this == UINT8 || this == INT16 || this == INT4;
    }
}
