package org.framebudget.devices.power;

import org.framebudget.devices.Sourced;
import org.jspecify.annotations.Nullable;

/**
 * Power that belongs to no unit.
 *
 * @param baseW the device idling with its screen off, units' idle power not included
 * @param baseNode thermal node that base power heats
 * @param screenOnW screen at its lowest brightness, absent where there is none
 * @param screenFullW added from lowest to full brightness, absent where there is none
 * @param screenNode thermal node that the screen heats, absent where there is none
 * @param cameraStreamW one streaming camera with its image signal processor, whatever its rate
 * @param cameraNjPerPx added energy per captured pixel
 * @param cameraNode thermal node that a camera heats
 * @param network what links to other devices take, absent where nobody said
 * @param leakage leakage of the hottest block, absent where it is part of measured power
 */
public record PowerProfile(
        Sourced baseW,
        String baseNode,
        @Nullable Sourced screenOnW,
        @Nullable Sourced screenFullW,
        @Nullable String screenNode,
        Sourced cameraStreamW,
        Sourced cameraNjPerPx,
        String cameraNode,
        @Nullable Network network,
        @Nullable Leakage leakage) {

    /**
     * A radio or network card, above its idle power.
     *
     * @param txW while it sends
     * @param rxW while it receives
     */
    public record Network(Sourced txW, Sourced rxW) {}

    /**
     * Leakage power {@code p0W · exp(betaPerK · (T − t0DegC))} of a node.
     *
     * @param node thermal node whose temperature counts and which it heats
     * @param p0W leakage at {@code t0DegC}
     * @param betaPerK exponent
     * @param t0DegC reference temperature
     */
    public record Leakage(String node, Sourced p0W, Sourced betaPerK, Sourced t0DegC) {}
}
