package org.framebudget.devices;

/**
 * A size of frames that a camera offers. No run reads it: a scenario says its own size and rate, and where it is none of
 * these, the window says so.
 *
 * @param widthPx columns of a frame
 * @param heightPx rows of a frame
 * @param maxFps fastest rate at this size
 * @param readoutMs rolling-shutter readout at this size
 */
public record CameraMode(int widthPx, int heightPx, Sourced maxFps, Sourced readoutMs) {
    /** Whether frames have this size. */
    public boolean isSize(int otherWidthPx, int otherHeightPx) {
        return widthPx == otherWidthPx && heightPx == otherHeightPx;
    }
}
