package org.framebudget.models.runtime.child;

import java.util.Map;
import org.framebudget.models.network.ElementType;

/** Element types by their number in TensorFlow Lite's {@code TfLiteType}, which is not the one in files. */
final class ElementTypes {
    private static final Map<Integer, ElementType> BY_CODE = Map.ofEntries(
            Map.entry(1, ElementType.FLOAT32),
            Map.entry(2, ElementType.INT32),
            Map.entry(3, ElementType.UINT8),
            Map.entry(4, ElementType.INT64),
            Map.entry(6, ElementType.BOOL),
            Map.entry(7, ElementType.INT16),
            Map.entry(8, ElementType.COMPLEX64),
            Map.entry(9, ElementType.INT8),
            Map.entry(10, ElementType.FLOAT16),
            Map.entry(11, ElementType.FLOAT64),
            Map.entry(12, ElementType.COMPLEX128),
            Map.entry(13, ElementType.UINT64),
            Map.entry(16, ElementType.UINT32),
            Map.entry(17, ElementType.UINT16),
            Map.entry(18, ElementType.INT4),
            Map.entry(19, ElementType.BFLOAT16));

    private ElementTypes() {}

    static ElementType of(int code) {
        return BY_CODE.getOrDefault(code, ElementType.OPAQUE);
    }
}
