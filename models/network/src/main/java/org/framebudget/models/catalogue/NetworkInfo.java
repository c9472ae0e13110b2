package org.framebudget.models.catalogue;

import org.jspecify.annotations.Nullable;

/**
 * What is published about one network. A number that no source gives is absent, never guessed.
 *
 * @param id network id, as in {@code mobilenet_v1_0.25}
 * @param family networks whose cost scales alike
 * @param task {@code classification detection segmentation pose}
 * @param widthMultiplier factor on the number of channels, absent where the family has none
 * @param defaultInputPx side of the square input that the numbers below belong to, where the metric names no other
 * @param macs multiply-accumulate operations of one inference, absent where unknown
 * @param parameters trained numbers, absent where unknown
 * @param accuracyFraction published accuracy, 0 to 1, absent where unknown
 * @param accuracyMetric what {@code accuracyFraction} is and its conditions, as in {@code top-1 ImageNet, int8}; absent
 *     with it
 * @param source where {@code macs} and {@code parameters} come from, absent where there are none
 * @param accuracySource where {@code accuracyFraction} comes from, absent with it
 * @param paper authors, title, venue or arXiv id and year of what describes the network
 * @param licence of the original weights and code, an SPDX id where there is one
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
        @Nullable String source,
        @Nullable String accuracySource,
        String paper,
        String licence) {}
