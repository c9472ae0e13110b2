package org.framebudget.sim.sweep.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.framebudget.sim.sweep.Part;
import org.junit.jupiter.api.Test;

class StretchTest {
    private static final Piece PIECE = new Piece(new byte[0], 5, 0, null, 1);

    private final List<String> stored = new ArrayList<>();

    private void store(Part part, List<Piece> pieces) {
        stored.add(part.from() + "-" + part.to() + " of " + pieces.size());
    }

    @Test
    void aWholeOneIsOneFile() {
        Stretch stretch = new Stretch(List.of(new Part(0, 4), new Part(5, 9), new Part(10, 14)));
        assertTrue(stretch.take(2, PIECE));
        assertTrue(stretch.take(0, PIECE));
        assertFalse(stretch.complete());
        assertFalse(stretch.take(0, PIECE), "what comes twice counts once");
        assertEquals(1, stretch.missing());
        assertTrue(stretch.take(1, PIECE));
        assertTrue(stretch.complete());
        stretch.eachRun(this::store);
        assertEquals(List.of("0-14 of 3"), stored);
    }

    @Test
    void ofAnUnfinishedOneEveryRunThatIsThereIsAFile() {
        Stretch stretch = new Stretch(List.of(
                new Part(0, 4),
                new Part(5, 9),
                new Part(10, 14),
                new Part(15, 19),
                new Part(30, 34),
                new Part(35, 39)));
        for (int part : new int[] {0, 1, 3, 4, 5}) {
            stretch.take(part, PIECE);
        }
        stretch.eachRun(this::store);
        assertEquals(List.of("0-9 of 2", "15-19 of 1", "30-39 of 2"), stored, "other files hold 20 to 29");
    }
}
