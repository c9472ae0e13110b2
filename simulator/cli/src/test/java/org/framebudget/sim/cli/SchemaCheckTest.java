package org.framebudget.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class SchemaCheckTest {
    private static void check(String text) {
        SchemaCheck.validate(Path.of("r.json"), text, "framebudget/fixture/v1");
    }

    private static String refused(String text) {
        return assertThrows(InputException.class, () -> check(text)).getMessage();
    }

    @Test
    void aDocumentThatFollowsItsSchemaPasses() {
        check("{\"schema\": \"framebudget/fixture/v1\", \"events\": 3}");
    }

    @Test
    void theFirstDepartureIsNamedWithItsPlace() {
        String message = refused("{\"schema\": \"framebudget/fixture/v1\", \"events\": -3}");
        assertTrue(message.startsWith("r.json: /events: "), message);
        assertTrue(message.contains("0"), message);
        assertTrue(refused("{\"schema\": \"framebudget/fixture/v1\"}").contains("events"));
        assertTrue(refused("{\"schema\": \"framebudget/fixture/v1\", \"events\": 1, \"evnts\": 2}")
                .contains("evnts"));
    }

    @Test
    void brokenJsonIsNamedWithItsLine() {
        assertTrue(refused("{\n\"schema\": ,\n}").startsWith("r.json:2: is not valid JSON: "));
        assertTrue(refused("{\"events\": 1, \"events\": 2}").contains("Duplicate field 'events'"));
        assertTrue(refused("{} {}").startsWith("r.json:1: is not valid JSON: "));
    }

    @Test
    void aSchemaThatIsNotShippedIsSaidToBeMissing() {
        InputException e = assertThrows(
                InputException.class, () -> SchemaCheck.validate(Path.of("x"), "{}", "framebudget/none/v1"));
        assertEquals("No JSON Schema for framebudget/none/v1 comes with this version.", e.getMessage());
    }
}
