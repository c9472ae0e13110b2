package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShippedProfilesTest {
    private final ProfileRepository repository = new ProfileRepository(null);

    @Test
    void everyShippedProfileLoads() {
        assertEquals(
                List.of("pixel-4", "pixel-6", "redmi-6-pro", "raspberry-pi-4", "raspberry-pi-4+coral-usb"),
                repository.ids());
        for (String id : repository.ids()) {
            DeviceProfile profile = repository.load(id, Path.of("."));
            assertEquals(id, profile.id());
            assertTrue(profile.latency().rows().stream().anyMatch(r -> r.reference()), id);
        }
    }
}
