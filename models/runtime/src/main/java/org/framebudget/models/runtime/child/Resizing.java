package org.framebudget.models.runtime.child;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.bytedeco.tensorflowlite.TfLiteTensor;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/**
 * Another input size than the file's own. The runtime's own kernels are asked first: they check shapes, where XNNPACK has
 * been seen to run what they refuse, and they say why not.
 */
final class Resizing {
    private final InputSize size;
    private final Images image;
    private final List<String> warnings = new ArrayList<>();

    private Resizing(InputSize size, Images image) {
        this.size = size;
        this.image = image;
    }

    /**
     * Throws {@link ChildFault} where the network cannot have this size.
     *
     * @param trial of the plain kernels, not allocated yet; allocated at the size afterwards
     */
    static Resizing tried(InputSize size, Session trial) {
        List<List<Integer>> shapes = trial.inputShapes();
        Images image = Images.find(shapes);
        if (image == null) {
            throw ChildFault.input(
                    "an input of " + size + " was asked for, but the network's inputs are " + shapes,
                    "Only a network with one input of four dimensions, a picture, has a size to change.");
        }
        Resizing resizing = new Resizing(size, image);
        resizing.tryOut(trial, shapes.get(image.input()));
        return resizing;
    }

    private void tryOut(Session trial, List<Integer> own) {
        Map<Integer, List<Integer>> global = globalPools(trial);
        Set<Integer> emptyBefore = empty(trial);
        boolean taken = trial.resize(image, size) && trial.allocate();
        String pool = firstPartialPool(trial, global);
        // the runtime allows layers that have nothing left to compute, and what follows them is no number
        String reason = pool == null && taken ? firstEmptied(trial, emptyBefore) : pool;
        if (!taken || !emptyBefore.containsAll(empty(trial))) {
            throw ChildFault.refused(
                    "TensorFlow Lite cannot run this network at " + size + (reason == null ? "" : ": " + reason),
                    "Its layers are made for " + join(image.size(own)) + "; export it anew at the size you want.");
        }
        if (pool != null) {
            warnings.add(pool + ": the latency is that of this graph, but the result is not that of a network made for "
                    + size + ".");
        }
    }

    private static @Nullable String firstEmptied(Session session, Set<Integer> emptyBefore) {
        Set<Integer> empty = empty(session);
        empty.removeAll(emptyBefore);
        return session.nodes().stream()
                .filter(node -> node.outputs().stream().anyMatch(empty::contains))
                .findFirst()
                .map(node -> "operator " + node.index() + ", " + node.name() + ", has no map left to work on")
                .orElse(null);
    }

    /** Positions of the tensors without a value. */
    private static Set<Integer> empty(Session session) {
        Set<Integer> positions = new HashSet<>();
        List<TfLiteTensor> tensors = session.tensors();
        for (int i = 0; i < tensors.size(); i++) {
            if (Tensors.shape(tensors.get(i)).contains(0)) {
                positions.add(i);
            }
        }
        return positions;
    }

    /** Pooling operators that read their whole map at the file's own size. */
    private static Map<Integer, List<Integer>> globalPools(Session session) {
        Map<Integer, List<Integer>> pools = new HashMap<>();
        for (Node node : session.nodes()) {
            List<Integer> pooled = node.pooled();
            if (pooled != null && pooled.equals(map(session, node))) {
                pools.put(node.index(), pooled);
            }
        }
        return pools;
    }

    private static @Nullable String firstPartialPool(Session session, Map<Integer, List<Integer>> global) {
        for (Node node : session.nodes()) {
            List<Integer> pooled = global.get(node.index());
            List<Integer> map = map(session, node);
            if (pooled != null && map != null && !pooled.equals(map)) {
                return "operator " + node.index() + ", " + node.name() + ", pools "
                        + join(List.of(pooled.get(1), pooled.get(0))) + " of a map of "
                        + join(List.of(map.get(1), map.get(0)));
            }
        }
        return null;
    }

    /** Height and width of what a node reads; null where that is no map. */
    private static @Nullable List<Integer> map(Session session, Node node) {
        int input = node.firstInput();
        List<Integer> shape = input < 0 ? List.of() : Tensors.shape(session.tensor(input));
        return shape.size() == 4 ? shape.subList(1, 3) : null;
    }

    private static String join(List<Integer> widthAndHeight) {
        return widthAndHeight.get(0) + "x" + widthAndHeight.get(1);
    }

    /** Changes the session that is to be measured. */
    void apply(Session session) {
        if (!session.resize(image, size) || !session.allocate()) {
            throw ChildFault.refused(
                    "the XNNPACK kernels cannot run this network at " + size + ", the plain ones can",
                    "Measure with --plain, or export it anew at the size you want.");
        }
    }

    /** Runs the plain kernels on the same input and compares; both sessions' variables start anew. */
    void check(FlatBufferModel model, Session measured, long seed) {
        try (Session plain = Session.build(model, true, 1)) {
            if (!plain.resize(image, size) || !plain.allocate()) {
                throw ChildFault.refused("TensorFlow Lite cannot run this network at " + size, null);
            }
            plain.fill(seed);
            plain.invoke();
            measured.forget();
            measured.fill(seed);
            measured.invoke();
            String difference = Outputs.difference(measured.outputs(), plain.outputs());
            if (difference != null) {
                throw ChildFault.input(
                        "at " + size + " XNNPACK and the plain kernels give different results: " + difference,
                        "Its layers are not made for that size; export it anew at the size you want.");
            }
        }
    }

    List<String> warnings() {
        return warnings;
    }
}
