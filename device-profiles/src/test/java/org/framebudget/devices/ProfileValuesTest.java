package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Other numbers in an immutable profile. */
class ProfileValuesTest {
    private static DeviceProfile load(String id) {
        return new ProfileRepository(null).load(id, Path.of("."));
    }

    @Test
    void aProfileWhoseNumbersStayIsTheSame() {
        DeviceProfile phone = load("pixel-4");
        assertSame(phone, ProfileValues.with(phone, (path, number) -> number));
    }

    @Test
    void everyNumberIsReachedByThePathThatNamesIt() {
        for (String id : new ProfileRepository(null).ids()) {
            DeviceProfile profile = load(id);
            Set<String> reached = new HashSet<>();
            ProfileValues.with(profile, (path, number) -> {
                assertSame(ProfileNumbers.of(profile).numbers().get(path), number, path);
                reached.add(path);
                return number;
            });
            assertEquals(ProfileNumbers.of(profile).numbers().keySet(), reached, id);
        }
    }

    @Test
    void oneNumberChangesAndNoOther() {
        DeviceProfile phone = load("pixel-4");
        String changed = "limiters[skin policy].hot_deg_c[2]";
        DeviceProfile other = ProfileValues.with(
                phone, (path, number) -> path.equals(changed) ? new Sourced(44, 40.0, 50.0, number.source()) : number);
        ProfileNumbers before = ProfileNumbers.of(phone);
        ProfileNumbers after = ProfileNumbers.of(other);
        assertEquals(before.numbers().keySet(), after.numbers().keySet());
        after.numbers().forEach((path, number) -> {
            if (path.equals(changed)) {
                assertEquals(44, number.value());
            } else {
                assertEquals(before.numbers().get(path), number, path);
            }
        });
        assertSame(phone.latency(), other.latency());
        assertSame(phone.units(), other.units(), "what did not change is not made anew");
    }
}
