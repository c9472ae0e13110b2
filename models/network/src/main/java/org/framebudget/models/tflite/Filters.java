package org.framebudget.models.tflite;

import java.util.Arrays;
import org.framebudget.models.network.Tensor;

/**
 * The weights of a convolution or a fully connected operator, one filter for each channel of the result. A weight is
 * {@code offset + slope * noise}, so none is kept in memory.
 *
 * <p>A filter over channels has independent weights of mean 0 (He et al., Delving Deep into Rectifiers, 2015,
 * arXiv:1502.01852). A depthwise filter of K places has weights that sum to 1 and whose squares sum to 1: it hands on the
 * power of its channel, whether neighbouring places are equal or unrelated.
 */
final class Filters {
    private static final double MOST_NOISE = Math.sqrt(3);

    private final Noise noise;
    private final boolean depthwise;
    private final int channels;
    private final int places;
    private final int depth;
    private final double[] offset;
    private final double[] slope;
    private final long filterPlaces;

    /** The channel of the last weight that was asked for, and the places that belong to it. */
    private int asked;

    private long askedFrom;
    private long askedTo;

    private Filters(Noise noise, boolean depthwise, int channels, int places, int depth) {
        this.noise = noise;
        this.depthwise = depthwise;
        this.channels = channels;
        this.places = places;
        this.depth = depth;
        this.offset = new double[channels];
        this.slope = new double[channels];
        this.filterPlaces = (long) places * depth;
    }

    /** Filters over all channels, stored one after the other: [channels, height, width, depth] or [channels, depth]. */
    static Filters overChannels(Noise noise, Tensor stored) {
        int channels = stored.extent(0);
        int depth = stored.extent(-1);
        Filters filters =
                new Filters(noise, false, channels, Math.toIntExact(stored.elements() / channels / depth), depth);
        Arrays.fill(filters.slope, 1);
        return filters;
    }

    /** One filter for each channel, stored interleaved: [1, height, width, channels]. */
    static Filters depthwise(Noise noise, Tensor stored) {
        int channels = stored.extent(-1);
        int places = Math.toIntExact(stored.elements() / channels);
        Filters filters = new Filters(noise, true, channels, places, 1);
        for (int c = 0; c < channels; c++) {
            double sum = 0;
            double squares = 0;
            for (int place = 0; place < places; place++) {
                double value = noise.at((long) place * channels + c);
                sum += value;
                squares += value * value;
            }
            double even = 1.0 / places;
            double spread = squares - sum * sum * even;
            filters.slope[c] = places == 1 ? 0 : Math.sqrt((1 - even) / spread);
            filters.offset[c] = even - filters.slope[c] * sum * even;
        }
        return filters;
    }

    /** A weight, by its place in the file. Quick where places are asked in order. */
    double at(long place) {
        if (place < askedFrom || place >= askedTo) {
            asked = (int) (depthwise ? place % channels : place / filterPlaces);
            askedFrom = depthwise ? place : asked * filterPlaces;
            askedTo = depthwise ? place + 1 : askedFrom + filterPlaces;
        }
        return offset[asked] + slope[asked] * noise.at(place);
    }

    /** No weight of a channel's filter is larger than this. */
    double largest(int channel) {
        return Math.abs(offset[channel]) + MOST_NOISE * slope[channel];
    }

    void multiply(double factor) {
        for (int c = 0; c < channels; c++) {
            offset[c] *= factor;
            slope[c] *= factor;
        }
    }

    /** What comes out where this comes in: means from means, variances as if input places were independent. */
    Signal respond(Signal in, Border border) {
        double[] means = new double[channels];
        double[] variances = new double[channels];
        double[] meanByPlace = new double[places];
        double[] varianceByPlace = new double[places];
        for (int o = 0; o < channels; o++) {
            for (int place = 0; place < places; place++) {
                double mean = 0;
                double variance = 0;
                long at = depthwise ? (long) place * channels + o : ((long) o * places + place) * depth;
                for (int i = 0; i < depth; i++) {
                    double weight = offset[o] + slope[o] * noise.at(at + i);
                    int from = depthwise ? o : i;
                    mean += weight * in.mean(from);
                    variance += weight * weight * in.variance(from);
                }
                meanByPlace[place] = mean;
                varianceByPlace[place] = variance;
            }
            means[o] = border.mean(meanByPlace);
            double squares = border.meanSquare(meanByPlace) + border.mean(varianceByPlace);
            variances[o] = Math.max(0, squares - means[o] * means[o]);
        }
        return Signal.of(means, variances, true);
    }
}
