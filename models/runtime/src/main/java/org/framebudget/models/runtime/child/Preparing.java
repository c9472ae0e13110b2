package org.framebudget.models.runtime.child;

import java.nio.file.Path;
import java.util.List;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.framebudget.models.network.Images;
import org.framebudget.models.network.InputSize;
import org.jspecify.annotations.Nullable;

/** Gets a network ready at the size that is asked for. */
final class Preparing {
    private Preparing() {}

    /**
     * Builds the graph once to see what it is; null where it runs at its own size. Throws {@link ChildFault} where it cannot have
     * the size.
     *
     * @param warnings grows by what the network's times do not say
     */
    static @Nullable Resizing lookedAt(Path file, @Nullable InputSize size, List<String> warnings) {
        try (FlatBufferModel model = Session.verified(file);
                Session session = Session.build(model, true, 1)) {
            List<List<Integer>> shapes = session.inputShapes();
            Images image = Images.find(shapes);
            if (size == null) {
                refuseOpenSize(session.inputSignatures(), image, warnings);
                return null;
            }
            boolean same = image != null
                    && image.size(shapes.get(image.input())).equals(List.of(size.widthPx(), size.heightPx()));
            return same ? null : Resizing.tried(size, session);
        }
    }

    /** A file whose picture has an open size holds 1x1 in its place, which no network means. */
    private static void refuseOpenSize(List<List<Integer>> signatures, @Nullable Images image, List<String> warnings) {
        for (int i = 0; i < signatures.size(); i++) {
            List<Integer> signature = signatures.get(i);
            if (image != null && image.input() == i && image.size(signature).contains(-1)) {
                throw ChildFault.input(
                        "the file leaves its picture's size open: " + signature,
                        "Say at which size to run it, as in --input 224x224.");
            }
            if (signature.lastIndexOf(-1) > 0) {
                warnings.add("The input " + signature + " has open dimensions; it ran with 1 for each.");
            }
        }
    }

    /**
     * Allocates its tensors.
     *
     * @param resizing of {@link #lookedAt}
     */
    static void allocate(Session session, @Nullable Resizing resizing, @Nullable String advice) {
        if (resizing != null) {
            resizing.apply(session);
            return;
        }
        if (!session.allocate()) {
            throw ChildFault.refused("TensorFlow Lite cannot prepare the network", advice);
        }
    }
}
