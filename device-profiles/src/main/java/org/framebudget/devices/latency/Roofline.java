package org.framebudget.devices.latency;

import java.util.Arrays;
import java.util.List;

/**
 * Invoke time of a network on one unit at one precision and thread count, by operator:
 *
 * <pre>
 * t = t_invoke + chip + link + boxes
 * chip = n t_operator + kernels, on a GPU sqrt((n t_operator)^2 + kernels^2)
 * kernels = sum over operators of sqrt(compute^2 + memory^2)
 * compute = MACs * c_pointwise * ratio_kind      memory = activations * c_pointwise * ratio_a + weights * c_pointwise * ratio_w
 * </pre>
 *
 * <p>The root of squares lies between the roofline's maximum (Williams, Waterman, Patterson 2009, doi 10.1145/1498765.1498785)
 * and no overlap at all, and is smooth. A GPU's operators are handed to a queue while earlier ones
 * run, so there whichever takes longer, handing over or running, hides the other. {@code link} is what crosses a link to the unit: input, output and instructions. Weights that
 * exceed on-chip memory stream over it while their operators compute: with the share s of weights that streams, {@code chip} is
 * (1 - s) chip + sqrt((s chip)^2 + stream^2) there. {@code boxes} is what the host does for each candidate box: decode and
 * sort. Below its full clock a unit behind a link takes {@code chip} longer and nothing else. All parameters are natural logarithms,
 * times in ms; see {@link Parameter}.
 */
public final class Roofline {
    /** What is fitted, each as natural logarithm. */
    public enum Parameter {
        /** Fixed time of an inference, ms; over the pointwise cost where overheads follow the unit's speed. */
        INVOKE,
        /** Fixed time of an operator, ms; over the pointwise cost where overheads follow the unit's speed. */
        OPERATOR,
        /** Time of a multiply-accumulate in a pointwise convolution or fully connected operator, ms. */
        POINTWISE,
        /** Multiply-accumulate of a wider convolution over a pointwise one. */
        CONVOLUTION,
        /** Multiply-accumulate of the first convolution over a pointwise one. */
        STEM,
        /** Multiply-accumulate of a depthwise convolution over a pointwise one. */
        DEPTHWISE,
        /** One activation element moved over a pointwise multiply-accumulate. */
        ACTIVATION,
        /** One weight moved over a pointwise multiply-accumulate. */
        WEIGHT,
        /** One byte sent over the link, ms. */
        LINK,
        /** One candidate box, ms. */
        BOX,
        /** Bytes of instructions that cross the link for each operator. */
        INSTRUCTIONS,
        /** Bytes of instructions that cross the link for each million multiply-accumulates. */
        TILES,
        /** Share of the on-chip memory that weights get; activations and instructions take the rest. */
        CACHE,
        /** One byte read back over the link over one sent: results come in small chunks. */
        READ;

        /**
         * What it is and in which unit, in a few words.
         *
         * @param overheadsFollowSpeed see {@link LatencySeries#overheadsFollowSpeed}
         */
        public String meaning(boolean overheadsFollowSpeed) {
            return switch (this) {
                case INVOKE -> overheadsFollowSpeed ? "fixed per inference, in MACs" : "fixed per inference, ms";
                case OPERATOR -> overheadsFollowSpeed ? "fixed per operator, in MACs" : "fixed per operator, ms";
                case POINTWISE -> "one MAC of a 1x1 convolution, ms";
                case CONVOLUTION -> "MAC of a wider convolution over that";
                case STEM -> "MAC of the first convolution over that";
                case DEPTHWISE -> "MAC of a depthwise convolution over that";
                case ACTIVATION -> "moving an activation over that";
                case WEIGHT -> "moving a weight over that";
                case LINK -> "a byte over the link, ms";
                case BOX -> "a candidate box on the host, ms";
                case INSTRUCTIONS -> "instructions over the link for an operator, bytes";
                case TILES -> "instructions over the link for a million MACs, bytes";
                case CACHE -> "share of the on-chip memory that weights get";
                case READ -> "a byte read back over one sent";
            };
        }
    }

    /** Number of parameters. */
    public static final int PARAMETERS = Parameter.values().length;

    private static final int INVOKE = Parameter.INVOKE.ordinal();
    private static final int OPERATOR = Parameter.OPERATOR.ordinal();
    private static final int POINTWISE = Parameter.POINTWISE.ordinal();
    private static final int ACTIVATION = Parameter.ACTIVATION.ordinal();
    private static final int WEIGHT = Parameter.WEIGHT.ordinal();
    private static final int LINK = Parameter.LINK.ordinal();
    private static final int BOX = Parameter.BOX.ordinal();
    private static final int INSTRUCTIONS = Parameter.INSTRUCTIONS.ordinal();
    private static final int TILES = Parameter.TILES.ordinal();
    private static final int CACHE = Parameter.CACHE.ordinal();
    private static final int READ = Parameter.READ.ordinal();
    /** What acts as one on a chip behind a link: all of these scale with its clock. */
    private static final int[] ON_CHIP = {
        OPERATOR,
        POINTWISE,
        Parameter.CONVOLUTION.ordinal(),
        Parameter.STEM.ordinal(),
        Parameter.DEPTHWISE.ordinal(),
        ACTIVATION,
        WEIGHT
    };

    private final boolean overheadsFollowSpeed;
    private final boolean queuesOperators;
    private final double onChipWeights;

    /**
     * @param overheadsFollowSpeed true on a CPU, where fixed times run on the same cores
     * @param queuesOperators true on a GPU, where handing over an operator overlaps with running those before it
     * @param onChipWeights memory on chip behind a link, bytes; infinite where there is no link
     */
    public Roofline(boolean overheadsFollowSpeed, boolean queuesOperators, double onChipWeights) {
        this.overheadsFollowSpeed = overheadsFollowSpeed;
        this.queuesOperators = queuesOperators;
        this.onChipWeights = onChipWeights;
    }

    /** Without a queue. */
    public Roofline(boolean overheadsFollowSpeed, double onChipWeights) {
        this(overheadsFollowSpeed, false, onChipWeights);
    }

    /** True where weights and images cross a link. */
    boolean hasLink() {
        return Double.isFinite(onChipWeights);
    }

    /** Which parameters this unit can say anything about. */
    public List<Parameter> used() {
        return hasLink()
                ? List.of(Parameter.values())
                : Arrays.stream(Parameter.values())
                        .filter(p -> p.ordinal() < LINK)
                        .toList();
    }

    /** The time in ms at full clock. */
    public double ms(double[] logs, NetworkFeatures network) {
        return ms(logs, network, 1, null);
    }

    /**
     * The part of the time that scales with the unit's clock: compute and, where the overheads follow the unit's speed, those;
     * behind a link all that happens on the chip.
     *
     * @return 0 to 1
     */
    public double computeFraction(double[] logs, NetworkFeatures network) {
        double[] gradient = new double[PARAMETERS];
        double ms = ms(logs, network, 1, gradient);
        double memory = gradient[ACTIVATION] + gradient[WEIGHT];
        double computed = hasLink() ? gradient[OPERATOR] + gradient[POINTWISE] : gradient[POINTWISE] - memory;
        return Math.max(0, Math.min(1, computed / ms));
    }

    /**
     * The time in ms, and its derivative after each parameter.
     *
     * @param clockFraction clock over the full one; what scales with it is known only behind a link
     * @param gradient is overwritten with ms per unit of each logarithm; null where it is not wanted
     */
    double ms(
            double[] logs,
            NetworkFeatures network,
            double clockFraction,
            double @org.jspecify.annotations.Nullable [] gradient) {
        double perMac = StrictMath.exp(logs[POINTWISE]);
        double perActivation = perMac * StrictMath.exp(logs[ACTIVATION]);
        double perWeight = perMac * StrictMath.exp(logs[WEIGHT]);
        double scale = overheadsFollowSpeed ? perMac : 1;
        double invoke = scale * StrictMath.exp(logs[INVOKE]);
        double operators = network.operators() * scale * StrictMath.exp(logs[OPERATOR]);
        double kernels = 0;
        if (gradient != null) {
            Arrays.fill(gradient, 0);
        }
        for (int i = 0; i < network.operators(); i++) {
            int ratio = ratioOf(network.kind(i));
            double compute = network.macs(i) * perMac * (ratio < 0 ? 1 : StrictMath.exp(logs[ratio]));
            double activations = network.activations(i) * perActivation;
            double weights = network.weights(i) * perWeight;
            double memory = activations + weights;
            double time = Math.sqrt(compute * compute + memory * memory);
            kernels += time;
            if (gradient != null && time > 0) {
                gradient[POINTWISE] += time;
                gradient[ACTIVATION] += memory / time * activations;
                gradient[WEIGHT] += memory / time * weights;
                if (ratio >= 0) {
                    gradient[ratio] += compute / time * compute;
                }
            }
        }
        double chip = queuesOperators ? Math.sqrt(operators * operators + kernels * kernels) : operators + kernels;
        if (gradient != null) {
            boolean hides = queuesOperators && chip > 0;
            for (int p : ON_CHIP) {
                gradient[p] *= hides ? kernels / chip : 1;
            }
            gradient[INVOKE] = invoke;
            gradient[OPERATOR] = hides ? operators / chip * operators : operators;
            gradient[POINTWISE] += overheadsFollowSpeed ? invoke + gradient[OPERATOR] : 0;
        }
        return hasLink() ? behindLink(logs, network, invoke, chip, clockFraction, gradient) : invoke + chip;
    }

    private double behindLink(
            double[] logs,
            NetworkFeatures network,
            double invoke,
            double chipAtFullClock,
            double clockFraction,
            double @org.jspecify.annotations.Nullable [] gradient) {
        double perByte = StrictMath.exp(logs[LINK]);
        double chip = chipAtFullClock / clockFraction;
        double room = onChipWeights * StrictMath.exp(logs[CACHE]);
        double streamed = Math.max(0, network.weights() - room);
        double share = streamed == 0 ? 0 : streamed / network.weights();
        double stream = streamed * perByte;
        double computedMeanwhile = share * chip;
        double meanwhile = Math.sqrt(computedMeanwhile * computedMeanwhile + stream * stream);
        double read = network.returned() * StrictMath.exp(logs[READ]) * perByte;
        double transferred = network.sent() * perByte + read;
        double instructions = network.operators() * StrictMath.exp(logs[INSTRUCTIONS]) * perByte;
        double tiles = network.macs() / 1e6 * StrictMath.exp(logs[TILES]) * perByte;
        double boxes = network.candidateBoxes() * StrictMath.exp(logs[BOX]);
        if (gradient != null) {
            double perChip = 1 - share + (meanwhile > 0 ? share * computedMeanwhile / meanwhile : 0);
            double followsSpeed = overheadsFollowSpeed ? invoke : 0;
            gradient[POINTWISE] -= followsSpeed;
            for (int p : ON_CHIP) {
                gradient[p] *= perChip / clockFraction;
            }
            gradient[POINTWISE] += followsSpeed;
            gradient[LINK] = transferred + instructions + tiles + (meanwhile > 0 ? stream * stream / meanwhile : 0);
            gradient[INSTRUCTIONS] = instructions;
            gradient[TILES] = tiles;
            gradient[BOX] = boxes;
            gradient[READ] = read;
            if (meanwhile > 0) {
                double sharePerRoom = -room / network.weights();
                gradient[CACHE] = -chip * sharePerRoom
                        + (computedMeanwhile * chip * sharePerRoom - stream * room * perByte) / meanwhile;
            }
        }
        return invoke + (1 - share) * chip + meanwhile + transferred + instructions + tiles + boxes;
    }

    private static int ratioOf(NetworkFeatures.Kind kind) {
        return switch (kind) {
            case CONVOLUTION -> Parameter.CONVOLUTION.ordinal();
            case STEM -> Parameter.STEM.ordinal();
            case DEPTHWISE -> Parameter.DEPTHWISE.ordinal();
            case POINTWISE, FULLY_CONNECTED, ELEMENTWISE -> -1;
        };
    }
}
