package org.framebudget.models.network;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dimensions of an input are a picture's height and width.
 *
 * @param input position among the network's inputs
 * @param heightAt dimension of the height; the width's follows it
 */
public record Images(int input, int heightAt) {
    private static final int MOST_CHANNELS_FIRST = 4;

    /**
     * The one image among the inputs; null where there is none or more than one.
     *
     * @param shapes of all inputs
     */
    public static @Nullable Images find(List<List<Integer>> shapes) {
        List<Images> all = all(shapes);
        return all.size() == 1 ? all.get(0) : null;
    }

    private static List<Images> all(List<List<Integer>> shapes) {
        List<Images> all = new ArrayList<>();
        for (int i = 0; i < shapes.size(); i++) {
            List<Integer> shape = shapes.get(i);
            if (shape.size() == 4) {
                // batch, height, width, channels, unless the channels of a picture stand where the height should
                boolean channelsFirst = shape.get(1) <= MOST_CHANNELS_FIRST
                        && shape.get(3) > MOST_CHANNELS_FIRST
                        && shape.get(2) > MOST_CHANNELS_FIRST;
                all.add(new Images(i, channelsFirst ? 2 : 1));
            }
        }
        return all;
    }

    /** Width and height of a network's first image; null where it takes none. */
    public static @Nullable List<Integer> size(Network network) {
        List<List<Integer>> shapes =
                network.inputs().stream().map(t -> network.tensor(t).shape()).toList();
        List<Images> all = all(shapes);
        return all.isEmpty() ? null : all.get(0).size(shapes.get(all.get(0).input()));
    }

    /** Width and height. */
    public List<Integer> size(List<Integer> shape) {
        return List.of(shape.get(heightAt + 1), shape.get(heightAt));
    }

    /** The shape with another size. */
    public List<Integer> resized(List<Integer> shape, InputSize size) {
        List<Integer> changed = new ArrayList<>(shape);
        changed.set(heightAt, size.heightPx());
        changed.set(heightAt + 1, size.widthPx());
        return changed;
    }
}
