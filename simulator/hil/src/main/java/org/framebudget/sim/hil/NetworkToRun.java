package org.framebudget.sim.hil;

import java.nio.file.Path;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * A network and how to run it.
 *
 * @param file a .tflite file here
 * @param label what messages call it, as in {@code mobilenet_v1_1.0 224x224 int8}
 * @param input picture size to run at; absent for the file's own
 * @param threads of TensorFlow Lite
 * @param warmup inferences before the first that counts
 * @param pixels what its input holds
 */
public record NetworkToRun(
        Path file, String label, @Nullable InputSize input, int threads, int warmup, Pixels pixels) {}
