package org.framebudget.models.runtime.child;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * Which dimensions of an input are a picture's height and width.
 *
 * @param input position among the network's inputs
 * @param heightAt dimension of the height; the width's follows it
 */
record Images(int input, int heightAt) {
    private static final int MOST_CHANNELS_FIRST = 4;

    /**
     * The one image among the inputs; null where there is none or more than one.
     *
     * @param shapes of all inputs
     */
    static @Nullable Images find(List<List<Integer>> shapes) {
        Images found = null;
        for (int i = 0; i < shapes.size(); i++) {
            List<Integer> shape = shapes.get(i);
            if (shape.size() != 4) {
                continue;
            }
            if (found != null) {
                return null;
            }
            // batch, height, width, channels, unless the channels of a picture stand where the height should
            boolean channelsFirst = shape.get(1) <= MOST_CHANNELS_FIRST
                    && shape.get(3) > MOST_CHANNELS_FIRST
                    && shape.get(2) > MOST_CHANNELS_FIRST;
            found = new Images(i, channelsFirst ? 2 : 1);
        }
        return found;
    }

    /** Width and height. */
    List<Integer> size(List<Integer> shape) {
        return List.of(shape.get(heightAt + 1), shape.get(heightAt));
    }

    /** The shape with another size. */
    int[] resized(List<Integer> shape, InputSize size) {
        List<Integer> changed = new ArrayList<>(shape);
        changed.set(heightAt, size.heightPx());
        changed.set(heightAt + 1, size.widthPx());
        return changed.stream().mapToInt(Integer::intValue).toArray();
    }
}
