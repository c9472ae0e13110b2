package org.framebudget.models.runtime.child;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.bytedeco.tensorflowlite.global.tensorflowlite;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Precision;
import org.framebudget.models.runtime.MeasureRecord.Kernels;

/**
 * What a network computes with.
 *
 * @param precision by the type that most bytes of the constants have, and most other tensors
 * @param weightsBytes bytes of the constants
 */
record ModelFacts(Precision precision, long weightsBytes) {
    private static final String RUNTIME = "TensorFlow Lite";
    private static final String XNNPACK_DELEGATE = "TfLiteXNNPackDelegate";

    static ModelFacts of(Session session) {
        Map<ElementType, Long> weights = new EnumMap<>(ElementType.class);
        Map<ElementType, Long> others = new EnumMap<>(ElementType.class);
        long bytes = 0;
        for (TfLiteTensor tensor : session.tensors()) {
            if (tensor.allocation_type() == tensorflowlite.kTfLiteMmapRo) {
                weights.merge(Tensors.type(tensor), tensor.bytes(), Long::sum);
                bytes += tensor.bytes();
            } else if (!Tensors.shape(tensor).isEmpty()) {
                others.merge(Tensors.type(tensor), 1L, Long::sum);
            }
        }
        return new ModelFacts(precision(most(weights), most(others)), bytes);
    }

    static Precision precision(ElementType weights, ElementType activations) {
        return switch (weights) {
            case FLOAT32 -> Precision.FP32;
            case FLOAT16 -> Precision.FP16;
            case UINT8 -> activations == ElementType.UINT8 ? Precision.UINT8 : Precision.HYBRID;
            case INT8, INT4 ->
                switch (activations) {
                    case INT16 -> Precision.INT16X8;
                    case FLOAT32, FLOAT16 -> Precision.HYBRID;
                    default -> weights == ElementType.INT8 ? Precision.INT8 : Precision.OTHER;
                };
            default -> Precision.OTHER;
        };
    }

    private static ElementType most(Map<ElementType, Long> counts) {
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(ElementType.OPAQUE);
    }

    /** What does the work, once tensors are allocated. */
    static Kernels kernels(Session session, String version, int threads) {
        List<Node> plan = session.nodes();
        int delegates = (int) plan.stream().filter(Node::delegate).count();
        boolean xnnpack =
                plan.stream().anyMatch(node -> node.delegate() && node.name().equals(XNNPACK_DELEGATE));
        int operators = session.operators();
        return new Kernels(
                RUNTIME,
                version,
                xnnpack ? "xnnpack" : "plain",
                operators,
                plan.size(),
                operators - (plan.size() - delegates),
                threads);
    }
}
