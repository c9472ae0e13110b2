package org.framebudget.models.tflite;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.List;
import org.framebudget.models.InputException;
import org.framebudget.models.network.Network;
import org.framebudget.models.network.NetworkCost;
import org.junit.jupiter.api.Test;

/** Whatever a file holds, reading ends soon, with a network whose cost can be counted or with one message. */
class FuzzTest {
    private static final int ROUNDS = 2_000;
    private static final long SEED = 20_261_126;

    @Test
    void damagedModelsNeverGiveAnythingButANetworkOrAMessage() {
        Mutations mutations = new Mutations(List.copyOf(TestModels.all().values()), SEED);
        int accepted = 0;
        for (int round = 0; round < ROUNDS; round++) {
            accepted += read(mutations.next(), "round " + round) ? 1 : 0;
        }
        assertTrue(accepted > ROUNDS / 20, "only " + accepted + " survived: the mutations are too coarse");
        assertTrue(accepted < ROUNDS * 9 / 10, accepted + " survived: the mutations are too fine");
    }

    /** Whether it is a model; fails on anything but that or an {@link InputException} in one line. */
    static boolean read(byte[] bytes, String what) {
        try {
            for (Network network : TestModel.read(bytes).subgraphs()) {
                NetworkCost.of(network);
            }
            return true;
        } catch (InputException e) {
            assertTrue(e.getMessage().startsWith("m.tflite"), e.getMessage());
            assertFalse(e.getMessage().contains("\n"), e.getMessage());
            assertTrue(e.getMessage().length() < 3_000, e.getMessage());
            return false;
        } catch (RuntimeException | Error e) {
            return fail(what, e);
        }
    }
}
