package org.framebudget.models.network;

import static org.framebudget.models.network.ElementType.FLOAT16;
import static org.framebudget.models.network.ElementType.FLOAT32;
import static org.framebudget.models.network.ElementType.INT8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArenaTest {
    private final Graph graph = new Graph();

    private static long offset(List<Arena.Place> places, int tensor) {
        return places.stream()
                .filter(place -> place.tensor() == tensor)
                .findFirst()
                .orElseThrow()
                .offsetBytes();
    }

    @Test
    void memoryOfAResultThatIsNoLongerReadIsUsedAgain() {
        // image 4096 bytes to the end, a 8192 in operators 0 and 1, b 8192 in 1 and 2, c 2048 from 2 on: c lies where a
        // was
        NetworkBuilder builder = new NetworkBuilder("n", Precision.FP32);
        Tensor a = builder.conv(builder.image(InputSize.square(32), 1), 2, 1, 1, Activation.NONE);
        Tensor b = builder.logistic(a);
        Tensor c = builder.maxPool(b, 2, 2, Padding.SAME);
        List<Arena.Place> places = Arena.places(builder.build(c));
        assertEquals(0, offset(places, 0));
        assertEquals(4_096, offset(places, a.index()));
        assertEquals(12_288, offset(places, b.index()));
        assertEquals(4_096, offset(places, c.index()));
        assertEquals(20_480, Arena.peakBytes(builder.build(c)));
    }

    @Test
    void placesBeginAtMultiplesOf64Bytes() {
        int in = graph.input(INT8, 100);
        int a = graph.computed(INT8, 70);
        int b = graph.computed(INT8, 10);
        graph.operator("LOGISTIC", a, in);
        graph.operator("LOGISTIC", b, a);
        // the input ends at 100, a takes 128 to 198, b begins at 256
        assertEquals(266, Arena.peakBytes(graph.network(b)));
    }

    @Test
    void theSmallestGapThatFitsIsTaken() {
        int in = graph.input(INT8, 64);
        int large = graph.computed(INT8, 1024);
        int wall = graph.computed(INT8, 960);
        int small = graph.computed(INT8, 512);
        int end = graph.computed(INT8, 448);
        int late = graph.computed(INT8, 128);
        graph.operator("SPLIT", List.of(large, wall, small, end), in);
        graph.operator("LOGISTIC", late, large, small);
        graph.operator("CONCATENATION", graph.computed(INT8, 65), late, wall, end);
        List<Arena.Place> places = Arena.places(graph.network(5));
        // large 64, wall 1088, small 2048, end 2560: late finds nothing free and goes behind; the last one finds two
        // gaps
        assertEquals(2_560, offset(places, end));
        assertEquals(3_008, offset(places, late));
        assertEquals(2_048, offset(places, 6), "the gap of 512 is smaller than that of 1024");
    }

    @Test
    void whatIsNeverReadStaysToTheEnd() {
        int in = graph.input(INT8, 64);
        int read = graph.computed(INT8, 64);
        int unread = graph.computed(INT8, 6_400);
        int result = graph.computed(INT8, 6_400);
        graph.operator("SPLIT", List.of(read, unread), in);
        graph.operator("LOGISTIC", result, read);
        assertEquals(64 + 6_400 + 64 + 6_400, Arena.peakBytes(graph.network(result)));
    }

    @Test
    void anElementwiseOperatorWritesOverAnInputThatNobodyElseReads() {
        int in = graph.input(INT8, 6_400);
        int a = graph.computed(INT8, 6_400);
        int b = graph.computed(INT8, 6_400);
        int c = graph.computed(INT8, 6_400);
        int d = graph.computed(INT8, 64);
        graph.operator("LOGISTIC", a, in);
        graph.operator("LOGISTIC", b, in);
        graph.operator("ADD", c, a, b);
        graph.operator("MEAN", d, c);
        assertEquals(3 * 6_400, Arena.peakBytes(graph.network(d)), "c lies on a, d on b");
        assertFalse(Arena.places(graph.network(d)).stream().anyMatch(place -> place.tensor() == c));
    }

    @Test
    void anInputThatIsReadAgainIsNotWrittenOver() {
        int in = graph.input(INT8, 64);
        int a = graph.computed(INT8, 6_400);
        int b = graph.computed(INT8, 6_400);
        int c = graph.computed(INT8, 6_400);
        graph.operator("TILE", a, in);
        graph.operator("SOFTMAX", b, a);
        graph.operator("ADD", c, b, a);
        // neither a, which is read twice, nor c, which is the result, shares
        assertEquals(64 + 3 * 6_400, Arena.peakBytes(graph.network(c)));
    }

    @Test
    void anotherShapeOfTheSameNumbersTakesNoMemory() {
        int in = graph.input(INT8, 64);
        int a = graph.computed(INT8, 6_400);
        int flat = graph.computed(INT8, 80, 80);
        int one = graph.computed(INT8, 64);
        graph.operator("TILE", a, in);
        graph.operator("RESHAPE", flat, a);
        graph.operator("CONCATENATION", one, flat, a);
        assertEquals(64 + 6_400 + 64, Arena.peakBytes(graph.network(one)));
    }

    @Test
    void variablesAndUnpackedWeightsLieElsewhere() {
        int in = graph.input(FLOAT32, 16);
        int stored = graph.stored(FLOAT16, 1_000);
        int unpacked = graph.computed(FLOAT32, 1_000);
        int state = graph.computed(FLOAT32, 1_000);
        int sum = graph.computed(FLOAT32, 1_000);
        int result = graph.computed(FLOAT32, 16);
        graph.operator("DEQUANTIZE", unpacked, stored);
        graph.operator("ADD", sum, state, unpacked);
        graph.operator("MEAN", result, sum, in);
        assertEquals(64 + 4_000 + 32 + 64, Arena.peakBytes(graph.network(result)), "in, sum, a rest up to 64, result");
    }

    @Test
    void anEmptyNetworkNeedsNothing() {
        assertEquals(0, Arena.peakBytes(graph.network()));
    }

    @Test
    void onRandomNetworksNothingOverlapsAndTheArenaLiesBetweenItsBounds() {
        long arena = 0;
        long bound = 0;
        for (long seed = 0; seed < 200; seed++) {
            Network network = RandomNetworks.of(seed);
            List<Arena.Place> places = Arena.places(network);
            for (Arena.Place a : places) {
                assertEquals(0, a.offsetBytes() % 64);
                for (Arena.Place b : places) {
                    boolean together = a.first() <= b.last() && b.first() <= a.last();
                    boolean overlap = a.offsetBytes() < b.offsetBytes() + b.sizeBytes()
                            && b.offsetBytes() < a.offsetBytes() + a.sizeBytes();
                    assertFalse(a != b && together && overlap, () -> network.name() + ": " + a + " on " + b);
                }
            }
            long peak = Arena.peakBytes(network);
            long alive = mostAlive(network, places);
            long sum = places.stream()
                    .mapToLong(place -> (place.sizeBytes() + 63) / 64 * 64)
                    .sum();
            assertTrue(alive <= peak && peak <= sum, "seed " + seed + ": " + alive + " " + peak + " " + sum);
            arena += peak;
            bound += alive;
        }
        assertTrue(arena < 1.1 * bound, "greedy by size stays near what is alive at once: " + arena + " of " + bound);
    }

    /** Largest sum of what is needed at one operator. */
    private static long mostAlive(Network network, List<Arena.Place> places) {
        return Collections.max(network.operators().stream()
                .map(operator -> places.stream()
                        .filter(place -> place.first() <= operator.index() && operator.index() <= place.last())
                        .mapToLong(Arena.Place::sizeBytes)
                        .sum())
                .toList());
    }
}
