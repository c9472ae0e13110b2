package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small networks with branches, joins, results that are read often or never, and results written over inputs. */
public final class RandomNetworks {
    private RandomNetworks() {}

    /** One network; every seed gives its own. */
    public static Network of(long seed) {
        Random random = new Random(seed);
        NetworkBuilder builder = new NetworkBuilder("random " + seed, Precision.FP32);
        List<Tensor> maps = new ArrayList<>();
        maps.add(builder.image(InputSize.square(32), 1 + random.nextInt(4)));
        int operators = 3 + random.nextInt(25);
        while (operators-- > 0) {
            maps.addAll(next(builder, maps, random));
        }
        Tensor last = maps.get(maps.size() - 1);
        return random.nextBoolean() ? builder.build(last) : builder.build(last, maps.get(maps.size() / 2));
    }

    private static List<Tensor> next(NetworkBuilder builder, List<Tensor> maps, Random random) {
        // mostly the newest, so that chains form
        Tensor in = maps.get(random.nextInt(3) > 0 ? maps.size() - 1 : random.nextInt(maps.size()));
        Tensor other = alike(in, maps, random);
        return switch (random.nextInt(9)) {
            case 0 -> List.of(builder.conv(in, 1 + random.nextInt(12), 1, 1, Activation.NONE));
            case 1 -> List.of(builder.add(in, other, Activation.RELU));
            case 2 -> List.of(builder.multiply(in, other));
            case 3 -> List.of(builder.reshape(in, 1, in.extent(2), in.extent(1), in.extent(3)));
            case 4 -> List.of(builder.softmax(in));
            case 5 -> List.of(builder.concat(3, in, other));
            case 6 -> in.extent(1) > 4 ? List.of(builder.maxPool(in, 2, 2, Padding.SAME)) : List.of();
            case 7 -> in.extent(3) % 2 == 0 ? builder.splitChannels(in, 2) : List.of();
            default -> List.of(builder.logistic(in));
        };
    }

    private static Tensor alike(Tensor in, List<Tensor> maps, Random random) {
        List<Tensor> equal =
                maps.stream().filter(m -> m.shape().equals(in.shape())).toList();
        return equal.get(random.nextInt(equal.size()));
    }
}
