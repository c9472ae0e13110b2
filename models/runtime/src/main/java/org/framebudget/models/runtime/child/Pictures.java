package org.framebudget.models.runtime.child;

import org.framebudget.models.runtime.FrameFile;

/** stub */
final class Pictures {
    static Pictures of(FrameFile f, Session s) {
        return new Pictures();
    }

    void next() {}
}
