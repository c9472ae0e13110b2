package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.framebudget.models.network.Activation;
import org.framebudget.models.network.ElementType;
import org.framebudget.models.network.Options.Window;
import org.framebudget.models.network.Padding;
import org.framebudget.models.network.Tensor;
import org.junit.jupiter.api.Test;

class BorderTest {
    private static final double[] NINE = {1, 1, 1, 1, 1, 1, 1, 1, 1};

    private static Border border(int side, int stride, int dilation, Padding padding) {
        Window window = new Window(3, 3, stride, stride, dilation, dilation, padding, Activation.NONE);
        int out = padding.outputExtent(side, 3, stride, dilation);
        return Border.of(map(side), map(out), window);
    }

    private static Tensor map(int side) {
        return new Tensor(0, "map", List.of(1, side, side, 1), ElementType.FLOAT32, false, null);
    }

    @Test
    void onAMapOfOnePlaceAWindowHasOnlyItsCentre() {
        Border border = border(1, 1, 1, Padding.SAME);
        assertEquals(1, border.mean(NINE));
        assertEquals(49, border.meanSquare(new double[] {9, 9, 9, 9, 7, 9, 9, 9, 9}));
    }

    @Test
    void cornersSeeFourPlacesEdgesSixAndTheMiddleNine() {
        Border border = border(4, 1, 1, Padding.SAME);
        assertEquals((4 * 4 + 8 * 6 + 4 * 9) / 16.0, border.mean(NINE), 1e-12);
        assertEquals((4 * 16 + 8 * 36 + 4 * 81) / 16.0, border.meanSquare(NINE), 1e-12);
    }

    @Test
    void aWindowThatStaysInsideHasAllItsPlaces() {
        assertEquals(9, border(7, 2, 1, Padding.VALID).mean(NINE), 1e-12);
        assertEquals(81, border(7, 2, 1, Padding.VALID).meanSquare(NINE), 1e-12);
    }

    @Test
    void dilatedWindowsReachFurther() {
        // of three places at distance 2 on four: {1,2} {1,2} {0,1} {0,1}, so two in each direction
        assertEquals(4, border(4, 1, 2, Padding.SAME).mean(NINE), 1e-12);
        // on two: only the centre
        assertEquals(1, border(2, 1, 2, Padding.SAME).mean(NINE), 1e-12);
    }

    @Test
    void strideTwoOnAnEvenMapHangsOverOneSideOnly() {
        // padding 0 before and 1 after: starts 0 and 2, the second lacks its last place
        assertEquals((9 + 6 + 6 + 4) / 4.0, border(4, 2, 1, Padding.SAME).mean(NINE), 1e-12);
    }
}
