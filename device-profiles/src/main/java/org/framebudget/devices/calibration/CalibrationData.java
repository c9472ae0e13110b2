package org.framebudget.devices.calibration;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.Evidence;
import org.framebudget.devices.ProfileRepository;
import org.framebudget.devices.UnitProfile;
import org.framebudget.devices.latency.LatencySeries;

/**
 * Everything the shipped latency model is fitted to.
 *
 * @param published the shipped profiles with published measurements, of any runtime
 * @param profiles those of TensorFlow Lite among them
 * @param series reference series of those, then the training series of devices without a profile; each with at least
 *     {@value #LEAST_POINTS} networks of the catalogue
 */
record CalibrationData(List<DeviceProfile> published, List<DeviceProfile> profiles, List<LatencySeries> series) {
    /** Fewer say nothing about a class that the prior did not. */
    static final int LEAST_POINTS = 3;

    static CalibrationData shipped() {
        ProfileRepository repository = new ProfileRepository(null);
        List<DeviceProfile> published = new ArrayList<>();
        List<DeviceProfile> profiles = new ArrayList<>();
        List<LatencySeries> series = new ArrayList<>();
        for (String id : repository.ids()) {
            DeviceProfile profile = repository.load(id, Path.of("."));
            if (profile.evidence() == Evidence.PUBLISHED_OTHER_RUNTIME) {
                published.add(profile);
            }
            if (profile.evidence() != Evidence.PUBLISHED_TFLITE) {
                continue;
            }
            published.add(profile);
            profiles.add(profile);
            for (UnitProfile unit : profile.units()) {
                // a host's own units stand in the host's profile
                if (!id.contains("+") || unit.hostLinkMbPerS() != null) {
                    series.addAll(LatencySeries.reference(profile, unit));
                }
            }
        }
        series.addAll(TrainingRows.shipped());
        series.removeIf(one -> one.points().size() < LEAST_POINTS);
        return new CalibrationData(List.copyOf(published), List.copyOf(profiles), List.copyOf(series));
    }
}
