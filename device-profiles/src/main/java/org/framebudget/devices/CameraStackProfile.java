package org.framebudget.devices;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Delays between the end of readout and the application, used where a scenario gives none, and what the camera offers.
 *
 * @param readoutMs rolling-shutter readout of a full frame
 * @param ispMs image signal processor
 * @param deliveryIntervals from the image signal processor to the application, in frame intervals
 * @param modes sizes with their rates, in the order of the file; none where nobody says which there are
 */
public record CameraStackProfile(Sourced readoutMs, Sourced ispMs, Sourced deliveryIntervals, List<CameraMode> modes) {

    /** Copies the modes. */
    public CameraStackProfile {
        modes = List.copyOf(modes);
    }

    /** A camera of which no mode is known. */
    public CameraStackProfile(Sourced readoutMs, Sourced ispMs, Sourced deliveryIntervals) {
        this(readoutMs, ispMs, deliveryIntervals, List.of());
    }

    /** The mode of a size; of several the fastest one. */
    public Optional<CameraMode> mode(int widthPx, int heightPx) {
        return modes.stream()
                .filter(mode -> mode.isSize(widthPx, heightPx))
                .max(Comparator.comparingDouble(mode -> mode.maxFps().value()));
    }
}
