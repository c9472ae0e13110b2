package org.framebudget.models.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ImagesTest {
    @Test
    void aPictureHasFourDimensionsWhereverItsChannelsStand() {
        Images last = Images.find(List.of(List.of(1, 2), List.of(1, 240, 320, 3)));
        assertNotNull(last);
        assertEquals(List.of(320, 240), last.size(List.of(1, 240, 320, 3)));
        assertEquals(List.of(1, 48, 64, 3), last.resized(List.of(1, 240, 320, 3), new InputSize(64, 48)));
        Images first = Images.find(List.of(List.of(1, 3, 240, 320)));
        assertNotNull(first);
        assertEquals(List.of(320, 240), first.size(List.of(1, 3, 240, 320)));
        assertNull(Images.find(List.of(List.of(1, 8, 8, 3), List.of(1, 8, 8, 3))), "two pictures");
        assertNull(Images.find(List.of(List.of(1, 28, 28))));
    }

    @Test
    void aNetworkIsAsLargeAsItsFirstPicture() {
        assertEquals(List.of(320, 240), Images.size(taking(List.of(1, 2), List.of(1, 3, 240, 320))));
        assertEquals(List.of(16, 8), Images.size(taking(List.of(1, 8, 16, 3), List.of(1, 4, 4, 3))));
        assertNull(Images.size(taking(List.of(1, 28, 28))));
    }

    @SafeVarargs
    private static Network taking(List<Integer>... shapes) {
        List<Tensor> tensors = new ArrayList<>();
        List<Integer> inputs = new ArrayList<>();
        for (List<Integer> shape : shapes) {
            inputs.add(tensors.size());
            tensors.add(new Tensor(tensors.size(), "in", shape, ElementType.FLOAT32, false, null));
        }
        return new Network("net", tensors, List.of(), inputs, List.of());
    }
}
