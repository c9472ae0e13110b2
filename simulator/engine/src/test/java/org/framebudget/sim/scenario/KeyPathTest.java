package org.framebudget.sim.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Keys that are one value under two names, and values of whole mappings. */
class KeyPathTest {
    private static Node root(String template) {
        return NodeParser.file(ScenarioTemplates.text(template), template + ".yaml");
    }

    @Test
    void anItemHasItsIdWhateverItIsCalledBy() {
        Node root = NodeParser.file("""
                devices: [{profile: pixel-4}]
                cameras: [{id: back}, {id: front}, {id: front}]
                """, "s.yaml");
        assertEquals("cameras.back.fps", KeyPath.of(root, "cameras.0.fps").text());
        assertEquals("cameras.back.fps", KeyPath.of(root, "cameras.back.fps").text());
        assertEquals("devices.pixel-4.fan", KeyPath.of(root, "devices.0.fan").text());
        // two of one name are told apart by their indexes alone
        assertEquals("cameras.2.fps", KeyPath.of(root, "cameras.2.fps").text());
        assertEquals("cameras.7.fps", KeyPath.of(root, "cameras.7.fps").text());
        assertEquals("cameras", KeyPath.of(root, "cameras").text());
        assertEquals("no.such.0.key", KeyPath.of(root, "no.such.0.key").text());
    }

    @Test
    void aKeyReplacesItsRivalInTheSameMappingAlone() {
        Node root = NodeParser.file("pipelines: [{id: a}, {id: b}]\n", "s.yaml");
        assertTrue(KeyPath.of(root, "pipelines.0.camera").replaces(KeyPath.of(root, "pipelines.a.cameras")));
        assertFalse(KeyPath.of(root, "pipelines.0.camera").replaces(KeyPath.of(root, "pipelines.b.cameras")));
        assertFalse(KeyPath.of(root, "pipelines.0.camera").replaces(KeyPath.of(root, "pipelines.0.budget_ms")));
    }

    /** A value of a whole mapping is looked at as strictly as a scenario, and no more. */
    @Test
    void everyTemplateIsRightAsAWhole() {
        for (String template : ScenarioTemplates.names()) {
            Fields.check(root(template), "", Keys.SCENARIO);
        }
    }
}
