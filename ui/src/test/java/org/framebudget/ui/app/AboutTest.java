package org.framebudget.ui.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class AboutTest {
    @Test
    void theCitationHasWhatTheCitationFileSays() {
        About about = About.of("1.2.3");
        assertEquals("Apache-2.0", about.licence());
        assertTrue(
                about.citation()
                        .matches(
                                "The Framebudget authors \\(20\\d\\d\\)\\. Framebudget: simulator .*\\. Version 1\\.2\\.3\\."),
                about.citation());
    }
}
