package org.framebudget.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.framebudget.models.InputException;
import org.junit.jupiter.api.Test;

class CitationsTest {
    @Test
    void anEntryBecomesOneLineOfText() {
        Citations citations = Citations.read(
                "c.bib",
                "% comment with @misc{no, title = {x}}\n@article{one, author = {A. {B}onn}, title = {Two\n   lines}, year = {2020}, url = {http://x.y}}\n\n@misc{two, title = {T}}\n");
        assertEquals(List.of("one", "two"), citations.keys());
        assertEquals("A. Bonn. Two lines. 2020. http://x.y", citations.text("one"));
    }

    @Test
    void anUnknownKeySuggestsTheNearest() {
        Citations citations = Citations.read("c.bib", "@misc{sandler2018, title = {T}}");
        assertEquals(
                "The citation 'sandler2019' is not in citations.bib. Maybe 'sandler2018'?",
                assertThrows(InputException.class, () -> citations.text("sandler2019"))
                        .getMessage());
        assertEquals(
                "The citation 'x' is not in citations.bib. Add it there.",
                assertThrows(InputException.class, () -> citations.text("x")).getMessage());
    }

    @Test
    void aRepeatedKeyAndAnOpenBraceNameTheirLine() {
        assertEquals(
                "c.bib:2: a: the key stands twice. Rename or remove one.",
                assertThrows(
                                InputException.class,
                                () -> Citations.read("c.bib", "@misc{a, title = {T}}\n@misc{a, title = {U}}"))
                        .getMessage());
        assertEquals(
                "c.bib:2: title: a brace is never closed.",
                assertThrows(InputException.class, () -> Citations.read("c.bib", "@misc{a,\n title = {T"))
                        .getMessage());
    }
}
