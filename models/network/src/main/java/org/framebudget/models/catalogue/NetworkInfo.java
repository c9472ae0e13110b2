package org.framebudget.models.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What is published about one network. A number that no source gives is absent, never guessed.
 *
 * @param id network id, as in {@code mobilenet_v1_0.25}
 * @param family networks whose cost scales alike
 * @param task {@code classification detection segmentation pose}
 * @param widthMultiplier factor on the number of channels, absent where the family has none
 * @param defaultInputPx side of the square input that the numbers below belong to
 * @param macs multiply-accumulate operations of one inference, absent where unknown
 * @param parameters trained numbers, absent where unknown
 * @param accuracyFraction published accuracy, 0 to 1, absent where unknown
 * @param accuracyMetric what {@code accuracyFraction} is, as in {@code top-1 ImageNet}, absent with it
 * @param source where the numbers come from, absent where there are none
 */
public record NetworkInfo(
        String id,
        String family,
        String task,
        @Nullable Double widthMultiplier,
        int defaultInputPx,
        @Nullable Long macs,
        @Nullable Long parameters,
        @Nullable Double accuracyFraction,
        @Nullable String accuracyMetric,
        @Nullable String source) {}
