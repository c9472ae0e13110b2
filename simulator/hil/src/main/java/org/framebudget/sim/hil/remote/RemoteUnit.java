package org.framebudget.sim.hil.remote;

import java.util.List;
import java.util.Locale;
import org.framebudget.models.InputException;
import org.jspecify.annotations.Nullable;

/** Parts of a device that {@code benchmark_model} can run a network on, with its options for each. */
public enum RemoteUnit {
    /** The processor, with XNNPACK where the tool has it. */
    CPU("cpu", ""),
    /** By the GPU delegate. */
    GPU("gpu", "--use_gpu=true"),
    /** By Android's neural network interface; LiteRT's own tool has lost it. */
    NNAPI("nnapi", "--use_nnapi=true"),
    /** A Coral Edge TPU, by its library as an external delegate. */
    EDGETPU("edgetpu", "--external_delegate_path="),
    /** Qualcomm's DSP, by the Hexagon delegate. */
    HEXAGON("hexagon", "--use_hexagon=true"),
    /** A neural processor, by LiteRT's own tool alone. */
    NPU("npu", "--use_npu=true");

    private static final String EDGETPU_LIBRARY = "libedgetpu.so.1";

    private final String text;
    private final String option;

    RemoteUnit(String text, String option) {
        this.text = text;
        this.option = option;
    }

    /** What people call it. */
    public String text() {
        return text;
    }

    /**
     * The unit of a name.
     *
     * @throws InputException with the names that there are
     */
    public static RemoteUnit of(String text) {
        for (RemoteUnit unit : values()) {
            if (unit.text.equals(text.toLowerCase(Locale.ROOT))) {
                return unit;
            }
        }
        throw new InputException("unit: benchmark_model has no option for '" + text
                + "'. Units are cpu, gpu, nnapi, edgetpu, hexagon and npu.");
    }

    /** Options for this unit, the library being that of an external delegate. */
    List<String> options(@Nullable String library) {
        return switch (this) {
            case CPU -> List.of();
            case EDGETPU -> List.of(option + (library == null ? EDGETPU_LIBRARY : library));
            default -> List.of(option);
        };
    }

    /** Whether an option that a tool ignored was the one that asks for this unit. */
    boolean askedBy(String ignored) {
        return !option.isEmpty() && ignored.contains(option.substring(0, option.indexOf('=')));
    }
}
