package org.framebudget.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Scales and words of drawings. */
class PictureTest {
    @Test
    void ticksAreStepsThatPeopleCountIn() {
        PictureScale even = PictureScale.even(0, 97, 0, 100);
        assertFalse(even.log());
        assertEquals(List.of(0.0, 20.0, 40.0, 60.0, 80.0, 100.0), even.ticks(6));
        assertEquals(0, even.at(0), 1e-9);
        PictureScale log = PictureScale.fitting(2, 300, 0, 100);
        assertTrue(log.log());
        assertEquals(List.of(2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0), log.ticks(6));
        assertTrue(log.at(2) > 0 && log.at(300) < 100);
        // what spans little, or reaches 0, is even
        assertFalse(PictureScale.fitting(2, 30, 0, 100).log());
        assertFalse(PictureScale.fitting(0, 300, 0, 100).log());
    }

    @Test
    void aSingleValueStandsOnItsScale() {
        for (double value : new double[] {0, 5, -3}) {
            PictureScale scale = PictureScale.even(value, value, 100, 0);
            assertTrue(scale.at(value) >= 0 && scale.at(value) <= 100, "at " + value);
            assertFalse(scale.ticks(5).isEmpty(), "at " + value);
        }
    }

    @Test
    void wordsAreCutWhereThereIsNoRoom() {
        String name = "mobilenet_v1_0.25";
        assertEquals(name, Picture.fitted(name, 200));
        String begin = Picture.fitted(name, 40);
        String end = Picture.fittedName(name, 40);
        assertTrue(begin.startsWith("mobile") && begin.endsWith("…"), begin);
        assertTrue(end.startsWith("…") && end.endsWith("0.25"), end);
        assertTrue(Picture.width(begin) <= 40 && Picture.width(end) <= 40);
    }

    @Test
    void everyMarkIsInTheSvg() {
        Picture picture = new Picture(100, 50);
        for (Picture.Form form : Picture.Form.values()) {
            picture.add(new Picture.Mark(10, 10, form, 5, Picture.Role.INK, true, "a <mark>"));
        }
        String svg = PictureSvg.of(picture, "marks");
        assertEquals(Picture.Form.values().length, svg.split("<title>a &lt;mark&gt;</title>", -1).length - 1, svg);
    }
}
