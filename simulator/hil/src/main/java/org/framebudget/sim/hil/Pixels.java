package org.framebudget.sim.hil;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What frames hold.
 *
 * @param kind which of them
 * @param widthPx of the camera's frame, 0 for dummies
 * @param heightPx of the camera's frame, 0 for dummies
 * @param folder pictures to take in turn; absent for a generated pattern and for dummies
 */
public record Pixels(
        Kind kind, int widthPx, int heightPx, @Nullable Path folder) {
    /** Numbers of the right count, the same for every frame. */
    public static final Pixels DUMMY = new Pixels(Kind.DUMMY, 0, 0, null);

    /** How frames come to be. */
    public enum Kind {
        /** The network's input is filled once, with random numbers. */
        DUMMY,
        /** A moving pattern in YUV 4:2:0, converted and scaled for every inference. */
        PATTERN,
        /** Pictures of a folder in turn, converted and scaled for every inference. */
        FOLDER
    }
}
