package org.framebudget.models.runtime.child;

import java.util.List;
import org.bytedeco.tensorflowlite.FlatBufferModel;
import org.framebudget.models.runtime.ChildProtocol.Shapes;
import org.framebudget.models.runtime.ChildProtocol.ShapesRequest;

/** Has the runtime work out every tensor's shape at an input size. */
final class Reshaping {
    private static final long SEED = 1;

    private Reshaping() {}

    /** Throws {@link ChildFault} where the network cannot have that size. */
    static Shapes shapes(ShapesRequest request, LineOut out) {
        out.begin("loading TensorFlow Lite");
        NativeLibrary.load();
        out.begin("reading the file");
        try (FlatBufferModel model = Session.verified(request.file());
                Session session = Session.build(model, true, 1)) {
            out.begin("changing its size");
            Resizing resizing = Resizing.tried(request.input(), session);
            if (session.sizedByRunning()) {
                out.begin("running it once to see sizes that depend on values");
                session.fill(SEED);
                session.invoke();
            }
            List<List<Integer>> shapes =
                    session.tensors().stream().map(Tensors::shape).toList();
            return new Shapes(shapes, resizing.warnings());
        }
    }
}
