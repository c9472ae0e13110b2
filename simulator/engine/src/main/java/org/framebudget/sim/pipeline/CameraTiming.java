package org.framebudget.sim.pipeline;

import org.framebudget.devices.CameraStackProfile;
import org.framebudget.devices.Sourced;
import org.framebudget.models.Ratio;
import org.framebudget.sim.scenario.Scenario.CameraSpec;
import org.jspecify.annotations.Nullable;

/**
 * One frame's way to the application: exposure, rolling readout, image signal processor, delivery.
 *
 * @param startToPhotonNs from the start of exposure of the first row to mid-exposure of the centre row
 * @param startToReadOutNs from that start to the end of exposure and readout: no frame can be delivered before
 * @param startToDeliveryNs from that start to delivery
 */
record CameraTiming(long startToPhotonNs, long startToReadOutNs, long startToDeliveryNs) {

    static CameraTiming of(CameraSpec spec, CameraStackProfile stack) {
        double readoutMs = orElse(spec.readoutMs(), stack.readoutMs());
        double ispMs = orElse(spec.ispMs(), stack.ispMs());
        Double deliveryMs = spec.deliveryMs();
        double delivery = deliveryMs != null
                ? deliveryMs
                : stack.deliveryIntervals().value() * 1e3 / rate(spec).perS();
        return new CameraTiming(
                Math.round((spec.exposureMs() / 2 + readoutMs / 2) * 1e6),
                Math.round((spec.exposureMs() + readoutMs) * 1e6),
                Math.round((spec.exposureMs() + readoutMs + ispMs + delivery) * 1e6));
    }

    /** Frames per second the sensor really gives: the low-light rate where there is one, and never faster than exposure. */
    static Ratio rate(CameraSpec spec) {
        Ratio rate = spec.fps();
        Ratio dark = spec.lowLightFps();
        if (dark != null && dark.perS() < rate.perS()) {
            rate = dark;
        }
        double exposureS = spec.exposureMs() * 1e-3;
        if (exposureS * rate.perS() > 1) {
            rate = new Ratio(1_000_000_000L, Math.round(exposureS * 1e9));
        }
        return rate;
    }

    private static double orElse(@Nullable Double given, Sourced fromProfile) {
        return given != null ? given : fromProfile.value();
    }
}
