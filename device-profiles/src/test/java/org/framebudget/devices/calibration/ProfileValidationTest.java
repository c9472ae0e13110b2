package org.framebudget.devices.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.framebudget.devices.DeviceProfile;
import org.framebudget.devices.ProfileRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileValidationTest {
    private static final ProfileRepository SHIPPED = new ProfileRepository(null);

    private static DeviceProfile profile(String id) {
        return SHIPPED.load(id, Path.of("."));
    }

    @Test
    void aShippedProfileHasTheRowsOfItsOwnUnitsAndOfItsHosts() {
        List<LatencyValidation.Row> rows = ProfileValidation.rows(profile("raspberry-pi-4+coral-usb"));
        Set<String> units =
                rows.stream().map(row -> row.device() + " " + row.unit()).collect(Collectors.toSet());
        assertEquals(Set.of("raspberry-pi-4 cpu", "raspberry-pi-4+coral-usb tpu"), units);
    }

    @Test
    void everyRowSaysWhatWasMeasuredWhatWasPredictedAndWhere() {
        for (LatencyValidation.Row row : ProfileValidation.rows(profile("pixel-3"))) {
            assertTrue(row.lowMs() < row.predictedMs() && row.predictedMs() < row.highMs(), row.toString());
            assertEquals(row.predictedMs() / row.measuredMs() - 1, row.errorFraction(), 1e-12);
            assertEquals(row.lowMs() <= row.measuredMs() && row.measuredMs() <= row.highMs(), row.covered());
        }
    }

    @Test
    void aSpecificationHasNothingToLeaveOut() {
        assertTrue(ProfileValidation.rows(profile("automotive-dual-npu")).isEmpty());
    }

    @Test
    void aProfileThatSomebodyChangedIsValidatedByItsOwnRows(@TempDir Path folder) throws IOException {
        ProfileRepository.ProfileFile file = SHIPPED.file("pixel-3", Path.of("."));
        Files.writeString(folder.resolve("pixel-3.yaml"), file.text() + "\n# changed\n");
        DeviceProfile changed = new ProfileRepository(folder).load("pixel-3", Path.of("."));
        List<LatencyValidation.Row> own = ProfileValidation.rows(changed);
        assertFalse(own.isEmpty());
        assertTrue(own.stream().allMatch(row -> row.split().equals("point")), "nothing but single rows is left out");
        List<LatencyValidation.Row> shipped = ProfileValidation.rows(profile("pixel-3"));
        assertTrue(shipped.stream().anyMatch(row -> row.split().equals("width")));
        assertEquals(shipped.stream().filter(row -> row.split().equals("point")).count(), own.size());
    }
}
